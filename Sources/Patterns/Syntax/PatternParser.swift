/// Reads the syntax of RE2 as Go's regexp does.
///
/// Open groups are kept in a list, so that nesting costs no stack.
struct PatternParser {
    /// What `(?imsU)` sets.
    struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotMatchesNewline = false
        var isUngreedy = false
    }

    /// A group whose closing parenthesis has not been read, or the whole pattern.
    private struct OpenGroup {
        let start: Int
        /// nil if it captures nothing.
        let group: Int32?
        /// What held before it.
        let flags: Flags
        var alternatives: [SyntaxTree.NodeIndex] = []
        var sequence: [SyntaxTree.NodeIndex] = []
    }

    let bytes: [UInt8]
    var offset = 0
    var flags = Flags()
    var tree = SyntaxTree()
    /// Ranges in all classes read so far, for the limit.
    var rangeCount = 0
    /// The classes of `\p{…}` read so far, by name.
    var unicodeClasses: [String: ScalarSet] = [:]
    /// Where the last `:]` begins, -1 without one.
    let lastClassEnd: Int
    private var open: [OpenGroup]
    /// Where the repetition operator just read begins; nil after anything else.
    private var lastRepetition: Int?

    static func tree(of text: String) throws(PatternError) -> SyntaxTree {
        var parser = PatternParser(bytes: Array(text.utf8))
        return try parser.parse()
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        lastClassEnd =
            bytes.indices.dropLast().last { bytes[$0] == 0x3A && bytes[$0 + 1] == 0x5D } ?? -1
        open = [OpenGroup(start: 0, group: nil, flags: Flags())]
    }

    private mutating func parse() throws(PatternError) -> SyntaxTree {
        guard bytes.count <= PatternLimits.length else {
            throw PatternFault.tooLarge.error(0..<bytes.count)
        }
        while offset < bytes.count {
            let start = offset
            let isRepetition = try item()
            lastRepetition = isRepetition ? lastRepetition ?? start : nil
        }
        guard open.count == 1 else {
            throw PatternFault.missingParenthesis.error(open[open.count - 1].start..<bytes.count)
        }
        tree.root = contents(of: open[0])
        return tree
    }

    /// Reads what stands here, and tells whether it was a repetition operator.
    private mutating func item() throws(PatternError) -> Bool {
        switch bytes[offset] {
        case UInt8(ascii: "("): try openGroup()
        case UInt8(ascii: ")"): try closeGroup()
        case UInt8(ascii: "|"): startAlternative()
        case UInt8(ascii: "^"): assertion(flags.isMultiline ? .lineStart : .textStart, length: 1)
        case UInt8(ascii: "$"): assertion(flags.isMultiline ? .lineEnd : .textEnd, length: 1)
        case UInt8(ascii: "."):
            offset += 1
            push(tree.add(flags.dotMatchesNewline ? .all : .allButNewline))
        case UInt8(ascii: "["): push(tree.add(try bracketClass()))
        case UInt8(ascii: "\\"): try escaped()
        case UInt8(ascii: "*"): return try repetition(0, nil, from: offset, length: 1)
        case UInt8(ascii: "+"): return try repetition(1, nil, from: offset, length: 1)
        case UInt8(ascii: "?"): return try repetition(0, 1, from: offset, length: 1)
        case UInt8(ascii: "{"):
            if let count = try countedRepetition() {
                return try repetition(
                    count.minimum, count.maximum, from: offset, length: count.length)
            }
            literal(scalar())
        default: literal(scalar())
        }
        return false
    }

    /// Reads one code point.
    mutating func scalar() -> UInt32 {
        let decoded = bytes.withUnsafeBufferPointer { UTF8Reading.scalar(in: $0, at: offset) }
        offset += decoded.length
        return decoded.scalar
    }

    /// Moves past `text` if it stands here.
    mutating func skip(_ text: StaticString) -> Bool {
        let isHere = text.withUTF8Buffer { wanted in
            offset + wanted.count <= bytes.count
                && bytes[offset..<offset + wanted.count].elementsEqual(wanted)
        }
        if isHere { offset += text.utf8CodeUnitCount }
        return isHere
    }

    // MARK: Pieces

    mutating func literal(_ scalar: UInt32) {
        guard flags.ignoresCase else { return push(tree.add(.character(scalar))) }
        let equals = CaseFolding.equals(of: scalar)
        push(tree.add(ScalarSet(([scalar] + equals).map { $0...$0 })))
    }

    mutating func assertion(_ assertion: Assertion, length: Int) {
        offset += length
        push(tree.add(.assertion(assertion)))
    }

    mutating func push(_ node: SyntaxTree.NodeIndex) {
        open[open.count - 1].sequence.append(node)
    }

    // MARK: Groups

    private mutating func openGroup() throws(PatternError) {
        let start = offset
        let before = flags
        let name = try groupName()
        if name == nil, skip("(?") {
            guard try readFlags(from: start) else { return }
            open.append(OpenGroup(start: start, group: nil, flags: before))
            return
        }
        if name == nil { offset += 1 }
        tree.groupNames.append(name)
        let group = Int32(tree.groupNames.count - 1)
        open.append(OpenGroup(start: start, group: group, flags: before))
    }

    /// Reads `(?P<name>` or `(?<name>`; nil and nothing read where neither stands.
    private mutating func groupName() throws(PatternError) -> String? {
        let start = offset
        guard skip("(?P<") || skip("(?<") else { return nil }
        let nameStart = offset
        guard let end = bytes[offset...].firstIndex(of: UInt8(ascii: ">")) else {
            throw PatternFault.invalidName.error(start..<bytes.count)
        }
        offset = end + 1
        guard nameStart < end, bytes[nameStart..<end].allSatisfy({ $0.isWordByte }) else {
            throw PatternFault.invalidName.error(start..<offset)
        }
        return String(decoding: bytes[nameStart..<end], as: UTF8.self)
    }

    /// Reads `i-s:` or `i-s)`; "(?" has been read. Tells whether a group opens.
    private mutating func readFlags(from start: Int) throws(PatternError) -> Bool {
        var changed = flags
        var value = true
        var hasFlag = false
        while offset < bytes.count {
            let next = scalar()
            switch next {
            case 0x69: changed.ignoresCase = value
            case 0x6D: changed.isMultiline = value
            case 0x73: changed.dotMatchesNewline = value
            case 0x55: changed.isUngreedy = value
            case 0x2D where value:
                value = false
                hasFlag = false
                continue
            case 0x3A where value || hasFlag, 0x29 where value || hasFlag:
                flags = changed
                return next == 0x3A
            default: throw PatternFault.invalidGroup.error(start..<offset)
            }
            hasFlag = true
        }
        throw PatternFault.invalidGroup.error(start..<offset)
    }

    private mutating func startAlternative() {
        offset += 1
        let sequence = tree.sequence(open[open.count - 1].sequence)
        open[open.count - 1].alternatives.append(sequence)
        open[open.count - 1].sequence = []
    }

    private mutating func closeGroup() throws(PatternError) {
        guard open.count > 1, let group = open.popLast() else {
            throw PatternFault.unexpectedParenthesis.error(offset..<offset + 1)
        }
        offset += 1
        flags = group.flags
        var node = contents(of: group)
        if let number = group.group { node = tree.add(.capture(group: number, node)) }
        push(node)
        try checkHeight(node, group.start..<offset)
    }

    private mutating func contents(of group: OpenGroup) -> SyntaxTree.NodeIndex {
        tree.choice(group.alternatives + [tree.sequence(group.sequence)])
    }

    private func checkHeight(
        _ node: SyntaxTree.NodeIndex, _ range: Range<Int>
    ) throws(PatternError) {
        if tree.measures(node).height > PatternLimits.height {
            throw PatternFault.tooDeep.error(range)
        }
    }

    // MARK: Repetition

    /// Reads an operator of `length` bytes and the `?` after it.
    private mutating func repetition(
        _ minimum: Int, _ maximum: Int?, from start: Int, length: Int
    ) throws(PatternError) -> Bool {
        offset += length
        let isGreedy = skip("?") == flags.isUngreedy
        if let first = lastRepetition {
            throw PatternFault.stackedRepetition.error(first..<offset)
        }
        guard let child = open[open.count - 1].sequence.popLast() else {
            throw PatternFault.missingArgument.error(start..<offset)
        }
        let repetition = SyntaxTree.Repetition(
            minimum: minimum, maximum: maximum, isGreedy: isGreedy)
        let node = repeated(child, repetition)
        push(node)
        try checkHeight(node, start..<offset)
        if minimum >= 2 || (maximum ?? 0) >= 2, tree.measures(node).copies > PatternLimits.copies {
            throw PatternFault.invalidCount.error(start..<offset)
        }
        return true
    }

    /// Repeating nothing is nothing, and `(?:a*)*` is `a*`.
    private mutating func repeated(
        _ child: SyntaxTree.NodeIndex, _ repetition: SyntaxTree.Repetition
    ) -> SyntaxTree.NodeIndex {
        switch tree.node(child) {
        case .empty: return child
        case .repetition(repetition, _) where repetition.minimum <= 1 && repetition.maximum != 0:
            if repetition.maximum == nil || repetition.maximum == 1 { return child }
        default: break
        }
        return tree.add(.repetition(repetition, child))
    }

    private struct Count {
        let minimum: Int
        let maximum: Int?
        let length: Int
    }

    /// What `{2}`, `{2,}` or `{2,5}` says; nil if none of them stands here. Nothing is read.
    private func countedRepetition() throws(PatternError) -> Count? {
        var end = offset + 1
        guard let minimum = number(at: &end) else { return nil }
        var maximum: Int? = minimum
        if end < bytes.count, bytes[end] == UInt8(ascii: ",") {
            end += 1
            let digits = end
            maximum = number(at: &end)
            if maximum == nil, end > digits { return nil }
        }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "}") else { return nil }
        let count = Count(minimum: minimum, maximum: maximum, length: end + 1 - offset)
        let most = maximum ?? minimum
        guard minimum <= most, most <= PatternLimits.copies else {
            throw PatternFault.invalidCount.error(offset..<end + 1)
        }
        return count
    }

    /// A decimal number without leading zeros; numbers past all limits are given as 1,000,000.
    private func number(at offset: inout Int) -> Int? {
        let start = offset
        var value = 0
        while offset < bytes.count, bytes[offset].isDigitByte {
            value = min(value * 10 + Int(bytes[offset] - 0x30), 1_000_000)
            offset += 1
        }
        let hasLeadingZero = offset - start > 1 && bytes[start] == 0x30
        return offset == start || hasLeadingZero ? nil : value
    }
}

extension UInt8 {
    var isDigitByte: Bool { (0x30...0x39).contains(self) }
    /// An ASCII letter, a digit or an underscore.
    var isWordByte: Bool {
        isDigitByte || self == 0x5F || (0x61...0x7A).contains(self | 0x20)
    }
}
