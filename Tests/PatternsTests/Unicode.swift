import Testing

@testable import Patterns

@Suite struct UnicodeText {
    @Test func `classes by category, script and special name`() throws {
        let cases: [(pattern: String, inside: String, outside: String)] = [
            (#"\pL"#, "aéδ世", "1 _"),
            (#"\PL"#, "1 _", "aé"),
            (#"\p{^L}"#, "1 _", "aé"),
            (#"\P{^L}"#, "aé", "1"),
            (#"\p{Lu}"#, "AÉΔ", "aéδ1"),
            (#"\p{Uppercase_Letter}"#, "AÉΔ", "aéδ1"),
            (#"\p{uppercase letter}"#, "AÉ", "a"),
            (#"\p{LC}"#, "Aaǅ", "世"),
            (#"\pN"#, "1²Ⅳ٣", "a"),
            (#"\p{Nd}"#, "1٣", "²Ⅳ"),
            (#"\p{digit}"#, "1٣", "²"),
            (#"\p{punct}"#, "!_«", "+a"),
            (#"\p{Sc}"#, "$€", "+"),
            (#"\p{Zs}"#, " \u{A0}", "\n"),
            (#"\pC"#, "\u{0}\u{E000}\u{378}", "a"),
            (#"\p{Cn}"#, "\u{378}\u{10FFFF}", "a\u{E000}"),
            (#"\p{Co}"#, "\u{E000}\u{F0000}\u{10FFFD}", "\u{FFFFE}"),
            (#"\p{Greek}"#, "αΩ", "aд"),
            (#"\p{greek}"#, "αΩ", "aд"),
            (#"\p{Han}"#, "世𠀀", "あ"),
            (#"\p{Old_Italic}"#, "\u{10300}", "a"),
            (#"\p{olditalic}"#, "\u{10300}", "a"),
            (#"\p{Common}"#, "1 €", "aα"),
            (#"\p{Zanabazar_Square}"#, "\u{11A00}", "\u{119FF}"),
            (#"\p{Any}"#, "a\n世", ""),
            (#"\p{ASCII}"#, "a\n", "é"),
            (#"\p{Assigned}"#, "a世", "\u{378}"),
            (#"[\p{Greek}\d-]"#, "α1-", "a"),
            (#"[^\p{Greek}]"#, "a", "α"),
            (#"\d"#, "1", "٣"),
            (#"\w"#, "a_1", "é"),
            (#"\s"#, " \t\n\u{C}\r", "\u{B}\u{A0}"),
            (#"[[:space:]]"#, " \u{B}", "\u{A0}"),
        ]
        for (pattern, inside, outside) in cases {
            try check(pattern, inside, outside)
        }
    }

    @Test func `case is ignored by simple folding`() throws {
        let cases: [(pattern: String, inside: String, outside: String)] = [
            ("(?i)k", "kK\u{212A}", "l"),
            ("(?i)\u{212A}", "kK\u{212A}", "l"),
            ("(?i)s", "sSſ", "ß"),
            ("(?i)ß", "ßẞ", "s"),
            ("(?i)σ", "σςΣ", "s"),
            ("(?i)δ", "δΔ", "d"),
            ("(?i)ǆ", "ǆǅǄ", "d"),
            ("(?i)i", "iI", "ıİ"),
            ("(?i)ı", "ı", "iIİ"),
            ("(?i)İ", "İ", "iIı"),
            ("(?i)\u{390}", "\u{390}\u{1FD3}", "ι"),
            ("(?i)\u{3B0}", "\u{3B0}\u{1FE3}", "υ"),
            ("(?i)ﬅ", "ﬅﬆ", "s"),
            ("(?i)\u{1E900}", "\u{1E900}\u{1E922}", "a"),
            ("(?i)[a-c]", "aAcC", "dD"),
            ("(?i)[α-γ]", "αΓ", "δ"),
            ("(?i)[^a]", "b", "aA"),
            (#"(?i)\w"#, "ſ\u{212A}", "é"),
            (#"(?i)\W"#, "é", "ſ\u{212A}k"),
            (#"(?i)\p{Lu}"#, "aAéÉ", "1世"),
            (#"(?i)[[:upper:]]"#, "aAſ", "é"),
        ]
        for (pattern, inside, outside) in cases {
            try check(pattern, inside, outside)
        }
    }

    @Test func `bytes that are not UTF-8 match as U+FFFD, one at a time`() throws {
        let cases: [(pattern: String, bytes: [UInt8], groups: String)] = [
            (".", [0xFF, 0x61], "0-1"),
            ("^.{3}$", [0xE4, 0xB8, 0x61], "0-3"),
            ("^.$", [0xE4, 0xB8, 0x96], "0-3"),
            (#"\x{FFFD}"#, [0x61, 0x80], "1-2"),
            ("\u{FFFD}+", [0x61, 0xEF, 0xBF, 0xBD, 0x80], "1-5"),
            ("[^a]+", [0x61, 0xC0, 0xAF], "1-3"),
            ("^.{3}$", [0xED, 0xA0, 0x80], "0-3"),
            (#"\x{D800}"#, [0xED, 0xA0, 0x80], "-"),
            ("^.{4}$", [0xF4, 0x90, 0x80, 0x80], "0-4"),
            ("^.$", [0xF4, 0x8F, 0xBF, 0xBF], "0-4"),
            ("^.{2}$", [0xC3, 0x28], "0-2"),
            (#"\xff"#, [0xFF], "-"),
            (#"\xff"#, [0xC3, 0xBF], "0-2"),
        ]
        for (pattern, bytes, groups) in cases {
            let found = try Pattern(pattern).firstMatch(in: bytes)
            #expect(shown(found) == groups, "\(pattern) \(bytes)")
        }
    }

    private func check(_ pattern: String, _ inside: String, _ outside: String) throws {
        let whole = try Pattern("^(?:\(pattern))$")
        for (text, expected) in [(inside, true), (outside, false)] {
            for scalar in text.unicodeScalars {
                let value = String(scalar.value, radix: 16)
                #expect(whole.matches(String(scalar)) == expected, "\(pattern) \(value)")
            }
        }
    }
}
