import Testing

@testable import Patterns

/// What a pattern finds first: `pattern  text  groups` a line, fields parted by two spaces or more.
@Suite struct Matching {
    @Test func `the first match and its groups`() throws {
        try check(
            """
            abc  xabcx  1-4
            a|ab  ab  0-1
            ab|a  ab  0-2
            a*  baa  0-0
            a+  baa  1-3
            a+?  baa  1-2
            a??b  ab  0-2
            (a)|b  b  0-1 -
            (a+)(b*)  xaab  1-4 1-3 3-4
            (a|ab)(c|bcd)(d*)  abcd  0-4 0-1 1-4 4-4
            (a*)*  b  0-0 0-0
            (a*)+  aab  0-2 0-2
            (a|b)*  abab  0-4 3-4
            (?:(a)|b)*  ab  0-2 0-1
            (|a)*  aa  0-0 0-0
            (|a)+  aa  0-0 0-0
            (?:[ab]|(x|[^s])*?)+  ab.]  0-3 2-3
            x{2,3}  xxxx  0-3
            x{2,3}?  xxxx  0-2
            x{2,}  xxxx  0-4
            x{0}y  xy  1-2
            (x){0}y  xy  1-2 -
            (?:xy){2}  xyxyxy  0-4
            x{,2}  x{,2}  0-5
            x{1,02}  x{1,02}  0-7
            (?:a*)*b  aab  0-3
            [^a]  ab  1-2
            []a]+  a]b  0-2
            [^]a]  ]ab  2-3
            [a-]+  a-b  0-2
            [-a]+  -ab  0-2
            [a-c-e]+  b-e  0-3
            [[:alpha:]_]+  1a_  1-3
            [[:^digit:]]+  1a_  1-3
            [[:word:]]+  -a1_-  1-4
            [[a]+  [a  0-2
            \\Qa.b\\E+  a.bb  0-4
            \\Qa.b  xa.b  1-4
            \\x41\\x{42}\\103\\012?  ABC  0-3
            \\-\\_\\/  -_/  0-3
            """)
    }

    @Test func `places that read nothing`() throws {
        try check(
            """
            ^a  ba  -
            a$  ab  -
            (?m)^b$  a␤b␤c  2-3
            (?m)$  a␤b  1-1
            $  a␤b  3-3
            \\Ab  b␤b  0-1
            b\\z  b␤b  2-3
            (?m)\\Ab  a␤b  -
            \\bb\\b  ab b  3-4
            \\Bb  ab b  1-2
            \\b  é  -
            \\Ba  éa  -
            \\ba  éa  2-3
            (?:^|,)a  b,a  1-3
            (?:^)*a  ba  1-2
            """)
    }

    @Test func `flags hold to the end of their group`() throws {
        try check(
            """
            (?i)aBc  AbC  0-3
            a(?i)b  aB  0-2
            a(?i)b  AB  -
            (?i:a)b  Ab  0-2
            (?i:a)b  AB  -
            (a(?i)b)c  aBC  -
            (?i)a(?-i)b  AB  -
            (?i)a|b  B  0-1
            a.b  a␤b  -
            (?s)a.b  a␤b  0-3
            (?s-s:a.b)  a␤b  -
            (?U)a+  aa  0-1
            (?U)a+?  aa  0-2
            (?im)^B$  a␤b  2-3
            (?i)[^k]  K  -
            (?i)\\W  K  -
            """)
    }

    @Test func `named groups in both spellings`() throws {
        let pattern = try Pattern("(?P<year>[0-9]+)-(?<month>[0-9]+)(x)?")
        #expect(pattern.captureNames == [nil, "year", "month", nil])
        #expect(pattern.groupCount == 3)
        #expect(pattern.group(named: "month") == 2)
        #expect(pattern.group(named: "day") == nil)
        let match = try #require(pattern.firstMatch(in: Array("on 2026-11".utf8)))
        #expect(match.range == 3..<10)
        #expect(match[1] == 3..<7)
        #expect(match[2] == 8..<10)
        #expect(match[3] == nil)
        #expect(match[4] == nil)
    }

    @Test func `the longest of the leftmost matches`() throws {
        let cases: [(pattern: String, text: String, groups: String)] = [
            ("a|ab", "ab", "0-2"),
            ("(a|ab)(c|bcd)", "abcd", "0-4 0-1 1-4"),
            ("a+?", "aa", "0-2"),
            ("b|ab|abc", "xabc", "1-4"),
        ]
        for (pattern, text, groups) in cases {
            let longest = try Pattern(pattern, prefer: .longest)
            #expect(shown(longest.firstMatch(in: Array(text.utf8))) == groups, "\(pattern)")
        }
    }

    @Test func `bytes before the start of a search still count`() throws {
        let text = Array("ab ab".utf8)
        #expect(try Pattern("^a").firstMatch(in: text, from: 1) == nil)
        #expect(try Pattern(#"\bb"#).firstMatch(in: text, from: 1) == nil)
        #expect(try Pattern("a").firstMatch(in: text, from: 1)?.range == 3..<4)
        #expect(try Pattern("$").firstMatch(in: text, from: 5)?.range == 5..<5)
        #expect(try Pattern("$").firstMatch(in: text, from: 6) == nil)
    }

    /// ␤ stands for a newline; a dash for no match or no group.
    private func check(_ table: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        for line in table.split(separator: "\n") {
            let fields = line.replacing("␤", with: "\n").split(separator: "  ")
            let pattern = try Pattern(String(fields[0]))
            let text = Array(fields[1].utf8)
            let found = shown(pattern.firstMatch(in: text))
            #expect(found == fields[2], "\(line)", sourceLocation: sourceLocation)
            #expect(
                pattern.matches(text) == (fields[2] != "-"), "\(line)",
                sourceLocation: sourceLocation)
        }
    }
}

/// Ranges as `0-2 0-1 -`, the whole match first.
func shown(_ match: Match?) -> String {
    guard let match else { return "-" }
    return match.groups.map { range in range.map { "\($0.lowerBound)-\($0.upperBound)" } ?? "-" }
        .joined(separator: " ")
}
