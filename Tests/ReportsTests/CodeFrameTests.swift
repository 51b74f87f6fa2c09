import Reports
import SourceText
import Testing

/// What is drawn for a marked source, without the header and the place above it.
private func frame(_ source: String, width: Int? = nil) -> String {
    var sample = Sample()
    sample.add("f", source, rule: "unnamed")
    let text = sample.written(by: TextWriter(options: .init(width: width)))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let end = lines.firstIndex(of: "") ?? lines.endIndex
    return lines[3..<end].joined(separator: "\n")
}

@Suite struct CodeFrameTests {
    @Test func `marks stand under the range`() {
        let cases: [(source: String, expected: String)] = [
            ("FROM «debian»\n", "1 | FROM debian\n  |      ^^^^^^"),
            ("FROM «debian»", "1 | FROM debian\n  |      ^^^^^^"),
            ("a\r\nFROM «x» y\r\n", "2 | FROM x y\n  |      ^"),
            // A range that takes in the line's end is marked to the last character.
            ("a\r\n«FROM x\r\n»b\n", "2 | FROM x\n  | ^^^^^^"),
            // An empty range is a place.
            ("FROM «»debian\n", "1 | FROM debian\n  |      ^"),
            ("FROM debian«»\n", "1 | FROM debian\n  |            ^"),
            ("FROM debian\n«»", "2 |\n  | ^"),
            ("«»", "1 |\n  | ^"),
        ]
        for (source, expected) in cases { #expect(frame(source) == expected) }
    }

    @Test func `marks count cells of the terminal`() {
        let cases: [(source: String, expected: String)] = [
            ("\tRUN «x»\n", "1 |     RUN x\n  |         ^"),
            ("ab\t«x»\n", "1 | ab  x\n  |     ^"),
            ("日本 «x»\n", "1 | 日本 x\n  |      ^"),
            ("x «日本»\n", "1 | x 日本\n  |   ^^^^"),
            ("e\u{301}e\u{301} «x»\n", "1 | e\u{301}e\u{301} x\n  |    ^"),
            ("🚢 «x»\n", "1 | 🚢 x\n  |    ^"),
            // Three people joined are drawn as one.
            ("👨\u{200D}👩\u{200D}👧 «x»\n", "1 | 👨\u{200D}👩\u{200D}👧 x\n  |    ^"),
            ("\u{FEFF}«FROM» x\n", "1 | FROM x\n  | ^^^^"),
        ]
        for (source, expected) in cases { #expect(frame(source) == expected) }
    }

    @Test func `nothing of the source reaches the terminal as a command`() {
        let cases: [(source: String, expected: String)] = [
            ("a\u{1B}[31m «x»\n", "1 | a␛[31m x\n  |        ^"),
            ("a\u{7}\u{0}\u{7F} «x»\n", "1 | a␇␀␡ x\n  |      ^"),
            ("a\rb «x»\n", "1 | a␍b x\n  |     ^"),
            ("\u{9B}1m«x»\n", "1 | <U+009B>1mx\n  |           ^"),
            ("\u{202E}«x»\n", "1 | <U+202E>x\n  |         ^"),
        ]
        for (source, expected) in cases { #expect(frame(source) == expected) }
    }

    @Test func `bytes that are no text take a cell each`() {
        var sample = Sample()
        sample.add("f", "ab«c»\n", rule: "unnamed")
        sample.files["f"] = [0xFF, 0xC3, 0x63, 0x0A]
        let text = sample.written(by: TextWriter())
        #expect(text.contains("1 | \u{FFFD}\u{FFFD}c\n  |   ^\n"))
    }

    @Test func `a range of several lines has a bar beside it`() {
        let cases: [(source: String, expected: String)] = [
            (
                "a\n«RUN x && \\\n    y»\nb\n",
                "2 | / RUN x && \\\n3 | |     y\n  | |_____^"
            ),
            (
                "a «RUN x && \\\n  y»\n",
                "1 |   a RUN x && \\\n  |  ___^\n2 | |   y\n  | |___^"
            ),
            (
                "«1\n2\n3\n4\n5\n6\n7»\n",
                "1 | / 1\n2 | | 2\n...\n7 | | 7\n  | |_^"
            ),
        ]
        for (source, expected) in cases { #expect(frame(source) == expected) }
    }

    @Test func `an indented line shows what it belongs to`() {
        let cases: [(source: String, expected: String)] = [
            ("a:\n  «b»: 1\n", "1 | a:\n2 |   b: 1\n  |   ^"),
            ("a:\n  # note\n\n  b: 1\n  «c»: 1\n", "1 | a:\n...\n5 |   c: 1\n  |   ^"),
            ("RUN a && \\\n# note\n    «b»\n", "1 | RUN a && \\\n...\n3 |     b\n  |     ^"),
            ("  «a»\n", "1 |   a\n  |   ^"),
        ]
        for (source, expected) in cases { #expect(frame(source) == expected) }
    }

    @Test func `long lines are cut around the range`() {
        let long = String(repeating: "a", count: 100)
        let cases: [(source: String, expected: String)] = [
            (
                "«x»\(long)\n",
                "1 | x\(String(repeating: "a", count: 34))…\n  | ^"
            ),
            (
                "\(long)«x»\(long)\n",
                "1 | …\(String(repeating: "a", count: 9))x\(String(repeating: "a", count: 24))…\n"
                    + "  |           ^"
            ),
            (
                "\(long)«x»\n",
                "1 | …\(String(repeating: "a", count: 33))x\n"
                    + "  |                                   ^"
            ),
        ]
        for (source, expected) in cases { #expect(frame(source, width: 40) == expected) }
    }

    @Test(
        arguments: [40, 41, 57, 80],
        ["«x»", "«\t»", "«日»", "«xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx»"])
    func `rows never exceed the width`(width: Int, marked: String) {
        for pad in ["a", "日", "\t", "e\u{301}", "\u{1B}", "\u{202E}"] {
            for count in [0, 5, 17, 36, 700] {
                let padding = String(repeating: pad, count: count)
                for row in frame(padding + marked + padding, width: width).split(separator: "\n") {
                    let cells = row.unicodeScalars.reduce(0) { $0 + cellWidth($1) }
                    #expect(cells <= width, "\(row)")
                }
            }
        }
    }

    private func cellWidth(_ scalar: Unicode.Scalar) -> Int {
        switch scalar {
        case "日": 2
        case "\u{301}": 0
        default: 1
        }
    }
}
