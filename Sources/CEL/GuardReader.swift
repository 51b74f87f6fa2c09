/// Tells the parts of an expression apart that `CELGuards` answers at a glance.
struct GuardReader {
    let syntax: CELSyntax
    /// The variable that holds the object.
    let name: String

    /// Any of these makes the expression true.
    var lines: [String] { whatMakesTrue(syntax.root).lines }

    /// Parts in the order they are evaluated, and whether they are all there is.
    private struct Row {
        var lines: [String]
        var isComplete: Bool

        /// A single part, or nothing that can be told at a glance.
        init(_ line: String?) {
            lines = line.map { [$0] } ?? []
            isComplete = line != nil
        }
    }

    /// `a || b`, a test of one field, or what a `!` turns around.
    private func whatMakesTrue(_ index: Int) -> Row {
        switch syntax[index].kind {
        case .disjunction(let range): row(range, whatMakesTrue)
        case .select: Row(field(index).map { line(.isTrue, $0) })
        case .binary(.notEqual, let left, let right): Row(difference(left, right))
        case .not(let operand): whatMakesFalse(operand)
        default: Row(nil)
        }
    }

    /// Any of these makes the node false: `a && b`, and tests of one field.
    private func whatMakesFalse(_ index: Int) -> Row {
        switch syntax[index].kind {
        case .conjunction(let range): row(range, whatMakesFalse)
        case .select: Row(field(index).map { line(.isFalse, $0) })
        case .has(let operand, let field): Row(isObject(operand) ? line(.isAbsent, field) : nil)
        case .binary(.equal, let left, let right): Row(difference(left, right))
        case .binary(.in, let left, let right):
            Row(
                field(left).flatMap { field in
                    texts(right).map { line(.isOutside, field, $0) }
                })
        case .not(let operand): whatMakesTrue(operand)
        default: Row(nil)
        }
    }

    /// The parts up to the first that takes an evaluation: what stands behind it may be dear, and
    /// is not asked for before its turn.
    private func row(_ range: Range<Int>, _ parts: (Int) -> Row) -> Row {
        var row = Row(nil)
        for element in syntax.elements[range] {
            let next = parts(element.node)
            row.lines += next.lines
            guard next.isComplete else { return row }
        }
        row.isComplete = true
        return row
    }

    private func difference(_ left: Int, _ right: Int) -> String? {
        guard let field = field(left), let text = text(right) else { return nil }
        return line(.isOutside, field, [text])
    }

    private func line(_ test: CELGuards.Test, _ field: String, _ texts: [String] = []) -> String {
        ([test.rawValue, field] + texts).joined(separator: "\t")
    }

    /// The name of a field of the object.
    private func field(_ index: Int) -> String? {
        guard case .select(let operand, let field, isOptional: false) = syntax[index].kind else {
            return nil
        }
        return isObject(operand) ? field : nil
    }

    private func isObject(_ index: Int) -> Bool {
        guard case .identifier(let name, isRooted: false) = syntax[index].kind else { return false }
        return name == self.name
    }

    /// A text as it stands in a line, which tabs and newlines would break.
    private func text(_ index: Int) -> String? {
        guard case .literal(.string(let text)) = syntax[index].kind else { return nil }
        return text.utf8.contains { $0 == 0x09 || $0 == 0x0A } ? nil : text
    }

    /// The texts of a list that holds nothing else.
    private func texts(_ index: Int) -> [String]? {
        guard case .list(let range) = syntax[index].kind else { return nil }
        var texts: [String] = []
        for element in syntax.elements[range] {
            guard !element.isOptional, let text = text(element.node) else { return nil }
            texts.append(text)
        }
        return texts
    }
}
