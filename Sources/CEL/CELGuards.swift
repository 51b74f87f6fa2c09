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
        /// The places in `words` of what follows the field.
        var words: Range<Int>
        var number: Int64

        var isAboutNumber: Bool { test == .isNumber || test == .isBelow || test == .isAbove }
    }

    /// What `text(of:about:)` wrote, and how many bytes of it have been read.
    private let text: String
    private var end = 0
    private let type: CELObjectType
    private var parts: [Part] = []
    private var words: [String] = []

    /// For objects of a type. What the text says of a field that the type does not have, and all
    /// behind it, is left out.
    package init(_ text: String, for type: CELObjectType) {
        self.text = text
        self.type = type
    }

    /// Whether the expression is true for sure with `object` as what it is about. False says
    /// nothing: then evaluating tells.
    ///
    /// Most objects are told by the first part, so each is read when those before it tell nothing.
    package mutating func areSurelyTrue(for object: any CELObject) -> Bool {
        var next = 0
        while next < parts.count || readPart() {
            if holds(next, for: object) { return true }
            next += 1
        }
        return false
    }

    /// Whether a part is true for this object; false when that takes an evaluation to know.
    private func holds(_ index: Int, for object: any CELObject) -> Bool {
        let part = parts[index]
        let value = object.field(part.field)
        return switch (part.test, part.isSize ? value?.elementCount : value) {
        case (.isTrue, .bool(let value)): value
        case (.isFalse, .bool(let value)): !value
        case (.isAbsent, let value): value == nil
        case (.isPresent, let value): value != nil
        case (.isInside, .string(let value)): isListed(value, in: part)
        case (.isOutside, .string(let value)): !isListed(value, in: part)
        case (.holds, .list(let values)):
            values.contains { $0.stringValue.map { isListed($0, in: part) } ?? false }
        case (.lacks, .list(let values)):
            !values.contains { $0.stringValue.map { isListed($0, in: part) } ?? true }
        case (.isNumber, .int(let value)): value == part.number
        case (.isBelow, .int(let value)): value < part.number
        case (.isAbove, .int(let value)): value > part.number
        default: false
        }
    }

    /// By bytes, as expressions compare.
    private func isListed(_ value: String, in part: Part) -> Bool {
        part.words.contains { words[$0].hasSameBytes(as: value) }
    }

    /// Reads one part more; false when there is none.
    private mutating func readPart() -> Bool {
        guard let test = nextWord().flatMap({ Test(rawValue: $0) }), let name = nextWord() else {
            return false
        }
        let isSize = name.utf8.first == UInt8(ascii: "#")
        guard let field = type.index(of: isSize ? String(name.dropFirst()) : name) else {
            end = text.utf8.count
            return false
        }
        let first = words.count
        while let word = nextWord() { words.append(word) }
        end += 1
        var part = Part(
            field: field, isSize: isSize, test: test, words: first..<words.count, number: 0)
        if part.isAboutNumber { part.number = words.last.flatMap { Int64($0) } ?? 0 }
        parts.append(part)
        return true
    }

    /// The next word of a line; nil at its end.
    private mutating func nextWord() -> String? {
        var text = text
        return text.withUTF8 { bytes in
            guard end < bytes.count, bytes[end] != UInt8(ascii: "\n") else { return nil }
            if bytes[end] == UInt8(ascii: "\t") { end += 1 }
            let start = end
            while end < bytes.count, bytes[end] != UInt8(ascii: "\t"),
                bytes[end] != UInt8(ascii: "\n")
            {
                end += 1
            }
            return String(decoding: bytes[start..<end], as: UTF8.self)
        }
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
