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

        /// What can be told at a glance; nothing if nil.
        init(_ lines: [String]?) {
            self.lines = lines ?? []
            isComplete = lines != nil
        }
    }

    /// `a || b`, tests of one field each, or what a `!` turns around.
    private func whatMakesTrue(_ index: Int) -> Row {
        switch syntax[index].kind {
        case .disjunction(let range): row(range, whatMakesTrue)
        case .conjunction(let range): together(range, whatMakesTrue)
        case .select: Row(field(index).map { [line(.isTrue, $0)] })
        case .has(let operand, let field): Row(isObject(operand) ? [line(.isPresent, field)] : nil)
        case .binary(let operation, let left, let right):
            Row(comparison(operation, left, right, isNegated: false))
        case .not(let operand): whatMakesFalse(operand)
        default: Row(nil)
        }
    }

    /// Any of these makes the node false: `a && b`, and tests of one field each.
    private func whatMakesFalse(_ index: Int) -> Row {
        switch syntax[index].kind {
        case .conjunction(let range): row(range, whatMakesFalse)
        case .disjunction(let range): together(range, whatMakesFalse)
        case .select: Row(field(index).map { [line(.isFalse, $0)] })
        case .has(let operand, let field): Row(isObject(operand) ? [line(.isAbsent, field)] : nil)
        case .binary(let operation, let left, let right):
            Row(comparison(operation, left, right, isNegated: true))
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

    /// One part for operands that must all be as they should, each told by one test.
    private func together(_ range: Range<Int>, _ parts: (Int) -> Row) -> Row {
        var lines: [String] = []
        for element in syntax.elements[range] {
            let next = parts(element.node)
            guard next.isComplete, next.lines.count == 1 else { return Row(nil) }
            lines += next.lines
        }
        return Row([lines.joined(separator: "\t" + CELGuards.and + "\t")])
    }

    // MARK: Comparisons

    /// A comparison of a field with what is written out, or what makes it false.
    private func comparison(
        _ operation: BinaryOperator, _ left: Int, _ right: Int, isNegated: Bool
    ) -> [String]? {
        if operation == .in, let text = text(left), let field = field(right) {
            return [line(isNegated ? .lacks : .holds, field, [text])]
        }
        guard let measure = measure(left) else { return nil }
        if case .literal(.int(let number)) = syntax[right].kind {
            return order(isNegated ? operation.opposite : operation, measure, number)
        }
        guard !measure.isSize else { return nil }
        switch operation {
        case .in: return texts(right).map { membership(measure, $0, isInside: !isNegated) }
        case .equal, .notEqual:
            return text(right).map {
                membership(measure, [$0], isInside: isNegated == (operation == .notEqual))
            }
        default: return nil
        }
    }

    private func membership(
        _ measure: Measure, _ texts: [String], isInside: Bool
    ) -> [String] {
        let lines = [line(isInside ? .isInside : .isOutside, measure.field, texts)]
        guard case .string(let text)? = measure.substitute else { return lines }
        return texts.contains(text) == isInside ? [line(.isAbsent, measure.field)] + lines : lines
    }

    private func order(
        _ operation: BinaryOperator?, _ measure: Measure, _ number: Int64
    ) -> [String]? {
        let tests: [(CELGuards.Question, Int64)]
        switch operation {
        case .equal: tests = [(.isNumber, number)]
        case .notEqual: tests = [(.isBelow, number), (.isAbove, number)]
        case .less: tests = [(.isBelow, number)]
        case .lessEqual: tests = [(.isBelow, number), (.isNumber, number)]
        case .greater: tests = [(.isAbove, number)]
        case .greaterEqual: tests = [(.isAbove, number), (.isNumber, number)]
        default: return nil
        }
        let field = (measure.isSize ? "#" : "") + measure.field
        let lines = tests.map { line($0, field, [String($1)]) }
        guard case .int(let value)? = measure.substitute else { return lines }
        let holds = tests.contains { test, number in
            switch test {
            case .isBelow: value < number
            case .isAbove: value > number
            default: value == number
            }
        }
        return holds ? [line(.isAbsent, measure.field)] + lines : lines
    }

    private func line(_ question: CELGuards.Question, _ field: String, _ texts: [String] = [])
        -> String
    {
        ([String(Character(question.rawValue)), field] + texts).joined(separator: "\t")
    }

    // MARK: What is compared

    /// A field, its size, or what stands for it where it is absent: `x.?f.orValue(1)`.
    private struct Measure {
        var field: String
        var isSize = false
        var substitute: CELValue?
    }

    private func measure(_ index: Int) -> Measure? {
        if let field = field(index) { return Measure(field: field) }
        guard case .call(let name, let target, let arguments) = syntax[index].kind else {
            return nil
        }
        let argument = syntax.elements[arguments].first?.node
        switch (name, target, argument) {
        case ("size", let target?, nil), ("size", nil, let target?):
            guard arguments.count < 2 else { return nil }
            return field(target).map { Measure(field: $0, isSize: true) }
        case ("orValue", let target?, let argument?):
            guard case .select(let operand, let field, isOptional: true) = syntax[target].kind,
                isObject(operand), case .literal(let value) = syntax[argument].kind
            else { return nil }
            return Measure(field: field, substitute: value)
        default: return nil
        }
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
        let isOneWord = !text.utf8.contains { $0 == 0x09 || $0 == 0x0A } && text != CELGuards.and
        return isOneWord ? text : nil
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

extension BinaryOperator {
    /// The comparison that is true where this one is false.
    fileprivate var opposite: BinaryOperator? {
        switch self {
        case .equal: .notEqual
        case .notEqual: .equal
        case .less: .greaterEqual
        case .lessEqual: .greater
        case .greater: .lessEqual
        case .greaterEqual: .less
        case .add, .subtract, .multiply, .divide, .remainder, .in: nil
        }
    }
}
