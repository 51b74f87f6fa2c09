import Findings
import Reports
import SourceText
import Testing

@Suite struct TextWriterTests {
    @Test func `a finding says what, where, why and what to do`() {
        var sample = Sample()
        sample.add(
            "Dockerfile", "FROM «debian:latest» AS base\n",
            fix: Fix(
                title: "Pin the tag", applicability: .safe, edits: [Edit(SourceRange(12, 18), "12")]
            ),
            isFixVerified: true)
        let expected = """
            warning[latest-tag]: `debian:latest` can change under you
             --> Dockerfile:1:6
              |
            1 | FROM debian:latest AS base
              |      ^^^^^^^^^^^^^
              |
              = why: A moving tag is another image tomorrow.
              = more: plimsoll rules show latest-tag
              = help: Pin the tag (--fix does it, proven)
              |
            1 - FROM debian:latest AS base
            1 + FROM debian:12 AS base

            1 warning in 1 file
            1 fixable with --fix
            0 of 0 inputs analysed

            """
        #expect(sample.written(by: TextWriter()) == expected)
    }

    @Test func `a rule is explained once`() {
        var sample = Sample()
        sample.add("a", "FROM «x»\n")
        sample.add("b", "FROM «x»\n")
        let text = sample.written(by: TextWriter())
        #expect(text.split(separator: "\n").count { $0.contains("= why:") } == 1)
        #expect(text.contains("2 warnings in 2 files\n"))
    }

    @Test func `related places are quoted`() {
        var sample = Sample()
        sample.files["values.yaml"] = Array("x: 1\ntag: latest\n".utf8)
        let related = RelatedPlace(
            place: Place(path: "values.yaml", range: SourceRange(10, 16)), message: "set here")
        sample.add("t.yaml", "image: «x»\n", rule: "unnamed", related: [related])
        let text = sample.written(by: TextWriter())
        #expect(
            text.contains(
                "  |\n ::: values.yaml:2:6\n  |\n2 | tag: latest\n  |      ------ set here\n"))
    }

    @Test func `a problem that blinds says so`() {
        var sample = Sample()
        sample.addProblem("Dockerfile", "«FORM» x\n", "`FORM` is no instruction")
        let text = sample.written(by: TextWriter())
        #expect(
            text.hasPrefix(
                "problem[unknown-instruction]: `FORM` is no instruction\n --> Dockerfile:1:1\n"))
        #expect(text.contains("  = not analysed: findings may be missing here\n"))
        #expect(text.contains("  = help: Look for a typing error\n"))
    }

    @Test func `previews show changed lines only`() {
        let cases: [(source: String, edits: [Edit], expected: String)] = [
            ("«a»\nb\n", [Edit(SourceRange(0, 1), "x")], "1 - a\n1 + x\n"),
            // An insertion shows the line before it.
            ("«a»\nb\n", [Edit(SourceRange(at: 2), "x\n")], "1 | a\n2 + x\n"),
            ("«a»\nb\n", [Edit(SourceRange(0, 2), "")], "1 - a\n"),
            ("«a»\r\nb\r\n", [Edit(SourceRange(0, 1), "x")], "1 - a\n1 + x\n"),
            (
                "«a»\nb\nc\nd\n", [Edit(SourceRange(0, 1), "x\ny"), Edit(SourceRange(6, 7), "z")],
                "1 - a\n1 + x\n2 + y\n4 - d\n5 + z\n"
            ),
            ("«a»", [Edit(SourceRange(at: 1), "\nx")], "1 | a\n2 + x\n"),
        ]
        for (source, edits, expected) in cases {
            var sample = Sample()
            let fix = Fix(title: "T", applicability: .unsafe, edits: edits)
            sample.add("f", source, rule: "unnamed", fix: fix)
            let text = sample.written(by: TextWriter())
            let note = "  = help: T (--unsafe-fixes does it; it may change behaviour)\n  |\n"
            #expect(text.contains(note + expected + "\n"), "\(text)")
        }
    }

    @Test func `fixes nobody may apply are not counted`() {
        var sample = Sample()
        let edits = [Edit(SourceRange(0, 1), "x")]
        sample.add("a", "«a»\n", fix: Fix(title: "T", applicability: .display, edits: edits))
        sample.add(
            "b", "«a»\n", fix: Fix(title: "T", applicability: .safe, edits: edits),
            isFixVerified: false)
        let text = sample.written(by: TextWriter())
        #expect(text.contains("help: T (a suggestion)"))
        #expect(text.contains("help: T (not applied: it could not be proven)"))
        #expect(!text.contains("fixable"))
    }

    @Test func `edits that do not fit the file are not shown`() {
        for edits in [
            [Edit(SourceRange(0, 99), "")],
            [Edit(SourceRange(0, 2), ""), Edit(SourceRange(1, 2), "")],
        ] {
            var sample = Sample()
            sample.add("f", "«a»\nb\n", fix: Fix(title: "T", applicability: .safe, edits: edits))
            #expect(sample.written(by: TextWriter()).contains("= help: T"))
        }
    }

    @Test func `words of the input are made visible`() {
        var sample = Sample()
        sample.add("a\u{1B}[2J\n", "«a»\n", arguments: ["\u{1B}]0;x\u{7}\n\u{202E}"])
        let text = sample.written(by: TextWriter())
        #expect(
            text.hasPrefix(
                "warning[latest-tag]: `␛]0;x␇␊<U+202E>` can change under you\n --> a␛[2J␊:1:1\n"))
        #expect(!sample.written(by: ConciseWriter()).unicodeScalars.contains("\u{1B}"))
    }

    @Test func `colour is only codes around the same text`() {
        let plain = Sample.full.written(by: TextWriter(options: .init(verbosity: .verbose)))
        let coloured = Sample.full.written(
            by: TextWriter(options: .init(hasColour: true, verbosity: .verbose)))
        var stripped = ""
        var isCode = false
        for scalar in coloured.unicodeScalars {
            if scalar == "\u{1B}" { isCode = true }
            if !isCode { stripped.unicodeScalars.append(scalar) }
            if scalar == "m" { isCode = false }
        }
        #expect(coloured != plain)
        #expect(stripped == plain)
    }

    @Test func `what charts did not render is listed when asked`() {
        let figures = """
            web: 2 of 3 branches rendered in 2 scenarios
            db: all 1 branch rendered in 1 scenario

            """
        var sample = Sample.full
        let normal = sample.written(by: TextWriter())
        #expect(!normal.contains("rendered in"))
        let verbose = sample.written(by: TextWriter(options: .init(verbosity: .verbose)))
        #expect(verbose.contains(figures))
        let listed = """
            web: 2 of 3 branches rendered in 2 scenarios
              charts/t.yaml:2 {{ if .Values.x }}

            db: all 1 branch rendered in 1 scenario


            """
        for verbosity in [TextWriter.Verbosity.normal, .verbose] {
            let text = sample.written(
                by: TextWriter(options: .init(verbosity: verbosity, showsCoverage: true)))
            #expect(text.contains(listed))
            #expect(!text.contains(figures))
        }
        // A file that can no longer be read costs the line, not the report.
        sample.files["charts/t.yaml"] = nil
        let text = sample.written(by: TextWriter(options: .init(showsCoverage: true)))
        #expect(text.contains("  charts/t.yaml:1 {{ if .Values.x }}\n"))
    }

    @Test func `suppressed findings are counted, and shown when verbose`() {
        var sample = Sample()
        let place = Place(path: "f", range: SourceRange(0, 1))
        sample.add("f", "«a»\n", suppression: Suppression(place: place, reason: "we know"))
        let text = sample.written(by: TextWriter())
        #expect(text == "No findings\n1 allowed by comments\n0 of 0 inputs analysed\n")
        let verbose = sample.written(by: TextWriter(options: .init(verbosity: .verbose)))
        #expect(verbose.contains("= allowed: we know\n"))
        #expect(!sample.written(by: TextWriter(options: .init(verbosity: .quiet))).contains("-->"))
    }

    @Test func `a concise line has place, rule and message`() {
        var sample = Sample()
        sample.add("f", "x\n  «é»\n", rule: "root-user")
        #expect(
            sample.written(by: ConciseWriter()).hasPrefix(
                "f:2:3: error[root-user] The container runs as root\n"))
    }

    @Test func `a file that is gone costs only its quotation`() {
        var sample = Sample()
        sample.add("f", "«a»\n")
        sample.files = [:]
        let text = sample.written(by: TextWriter())
        #expect(
            text.hasPrefix(
                "warning[latest-tag]: `debian:latest` can change under you\n --> f\n  = why:"))
    }

    @Test func `a range beyond the file is clamped`() {
        for format in ReportFormat.allCases {
            var sample = Sample()
            sample.add(
                "f", "aaaaaaaa\nbbbb «b»\n",
                fix: Fix(title: "T", applicability: .safe, edits: [Edit(SourceRange(9, 10), "")]))
            sample.files["f"] = [0x61]
            #expect(sample.written(by: format.writer()).contains("f"))
        }
    }
}
