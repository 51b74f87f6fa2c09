import Testing

@testable import Dockerfiles

@Suite struct ShellLexing {
    private let variables = ["a": "x", "e": "", "path": "/usr/lib/node/bin", "s": "p  q"]

    private func expand(_ text: String, escape: Character = "\\") -> String {
        let lexer = ShellLexer(escape: escape.asciiValue ?? 0)
        do throws(ExpansionError) {
            return try lexer.process(text) { variables[$0] }.text
        } catch {
            return "!\(error)"
        }
    }

    @Test(arguments: [
        ("$a", "x"), ("${a}", "x"), ("$a$a", "xx"), ("$none", ""), ("$", "$"), ("$.", "$."),
        ("'$a'", "$a"), (#""$a""#, "x"), (#"\$a"#, "$a"), (#""\$a""#, "$a"), (#""\q""#, #"\q"#),
        ("${none:-d}", "d"), ("${none-d}", "d"), ("${e:-d}", "d"), ("${e-d}", ""),
        ("${a:+d}", "d"), ("${a+d}", "d"), ("${e:+d}", ""), ("${e+d}", "d"), ("${none+d}", ""),
        ("${none:-${a}y}", "xy"), ("${none:-'}'}", "}"), ("$1a", "a"), ("${10}", ""),
        ("$@b", "b"), ("a\u{300}$a", "a\u{300}x"),
    ])
    func `variables, quotes and escapes`(text: String, expected: String) {
        #expect(expand(text) == expected)
    }

    @Test(arguments: [
        ("${path#*/}", "usr/lib/node/bin"), ("${path##*/}", "bin"),
        ("${path%/*}", "/usr/lib/node"), ("${path%%/*}", ""), ("${path%/???}", "/usr/lib/node"),
        ("${path#x}", "/usr/lib/node/bin"), ("${path/\\//-}", "-usr/lib/node/bin"),
        ("${path//\\//-}", "-usr-lib-node-bin"), ("${path/l*e/L}", "/usr/L/bin"),
        ("${path//?i/_}", "/usr/_b/node/_n"), ("${path//none/_}", "/usr/lib/node/bin"),
        ("${a//y*/_}", "x"), ("${a//*/_}", "_"), (#"${a#\*}"#, "x"),
    ])
    func `patterns`(text: String, expected: String) {
        #expect(expand(text) == expected)
    }

    @Test(arguments: [
        "${", "${}", "${{a}}", "${:}", "${a", "${a:-b", "${a/b", "${a/b/c", "'a", "\"a", "${a!b}",
        "${a:b}", "${none:?}", "${none?gone}", "${e:?empty}", #"${a#\q}"#,
    ])
    func `what cannot be expanded`(text: String) {
        #expect(expand(text).hasPrefix("!"))
    }

    @Test func `the other escape`() {
        #expect(expand(#"c:\`$a\$a"#, escape: "`") == #"c:\$a\x"#)
        #expect(expand("\"`$a\"", escape: "`") == "$a")
    }

    @Test(
        arguments: [
            ("one two", ["one", "two"]), ("'one two'", ["one two"]), ("$s", ["p", "q"]),
            ("\"$s\"", ["p  q"]), ("a$s", ["ap", "q"]), ("''", []), (#"one\ two"#, ["one two"]),
            ("one\u{A0}two", ["one", "two"]),
        ] as [(String, [String])])
    func `words split after expansion`(text: String, expected: [String]) throws {
        let words = try ShellLexer().process(text) { variables[$0] }.words
        #expect(words == expected)
    }

    @Test func `unset variables may stay as written`() throws {
        var lexer = ShellLexer()
        lexer.keepsUnset = true
        let text = "$n ${n} ${n:-d} ${n#d} ${n/a/b} $a"
        #expect(try lexer.process(text) { variables[$0] }.text == text.replacing("$a", with: "x"))
    }

    @Test func `names are told apart`() throws {
        let result = try ShellLexer().process("$a $b ${a} ${b:-$c}") { variables[$0] }
        #expect(result.matched == ["a"])
        #expect(result.unmatched == ["b", "c"])
    }

    @Test func `nesting has a limit`() {
        let deepest = ShellLexer.deepestNesting
        func nested(_ depth: Int) -> String {
            String(repeating: "${n:-", count: depth) + "d" + String(repeating: "}", count: depth)
        }
        #expect(expand(nested(deepest)) == "d")
        #expect(expand(nested(deepest + 1)) == "!tooDeep")
        #expect(expand(nested(100_000)) == "!tooDeep")
    }

    @Test func `results have a limit`() {
        let half = String(repeating: "x", count: ShellLexer.largestResult / 2)
        func length(_ text: String) -> Int? {
            (try? ShellLexer().process(text) { _ in half })?.text.utf8.count
        }
        #expect(length("$a$a") == ShellLexer.largestResult)
        #expect(length("$a$a.") == nil)
    }
}
