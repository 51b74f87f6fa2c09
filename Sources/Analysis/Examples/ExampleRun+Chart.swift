import Findings
package import Rules
import SourceText

/// Examples that are charts.
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
        guard isSilenced(chart, by: analyzer, in: disguise) else {
            return (.noisy, "a comment that allows the rule does not silence it")
        }
        if let misfix = fixFailure(example, chart, analysis, by: analyzer) {
            return (.misfixed, misfix)
        }
        return (.reported, "")
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

    // MARK: Fixes

    /// A chart after its fixes, and what is said of it then.
    private struct FixedChart {
        var chart: ChartExample
        var analysis: ChartAnalysis
    }

    /// The fixes must give what the example shows, silence the rule without blinding the analysis,
    /// and change nothing the second time.
    private func fixFailure(
        _ example: Example, _ chart: ChartExample, _ analysis: ChartAnalysis, by analyzer: Analyzer
    ) -> String? {
        let found = findings(in: analysis)
        guard found.contains(where: { $0.fix != nil }) else {
            return example.fixed.isEmpty ? nil : Self.showsNoFix
        }
        guard !example.fixed.isEmpty else { return Self.hidesFix }
        let result = fixed(FixedChart(chart: chart, analysis: analysis), by: analyzer)
        let wrong = chart.fixedFiles.filter { result.chart.files[$0.key] != $0.value }
        if let (path, _) = wrong.min(by: { $0.key < $1.key }) {
            let bytes = result.chart.files[path] ?? []
            return "the fix makes of \(path)\n" + String(decoding: bytes, as: UTF8.self)
        }
        let again = fixed(result, by: analyzer)
        if again.chart.files != result.chart.files { return Self.fixesForever }
        if findings(in: result.analysis).count > found.count(where: { $0.fix == nil }) {
            return "the finding is still there after the fix"
        }
        if blindness(of: result.analysis) > blindness(of: analysis) {
            return "the chart is understood worse after the fix"
        }
        return nil
    }

    /// The chart after all fixes, suggestions included: those that touch no common bytes at once,
    /// and the others with what comes to light in the rounds after.
    private func fixed(_ start: FixedChart, by analyzer: Analyzer) -> FixedChart {
        var current = start
        for _ in 0..<Self.mostRounds {
            let edits = edits(for: findings(in: current.analysis))
            guard !edits.isEmpty else { break }
            var files = current.chart.files
            for (path, edits) in edits { files[path] = edits.applied(to: files[path] ?? []) }
            let chart = current.chart.with(files)
            current = FixedChart(chart: chart, analysis: chart.analysis(by: analyzer))
        }
        return current
    }

    private static let mostRounds = 5

    /// What to edit, file by file; of fixes that touch the same bytes only the first.
    private func edits(for findings: [Finding]) -> [String: [Edit]] {
        var chosen: [String: [Edit]] = [:]
        for finding in findings {
            let taken = chosen[finding.place.path] ?? []
            // The same edit twice is no conflict: two findings may share one cure.
            let fresh = (finding.fix?.edits ?? []).filter { !taken.contains($0) }
            guard !fresh.isEmpty,
                !fresh.contains(where: { edit in taken.contains { $0.conflicts(with: edit) } })
            else { continue }
            chosen[finding.place.path] = taken + fresh
        }
        return chosen
    }

    private func blindness(of analysis: ChartAnalysis) -> Int {
        analysis.files.flatMap(\.problems).count { $0.isBlinding }
    }
}
