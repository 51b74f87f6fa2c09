/// Parts of expressions that decide them at a glance, for all expressions about one type of object.
///
/// Most expressions of rules are rows of `||` that begin with what does not concern them:
/// `command.program != 'apt-get' || …`. If any part of such a row is true, the whole is, whatever
/// the other parts come to. Parts that look at one field of the object are told apart by
/// `GuardReader`, so that most questions are answered without an evaluation, and most expressions
/// need not even be compiled.
///
/// Many expressions begin alike, and most look at few fields. So a part that several have is one
/// test, and when a field is looked at, all tests about it are answered. A class for one thread at
/// a time, since what it remembers changes with each object and must not be copied.
package final class CELGuards: @unchecked Sendable {
    /// What a part asks of a field, or of its size when a `#` stands before its name: the letter
    /// that a line begins with.
    enum Question: Unicode.Scalar {
        case isTrue = "t"
        case isFalse = "f"
        case isAbsent = "a"
        case isPresent = "p"
        /// Of a text: whether it is one of those that follow, or another.
        case isInside = "i"
        case isOutside = "o"
        /// Of a list, or of the keys of a map: whether the text that follows is among them.
        case holds = "h"
        case lacks = "l"
        /// Of a number, compared with the one that follows.
        case isNumber = "="
        case isBelow = "<"
        case isAbove = ">"
    }

    /// One question about one field.
    private struct Test {
        var question: Question
        var isSize: Bool
        var field: Int
        /// The places in `words` of what follows the field.
        var words: Range<Int>
        var number: Int64
        /// The test about the same field that was read before, or -1.
        var previous = -1
        /// What is known of it: that it is true of the object with one number, or may not be.
        var trueOf = 0
        var openFor = 0
    }

    /// A part of an expression: the places in `asked` of its tests, all of which must be true, and
    /// the part behind it.
    private struct Part {
        var asked: Range<Int>
        var next: Int
    }

    /// The word between tests of one part.
    static let and = "&&"

    /// In place of the number of a part: none follows, or it has not been read. Most objects are
    /// told by the first part, so each is read when those before it tell nothing.
    private static let none = -1
    private static let unread = -2

    private let type: CELObjectType
    /// By expression: the lines of its parts, and how many bytes of them have been read.
    private var texts: [(lines: String, end: Int)] = []
    /// By expression.
    private var firstParts: [Int] = []
    private var parts: [Part] = []
    /// The tests of parts.
    private var asked: [Int] = []
    private var tests: [Test] = []
    /// By field, the test about it that was read last, or -1.
    private var lastTests: [Int]
    /// By field, whether a test asks what is in it.
    private var asksForMembers: [Bool]
    private var words: [GuardWord] = []
    /// The number of the object that is looked at.
    private var object = 0

    /// For expressions about objects of a type.
    package init(for type: CELObjectType) {
        self.type = type
        lastTests = Array(repeating: -1, count: type.fields.count)
        asksForMembers = Array(repeating: false, count: type.fields.count)
    }

    /// Adds an expression, numbered from 0 in the order in which they are added, by what
    /// `text(of:about:)` wrote of it. What that says of a field which the type does not have, and
    /// all behind it, is left out.
    package func add(_ lines: String) {
        texts.append((lines, 0))
        firstParts.append(Self.unread)
    }

    /// Calls `body` with each expression that is not true for sure with `object` as what it is
    /// about. That says nothing of it: evaluating tells.
    package func forEachOpen(for object: any CELObject, _ body: (Int) -> Void) {
        self.object += 1
        for expression in firstParts.indices where !isSurelyTrue(expression, for: object) {
            body(expression)
        }
    }

    private func isSurelyTrue(_ expression: Int, for object: any CELObject) -> Bool {
        var before = Self.none
        var part = firstParts[expression]
        while true {
            if part == Self.unread {
                part = readPart(of: expression)
                if before < 0 { firstParts[expression] = part } else { parts[before].next = part }
            }
            guard part >= 0 else { return false }
            if parts[part].asked.allSatisfy({ isTrue(asked[$0], of: object) }) { return true }
            before = part
            part = parts[part].next
        }
    }

    private func isTrue(_ test: Int, of object: any CELObject) -> Bool {
        if tests[test].trueOf == self.object { return true }
        if tests[test].openFor == self.object { return false }
        look(at: tests[test].field, of: object)
        return tests[test].trueOf == self.object
    }

    // MARK: Answering

    /// Answers all tests about a field.
    private func look(at field: Int, of object: any CELObject) {
        let value = object.field(field)
        var word: GuardWord?
        if case .string(let text) = value { word = GuardWord(text) }
        let members = asksForMembers[field] ? Self.members(of: value) : nil
        var place = lastTests[field]
        while place >= 0 {
            if holds(tests[place], value, word, members) {
                tests[place].trueOf = self.object
            } else {
                tests[place].openFor = self.object
            }
            place = tests[place].previous
        }
    }

    /// The elements of a list or the keys of a map, if all of them are texts.
    private static func members(of value: CELValue?) -> [GuardWord]? {
        let words: [GuardWord]
        let count: Int
        switch value {
        case .list(let elements):
            words = elements.compactMap { $0.stringValue.map { GuardWord($0) } }
            count = elements.count
        case .map(let map):
            words = map.entries.compactMap { $0.key.stringValue.map { GuardWord($0) } }
            count = map.count
        default: return nil
        }
        return words.count == count ? words : nil
    }

    /// Whether a test is true of a value; false when that takes an evaluation to know. A text comes
    /// as a word, too, and what is in a list or map, if the field is asked for that.
    private func holds(
        _ test: Test, _ value: CELValue?, _ word: GuardWord?, _ members: [GuardWord]?
    ) -> Bool {
        switch test.question {
        case .isAbsent: value == nil
        case .isPresent: value != nil
        case .isTrue: if case .bool(true) = value { true } else { false }
        case .isFalse: if case .bool(false) = value { true } else { false }
        case .isInside: word.map { isListed($0, in: test) } ?? false
        case .isOutside: word.map { !isListed($0, in: test) } ?? false
        case .holds: members?.contains { isListed($0, in: test) } ?? false
        case .lacks: members.map { !$0.contains { isListed($0, in: test) } } ?? false
        case .isNumber: number(value, test).map { $0 == test.number } ?? false
        case .isBelow: number(value, test).map { $0 < test.number } ?? false
        case .isAbove: number(value, test).map { $0 > test.number } ?? false
        }
    }

    private func number(_ value: CELValue?, _ test: Test) -> Int64? {
        switch value {
        case .int(let number): test.isSize ? nil : number
        case .list(let elements): test.isSize ? Int64(elements.count) : nil
        case .map(let map): test.isSize ? Int64(map.count) : nil
        default: nil
        }
    }

    private func isListed(_ word: GuardWord, in test: Test) -> Bool {
        for place in test.words where words[place] == word { return true }
        return false
    }

    // MARK: Reading

    /// Reads one part more of an expression.
    private func readPart(of expression: Int) -> Int {
        guard let line = nextLine(of: expression) else { return Self.none }
        let first = asked.count
        for question in line.split(separator: Self.and) {
            guard let test = number(of: Array(question)) else {
                texts[expression].end = texts[expression].lines.utf8.count
                return Self.none
            }
            asked.append(test)
        }
        parts.append(Part(asked: first..<asked.count, next: Self.unread))
        return parts.count - 1
    }

    /// The words of the next line.
    private func nextLine(of expression: Int) -> [String]? {
        var (lines, start) = texts[expression]
        return lines.withUTF8 { bytes in
            guard start < bytes.count else { return nil }
            var row: [String] = []
            for end in start...bytes.count {
                let byte = end < bytes.count ? bytes[end] : UInt8(ascii: "\n")
                guard byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") else { continue }
                row.append(String(decoding: bytes[start..<end], as: UTF8.self))
                start = end + 1
                if byte == UInt8(ascii: "\n") { break }
            }
            texts[expression].end = start
            return row
        }
    }

    /// The number of the test that some words ask for; nil when it asks what cannot be told of the
    /// type.
    private func number(of line: [String]) -> Int? {
        guard line.count > 1, let letter = line[0].utf8.first,
            let question = Question(rawValue: Unicode.Scalar(letter))
        else { return nil }
        let isSize = line[1].utf8.first == UInt8(ascii: "#")
        guard let field = type.index(of: isSize ? String(line[1].dropFirst()) : line[1]) else {
            return nil
        }
        let texts = line.dropFirst(2).map { GuardWord($0) }
        var place = lastTests[field]
        while place >= 0 {
            let test = tests[place]
            if test.question == question, test.isSize == isSize,
                words[test.words].elementsEqual(texts)
            {
                return place
            }
            place = test.previous
        }
        words += texts
        tests.append(
            Test(
                question: question, isSize: isSize, field: field,
                words: words.count - texts.count..<words.count,
                number: texts.last.flatMap { Int64($0.text) } ?? 0, previous: lastTests[field]))
        lastTests[field] = tests.count - 1
        if question == .holds || question == .lacks { asksForMembers[field] = true }
        return tests.count - 1
    }

    /// The parts of an expression that tell at a glance that it is true, for the object that it
    /// knows as `name`: one a line, its words parted by tabs. Empty when there are none.
    ///
    ///     o⇥program⇥apt-get
    ///     f⇥isLast⇥&&⇥a⇥target
    package static func text(of expression: String, about name: String) -> String {
        guard let syntax = try? CELParser.parse(Array(expression.utf8), limits: CELLimits()) else {
            return ""
        }
        return GuardReader(syntax: syntax, name: name).lines.joined(separator: "\n")
    }
}

/// A text that is compared by bytes, with the first ones at hand: most texts differ in them.
private struct GuardWord: Equatable {
    let text: String
    private let count: Int
    private let start: UInt64

    init(_ text: String) {
        self.text = text
        count = text.utf8.count
        start =
            text.utf8.withContiguousStorageIfAvailable {
                Self.start(of: $0)
            } ?? Self.start(of: text.utf8)
    }

    private static func start(of bytes: some Sequence<UInt8>) -> UInt64 {
        var start: UInt64 = 0
        for byte in bytes.prefix(8) { start = start << 8 | UInt64(byte) }
        return start
    }

    static func == (left: GuardWord, right: GuardWord) -> Bool {
        left.count == right.count && left.start == right.start
            && (left.count <= 8 || left.text.hasSameBytes(as: right.text))
    }
}
