import Testing

@testable import Patterns

/// Texts that make backtracking engines hang. Each of these takes milliseconds.
@Suite struct LinearTime {
    @Test(.timeLimit(.minutes(1)))
    func `nested repetitions over a long text`() throws {
        let cases: [(pattern: String, byte: UInt8)] = [
            ("(a*)*b", UInt8(ascii: "a")), ("(a|a)*b", UInt8(ascii: "a")),
            ("(a|aa)+$b", UInt8(ascii: "a")), ("(x+x+)+y", UInt8(ascii: "x")),
            ("(.*)(.*)(.*)(.*)(.*)b", UInt8(ascii: "a")),
        ]
        for (pattern, byte) in cases {
            let pattern = try Pattern(pattern)
            let text = [UInt8](repeating: byte, count: 100_000)
            #expect(!pattern.matches(text), "\(pattern.text)")
            #expect(pattern.firstMatch(in: text) == nil, "\(pattern.text)")
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `captures of a long match`() throws {
        let text = [UInt8](repeating: UInt8(ascii: "x"), count: 20_000) + [UInt8(ascii: "y")]
        let match = try #require(try Pattern("(x+x+)+y").firstMatch(in: text))
        #expect(shown(match) == "0-20001 0-20000")
    }

    /// Each `a?` doubles the ways a backtracking engine tries.
    @Test(.timeLimit(.minutes(1)))
    func `as many optional letters as needed ones`() throws {
        let count = 100
        let text = [UInt8](repeating: UInt8(ascii: "a"), count: count)
        let pattern = try Pattern("(?:a?){\(count)}a{\(count)}")
        #expect(pattern.firstMatch(in: text)?.range == 0..<count)
    }

    /// After an `a`, thirteen more letters matter: 8,192 states, of which a thousand are kept.
    @Test(.timeLimit(.minutes(1)))
    func `more states than are kept`() throws {
        var text: [UInt8] = []
        var number: UInt32 = 1
        for _ in 0..<20_000 {
            number = number &* 1_664_525 &+ 1_013_904_223
            text.append(number >> 31 == 0 ? UInt8(ascii: "a") : UInt8(ascii: "b"))
        }
        let pattern = try Pattern("a[ab]{12}c")
        #expect(!pattern.matches(text))
        let end = text.count
        text += Array("abbbbbbbbbbbbc".utf8)
        #expect(pattern.matches(text))
        let match = try #require(pattern.firstMatch(in: text))
        #expect(match.range == end..<end + 14)
    }

    @Test(.timeLimit(.minutes(1)))
    func `hostile patterns end in an error or soon`() {
        let parts: [(text: String, count: Int)] = [
            ("(", 60_000), ("[[:", 20_000), ("{1", 30_000), (#"\pL"#, 500), ("(?:", 20_000),
            ("(?i:[^a])", 5000), ("x*", 20_000), ("(?:x{1000})?", 5000), ("[a-", 20_000),
        ]
        for (text, count) in parts {
            let pattern = try? Pattern(String(repeating: text, count: count))
            _ = pattern?.matches("xxxxxxxx")
        }
    }
}

/// The ways of searching agree with one another.
@Suite struct Engines {
    @Test func `all find the same`() throws {
        let patterns = [
            "(a|b)*?c", "(a*)(b?)(ab)*", "(?:(a)|(b)|c)+", #"\b(\w+)\b"#, "(|a)(b|)", "^(?:a|ab)+$",
            "(a+?)(b*?)c?", "(?i)([ab]+)C", "(é|.)*b", "(?m)^(b*)$", "(x*)*", "(a?b??)*",
        ]
        let texts = [
            "", "a", "abc", "abab", "aabbcc", "ébé", "a\nbb\n", "xx ab", "cab", "bbb", "AbC",
        ]
        for text in patterns {
            let tree = try PatternParser.tree(of: text)
            let program = try ProgramBuilder.program(for: tree, length: text.utf8.count)
            for input in texts.map({ Array($0.utf8) }) {
                input.withUnsafeBufferPointer { check(program, $0, "\(text) \(input)") }
            }
        }
    }

    private func check(_ program: Program, _ bytes: UnsafeBufferPointer<UInt8>, _ name: Comment) {
        var threaded = ThreadedSearch(program)
        let expected = threaded.search(
            bytes, from: 0, slotCount: program.slotCount, prefers: .first)
        var lazy = LazyAutomaton(program)
        switch lazy.search(bytes, from: 0, anyEnd: false) {
        case .noMatch: #expect(expected == nil, name)
        case .givenUp: Issue.record(name)
        case .match(let start, let end):
            #expect(expected?[1] == end, name)
            #expect(start <= expected?[0] ?? -1, name)
            var backtracking = BacktrackingSearch(program)
            let found = backtracking.search(bytes, start..<end, slotCount: program.slotCount)
            #expect(found == expected, name)
        }
    }
}
