import SourceText

// Operators and what they apply to.
extension CELChecker {
    mutating func not(_ operand: Int, _ node: CELSyntax.Node) throws(CELError) -> Checked {
        let checked = try check(operand)
        try require(checked, .bool, "the operand of `!`", at: operand)
        return add(.bool, .not, node.range, checked.node)
    }

    mutating func negate(_ operand: Int, _ node: CELSyntax.Node) throws(CELError) -> Checked {
        let checked = try check(operand)
        guard !isLenient else { return add(.dyn, .negate, node.range, checked.node) }
        guard let type = result(of: Operators.negate, [checked.type]) else {
            throw .check(
                node.range, "`-` does not apply to `\(solver.final(checked.type))`",
                help: "it negates int and double")
        }
        return add(type, .negate, node.range, checked.node)
    }

    mutating func binary(
        _ operation: BinaryOperator, _ left: Int, _ right: Int, _ node: CELSyntax.Node
    ) throws(CELError) -> Checked {
        let leftChecked = try check(left)
        let rightChecked = try check(right)
        let type =
            isLenient
            ? .dyn : try resultType(operation, leftChecked.type, rightChecked.type, node)
        return add(
            type, operation.program, node.range, leftChecked.node, rightChecked.node,
            nesting: max(leftChecked.nesting, rightChecked.nesting))
    }

    private mutating func resultType(
        _ operation: BinaryOperator, _ left: CELType, _ right: CELType, _ node: CELSyntax.Node
    ) throws(CELError) -> CELType {
        switch operation {
        case .equal, .notEqual:
            if solver.assign(right, to: left) { return .bool }
            throw .check(
                node.range,
                "`\(solver.final(left))` and `\(solver.final(right))` are never equal",
                help: "`dyn(…)` around one of them compares them all the same")
        case .in:
            if solver.assign(right, to: .list(left)) || solver.assign(right, to: .map(left, .dyn)) {
                return .bool
            }
        default:
            if let type = Operators.plainResult(operation, left, right) { return type }
            if let type = result(of: Operators.signatures(operation), [left, right]) {
                return type
            }
        }
        throw .check(
            node.range,
            "`\(operation.text)` does not apply to "
                + "(\(solver.final(left)), \(solver.final(right)))",
            help: conversionHelp(solver.final(left), solver.final(right)))
    }

    private func conversionHelp(_ left: CELType, _ right: CELType) -> String? {
        let numbers: [CELType] = [.int, .uint, .double]
        if left != right, numbers.contains(left), numbers.contains(right) {
            let wider: CELType = left == .double || right == .double ? .double : .int
            return "convert one of them first: \(wider)(…)"
        }
        if left == .string || right == .string { return "string(…) converts to a string" }
        return nil
    }

    /// The result of the signatures the arguments fit; `dyn` if several fit and differ.
    mutating func result(
        of signatures: [CELFunction.Signature], _ arguments: [CELType]
    ) -> CELType? {
        var found: CELType?
        for signature in signatures {
            let (parameters, result) = solver.instance(of: signature)
            guard solver.assign(arguments, to: parameters) else { continue }
            let type = solver.resolved(result)
            if let known = found, known != type { found = .dyn } else { found = type }
        }
        return found
    }
}

extension BinaryOperator {
    var program: ProgramNode.Operation {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessEqual: .lessEqual
        case .greater: .greater
        case .greaterEqual: .greaterEqual
        case .add: .add
        case .subtract: .subtract
        case .multiply: .multiply
        case .divide: .divide
        case .remainder: .remainder
        case .in: .in
        }
    }
}

/// What the operators take and give.
private enum Operators {
    typealias Signature = CELFunction.Signature

    /// The result for two operands of one plain type: the common case, without solving.
    static func plainResult(
        _ operation: BinaryOperator, _ left: CELType, _ right: CELType
    ) -> CELType? {
        switch (left, right) {
        case (.int, .int), (.uint, .uint):
            operation.isComparison ? .bool : left
        case (.double, .double):
            operation.isComparison ? .bool : operation == .remainder ? nil : left
        case (.string, .string):
            operation.isComparison ? .bool : operation == .add ? left : nil
        default: nil
        }
    }

    static let negate: [Signature] = [Signature([.int], .int), Signature([.double], .double)]

    static func signatures(_ operation: BinaryOperator) -> [Signature] {
        switch operation {
        case .add: add
        case .subtract: subtract
        case .multiply, .divide: product
        case .remainder: remainder
        default: comparison
        }
    }

    private static let product: [Signature] = same([.int, .uint, .double])
    private static let remainder: [Signature] = same([.int, .uint])
    private static let add: [Signature] =
        same([.int, .uint, .double, .string, .bytes, .list(.parameter("A")), .duration]) + [
            Signature([.timestamp, .duration], .timestamp),
            Signature([.duration, .timestamp], .timestamp),
        ]
    private static let subtract: [Signature] =
        same([.int, .uint, .double, .duration]) + [
            Signature([.timestamp, .timestamp], .duration),
            Signature([.timestamp, .duration], .timestamp),
        ]
    private static let comparison: [Signature] = {
        let ordered: [CELType] = [
            .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration,
        ]
        let numbers: [CELType] = [.int, .uint, .double]
        let mixed = numbers.flatMap { left in
            numbers.filter { $0 != left }.map { Signature([left, $0], .bool) }
        }
        return ordered.map { Signature([$0, $0], .bool) } + mixed
    }()

    private static func same(_ types: [CELType]) -> [Signature] {
        types.map { Signature([$0, $0], $0) }
    }
}

extension BinaryOperator {
    fileprivate var isComparison: Bool {
        switch self {
        case .less, .lessEqual, .greater, .greaterEqual: true
        default: false
        }
    }
}
