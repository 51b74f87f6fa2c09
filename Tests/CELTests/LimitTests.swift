import CEL
import Testing

@Suite struct LimitTests {
    private func nested(_ opening: String, _ closing: String, _ depth: Int) -> String {
        String(repeating: opening, count: depth) + "1" + String(repeating: closing, count: depth)
    }

    @Test func `nesting is refused just above its limit`() {
        let limit = CELEnvironment().limits.depth
        let shapes: [(String, String)] = [
            ("(", ")"), ("[", "]"), ("{1: ", "}"), ("int(", ")"), ("!(", ")"), ("[1][", "]"),
            ("true ? 1 : ", ""), ("[1].map(x, ", ")"), ("cel.bind(x, 1, ", ")"),
            ("optional.of(", ")"),
        ]
        for (opening, closing) in shapes {
            let below = outcome(nested(opening, closing, limit - 2), isChecked: false)
            #expect(!below.contains("too deeply"), "\(opening): \(below.prefix(80))")
            let above = outcome(nested(opening, closing, limit + 1), isChecked: false)
            #expect(above.contains("too deeply"), "\(opening)")
        }
        for (opening, closing) in shapes {
            _ = outcome(nested(opening, closing, limit - 2))
        }
    }

    @Test func `chains count as nesting where they are trees`() {
        let limit = CELEnvironment().limits.depth
        func chain(_ part: String, _ count: Int) -> String {
            "1" + String(repeating: part, count: count)
        }
        #expect(outcome(chain(" + 1", limit - 1)) == "250")
        #expect(outcome(chain(" + 1", limit)).contains("too deeply"))
        #expect(outcome(chain(".a", limit)).contains("too deeply"))
        // Logic is one node however long it is.
        let logic = String(repeating: "true && ", count: 5_000) + "true"
        #expect(outcome(logic) == "true")
        #expect(outcome(String(repeating: "-", count: 5_001) + "x").contains("not declared"))
    }

    @Test func `hostile text costs a message`() {
        for text in ["(", "[", "{", "-", "!", "a.", "a[", "a?", "a(", "\"", "'''", "`", "b'", "\\"]
        {
            for count in [1, 10, 40_000] {
                let found = outcome(String(repeating: text, count: count))
                #expect(found.hasPrefix("!") || found == "''", "\(text)")
            }
        }
        #expect(outcome(String(repeating: " ", count: 100_001)).contains("too long"))
        let many = "[" + String(repeating: "[],", count: 30_000) + "]"
        #expect(!outcome(many).hasPrefix("!"))
    }

    @Test func `work is refused just above its limit`() throws {
        var environment = CELEnvironment()
        environment.limits.steps = 100
        // A loop of n visits takes 3n + 2 steps here.
        #expect(outcome("[1].map(x, x + 1)", environment) == "[2]")
        let list = "[" + (0..<24).map(String.init).joined(separator: ", ") + "]"
        #expect(!outcome("\(list).map(x, x + 1)", environment).hasPrefix("!"))
        let longer = "[" + (0..<40).map(String.init).joined(separator: ", ") + "]"
        #expect(outcome("\(longer).map(x, x + 1)", environment).contains("too many steps"))
        // Running out is not absorbed.
        #expect(outcome("\(longer).exists(x, x > 50) || true", environment).contains("too many"))
    }

    @Test func `what doubles itself is stopped`() {
        func doubled(_ start: String, _ step: String, _ end: String) -> String {
            var text = end
            for _ in 0..<100 { text = "cel.bind(x, \(step), \(text))" }
            return "cel.bind(x, \(start), \(text))"
        }
        let cases = [
            doubled("'abcdefgh'", "x + x", "x"), doubled("[1]", "x + x", "x"),
            doubled("[1]", "[x, x]", "x == [x]"), doubled("[1]", "[x, x]", "[x] == [x]"),
            doubled("[1]", "[x, x]", "'%s'.format([x])"),
            doubled("'a'", "x.replace('', x)", "x"), doubled("['a']", "[x.join(x.join())]", "x"),
            doubled("'a'", "'%s%s'.format([x, x])", "x"), "lists.range(9223372036854775807)",
            "lists.range(1000000).map(x, lists.range(1000000))",
        ]
        for text in cases {
            let found = outcome(text, isChecked: false)
            #expect(found.hasPrefix("!") || found.utf8.count < 20_000, "\(text.suffix(40))")
        }
        // Only its text is endless; the value itself is small, since its parts are shared.
        let shared = outcome(doubled("[1]", "[x, x]", "x"), isChecked: false)
        #expect(shared.hasPrefix("[[[") && shared.contains("…") && shared.utf8.count < 20_000)
    }

    @Test func `values grow deep only within the limit`() {
        func deepened(_ levels: Int) -> String {
            var text = "x == x"
            for _ in 0..<levels { text = "cel.bind(x, [[[[[x]]]]], \(text))" }
            return "cel.bind(x, [1], \(text))"
        }
        #expect(outcome(deepened(40), isChecked: false) == "true")
        #expect(outcome(deepened(60), isChecked: false).contains("too deeply"))
        #expect(outcome(deepened(40)) == "true")
        #expect(outcome(deepened(60)).contains("too deeply"))
    }
}

extension LimitTests {
    @Test func `a long text is searched in time that grows with it`() throws {
        var environment = CELEnvironment()
        environment.declare("text", .string)
        let text = CELValue.string(String(repeating: "a", count: 5_000_000))
        let needle = String(repeating: "a", count: 5_000) + "b"
        check(
            """
            text.contains('\(needle)') => false
            text.endsWith('aa') => true
            text.matches('a*b') => false
            size(text) => 5000000
            text + text == text => false
            """, environment, [text])
    }
}
