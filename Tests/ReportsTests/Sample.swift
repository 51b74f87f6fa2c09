import Findings
import Reports
import SourceText

/// Builds reports from texts in which «» marks what a finding underlines.
struct Sample {
    var report = Report(
        findings: [], problems: [], cards: Sample.cards, coverage: Coverage(kinds: []),
        toolVersion: "1.2.3")
    var files: [String: [UInt8]] = [:]

    static let cards: [RuleCard] = [
        RuleCard(
            id: "latest-tag", folder: "image", summary: "Base image follows a moving tag",
            severity: .warning,
            message: MessageTemplate(literals: ["`", "` can change under you"]),
            why: "A moving tag is another image tomorrow. Pin it.\n\nSecond paragraph.",
            references: ["https://example.org/tags"], standards: ["CIS-DI-0006", "CWE-79"],
            peers: [(tool: "hadolint", ids: ["DL3006"])],
            example: (bad: "FROM debian:latest\n", fixed: "FROM debian:12.5\n")),
        RuleCard(
            id: "root-user", folder: "workload", summary: "Container runs as root",
            severity: .error,
            message: MessageTemplate("The container runs as root"),
            why: "Root in a container is one mistake away from root on the node.",
            precision: .veryHigh, securitySeverity: 7.5),
    ]

    /// The bytes without the marks, and the range between them.
    static func marked(_ text: String) -> (bytes: [UInt8], range: SourceRange) {
        let parts = text.split(separator: "«", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = parts[1].split(separator: "»", maxSplits: 1, omittingEmptySubsequences: false)
        let start = parts[0].utf8.count
        let range = SourceRange(start, start + rest[0].utf8.count)
        return (Array(parts[0].utf8) + Array(rest[0].utf8) + Array(rest[1].utf8), range)
    }

    /// Adds a file and a finding at its marks.
    @discardableResult
    mutating func add(
        _ path: String, _ text: String, rule: String = "latest-tag",
        arguments: [String] = ["debian:latest"], fix: Fix? = nil, isFixVerified: Bool? = nil,
        related: [RelatedPlace] = [], suppression: Suppression? = nil
    ) -> SourceRange {
        let (bytes, range) = Self.marked(text)
        files[path] = bytes
        let severity = Self.cards.first { $0.id == rule }?.severity ?? .info
        report.findings.append(
            Finding(
                rule: rule, severity: severity, place: Place(path: path, range: range),
                logicalPlace: ["stage 0", "FROM"], occurrence: report.findings.count + 1,
                arguments: arguments, related: related, fix: fix, isFixVerified: isFixVerified,
                suppression: suppression))
        return range
    }

    mutating func addProblem(
        _ path: String, _ text: String, _ message: String, isBlinding: Bool = true
    ) {
        let (bytes, range) = Self.marked(text)
        files[path] = bytes
        let problem = Problem(
            "unknown-instruction", range, message, help: "Look for a typing error",
            isBlinding: isBlinding)
        report.problems.append(LocatedProblem(path: path, problem: problem))
    }

    func written(by writer: any ReportWriter) -> String {
        let files = files
        let sources = SourceLookup { files[$0] }
        return String(decoding: writer.bytes(of: report, sources: sources), as: UTF8.self)
    }

    /// A chart with a branch that no scenario rendered, and one without.
    static let chart = ChartCoverage(
        name: "web", path: "charts/Chart.yaml", scenarios: 2, branches: 3, rendered: 2,
        unrendered: [
            .init(
                place: Place(path: "charts/t.yaml", range: SourceRange(5, 23)),
                text: "{{ if .Values.x }}")
        ])
    static let covered = ChartCoverage(
        name: "db", path: "db/Chart.yaml", scenarios: 1, branches: 1, rendered: 1, unrendered: [])

    /// A report with some of everything.
    static var full: Sample {
        var sample = Sample()
        sample.addProblem("c/Dockerfile", "«FORM» debian\n", "`FORM` is no instruction")
        let values = Place(path: "charts/values.yaml", range: SourceRange(5, 11))
        sample.files["charts/values.yaml"] = Array("tag: latest\n".utf8)
        sample.add(
            "a b:c/Dockerfile", "FROM «debian:latest» AS base\nRUN true\n",
            fix: Fix(
                title: "Pin the tag", applicability: .safe,
                edits: [Edit(SourceRange(12, 18), "12.5")]),
            isFixVerified: true,
            related: [RelatedPlace(place: values, message: "the tag [latest] comes from here")])
        sample.add(
            "deploy.yaml",
            "spec:\n  containers:\n    - name: wéb\n      image: x\n      securityContext: «{}»\n",
            rule: "root-user", arguments: [])
        sample.report.findings[1].objects = ["Deployment/default/web"]
        sample.report.findings[1].scenarios = ["prod", "staging"]
        sample.add(
            "deploy2.yaml", "a: «b»\n", rule: "root-user", arguments: [],
            suppression: Suppression(
                place: Place(path: "deploy2.yaml", range: SourceRange(0, 1)), reason: "known"))
        sample.report.coverage = Coverage(
            kinds: [
                .init(name: "dockerfile", analysed: 2, failed: 1),
                .init(name: "manifest", analysed: 3, skipped: 1),
            ], charts: [Self.chart, Self.covered])
        sample.files["charts/t.yaml"] = Array("a: b\n{{ if .Values.x }}\nc: d\n{{ end }}\n".utf8)
        sample.report.analysedPaths = ["a b:c/Dockerfile", "clean.yaml", "deploy.yaml"]
        return sample
    }
}
