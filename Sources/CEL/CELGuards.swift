/// Parts of an expression that decide it at a glance.
///
/// Most expressions of rules are rows of `||` that begin with what does not concern them:
/// `command.program != 'apt-get' || …`. If any part of such a row is true, the whole is, whatever
/// the other parts come to. Parts that look at one field of the object are told apart by
/// `GuardReader`, so that most questions are answered without an evaluation, and most expressions
/// need not even be compiled.
package struct CELGuards: Sendable {
    /// What a part asks of a field, by the word it is written with.
    enum Test: String {
        /// `x.f`
        case isTrue
        /// `!x.f`
        case isFalse
        /// `!has(x.f)`
        case isAbsent
        /// `!(x.f in ['a', 'b'])`; of one text also `x.f != 'a'`.
        case isOutside
    }

    private struct Part {
        var field: Int
        var test: Test
        var texts: [String]

        /// Whether the part is true for this object; false when that takes an evaluation to know.
        func holds(for object: any CELObject) -> Bool {
            switch (test, object.field(field)) {
            case (.isTrue, .bool(let value)): value
            case (.isFalse, .bool(let value)): !value
            case (.isAbsent, let value): value == nil
            case (.isOutside, .string(let value)): !texts.contains(value)
            default: false
            }
        }
    }

    private var parts: [Part] = []

    /// Reads what `text(of:about:)` wrote, for objects of a type. What it says of a field that the
    /// type does not have, and all behind it, is left out.
    package init(_ text: String, for type: CELObjectType) {
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            let words = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard words.count > 1, let test = Test(rawValue: words[0]),
                let field = type.index(of: words[1])
            else { return }
            parts.append(Part(field: field, test: test, texts: Array(words[2...])))
        }
    }

    /// Whether the expression is true for sure with `object` as what it is about. False says
    /// nothing: then evaluating tells.
    package func areSurelyTrue(for object: any CELObject) -> Bool {
        parts.contains { $0.holds(for: object) }
    }

    /// The parts of an expression that tell at a glance that it is true, for the object that it
    /// knows as `name`: one a line, its words parted by tabs. Empty when there are none.
    ///
    ///     isOutside⇥program⇥apt-get
    package static func text(of expression: String, about name: String) -> String {
        guard
            let syntax = try? CELParser.parse(Array(expression.utf8), limits: CELLimits())
        else { return "" }
        return GuardReader(syntax: syntax, name: name).lines.joined(separator: "\n")
    }
}
