import CEL
import Testing

/// One line of a table: an expression and what comes of it.
struct Line: Sendable {
    let expression: String
    let expected: String

    /// The lines of `expression => value`, in which `!text` expects an error that contains the
    /// text.
    static func lines(_ table: String) -> [Line] {
        table.split(separator: "\n").map { line in
            guard let arrow = line.range(ofLast: " => ") else {
                preconditionFailure("a line without an arrow: \(line)")
            }
            return Line(
                expression: String(line[..<arrow.lowerBound]),
                expected: String(line[arrow.upperBound...]))
        }
    }
}

extension Substring {
    fileprivate func range(ofLast text: String) -> Range<Index>? {
        let length = text.utf8.count
        var end = utf8.endIndex
        while let start = utf8.index(end, offsetBy: -length, limitedBy: utf8.startIndex) {
            if self[start..<end].utf8.elementsEqual(text.utf8) { return start..<end }
            end = utf8.index(before: end)
        }
        return nil
    }
}

/// What comes of an expression: the value as a literal, or `!` and the message.
func outcome(
    _ expression: String, _ environment: CELEnvironment = CELEnvironment(),
    _ values: [CELValue] = [], isChecked: Bool = true
) -> String {
    do {
        let program =
            try isChecked
            ? environment.compile(expression) : environment.compileUnchecked(expression)
        return try program.evaluate(values).description
    } catch {
        return "!" + error.message
    }
}

/// Says so for every line of the table that comes out otherwise.
func check(
    _ table: String, _ environment: CELEnvironment = CELEnvironment(), _ values: [CELValue] = [],
    isChecked: Bool = true, _ location: SourceLocation = #_sourceLocation
) {
    for line in Line.lines(table) {
        let found = outcome(line.expression, environment, values, isChecked: isChecked)
        if line.expected.hasPrefix("!") {
            let isExpected = found.hasPrefix("!") && found.contains(line.expected.dropFirst())
            #expect(
                isExpected, "\(line.expression) gave \(found), not \(line.expected)",
                sourceLocation: location)
        } else {
            #expect(found == line.expected, "\(line.expression)", sourceLocation: location)
        }
    }
}
