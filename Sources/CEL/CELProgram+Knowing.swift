/// What follows from the value of one variable alone is worked out once, for all evaluations.
extension CELProgram {
    /// The same program for evaluations in which a variable has this value.
    ///
    /// What would fail is left to fail when it is evaluated. A row of `||` or `&&` that a known
    /// operand decides is decided, as it would be whatever the others come to.
    package func knowing(_ value: CELValue, at slot: Int) -> CELProgram {
        var specialiser = Specialiser(code, value, slot, limits)
        _ = specialiser.value(of: code.root)
        return CELProgram(text: text, type: type, limits: limits, code: specialiser.result)
    }

    /// The value that every evaluation gives, as far as the program says so itself.
    package var constantValue: CELValue? {
        let root = code.nodes[Int(code.root)]
        return root.operation == .constant ? code.constants[Int(root.a)] : nil
    }
}

/// Replaces nodes by the constants they come to. As deep as the expression.
private struct Specialiser {
    private let code: ProgramCode
    private let limits: CELLimits
    private let slot: Int
    private let values: [CELValue]
    private var nodes: [ProgramNode]
    private var operands: [Int32]
    private var constants: [CELValue]

    init(_ code: ProgramCode, _ value: CELValue, _ slot: Int, _ limits: CELLimits) {
        self.code = code
        self.limits = limits
        self.slot = slot
        values = Array(repeating: .null, count: slot) + [value]
        nodes = code.nodes
        operands = code.operands
        constants = code.constants
    }

    var result: ProgramCode {
        ProgramCode(code, nodes: nodes, operands: operands, constants: constants)
    }

    /// The value of a node when it is known; what is known below it is replaced either way.
    mutating func value(of index: Int32) -> CELValue? {
        let node = nodes[Int(index)]
        switch node.operation {
        case .constant: return constants[Int(node.a)]
        case .variable: return Int(node.a) == slot ? replace(index, by: values[slot]) : nil
        case .local, .fail: return nil
        case .field, .optionalField, .hasField, .select, .optionalSelect, .has, .not, .negate,
            .callUnary, .matches:
            return evaluated(index, areKnown([node.a]))
        case .index, .optionalIndex, .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual,
            .add, .subtract, .multiply, .divide, .remainder, .in, .callBinary, .optionalOr,
            .optionalOrValue:
            return evaluated(index, areKnown([node.a, node.b]))
        case .conjunction: return row(index, node, stop: false)
        case .disjunction: return row(index, node, stop: true)
        case .conditional: return choice(index, node)
        case .list, .callMany:
            let all = operands[Int(node.a)..<Int(node.a + node.b)]
            return evaluated(index, areKnown(all.map { $0 < 0 ? ~$0 : $0 }))
        case .map:
            let all = operands[Int(node.a)..<Int(node.a + node.b * 2)]
            return evaluated(index, areKnown(all.map { $0 < 0 ? ~$0 : $0 }))
        case .loop: return loop(index, code.loops[Int(node.a)])
        case .bind, .optionalMap, .optionalFlatMap:
            _ = areKnown([node.a, node.c])
            return nil
        }
    }

    /// Whether all of some nodes are known. Each is looked into.
    private mutating func areKnown(_ indexes: [Int32]) -> Bool {
        var areKnown = true
        for index in indexes where value(of: index) == nil { areKnown = false }
        return areKnown
    }

    /// A node whose operands are known.
    private mutating func evaluated(_ index: Int32, _ isKnown: Bool) -> CELValue? {
        guard isKnown else { return nil }
        var evaluator = Evaluator(code, values: values, limits: limits)
        guard let value = try? evaluator.value(index) else { return nil }
        return replace(index, by: value)
    }

    private mutating func replace(_ index: Int32, by value: CELValue) -> CELValue {
        constants.append(value)
        nodes[Int(index)] = ProgramNode(operation: .constant, a: Int32(constants.count - 1))
        return value
    }

    /// `&&` or `||`: operands that cannot decide are left out.
    private mutating func row(_ index: Int32, _ node: ProgramNode, stop: Bool) -> CELValue? {
        var open: [Int32] = []
        for operand in operands[Int(node.a)..<Int(node.a + node.b)] {
            let known = value(of: operand)?.boolValue
            if known == stop { return replace(index, by: .bool(stop)) }
            if known == nil { open.append(operand) }
        }
        guard !open.isEmpty else { return replace(index, by: .bool(!stop)) }
        nodes[Int(index)].a = Int32(operands.count)
        nodes[Int(index)].b = Int32(open.count)
        operands += open
        return nil
    }

    private mutating func choice(_ index: Int32, _ node: ProgramNode) -> CELValue? {
        guard let condition = value(of: node.a)?.boolValue else {
            _ = areKnown([node.b, node.c])
            return nil
        }
        // The node stays, so that an error in its branch is placed as ever.
        return value(of: condition ? node.b : node.c).map { replace(index, by: $0) }
    }

    /// What is asked of the elements of an empty list is known.
    private mutating func loop(_ index: Int32, _ loop: ProgramLoop) -> CELValue? {
        let visited = value(of: loop.operand)
        if loop.filter >= 0 { _ = value(of: loop.filter) }
        _ = value(of: loop.body)
        guard case .list(let elements)? = visited, elements.isEmpty else { return nil }
        return switch loop.kind {
        case .all: replace(index, by: .bool(true))
        case .exists, .existsOne: replace(index, by: .bool(false))
        case .map, .filter, .sortBy: replace(index, by: .list([]))
        case .transformMap, .transformMapEntry: nil
        }
    }
}
