import SourceText

/// Walks a tree once: deduces types, finds what names refer to, and writes the program.
///
/// A lenient checker takes every type for `dyn` and turns what it cannot find into nodes that fail
/// when they are evaluated.
struct CELChecker {
    /// What is known of a node: its type and its place in the program.
    struct Checked {
        var type: CELType
        var node: Int32
        /// How many lists, maps and optionals around one another the expression may build.
        var nesting = 0
    }

    /// A name that a macro introduces.
    struct Local {
        var name: String
        var type: CELType
        var slot: Int32
        var nesting: Int
    }

    let syntax: CELSyntax
    let environment: CELEnvironment
    let isLenient: Bool
    var solver = TypeSolver()
    var builder: ProgramBuilder
    private(set) var locals: [Local] = []

    init(_ syntax: CELSyntax, _ environment: CELEnvironment, isLenient: Bool) {
        self.syntax = syntax
        self.environment = environment
        self.isLenient = isLenient
        builder = ProgramBuilder(capacity: syntax.nodes.count)
    }

    mutating func program(text: String) throws(CELError) -> CELProgram {
        let root = try check(syntax.root)
        return CELProgram(
            text: text, type: solver.final(root.type), limits: environment.limits,
            code: ProgramCode(builder, root: root.node))
    }

    // MARK: Nodes

    mutating func check(_ index: Int) throws(CELError) -> Checked {
        let node = syntax[index]
        switch node.kind {
        case .literal(let value): return literal(value, node.range)
        case .identifier(let name, let isRooted):
            return try identifier(name, isRooted: isRooted, node)
        case .select(let operand, let field, let isOptional):
            return try select(index, operand, field, isOptional: isOptional)
        case .has(let operand, let field): return try has(operand, field, node)
        case .index(let operand, let key, let isOptional):
            return try subscription(operand, key, isOptional: isOptional, node)
        case .not(let operand): return try not(operand, node)
        case .negate(let operand): return try negate(operand, node)
        case .binary(let operation, let left, let right):
            return try binary(operation, left, right, node)
        case .conjunction(let range): return try logical(.conjunction, range, node)
        case .disjunction(let range): return try logical(.disjunction, range, node)
        case .conditional(let test, let yes, let no):
            return try conditional(test, yes, no, node)
        case .call(let name, let target, let arguments):
            return try call(name, target, syntax.elements[arguments].map(\.node), node)
        case .list(let range): return try list(range, node)
        case .map(let range): return try map(range, node)
        case .message(let name):
            return try failed(
                .check(
                    node.range, "`\(name){…}` builds a message, which is not supported",
                    help: "write a map: {'field': value}"))
        case .comprehension(let macro): return try comprehension(macro, node)
        case .bind(let name, let value, let body): return try bind(name, value, body, node)
        case .optionalMap(let target, let name, let body, let isFlat):
            return try optionalMap(target, name, body, isFlat: isFlat, node)
        }
    }

    mutating func add(
        _ type: CELType, _ operation: ProgramNode.Operation, _ range: SourceRange,
        _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0, nesting: Int = 0
    ) -> Checked {
        Checked(
            type: isLenient ? .dyn : type, node: builder.add(operation, range, a, b, c),
            nesting: nesting)
    }

    /// Throws the error, or leaves it to be met when the node is evaluated.
    mutating func failed(_ error: CELError) throws(CELError) -> Checked {
        guard isLenient else { throw error }
        return add(.dyn, .fail, error.range, builder.constant(.string(error.message)))
    }

    mutating func constant(_ value: CELValue, _ type: CELType, _ range: SourceRange) -> Checked {
        add(type, .constant, range, builder.constant(value))
    }

    /// Says so unless the type can stand where `wanted` is due.
    mutating func require(
        _ checked: Checked, _ wanted: CELType, _ role: String, at index: Int
    ) throws(CELError) {
        guard !isLenient, !solver.assign(checked.type, to: wanted) else { return }
        throw .mismatch(
            syntax[index].range, expected: solver.final(wanted), found: solver.final(checked.type),
            role: role)
    }

    // MARK: Locals

    /// Brings a name into scope and gives its slot.
    ///
    /// Values grow deeper than the expression only through names, so they are held to the limit
    /// here: comparing, printing and freeing a value recurses over it.
    mutating func begin(
        _ name: String, _ type: CELType, nesting: Int, _ node: CELSyntax.Node
    ) throws(CELError) -> Int32 {
        let limit = environment.limits.depth
        guard nesting <= limit else { throw .tooDeep(node.range, limit: limit) }
        let slot = Int32(locals.count)
        locals.append(
            Local(name: name, type: isLenient ? .dyn : type, slot: slot, nesting: nesting))
        builder.localCount = max(builder.localCount, locals.count)
        return slot
    }

    mutating func endLocals(_ count: Int) { locals.removeLast(count) }

    func local(_ name: String) -> Local? { locals.last { $0.name == name } }

    // MARK: Small forms

    private mutating func literal(_ value: CELValue, _ range: SourceRange) -> Checked {
        let type: CELType =
            switch value {
            case .null: .null
            case .bool: .bool
            case .int: .int
            case .uint: .uint
            case .double: .double
            case .string: .string
            case .bytes: .bytes
            default: .dyn
            }
        return constant(value, type, range)
    }

    private mutating func conditional(
        _ test: Int, _ yes: Int, _ no: Int, _ node: CELSyntax.Node
    ) throws(CELError) -> Checked {
        let condition = try check(test)
        try require(condition, .bool, "a condition", at: test)
        let left = try check(yes)
        let right = try check(no)
        if !isLenient, !solver.assign(left.type, to: right.type) {
            throw .check(
                node.range,
                "the two results differ in type: `\(solver.final(left.type))` and "
                    + "`\(solver.final(right.type))`",
                help: "`dyn(…)` around one of them allows both")
        }
        let type = solver.mostGeneral(left.type, right.type)
        return add(
            type, .conditional, node.range, condition.node, left.node, right.node,
            nesting: max(left.nesting, right.nesting))
    }

    private mutating func logical(
        _ operation: ProgramNode.Operation, _ range: Range<Int>, _ node: CELSyntax.Node
    ) throws(CELError) -> Checked {
        var operands: [Int32] = []
        let name = operation == .conjunction ? "`&&`" : "`||`"
        for element in syntax.elements[range] {
            let operand = try check(element.node)
            try require(operand, .bool, "an operand of \(name)", at: element.node)
            operands.append(operand.node)
        }
        return add(
            .bool, operation, node.range, builder.operands(operands), Int32(operands.count))
    }

    // MARK: Lists and maps

    private mutating func list(_ range: Range<Int>, _ node: CELSyntax.Node) throws(CELError)
        -> Checked
    {
        var type: CELType?
        var operands: [Int32] = []
        var nesting = 0
        for element in syntax.elements[range] {
            let checked = try self.element(element)
            nesting = max(nesting, checked.nesting)
            type = join(type, checked.type)
            operands.append(element.isOptional ? ~checked.node : checked.node)
        }
        let elementType = isLenient ? .dyn : type ?? solver.fresh()
        if let elements = builder.constantValues(of: operands) {
            var folded = constant(.list(elements), .list(elementType), node.range)
            folded.nesting = nesting + 1
            return folded
        }
        return add(
            .list(elementType), .list, node.range, builder.operands(operands),
            Int32(operands.count), nesting: nesting + 1)
    }

    /// An element, whose type is the one inside the optional when `?` stands before it.
    private mutating func element(_ element: CELSyntax.Element) throws(CELError) -> Checked {
        var checked = try check(element.node)
        guard element.isOptional, !isLenient else { return checked }
        let inner = solver.fresh()
        try require(checked, .optional(inner), "what follows `?`", at: element.node)
        checked.type = solver.resolved(inner)
        return checked
    }

    private mutating func map(_ range: Range<Int>, _ node: CELSyntax.Node) throws(CELError)
        -> Checked
    {
        var keyType: CELType?
        var valueType: CELType?
        var operands: [Int32] = []
        var nesting = 0
        for place in stride(from: range.lowerBound, to: range.upperBound, by: 2) {
            let (keyElement, valueElement) = (syntax.elements[place], syntax.elements[place + 1])
            let key = try check(keyElement.node)
            try requireKey(key, at: keyElement.node)
            var optionalValue = valueElement
            optionalValue.isOptional = keyElement.isOptional
            let value = try element(optionalValue)
            nesting = max(nesting, value.nesting)
            keyType = join(keyType, key.type)
            valueType = join(valueType, value.type)
            operands.append(keyElement.isOptional ? ~key.node : key.node)
            operands.append(value.node)
        }
        let key = isLenient ? .dyn : keyType ?? solver.fresh()
        let value = isLenient ? .dyn : valueType ?? solver.fresh()
        return add(
            .map(key, value), .map, node.range, builder.operands(operands),
            Int32(operands.count / 2), nesting: nesting + 1)
    }

    private mutating func requireKey(_ key: Checked, at index: Int) throws(CELError) {
        guard !isLenient else { return }
        let type = solver.resolved(key.type)
        switch type {
        case .bool, .int, .uint, .string, .dyn, .variable: return
        default:
            throw .check(
                syntax[index].range, "a map's key cannot be `\(type)`",
                help: "keys are bool, int, uint or string")
        }
    }

    private mutating func join(_ previous: CELType?, _ next: CELType) -> CELType {
        guard !isLenient, let previous else { return next }
        return solver.assign(previous, to: next) ? solver.mostGeneral(previous, next) : .dyn
    }
}
