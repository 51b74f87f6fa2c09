import Findings
import HelmCharts
package import Rules
import SourceText

/// The files of an example that is a chart, disguised.
struct ChartExample {
    private(set) var files: [String: [UInt8]] = [:]
    /// What must be underlined.
    private(set) var marks: [Place] = []
    private let folder: String

    init(_ example: Example, _ disguise: Disguise) {
        folder = disguise == .inFolder ? "deploy/web/" : ""
        for file in example.files {
            let (bytes, offset) = Self.disguised(file.text, file.name, disguise)
            files[folder + file.name] = bytes
            for mark in example.marks where mark.file == file.name {
                let start = offset(mark.range.start)
                marks.append(
                    Place(
                        path: folder + file.name,
                        range: SourceRange(start, max(start, offset(mark.range.end)))))
            }
        }
    }

    private static func disguised(
        _ text: [UInt8], _ name: String, _ disguise: Disguise
    ) -> (bytes: [UInt8], offset: (Int) -> Int) {
        guard disguise == .afterComment else { return disguise.applied(to: text, kind: .chart) }
        guard let (opening, closing) = comment(in: name) else { return (text, { $0 }) }
        let comment = Array("\(opening) Built with 🐳 and patience.\(closing)\n".utf8)
        return (comment + text, { $0 + comment.count })
    }

    /// How a comment is written in a file; nil where none can be.
    private static func comment(in name: String) -> (opening: String, closing: String)? {
        if name.hasPrefix("templates/") || name.contains("/templates/") {
            return name.hasSuffix("NOTES.txt") ? nil : ("{{/*", " */}}")
        }
        return name.hasSuffix(".yaml") || name.hasSuffix(".lock") ? ("#", "") : nil
    }

    /// The same with comments that allow a rule in the files that are marked.
    func allowing(_ rule: String) -> ChartExample {
        var copy = self
        for path in Set(marks.map(\.path)) {
            guard let (opening, closing) = Self.comment(in: String(path.dropFirst(folder.count)))
            else { continue }
            let comment =
                "\(opening) plimsoll: allow-file \(rule) -- shown in an example\(closing)\n"
            copy.files[path] = Array(comment.utf8) + (files[path] ?? [])
        }
        return copy
    }

    /// What a chart's analysis finds in it, its own defaults and files of values being scenarios.
    func analysis(by analyzer: Analyzer) -> ChartAnalysis {
        let path = folder + "Chart.yaml"
        do {
            let root = folder.isEmpty ? "" : String(folder.dropLast())
            let chart = try ChartLoader().load(from: MemoryWorkspace(files), root: root)
            return analyzer.analyse(
                chart, path: path, scenarios: [ChartScenario(name: "values.yaml")])
        } catch {
            return ChartAnalysis(path: path, error: error)
        }
    }
}

extension ExampleRun {
    /// What a chart's analysis says of an example as it is written.
    package static func chartAnalysis(of example: Example, by analyzer: Analyzer) -> ChartAnalysis {
        ChartExample(example, .asWritten).analysis(by: analyzer)
    }

    func runChart(
        _ example: Example, isBad: Bool, in disguise: Disguise, by analyzer: Analyzer
    ) -> (Outcome, String) {
        let chart = ChartExample(example, disguise)
        let analysis = chart.analysis(by: analyzer)
        let problems = analysis.files.flatMap(\.problems)
        if let failure = problems.first(where: {
            $0.id == "rule-failed" || $0.id == "chart-not-loaded"
        }) {
            return (.missing, failure.message)
        }
        if let error = analyzer.rules.errors.first { return (.missing, error.message) }
        let found = findings(in: analysis).map(\.place)
        if let missed = chart.marks.first(where: { !found.contains($0) }) {
            let list = found.map { quoted($0, chart) }.joined(separator: ", ")
            return (
                .missing,
                "nothing found at \(quoted(missed, chart)); found \(list.isEmpty ? "nothing" : list)"
            )
        }
        if let extra = found.first(where: { !chart.marks.contains($0) }) {
            return (.noisy, "found \(quoted(extra, chart)), which is not marked")
        }
        guard isBad else { return (.validated, "") }
        return isSilenced(chart, by: analyzer, in: disguise)
            ? (.reported, "") : (.noisy, "a comment that allows the rule does not silence it")
    }

    private func findings(in analysis: ChartAnalysis) -> [Finding] {
        analysis.files.flatMap(\.findings).filter { $0.rule == text.id }
    }

    private func isSilenced(
        _ chart: ChartExample, by analyzer: Analyzer, in disguise: Disguise
    ) -> Bool {
        guard disguise != .withByteOrderMark, !isAboutSuppressions else { return true }
        return findings(in: chart.allowing(text.id).analysis(by: analyzer))
            .allSatisfy { $0.suppression != nil }
    }

    private func quoted(_ place: Place, _ chart: ChartExample) -> String {
        "\(place.path): " + quoted(place.range, chart.files[place.path] ?? [])
    }
}
