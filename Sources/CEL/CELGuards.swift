/// Parts of an expression that decide it at a glance.
///
/// Most expressions of rules are rows of `||` that begin with what does not concern them:
/// `command.program != 'apt-get' || …`. If any part of such a row is true, the whole is, whatever
/// the other parts come to. Parts that look at one field of the object are told apart by
/// `GuardReader`, so that most questions are answered without an evaluation, and most expressions
/// need not even be compiled.
package struct CELGuards: Sendable {
    /// What a part asks of a field, or of its size when a `#` stands before its name.
    enum Test: String {
        case isTrue, isFalse, isAbsent, isPresent
        /// Of a text: whether it is one of those that follow, or another.
        case isInside, isOutside
        /// Of a list: whether the text that follows is in it.
        case holds, lacks
        /// Of a number, compared with the one that follows.
        case isNumber, isBelow, isAbove
    }

    private struct Part {
        var field: Int
        var isSize: Bool
        var test: Test
        var texts: [String]
        var number: Int64

        /// Whether the part is true for this object; false when that takes an evaluation to know.
        func holds(for object: any CELObject) -> Bool {
            let value = object.field(field)
            return switch (test, isSize ? value?.elementCount : value) {
            case (.isTrue, .bool(let value)): value
            case (.isFalse, .bool(let value)): !value
            case (.isAbsent, let value): value == nil
            case (.isPresent, let value): value != nil
            case (.isInside, .string(let value)): isListed(value)
            case (.isOutside, .string(let value)): !isListed(value)
            case (.holds, .list(let values)):
                values.contains { $0.stringValue.map(isListed) ?? false }
            case (.lacks, .list(let values)):
                !values.contains { $0.stringValue.map(isListed) ?? true }
            case (.isNumber, .int(let value)): value == number
            case (.isBelow, .int(let value)): value < number
            case (.isAbove, .int(let value)): value > number
            default: false
            }
        }

        /// By bytes, as expressions compare.
        private func isListed(_ value: String) -> Bool {
            texts.contains { $0.utf8.elementsEqual(value.utf8) }
        }
    }

    private var parts: [Part] = []

    /// Reads what `text(of:about:)` wrote, for objects of a type. What it says of a field that the
    /// type does not have, and all behind it, is left out.
    package init(_ text: String, for type: CELObjectType) {
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            let words = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard words.count > 1, let test = Test(rawValue: words[0]) else { return }
            let isSize = words[1].utf8.first == UInt8(ascii: "#")
            guard let field = type.index(of: isSize ? String(words[1].dropFirst()) : words[1])
            else {
                return
            }
            parts.append(
                Part(
                    field: field, isSize: isSize, test: test, texts: Array(words[2...]),
                    number: words.count > 2 ? Int64(words[2]) ?? 0 : 0))
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
        guard let syntax = try? CELParser.parse(Array(expression.utf8), limits: CELLimits()) else {
            return ""
        }
        return GuardReader(syntax: syntax, name: name).lines.joined(separator: "\n")
    }
}

extension CELValue {
    /// The size of a list or map.
    fileprivate var elementCount: CELValue? {
        switch self {
        case .list(let elements): .int(Int64(elements.count))
        case .map(let map): .int(Int64(map.count))
        default: nil
        }
    }
}
