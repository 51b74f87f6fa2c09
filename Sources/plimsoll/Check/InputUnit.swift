import Analysis
import Findings
import Kubernetes
import SourceText
import YAMLTrees

/// Inputs that are judged and fixed together: a Dockerfile alone, the manifests of a world, or a
/// chart.
struct InputUnit: Sendable {
    enum Kind: Sendable {
        case file
        case world(World)
        /// A chart, whose one member is its `Chart.yaml` and whose files are all in its folder.
        case chart(ChartInput)
    }

    /// The numbers of the inputs.
    var members: [Int]
    var kind: Kind

    /// The unit with its files, or nil when one of them can no longer be read.
    func files(_ results: [FileResult], in files: InputFiles) -> FixUnit? {
        switch kind {
        case .file:
            let result = results[members[0]]
            guard let bytes = try? files.bytes(of: result.input.path) else { return nil }
            return FixUnit(files: [bytes], analyses: [result.analysis])
        case .world(let world):
            return FixUnit(
                files: world.manifests.map(\.tree.bytes),
                analyses: members.map { results[$0].analysis })
        case .chart(let charts): return charts.files(of: results[members[0]])
        }
    }

    /// How other bytes in the place of the unit's files are analysed.
    func analysis(
        since before: FixUnit, _ results: [FileResult], by analyzer: Analyzer
    ) -> ([[UInt8]]) -> [FileAnalysis]? {
        let paths = before.analyses.map(\.path)
        let input = results[members[0]].input
        switch kind {
        case .file:
            return { files in
                [
                    analyzer.analyse(
                        path: paths[0], bytes: files[0], kind: input.kind, isNamed: input.isNamed)
                ]
            }
        case .world(let world):
            return { analyzer.analyse(paths: paths, files: $0, as: world) }
        case .chart(let charts): return charts.analysis(since: before, of: input, by: analyzer)
        }
    }

    /// The findings of each result with every fix told to hold or not; nil when there is no fix.
    func verified(
        _ results: [FileResult], in files: InputFiles, by analyzer: Analyzer
    ) -> [FileResult]? {
        let hasFixes = members.contains { number in
            results[number].findings.contains { $0.fix != nil }
        }
        guard hasFixes, var unit = self.files(results, in: files) else { return nil }
        let verified = FixVerification.findings(
            of: unit, analyse: analysis(since: unit, results, by: analyzer))
        for file in unit.analyses.indices { unit.analyses[file].findings = verified[file] }
        return updated(results, with: unit.analyses)
    }

    /// The members' results with what was found in the unit's files.
    func updated(_ results: [FileResult], with analyses: [FileAnalysis]) -> [FileResult] {
        var updated = members.map { results[$0] }
        if case .chart = kind {
            updated[0].analysis = analyses[0]
            updated[0].parts = analyses.dropFirst().filter {
                !$0.findings.isEmpty || !$0.problems.isEmpty
            }
        } else {
            for file in updated.indices { updated[file].analysis = analyses[file] }
        }
        return updated
    }
}
