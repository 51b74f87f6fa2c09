import Analysis
import Findings
import Kubernetes
import SourceText
import YAMLTrees

/// Inputs that are judged and fixed together: a Dockerfile alone, or the manifests of a world.
struct InputUnit: Sendable {
    /// The numbers of the inputs.
    var members: [Int]
    /// The world of manifests; nil for a file that is judged alone.
    var world: World?

    /// The unit with its files, or nil when one of them can no longer be read.
    func files(_ results: [FileResult], in files: InputFiles) -> FixUnit? {
        var bytes: [[UInt8]] = []
        for (file, number) in members.enumerated() {
            if let world {
                bytes.append(world.manifests[file].tree.bytes)
            } else if let read = try? files.bytes(of: results[number].input.path) {
                bytes.append(read)
            } else {
                return nil
            }
        }
        return FixUnit(files: bytes, analyses: members.map { results[$0].analysis })
    }

    /// Analyses other bytes in the place of the unit's files.
    func analyse(
        _ files: [[UInt8]], _ results: [FileResult], by analyzer: Analyzer
    ) -> [FileAnalysis] {
        let paths = members.map { results[$0].analysis.path }
        if let world { return analyzer.analyse(paths: paths, files: files, as: world) }
        return files.indices.map { file in
            let input = results[members[file]].input
            return analyzer.analyse(
                path: paths[file], bytes: files[file], kind: input.kind, isNamed: input.isNamed)
        }
    }

    /// The findings of each file with every fix told to hold or not.
    func verifiedFindings(
        _ results: [FileResult], in files: InputFiles, by analyzer: Analyzer
    ) -> [[Finding]]? {
        let hasFixes = members.contains { number in
            results[number].analysis.findings.contains { $0.fix != nil }
        }
        guard hasFixes, let unit = self.files(results, in: files) else { return nil }
        return FixVerification.findings(of: unit) { analyse($0, results, by: analyzer) }
    }
}
