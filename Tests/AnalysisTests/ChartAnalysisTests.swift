import Findings
import HelmCharts
import Rules
import SourceText
import Testing

@testable import Analysis

/// Where findings on charts are placed.
struct ChartAnalysisTests {
    private static let chartFile = "apiVersion: v2\nname: web\nversion: 1.0.0\n"

    /// A Pod whose image, probe and rights come from values, a branch and a helper.
    private static let pod = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: {{ include "web.name" . }}
        spec:
          containers:
            - name: web
              image: {{ .Values.image }}
              {{- if .Values.probe }}
              readinessProbe: { tcpSocket: { port: 80 } }
              {{- end }}
              securityContext:
                {{- toYaml .Values.rights | nindent 8 }}
        """

    private static func rule(_ id: String, _ place: String, _ require: String) -> RuleText {
        let text = """
            summary: A mistake
            severity: warning
            for: container
            require: "\(require)"
            at: "\(place)"
            message: a mistake
            why: a mistake
            bad: [{ text: "«a»" }]
            good: [{ text: a }]

            """
        return RuleText(id: id, folder: "chart", path: "\(id).yaml", head: Array(text.utf8))
    }

    private static let rules = [
        rule("latest-image", "container.image", "!container.image.endsWith('latest')"),
        rule(
            "privileged-container", "container.field('securityContext.privileged')",
            "!container.field('securityContext.privileged').isTrue"),
        rule(
            "missing-readiness-probe", "container.field('readinessProbe')",
            "container.field('readinessProbe').exists"),
    ]

    private static let files = [
        "web/Chart.yaml": chartFile,
        "web/values.yaml": "image: nginx:latest\nprobe: false\nrights:\n  privileged: true\n",
        "web/templates/pod.yaml": pod,
        "web/templates/_helpers.tpl": #"{{ define "web.name" }}{{ .Release.Name }}{{ end }}"#,
    ]

    /// The findings of a rule as `path:text that is underlined`.
    private func findings(
        _ rule: String, _ files: [String: String] = Self.files, scenarios: [String] = []
    ) throws -> [(place: String, finding: Finding)] {
        let analysis = try analysis(files, rule, scenarios)
        return analysis.files.flatMap(\.findings).map { finding in
            let bytes = Array((files[finding.place.path] ?? "").utf8)
            return (finding.place.path + ":" + bytes.text(finding.place.range), finding)
        }
    }

    private func analysis(
        _ files: [String: String], _ rule: String, _ scenarios: [String]
    ) throws -> ChartAnalysis {
        let chart = try ChartInMemory.chart(files)
        let all = try ChartInMemory.scenarios(scenarios)
        let book = RuleBook(
            Self.rules, schemas: Analyzer.schemas, selection: RuleSelection(selected: [rule]))
        return Analyzer(rules: book).analyse(chart, path: "web/Chart.yaml", scenarios: all)
    }

    @Test func `what came from a value is placed at the value`() throws {
        let found = try findings("latest-image")
        #expect(found.map(\.place) == ["web/values.yaml:nginx:latest"])
        #expect(found.first?.finding.related.first?.place.path == "web/templates/pod.yaml")
    }

    @Test func `what toYaml wrote is placed at the value`() throws {
        let found = try findings("privileged-container")
        #expect(found.map(\.place) == ["web/values.yaml:true"])
    }

    @Test func `what a branch did not write is placed at the value that decided`() throws {
        let found = try findings("missing-readiness-probe")
        #expect(found.map(\.place) == ["web/values.yaml:false"])
    }

    @Test func `findings name the scenarios they hold in`() throws {
        let found = try findings(
            "missing-readiness-probe", scenarios: ["probe: true\n", "image: a:1\n"])
        #expect(found.map(\.finding.scenarios) == [["values.yaml", "1"]])
    }

    @Test func `what several scenarios share is one finding`() throws {
        let found = try findings("latest-image", scenarios: ["probe: true\n"])
        #expect(found.map(\.finding.scenarios) == [["values.yaml", "0"]])
    }

    @Test func `a template that fails everywhere blinds`() throws {
        var files = Self.files
        files["web/templates/bad.yaml"] = "{{ fail \"no\" }}"
        let problems = try analysis(files, "latest-image", []).files.flatMap(\.problems)
        #expect(problems.map(\.id) == ["template-failed"])
        #expect(problems.map(\.isBlinding) == [true])
        let found = try findings("latest-image", files)
        #expect(found.count == 1)
    }

    @Test func `a template that fails in one scenario only does not blind`() throws {
        var files = Self.files
        files["web/templates/bad.yaml"] = "{{ if not .Values.probe }}{{ fail \"no\" }}{{ end }}"
        let problems = try analysis(files, "latest-image", ["probe: true\n"]).files
            .flatMap(\.problems)
        #expect(problems.map(\.isBlinding) == [false])
    }

    @Test func `a missing dependency is named and blinds`() throws {
        var files = Self.files
        files["web/Chart.yaml"] =
            Self.chartFile + "dependencies:\n  - { name: redis, version: 1.0.0, repository: x }\n"
        let problems = try analysis(files, "latest-image", []).files.flatMap(\.problems)
        #expect(problems.map(\.id) == ["missing-dependency"])
        #expect(problems.first?.message.contains("redis") ?? false)
    }
}
