import Findings
package import HelmCharts
import SourceText

/// Analyses a chart again and again with some of its files changed, for proving fixes.
///
/// A revision whose rendered text differs from the original's in anything that does not come from
/// what was changed is none to accept.
package final class ChartRevisions: @unchecked Sendable {
    private let paths: [String]
    private let original: [[UInt8]]
    private let analyzer: Analyzer
    private let load: ([String: [UInt8]]) throws(ChartError) -> (Chart, [ChartScenario])
    /// What the original renders, made when it is first needed.
    private var renders: [RenderedScenario]?

    /// `paths` are the files of the chart, `Chart.yaml` first; `load` gives the chart with the
    /// changed files in their places.
    package init(
        of paths: [String], _ original: [[UInt8]], by analyzer: Analyzer,
        load: @escaping ([String: [UInt8]]) throws(ChartError) -> (Chart, [ChartScenario])
    ) {
        self.paths = paths
        self.original = original
        self.analyzer = analyzer
        self.load = load
    }

    /// What is found in each file; nil when the chart cannot be loaded so, something is found
    /// outside of the files, or something else changes in what is rendered than was meant to.
    package func analyses(of files: [[UInt8]]) -> [FileAnalysis]? {
        var changed: [String: [UInt8]] = [:]
        for (number, path) in paths.enumerated() where files[number] != original[number] {
            changed[path] = files[number]
        }
        do {
            if renders == nil { renders = try render([:]).renders }
            let (analysis, renders) = try render(changed)
            guard isTraced(changed, from: self.renders ?? [], to: renders) else { return nil }
            return byFile(analysis)
        } catch {
            return nil
        }
    }

    private func render(
        _ changed: [String: [UInt8]]
    ) throws(ChartError) -> (analysis: ChartAnalysis, renders: [RenderedScenario]) {
        let (chart, scenarios) = try load(changed)
        var renders: [RenderedScenario] = []
        let analysis = analyzer.analyse(chart, path: paths[0], scenarios: scenarios) {
            renders.append($0)
        }
        return (analysis, renders)
    }

    private func isTraced(
        _ changed: [String: [UInt8]], from before: [RenderedScenario],
        to after: [RenderedScenario]
    ) -> Bool {
        var files: [String: LineDifference] = [:]
        for (path, bytes) in changed {
            guard let number = paths.firstIndex(of: path) else { continue }
            files[path] = LineDifference(from: original[number], to: bytes)
        }
        guard before.map(\.name) == after.map(\.name) else { return false }
        return zip(before, after).allSatisfy { before, after in
            ChangeTrace(before: before, after: after, files: files).isComplete
        }
    }

    private func byFile(_ analysis: ChartAnalysis) -> [FileAnalysis]? {
        var byPath: [String: FileAnalysis] = [:]
        for file in analysis.files { byPath[file.path] = file }
        let analyses = paths.map { path in
            byPath.removeValue(forKey: path)
                ?? FileAnalysis(path: path, kind: .chart, outcome: .analysed, isPart: true)
        }
        return byPath.isEmpty ? analyses : nil
    }
}
