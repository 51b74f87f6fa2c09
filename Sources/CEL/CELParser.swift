import SourceText

/// Reads tokens into a tree, by CEL's grammar with optional syntax.
struct CELParser {
    let bytes: [UInt8]
    let depthLimit: Int
    private let tokens: [CELToken]
    private var place = 0
    /// Calls of `expression` under way.
    private var depth = 0
    var syntax = CELSyntax()

    static func parse(_ bytes: [UInt8], limits: CELLimits) throws(CELError) -> CELSyntax {
        guard bytes.count <= limits.textLength else {
            throw .tooLong(bytes.count, limit: limits.textLength)
        }
        var parser = CELParser(
            bytes: bytes, depthLimit: limits.depth, tokens: try CELLexer.tokens(bytes))
        let root = try parser.expression()
        guard parser.kind == .end else { throw parser.unexpected("an operator") }
        parser.syntax.root = root
        return parser.syntax
    }

    private init(bytes: [UInt8], depthLimit: Int, tokens: [CELToken]) {
        self.bytes = bytes
        self.depthLimit = depthLimit
        self.tokens = tokens
        syntax.nodes.reserveCapacity(tokens.count)
    }

    // MARK: Tokens

    private var token: CELToken { tokens[place] }
    private var kind: CELToken.Kind { tokens[place].kind }

    private mutating func skip(_ expected: CELToken.Kind) -> Bool {
        guard kind == expected else { return false }
        place += 1
        return true
    }

    private mutating func take() -> CELToken {
        let token = tokens[place]
        if token.kind != .end { place += 1 }
        return token
    }

    private mutating func expect(_ expected: CELToken.Kind, _ text: String) throws(CELError) {
        guard skip(expected) else { throw unexpected(text) }
    }

    private func unexpected(_ expected: String) -> CELError {
        if kind == .end {
            return .syntax(token.range, "the expression ends where \(expected) is due")
        }
        if kind == .reserved {
            return .syntax(token.range, "`\(bytes.text(token.range))` is a reserved word")
        }
        return .syntax(
            token.range, "`\(bytes.text(token.range))` stands where \(expected) is due")
    }

    /// Where the last token read ends.
    private var end: Int { place > 0 ? Int(tokens[place - 1].end) : 0 }

    private func range(from start: Int) -> SourceRange { SourceRange(start, max(start, end)) }

    // MARK: Nodes

    mutating func add(
        _ kind: CELSyntax.Kind, _ range: SourceRange, focus: SourceRange? = nil,
        above children: Int...
    ) throws(CELError) -> Int {
        try add(kind, range, focus: focus, heightBelow: children.reduce(0) { height($0, $1) })
    }

    private mutating func add(
        _ kind: CELSyntax.Kind, _ range: SourceRange, focus: SourceRange? = nil,
        above elements: Range<Int>, and target: Int? = nil
    ) throws(CELError) -> Int {
        let below = syntax.elements[elements].reduce(target.map { height(0, $0) } ?? 0) {
            height($0, $1.node)
        }
        return try add(kind, range, focus: focus, heightBelow: below)
    }

    private func height(_ height: Int, _ child: Int) -> Int {
        max(height, syntax.nodes[child].height + 1)
    }

    private mutating func add(
        _ kind: CELSyntax.Kind, _ range: SourceRange, focus: SourceRange?, heightBelow: Int
    ) throws(CELError) -> Int {
        guard heightBelow < depthLimit else { throw .tooDeep(range, limit: depthLimit) }
        syntax.nodes.append(
            CELSyntax.Node(kind: kind, range: range, focus: focus ?? range, height: heightBelow))
        return syntax.nodes.count - 1
    }

    private mutating func keep(_ elements: [CELSyntax.Element]) -> Range<Int> {
        let start = syntax.elements.count
        syntax.elements += elements
        return start..<syntax.elements.count
    }

    // MARK: Operators

    private mutating func expression() throws(CELError) -> Int {
        depth += 1
        defer { depth -= 1 }
        guard depth <= depthLimit else { throw .tooDeep(token.range, limit: depthLimit) }
        let start = Int(token.start)
        let test = try disjunction()
        guard skip(.question) else { return test }
        let yes = try disjunction()
        try expect(.colon, "`:`")
        let no = try expression()
        return try add(.conditional(test, yes, no), range(from: start), above: test, yes, no)
    }

    private mutating func disjunction() throws(CELError) -> Int {
        let start = Int(token.start)
        let first = try conjunction()
        guard kind == .or else { return first }
        var parts = [CELSyntax.Element(node: first)]
        while skip(.or) { parts.append(CELSyntax.Element(node: try conjunction())) }
        let kept = keep(parts)
        return try add(.disjunction(kept), range(from: start), above: kept)
    }

    private mutating func conjunction() throws(CELError) -> Int {
        let start = Int(token.start)
        let first = try binary(.relation)
        guard kind == .and else { return first }
        var parts = [CELSyntax.Element(node: first)]
        while skip(.and) { parts.append(CELSyntax.Element(node: try binary(.relation))) }
        let kept = keep(parts)
        return try add(.conjunction(kept), range(from: start), above: kept)
    }

    private enum Level: Int { case relation, sum, product }

    private func binaryOperator() -> (BinaryOperator, Level)? {
        switch kind {
        case .equal: (.equal, .relation)
        case .notEqual: (.notEqual, .relation)
        case .less: (.less, .relation)
        case .lessEqual: (.lessEqual, .relation)
        case .greater: (.greater, .relation)
        case .greaterEqual: (.greaterEqual, .relation)
        case .inWord: (.in, .relation)
        case .plus: (.add, .sum)
        case .minus: (.subtract, .sum)
        case .star: (.multiply, .product)
        case .slash: (.divide, .product)
        case .percent: (.remainder, .product)
        default: nil
        }
    }

    /// Operators of that level or of one that binds tighter; all group to the left.
    private mutating func binary(_ minimum: Level) throws(CELError) -> Int {
        let start = Int(token.start)
        var left = try unary()
        while let (operation, level) = binaryOperator(), level.rawValue >= minimum.rawValue {
            let focus = take().range
            let right =
                switch level {
                case .relation: try binary(.sum)
                case .sum: try binary(.product)
                case .product: try unary()
                }
            left = try add(
                .binary(operation, left, right), range(from: start), focus: focus,
                above: left, right)
        }
        return left
    }

    /// A run of `!` or `-`. An even run keeps two, so that the operand's type is still checked.
    private mutating func unary() throws(CELError) -> Int {
        let start = Int(token.start)
        guard kind == .not || kind == .minus, !isNegativeNumber else { return try member() }
        let sign = kind
        var count = 0
        while kind == sign, !isNegativeNumber {
            count += 1
            place += 1
        }
        var operand = try member()
        for _ in 0..<(count % 2 == 0 ? 2 : 1) {
            operand = try add(
                sign == .not ? .not(operand) : .negate(operand), range(from: start), above: operand)
        }
        return operand
    }

    private var isNegativeNumber: Bool {
        guard kind == .minus else { return false }
        let next = tokens[place + 1].kind
        return next == .integer || next == .double
    }

    // MARK: Members

    private mutating func member() throws(CELError) -> Int {
        let start = Int(token.start)
        var node = try primary()
        while true {
            switch kind {
            case .dot: node = try selection(of: node, from: start)
            case .leftBracket: node = try subscription(of: node, from: start)
            case .leftBrace:
                guard let name = qualifiedName(node) else { return node }
                node = try message(name, from: start)
            default: return node
            }
        }
    }

    /// `.name`, `.?name` or `.name(…)`.
    private mutating func selection(of operand: Int, from start: Int) throws(CELError) -> Int {
        place += 1
        let isOptional = skip(.question)
        let name = take()
        let field: String
        switch name.kind {
        case .identifier, .reserved: field = bytes.text(name.range)
        case .quotedIdentifier: field = CELLiteral.quotedIdentifier(bytes[name.range])
        default:
            place -= name.kind == .end ? 0 : 1
            throw unexpected("a field's name")
        }
        if !isOptional, name.kind != .quotedIdentifier, skip(.leftParenthesis) {
            let arguments = try arguments()
            let call = MacroCall(
                name: field, target: operand, arguments: arguments, range: range(from: start),
                focus: name.range)
            if let expanded = try expand(call) { return expanded }
            let kept = keep(arguments.map { CELSyntax.Element(node: $0) })
            return try add(
                .call(field, target: operand, arguments: kept), call.range, focus: name.range,
                above: kept, and: operand)
        }
        return try add(
            .select(operand, field: field, isOptional: isOptional), range(from: start),
            focus: name.range, above: operand)
    }

    private mutating func subscription(of operand: Int, from start: Int) throws(CELError) -> Int {
        place += 1
        let isOptional = skip(.question)
        let key = try expression()
        try expect(.rightBracket, "`]`")
        return try add(
            .index(operand, key, isOptional: isOptional), range(from: start), above: operand, key)
    }

    /// The name `a.b.c` that a chain of plain selections writes.
    func qualifiedName(_ node: Int) -> String? {
        switch syntax[node].kind {
        case .identifier(let name, let isRooted): (isRooted ? "." : "") + name
        case .select(let operand, let field, false):
            qualifiedName(operand).map { $0 + "." + field }
        default: nil
        }
    }

    // MARK: Primaries

    private mutating func primary() throws(CELError) -> Int {
        let start = Int(token.start)
        switch kind {
        case .identifier: return try name(isRooted: false, from: start)
        case .dot:
            place += 1
            guard kind == .identifier else { throw unexpected("a name") }
            return try name(isRooted: true, from: start)
        case .leftParenthesis:
            place += 1
            let inner = try expression()
            try expect(.rightParenthesis, "`)`")
            return inner
        case .leftBracket: return try list(from: start)
        case .leftBrace: return try map(from: start)
        default: return try literal()
        }
    }

    private mutating func literal() throws(CELError) -> Int {
        let start = Int(token.start)
        let isNegative = isNegativeNumber
        if isNegative { place += 1 }
        let token = take()
        let text = bytes[token.range]
        let range = range(from: start)
        let value: CELValue
        switch token.kind {
        case .integer: value = try CELLiteral.integer(text, isNegative: isNegative, range)
        case .unsigned: value = try CELLiteral.unsigned(text, range)
        case .double: value = try CELLiteral.double(text, isNegative: isNegative, range)
        case .string: value = try CELLiteral.text(text, isBytes: false)
        case .bytes: value = try CELLiteral.text(text, isBytes: true)
        case .trueWord: value = .bool(true)
        case .falseWord: value = .bool(false)
        case .nullWord: value = .null
        default:
            place -= token.kind == .end ? 0 : 1
            throw unexpected("a value")
        }
        return try add(.literal(value), range)
    }

    private mutating func name(isRooted: Bool, from start: Int) throws(CELError) -> Int {
        let token = take()
        let name = bytes.text(token.range)
        guard skip(.leftParenthesis) else {
            return try add(.identifier(name, isRooted: isRooted), range(from: start))
        }
        let arguments = try arguments()
        let call = MacroCall(
            name: name, target: nil, arguments: arguments, range: range(from: start),
            focus: token.range)
        if !isRooted, let expanded = try expand(call) { return expanded }
        let kept = keep(arguments.map { CELSyntax.Element(node: $0) })
        return try add(
            .call((isRooted ? "." : "") + name, target: nil, arguments: kept), call.range,
            focus: token.range, above: kept)
    }

    /// The opening parenthesis has been read; reads through the closing one.
    private mutating func arguments() throws(CELError) -> [Int] {
        if skip(.rightParenthesis) { return [] }
        var arguments = [try expression()]
        while skip(.comma) { arguments.append(try expression()) }
        try expect(.rightParenthesis, "`,` or `)`")
        return arguments
    }

    private mutating func list(from start: Int) throws(CELError) -> Int {
        place += 1
        var elements: [CELSyntax.Element] = []
        while kind != .rightBracket {
            let isOptional = skip(.question)
            elements.append(
                CELSyntax.Element(node: try expression(), isOptional: isOptional))
            guard skip(.comma) else { break }
        }
        try expect(.rightBracket, "`,` or `]`")
        let kept = keep(elements)
        return try add(.list(kept), range(from: start), above: kept)
    }

    private mutating func map(from start: Int) throws(CELError) -> Int {
        place += 1
        var elements: [CELSyntax.Element] = []
        while kind != .rightBrace {
            let isOptional = skip(.question)
            elements.append(CELSyntax.Element(node: try expression(), isOptional: isOptional))
            try expect(.colon, "`:`")
            elements.append(CELSyntax.Element(node: try expression()))
            guard skip(.comma) else { break }
        }
        try expect(.rightBrace, "`,` or `}`")
        let kept = keep(elements)
        return try add(.map(kept), range(from: start), above: kept)
    }

    /// `{field: value}` after a name; the fields are read and left, since messages are not
    /// supported.
    private mutating func message(_ name: String, from start: Int) throws(CELError) -> Int {
        place += 1
        while kind != .rightBrace {
            _ = skip(.question)
            guard kind == .identifier || kind == .reserved || kind == .quotedIdentifier else {
                throw unexpected("a field's name")
            }
            place += 1
            try expect(.colon, "`:`")
            _ = try expression()
            guard skip(.comma) else { break }
        }
        try expect(.rightBrace, "`,` or `}`")
        return try add(.message(name), range(from: start))
    }
}
