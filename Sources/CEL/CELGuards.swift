/// Parts of an expression that decide it at a glance.
///
/// Most expressions of rules are rows of `||` that begin with what does not concern them:
/// `command.program != 'apt-get' || …`. If any part of such a row is true, the whole is, whatever
/// the other parts come to. Parts that look at one field of the first variable are told apart here,
/// so that most questions are answered without an evaluation.
struct CELGuard: Sendable {
    enum Test: Sendable {
        /// `x.f`
        case isTrue
        /// `!x.f`
        case isFalse
        /// `!has(x.f)`
        case isAbsent
        /// `x.f != 'a'`
        case differs(String)
        /// `!(x.f in ['a', 'b'])`
        case isOutside([String])
    }

    var field: Int
    var test: Test

    /// Whether the part is true for this object; false when that takes an evaluation to know.
    func holds(for object: any CELObject) -> Bool {
        let value = object.field(field)
        switch (test, value) {
        case (.isTrue, .bool(let value)): return value
        case (.isFalse, .bool(let value)): return !value
        case (.isAbsent, let value): return value == nil
        case (.differs(let text), .string(let value)):
            return !value.utf8.elementsEqual(text.utf8)
        case (.isOutside(let texts), .string(let value)):
            return !texts.contains { $0.utf8.elementsEqual(value.utf8) }
        default: return false
        }
    }
}

extension CELProgram {
    /// Whether the expression is true for sure with `object` as the first variable. False says
    /// nothing: then evaluating tells.
    package func isSurelyTrue(for object: any CELObject) -> Bool {
        code.guards.contains { $0.holds(for: object) }
    }
}

extension ProgramCode {
    /// The parts of a program that decide it at a glance.
    static func guards(
        root: Int32, nodes: [ProgramNode], operands: [Int32], constants: [CELValue]
    ) -> [CELGuard] {
        let reader = GuardReader(nodes: nodes, operands: operands, constants: constants)
        return reader.whatMakesTrue(root).guards
    }
}

/// Parts in the order they are evaluated, and whether they are all there is.
private struct GuardRow {
    var guards: [CELGuard]
    var isComplete: Bool

    /// A single part, or nothing that can be told at a glance.
    init(_ part: CELGuard?) {
        guards = part.map { [$0] } ?? []
        isComplete = part != nil
    }
}

/// Recognises parts by their nodes.
private struct GuardReader {
    let nodes: [ProgramNode]
    let operands: [Int32]
    let constants: [CELValue]

    /// Any of these makes the node true: `a || b`, or what a `!` turns around.
    func whatMakesTrue(_ index: Int32) -> GuardRow {
        let node = nodes[Int(index)]
        switch node.operation {
        case .disjunction: return row(operands(of: node), whatMakesTrue)
        case .field: return GuardRow(field(index).map { CELGuard(field: $0, test: .isTrue) })
        case .notEqual: return GuardRow(difference(node))
        case .not: return whatMakesFalse(node.a)
        default: return GuardRow(nil)
        }
    }

    /// Any of these makes the node false: `a && b`, and tests of one field.
    private func whatMakesFalse(_ index: Int32) -> GuardRow {
        let node = nodes[Int(index)]
        switch node.operation {
        case .conjunction: return row(operands(of: node), whatMakesFalse)
        case .field: return GuardRow(field(index).map { CELGuard(field: $0, test: .isFalse) })
        case .hasField:
            guard isFirstVariable(node.a) else { return GuardRow(nil) }
            return GuardRow(CELGuard(field: Int(node.b), test: .isAbsent))
        case .equal: return GuardRow(difference(node))
        case .not: return whatMakesTrue(node.a)
        case .in:
            guard let field = field(node.a), let texts = texts(node.b) else { return GuardRow(nil) }
            return GuardRow(CELGuard(field: field, test: .isOutside(texts)))
        default: return GuardRow(nil)
        }
    }

    /// The parts up to the first that takes an evaluation: what stands behind it may be dear, and
    /// is not asked for before its turn.
    private func row(_ operands: ArraySlice<Int32>, _ parts: (Int32) -> GuardRow) -> GuardRow {
        var row = GuardRow(nil)
        for operand in operands {
            let next = parts(operand)
            row.guards += next.guards
            guard next.isComplete else { return row }
        }
        row.isComplete = true
        return row
    }

    private func operands(of node: ProgramNode) -> ArraySlice<Int32> {
        operands[Int(node.a)..<Int(node.a + node.b)]
    }

    private func difference(_ node: ProgramNode) -> CELGuard? {
        guard let field = field(node.a), let text = constant(node.b)?.stringValue else {
            return nil
        }
        return CELGuard(field: field, test: .differs(text))
    }

    /// The index of a field of the first variable.
    private func field(_ index: Int32) -> Int? {
        let node = nodes[Int(index)]
        guard node.operation == .field, isFirstVariable(node.a) else { return nil }
        return Int(node.b)
    }

    private func isFirstVariable(_ index: Int32) -> Bool {
        let node = nodes[Int(index)]
        return node.operation == .variable && node.a == 0
    }

    private func constant(_ index: Int32) -> CELValue? {
        let node = nodes[Int(index)]
        return node.operation == .constant ? constants[Int(node.a)] : nil
    }

    /// The texts of a constant list that holds nothing else.
    private func texts(_ index: Int32) -> [String]? {
        guard let elements = constant(index)?.listValue else { return nil }
        let texts = elements.compactMap(\.stringValue)
        return texts.count == elements.count ? texts : nil
    }
}
