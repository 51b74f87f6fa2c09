import Testing

@testable import Patterns

@Suite struct ManyMatches {
    @Test func `all matches from left to right`() throws {
        let cases: [(pattern: String, text: String, limit: Int, ranges: String)] = [
            ("a", "aba", .max, "0-1 2-3"),
            ("a*", "baac", .max, "0-0 1-3 4-4"),
            ("a*", "aa", .max, "0-2"),
            ("", "aé", .max, "0-0 1-1 3-3"),
            ("^a", "aaa", .max, "0-1"),
            (#"\b"#, "ab c", .max, "0-0 2-2 3-3 4-4"),
            ("a|b*", "abba", .max, "0-1 1-3 3-4"),
            ("a", "aaa", 2, "0-1 1-2"),
            ("a", "aaa", 0, ""),
            ("x", "aaa", .max, ""),
        ]
        for (pattern, text, limit, ranges) in cases {
            let matches = try Pattern(pattern).allMatches(in: Array(text.utf8), limit: limit)
            #expect(
                matches.map { shown($0) }.joined(separator: " ") == ranges, "\(pattern) \(text)")
        }
    }

    @Test func `replacements stand for groups as in Go`() throws {
        let cases: [(pattern: String, text: String, template: String, result: String)] = [
            ("a", "banana", "o", "bonono"),
            ("a*", "baac", "-", "-b-c-"),
            ("b*", "abb", "X", "XaX"),
            ("(a)(x)?", "a", "<$1$2>", "<a>"),
            ("(a)(b)", "ab", "$2$1", "ba"),
            ("(a)(b)", "ab", "$0$0", "abab"),
            ("(a)", "a", "$1x", ""),
            ("(a)", "a", "${1}x", "ax"),
            ("(a)", "a", "$11", ""),
            ("(?P<n>a)", "a", "[$n]", "[a]"),
            ("(?P<n>a)", "a", "[${n}b]", "[ab]"),
            ("(?P<n>a)|(?P<n>b)", "ba", "<$n>", "<b><a>"),
            ("a", "a", "$$1", "$1"),
            ("a", "a", "$", "$"),
            ("a", "a", "$-$", "$-$"),
            ("a", "a", "${", "${"),
            ("a", "a", "${x", "${x"),
            ("a", "a", "${}", "${}"),
            ("(a)", "a", "$01", ""),
            ("(a)", "a", "$9", ""),
            ("(?P<n>a)", "a", "$né", ""),
        ]
        for (pattern, text, template, result) in cases {
            let bytes = try Pattern(pattern).replacingAll(in: Array(text.utf8), with: template)
            let found = bytes.map { String(decoding: $0, as: UTF8.self) }
            #expect(found == result, "\(pattern) \(text) \(template)")
        }
    }

    @Test func `literal replacements and sizes`() throws {
        let pattern = try Pattern("a")
        let text = Array("aaa".utf8)
        #expect(
            pattern.replacingAll(in: text, withLiteral: Array("$0".utf8)) == Array("$0$0$0".utf8))
        #expect(pattern.replacingAll(in: text, with: "xy", maximum: 6)?.count == 6)
        #expect(pattern.replacingAll(in: text, with: "xy", maximum: 5) == nil)
        #expect(pattern.replacingAll(in: text, withLiteral: [1, 2], maximum: 5) == nil)
    }

    @Test func `splitting keeps what lies between`() throws {
        let cases: [(pattern: String, text: String, limit: Int, pieces: [String])] = [
            (",", "a,b,,c", .max, ["a", "b", "", "c"]),
            (",", "a,b,c", 2, ["a", "b,c"]),
            (",", "a,b", 1, ["a,b"]),
            (",", "a,b", 0, []),
            (",", ",a,", .max, ["", "a", ""]),
            (",", "", .max, [""]),
            ("", "", .max, []),
            ("", "abc", .max, ["a", "b", "c"]),
            ("x*", "axbc", .max, ["a", "b", "c"]),
            ("a*", "abaabaccadaaae", 5, ["", "b", "b", "c", "cadaaae"]),
        ]
        for (pattern, text, limit, pieces) in cases {
            let bytes = Array(text.utf8)
            let found = try Pattern(pattern).split(bytes, limit: limit)
                .map { String(decoding: bytes[$0], as: UTF8.self) }
            #expect(found == pieces, "\(pattern) \(text) \(limit)")
        }
    }

    @Test func `quoted text matches itself`() throws {
        let text = #"a.b*c+d?(e)|[f]{2}^$\é"#
        #expect(Pattern.quoted(text) == #"a\.b\*c\+d\?\(e\)\|\[f\]\{2\}\^\$\\é"#)
        #expect(try Pattern("^" + Pattern.quoted(text) + "$").matches(text))
    }
}
