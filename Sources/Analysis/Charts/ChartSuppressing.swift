import Findings
import HelmCharts
import Rules
import SourceText

/// Applies the comments in a chart's own files to what was found in them.
struct ChartSuppressing {
    private var files: [String: File] = [:]
    private let rules: RuleBook

    private struct File {
        var bytes: [UInt8]
        var isTemplate: Bool
        /// Whether the comments themselves are judged elsewhere.
        var isElsewhere: Bool
    }

    init(_ chart: Chart, path: String, scenarios: [ChartScenario], rules: RuleBook) {
        self.rules = rules
        for own in chart.own() {
            let metadata = own.chart.chartFile
            let isElsewhere = own.isElsewhere
            add(metadata, at: own.isSubchart ? metadata.path : path, isElsewhere: isElsewhere)
            add(own.chart.defaults.file, isElsewhere: isElsewhere)
            add(own.chart.requirements, isElsewhere: isElsewhere)
            for template in own.chart.templates {
                add(template, isTemplate: true, isElsewhere: isElsewhere)
            }
        }
        for file in scenarios.flatMap(\.input.files) { add(file.file) }
    }

    private mutating func add(
        _ file: ChartFile?, at path: String? = nil, isTemplate: Bool = false,
        isElsewhere: Bool = false
    ) {
        guard let file, !file.isPacked, Self.marks(file.bytes) else { return }
        files[path ?? file.path] = File(
            bytes: file.wholeBytes, isTemplate: isTemplate, isElsewhere: isElsewhere)
    }

    /// Whether a file holds something that may be a comment of this kind; few do.
    private static func marks(_ bytes: [UInt8]) -> Bool {
        var cursor = Cursor(bytes)
        while !cursor.isAtEnd {
            switch cursor.byte {
            case UInt8(ascii: "p") where cursor.starts(with: "plimsoll:"): return true
            case UInt8(ascii: "c") where cursor.starts(with: "checkov:skip"): return true
            case UInt8(ascii: "t") where cursor.starts(with: "trivy:ignore"): return true
            default: cursor.advance()
            }
        }
        return false
    }

    /// The analysis with what is allowed marked so, and with what rules say of the comments.
    func applied(to analysis: ChartAnalysis) -> ChartAnalysis {
        guard !files.isEmpty else { return analysis }
        var analysis = analysis
        for (path, file) in files.sorted(by: { $0.key < $1.key }) {
            var suppressions = SourceSuppressions(
                path: path, bytes: file.bytes, isTemplate: file.isTemplate, rules: rules)
            guard !suppressions.isEmpty else { continue }
            // Comments that were rendered have allowed some findings already, wherever these are.
            for finding in analysis.files.flatMap(\.findings) {
                guard let place = finding.suppression?.place, place.path == path else { continue }
                suppressions.note(used: place.range, finding.rule)
            }
            let index = analysis.files.firstIndex { $0.path == path }
            var part =
                index.map { analysis.files[$0] }
                ?? FileAnalysis(path: path, kind: .chart, outcome: .analysed, isPart: true)
            var about = Judgement(path: path, bytes: file.bytes)
            part.findings = suppressions.applied(to: part.findings)
            if !file.isElsewhere {
                about.judge(
                    suppressions.subjects(rules).map { SuppressionFacts.subject.subject($0) },
                    by: rules.rules(for: SuppressionFacts.subject.name))
            }
            part.findings = Judgement.sorted(part.findings + about.findings)
            part.problems += about.problems
            if let index {
                analysis.files[index] = part
            } else if !part.findings.isEmpty || !part.problems.isEmpty {
                analysis.files.append(part)
            }
        }
        // `Chart.yaml` stays first.
        let rest = analysis.files.dropFirst().sorted { $0.path < $1.path }
        analysis.files = Array(analysis.files.prefix(1)) + rest
        return analysis
    }
}
