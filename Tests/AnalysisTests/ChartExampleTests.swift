import Rules
import Testing

@testable import Analysis

/// What is said of a rule whose examples are charts, when its fix does something else than they
/// show.
@Suite struct ChartExampleTests {
    private static let rule = """
        summary: A chart is deprecated
        severity: info
        for: chart
        require: "!chart.isDeprecated"
        at: chart.isDeprecated
        message: "`{chart.name}` is deprecated"
        fix: { title: Say no, safety: unsafe, set: chart.isDeprecated, to: "false" }
        why: |
          Nobody looks after it.
        bad:
          - files:
              Chart.yaml: |
                apiVersion: v2
                name: web
                version: 1.0.0
                deprecated: «true»
              values.yaml: |
                a: 1
            fixed:
              Chart.yaml: |
                apiVersion: v2
                name: web
                version: 1.0.0
                deprecated: false
        good:
          - files:
              Chart.yaml: "{ apiVersion: v2, name: web, version: 1.0.0 }"
        """

    private func failures(of text: String) throws -> [String] {
        let text = RuleText(id: "own", folder: "own", path: "own.yaml", head: Array(text.utf8))
        let entry = try #require(
            try RuleBook([text], schemas: Analyzer.schemas).entries().first)
        return ExampleRun(entry).results().filter(\.isFailure).map {
            "\($0.outcome.rawValue): \($0.explanation)"
        }
    }

    @Test func `a fix that gives what is shown is right in every disguise`() throws {
        #expect(try failures(of: Self.rule).isEmpty)
    }

    private static let shown =
        "    fixed:\n      Chart.yaml: |\n        apiVersion: v2\n        name: web\n"
        + "        version: 1.0.0\n        deprecated: false\n"
    private static let fix =
        "fix: { title: Say no, safety: unsafe, set: chart.isDeprecated, to: \"false\" }\n"

    @Test(arguments: [
        ("fix without `fixed`", shown, "", "there is a fix, but the example has no `fixed`"),
        ("`fixed` without fix", fix, "", "the example shows a fix, but there is none"),
        ("another text", "to: \"false\"", "to: \"no\"", "the fix makes of"),
        (
            "a file too many", "        deprecated: false\n",
            "        deprecated: false\n      values.yaml: |\n        a: 2\n", "the fix makes of"
        ),
    ])
    func `a fix that gives something else is told`(
        name: String, from: String, to: String, message: String
    ) throws {
        let text = Self.rule.replacing(from, with: to)
        #expect(text != Self.rule)
        let failures = try failures(of: text)
        // One in each disguise.
        #expect(failures.count == 6)
        #expect(failures.allSatisfy { $0.hasPrefix("misfixed: ") && $0.contains(message) })
    }

    @Test func `a fix that leaves what it is about is told`() throws {
        let text = Self.rule.replacing("to: \"false\"", with: "to: \"True\"")
            .replacing("deprecated: false", with: "deprecated: True")
        let failures = try failures(of: text)
        #expect(failures.count == 6)
        #expect(failures.allSatisfy { $0.contains("the finding is still there after the fix") })
    }

    @Test func `a fix that never ends is told`() throws {
        let text = Self.rule.replacing("set:", with: "insert: ' #', after:")
            .replacing(", to: \"false\"", with: "").replacing(
                "deprecated: false", with: "deprecated: true # # # # #")
        let failures = try failures(of: text)
        #expect(failures.count == 6)
        #expect(failures.allSatisfy { $0.contains("fixing again changes the file again") })
    }
}
