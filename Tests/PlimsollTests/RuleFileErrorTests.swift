import Analysis
import Foundation
import Rules
import SourceText
import Testing

/// Broken rule files and what is said of them.
@Suite struct RuleFileErrors {
    private static let whole = """
        summary: Base image follows a moving tag
        severity: warning
        for: image
        require: image.isPinned
        message: "`{image.reference}` moves"
        why: |
          It moves.
        bad:
          - text: |
              FROM «debian»
        good:
          - text: |
              FROM debian:12
        """

    private func error(of text: String) -> (message: String, marked: String, line: Int)? {
        let bytes = Array(text.utf8)
        let rule = RuleText(id: "moves", folder: "own", path: "own/moves.yaml", head: bytes)
        let book = RuleBook([rule], schemas: Analyzer.schemas)
        book.loadAll()
        return book.errors.first.map { error in
            (error.message, bytes.text(error.range), LineTable(bytes).line(at: error.range.start))
        }
    }

    @Test func `a whole rule loads`() {
        #expect(error(of: Self.whole) == nil)
    }

    private static let changes: [(from: String, to: String, message: String, marked: String)] = [
        ("summary:", "sumary:", "there is no field `sumary`", "sumary"),
        ("severity: warning", "severity: bad", "`severity` cannot be `bad`", "bad"),
        ("for: image", "for: imag", "there is no subject `imag`", "imag"),
        ("image.isPinned", "image.isPined", "isPined", "isPined"),
        ("image.isPinned", "image.isPinned &&", "the expression ends", ""),
        ("{image.reference}", "{image.refrence}", "refrence", "refrence"),
        ("{image.reference}", "{image.reference", "a brace is never closed", ""),
        ("require: image.isPinned", "require: image.text", "this gives string", "image.text"),
        ("«debian»", "debian", "the bad example marks nothing", ""),
        ("good:", "fine:", "there is no field `fine`", "fine"),
        ("for: image\n", "for: image\nat: image.isPinned\n", "", ""),
    ]

    @Test(arguments: changes)
    func `each mistake is told with its place`(
        from: String, to: String, message: String, marked: String
    ) throws {
        let text = Self.whole.replacing(from, with: to)
        if to.hasSuffix("at: image.isPinned\n") {
            // A field without a place falls back to its subject.
            #expect(error(of: text) == nil)
            return
        }
        let error = try #require(self.error(of: text))
        #expect(error.message.contains(message))
        if !marked.isEmpty { #expect(error.marked.contains(marked)) }
    }

    private static let chart = """
        summary: A chart has no description
        severity: info
        for: chart
        require: has(chart.description)
        message: "`{chart.name}` has no description"
        why: |
          Nobody knows what it is.
        bad:
          - files:
              Chart.yaml: "name: «a»"
            fixed:
              Chart.yaml: "description: b"
        good:
          - text: "name: a"
        """

    private static let fixedFile = "fixed:\n      Chart.yaml: \"description: b\""

    @Test(arguments: [
        ("Chart.yaml: \"description: b\"", "values.yaml: a", "has no file `values.yaml`"),
        ("description: b", "name: a", "`Chart.yaml` is the same after the fix"),
        (fixedFile, "fixed: b", "`fixed` should name the files"),
        (fixedFile, "fixed: {}", "`fixed` should name the files"),
    ])
    func `what a fix makes of a chart is told by files`(
        from: String, to: String, message: String
    ) throws {
        #expect(error(of: Self.chart) == nil)
        let text = Self.chart.replacing(from, with: to)
        #expect(text != Self.chart)
        #expect(try #require(error(of: text)).message.contains(message))
    }

    @Test func `a rule without examples is refused`() throws {
        let cut = try #require(Self.whole.range(of: "bad:"))
        let error = try #require(self.error(of: String(Self.whole[..<cut.lowerBound])))
        #expect(error.message.contains("example"))
    }

    @Test func `any cut of a rule file is an error and no crash`() throws {
        let good = "\n  - text: |\n      FROM debian:12"
        let end = try #require(Self.whole.range(of: good)).lowerBound
        let bytes = Array(Self.whole[..<end].utf8)
        for end in 0...bytes.count {
            #expect(error(of: String(decoding: bytes[..<end], as: UTF8.self)) != nil)
        }
    }
}
