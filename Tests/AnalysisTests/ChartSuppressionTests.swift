import Findings
import HelmCharts
import Rules
import SourceText
import Testing

@testable import Analysis

/// Comments in the files of a chart that allow mistakes.
@Suite struct ChartSuppressionTests {
    private static func rule(_ id: String, _ head: String) -> RuleText {
        let text = """
            summary: A mistake
            severity: warning
            \(head)
            message: a mistake
            why: a mistake
            bad: [{ text: "«a»" }]
            good: [{ text: a }]

            """
        return RuleText(id: id, folder: "chart", path: "\(id).yaml", head: Array(text.utf8))
    }

    private static let rules = [
        rule("no-tag", "for: container\nrequire: has(container.tag)\nat: container.image"),
        rule("unread", "for: setting\nrequire: setting.isRead\nat: setting.path"),
        rule("literal", "for: templateField\nrequire: templateField.path != 'metadata.name'"),
        rule("unused", "for: suppression\nrequire: suppression.isUsed\nat: suppression.rule"),
    ]

    /// Each finding as its file and line, with a `-` before it when it is allowed.
    private func outcome(
        values: String, template: String, chart: String = ""
    ) throws -> [String] {
        let files = [
            "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n" + chart,
            "values.yaml": values, "templates/pod.yaml": template,
        ]
        let workspace = MemoryWorkspace(files.mapValues { Array($0.utf8) })
        let book = RuleBook(
            Self.rules, schemas: Analyzer.schemas, selection: RuleSelection(selected: ["all"]))
        let analysis = Analyzer(rules: book).analyse(
            try ChartLoader().load(from: workspace), path: "Chart.yaml",
            scenarios: [ChartScenario(name: "values.yaml")])
        #expect(book.errors.isEmpty)
        return analysis.files.flatMap { file in
            let lines = LineTable(Array((files[file.path] ?? "").utf8))
            return file.findings.map { finding in
                let line = lines.position(at: finding.place.range.start).line
                return (finding.suppression == nil ? "" : "-")
                    + "\(finding.rule) \(file.path):\(line)"
            }
        }
    }

    private let pod = """
        apiVersion: v1
        kind: Pod
        spec:
          containers:
            - name: web
              image: {{ .Values.image }}

        """

    @Test func `what a template renders is allowed where the value is written`() throws {
        #expect(try outcome(values: "image: web\n", template: pod) == ["no-tag values.yaml:1"])
        let above = "# plimsoll: allow no-tag -- a mirror decides\nimage: web\n"
        #expect(try outcome(values: above, template: pod) == ["-no-tag values.yaml:2"])
        let behind = "image: web # plimsoll: allow no-tag\n"
        #expect(try outcome(values: behind, template: pod) == ["-no-tag values.yaml:1"])
    }

    @Test func `a comment above a table of values reaches all of it`() throws {
        let values = "image: web:1\n# plimsoll: allow unread\nold:\n  a: 1\n  b: 2\nnew: 3\n"
        #expect(
            try outcome(values: values, template: pod) == [
                "-unread values.yaml:3", "-unread values.yaml:4", "-unread values.yaml:5",
                "unread values.yaml:6",
            ])
    }

    @Test(arguments: [
        "{{/* plimsoll: allow literal -- shown */}}", "{{- /* plimsoll: allow literal */ -}}",
        "# plimsoll: allow literal",
    ])
    func `a comment of a template reaches the line below and what is under it`(
        comment: String
    ) throws {
        let template = "apiVersion: v1\nkind: A\n\(comment)\nmetadata:\n  name: a\n"
        #expect(
            try outcome(values: "", template: template) == ["-literal templates/pod.yaml:5"])
        let other = "\(comment)\napiVersion: v1\nkind: A\nmetadata:\n  name: a\n"
        #expect(
            try outcome(values: "", template: other).last == "literal templates/pod.yaml:5")
    }

    @Test func `a comment behind a line of a template reaches that line`() throws {
        let template = "metadata:\n  name: a # plimsoll: allow literal\n  x: y\n"
        #expect(
            try outcome(values: "", template: template) == ["-literal templates/pod.yaml:2"])
    }

    @Test func `a comment that is rendered counts as used where it is written`() throws {
        // The finding is placed in the values; the comment beside what is rendered allows it.
        let template = pod.replacingImage("      # plimsoll: allow no-tag\n")
        #expect(
            try outcome(values: "image: web\n", template: template) == ["-no-tag values.yaml:1"])
    }

    @Test func `a comment that allows nothing is told once, in its own file`() throws {
        let template = "{{/* plimsoll: allow no-tag */}}\n" + pod
        #expect(
            try outcome(values: "image: web:1\n", template: template) == [
                "unused templates/pod.yaml:1"
            ])
        let rendered = "# plimsoll: allow literal\n" + pod
        #expect(
            try outcome(values: "image: web:1\n", template: rendered) == [
                "unused templates/pod.yaml:1"
            ])
        let values = "# plimsoll: allow-file no-tag\nimage: web:1\n"
        #expect(try outcome(values: values, template: pod) == ["unused values.yaml:1"])
    }

    @Test func `a comment that ends a file without a line end says nothing of what is below`()
        throws
    {
        let values = "image: web\n# plimsoll: allow no-tag"
        #expect(
            try outcome(values: values, template: pod) == [
                "no-tag values.yaml:1", "unused values.yaml:2",
            ])
    }
}

extension String {
    /// The text with a line before that of the image.
    fileprivate func replacingImage(_ line: String) -> String {
        split(separator: "\n", omittingEmptySubsequences: false).map { part in
            part.contains("image:") ? line + part : String(part)
        }.joined(separator: "\n")
    }
}
