import Findings
import HelmCharts
import Rules
import SourceText
import Testing

@testable import Analysis

/// How much of a chart's templates its scenarios rendered, as `rendered/branches`, and the lines
/// for what they did not.
struct ChartCoverageTests {
    private static let chartFile = "apiVersion: v2\nname: web\nversion: 1.0.0\n"
    private static let branching = """
        a: b
        {{- if .Values.up }}
        c: d
          {{- with .Values.deep }}
        e: f
          {{- end }}
        {{- else }}
        g: h
        {{- end }}
        """

    @Test func `what any scenario renders is rendered`() throws {
        let files = ["web/templates/a.yaml": Self.branching]
        #expect(
            try described(files) == [
                "2/4 in 1", "web/templates/a.yaml:2 {{- if .Values.up }}",
            ])
        #expect(
            try described(files, scenarios: ["up: true\n"]) == [
                "3/4 in 2", "web/templates/a.yaml:4 {{- with .Values.deep }}",
            ])
        #expect(try described(files, scenarios: ["up: true\ndeep: x\n"]) == ["4/4 in 2"])
    }

    @Test func `an else tells what it is the alternative to`() throws {
        let files = ["web/templates/a.yaml": Self.branching, "web/values.yaml": "up: 1\ndeep: 1\n"]
        #expect(
            try described(files) == [
                "3/4 in 1", "web/templates/a.yaml:7 {{- else }} of {{- if .Values.up }}",
            ])
    }

    @Test func `helpers nobody calls are named, those of partials too`() throws {
        let files = [
            "web/templates/a.yaml": "a: {{ include \"used\" . }}",
            "web/templates/_helpers.tpl": """
            Text that Helm does not render, {{ if true }}as it stands{{ end }} in a partial.
            {{ define "used" }}x{{ end }}
            {{- define "unused" }}{{ if .Values.up }}x{{ end }}{{ end }}
            """,
        ]
        #expect(
            try described(files) == [
                "2/4 in 1", "web/templates/_helpers.tpl:3 {{- define \"unused\" }}",
            ])
    }

    @Test func `a partial that is included by its path counts whole`() throws {
        let files = [
            "web/templates/a.yaml": #"{{ include (print .Template.BasePath "/_b.yaml") . }}"#,
            "web/templates/_b.yaml": "a: b\n{{ if .Values.up }}c: d{{ end }}",
        ]
        #expect(
            try described(files) == [
                "2/3 in 1", "web/templates/_b.yaml:2 {{ if .Values.up }}",
            ])
    }

    @Test func `a subchart of one's own that is off was not rendered`() throws {
        let files = [
            "web/Chart.yaml": Self.chartFile + """
                dependencies: [{ name: db, version: 1.0.0, condition: db.enabled }]

                """,
            "web/values.yaml": "db: { enabled: false }\n",
            "web/templates/a.yaml": "a: b",
            "web/charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
            "web/charts/db/templates/b.yaml": "a: {{ if .Values.up }}b{{ end }}",
        ]
        #expect(
            try described(files) == [
                "1/3 in 1", "web/charts/db/templates/b.yaml:1 the whole template",
            ])
    }

    @Test func `two aliases of a subchart are one file`() throws {
        let files = [
            "web/Chart.yaml": Self.chartFile + """
                dependencies:
                  - { name: db, version: 1.0.0, alias: one }
                  - { name: db, version: 1.0.0, alias: two }

                """,
            "web/values.yaml": "one: { up: true }\n",
            "web/charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
            "web/charts/db/templates/b.yaml":
                "a: {{ if .Values.up }}b{{ else }}c{{ end }}{{ if .Values.off }}d{{ end }}",
        ]
        #expect(
            try described(files) == [
                "3/4 in 1", "web/charts/db/templates/b.yaml:1 {{ if .Values.off }}",
            ])
    }

    @Test func `fetched charts, notes and broken templates do not count`() throws {
        let files = [
            "web/Chart.yaml": Self.chartFile + """
                dependencies: [{ name: db, version: 1.0.0, repository: "https://example.com" }]

                """,
            "web/templates/a.yaml": "a: b",
            "web/templates/NOTES.txt": "{{ if .Values.up }}x{{ end }}",
            "web/templates/broken.yaml": "{{ if",
            "web/charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
            "web/charts/db/templates/b.yaml": "a: {{ if .Values.up }}b{{ end }}",
        ]
        #expect(try described(files) == ["1/1 in 1"])
    }

    @Test func `a chart that cannot be rendered was rendered nowhere`() throws {
        let files = [
            "web/values.schema.json": #"{ "required": ["host"] }"#,
            "web/templates/a.yaml": "a: b",
        ]
        #expect(
            try described(files) == ["0/1 in 0", "web/templates/a.yaml:1 the whole template"])
    }

    @Test func `a chart without templates has nothing to count`() throws {
        #expect(try described([:]) == [])
        let library = Self.chartFile + "type: library\n"
        let helper = "{{ define \"a\" }}b{{ end }}"
        #expect(
            try described(["web/Chart.yaml": library, "web/templates/_a.tpl": helper]) == [])
    }

    @Test(arguments: [
        ("{{ if\n\t.Values.up\n  }}x{{ end }}", "{{ if .Values.up }}"),
        (
            "{{ if eq .Values.up \"" + String(repeating: "é", count: 62) + "\" }}x{{ end }}",
            "{{ if eq .Values.up \"" + String(repeating: "é", count: 58) + "…"
        ),
        (
            "{{ if eq .Values.up \"" + String(repeating: "é", count: 55) + "\" }}x{{ end }}",
            "{{ if eq .Values.up \"" + String(repeating: "é", count: 55) + "\" }}"
        ),
    ])
    func `a header is told in one line of at most 80`(_ text: String, _ told: String) throws {
        let lines = try described(["web/templates/a.yaml": text])
        #expect(lines.last == "web/templates/a.yaml:1 \(told)")
    }

    @Test func `places count a byte order mark`() throws {
        let coverage = try coverage(
            ["web/templates/a.yaml": "\u{FEFF}{{ if .Values.up }}x{{ end }}"], [])
        #expect(coverage?.unrendered.map(\.place.range) == [SourceRange(3, 22)])
    }

    private func described(
        _ files: [String: String], scenarios: [String] = []
    ) throws -> [String] {
        guard let coverage = try coverage(files, scenarios) else { return [] }
        let figure = "\(coverage.rendered)/\(coverage.branches) in \(coverage.scenarios)"
        return [figure]
            + coverage.unrendered.map { branch in
                let before = (files[branch.place.path] ?? "").utf8.prefix(branch.place.range.start)
                let line = 1 + before.count { $0 == 0x0A }
                return "\(branch.place.path):\(line) \(branch.text)"
            }
    }

    private func coverage(
        _ files: [String: String], _ scenarios: [String]
    ) throws -> ChartCoverage? {
        let files = files.merging(["web/Chart.yaml": Self.chartFile]) { given, _ in given }
        let chart = try ChartInMemory.chart(files)
        let all = try ChartInMemory.scenarios(scenarios)
        let book = RuleBook([], schemas: Analyzer.schemas, selection: RuleSelection())
        return Analyzer(rules: book).analyse(chart, path: "web/Chart.yaml", scenarios: all)
            .files[0].coverage
    }
}
