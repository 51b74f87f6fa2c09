import Analysis
import Findings

/// Counts what became of the inputs, kind by kind.
struct CoverageCount {
    private var kinds: [String: Coverage.Kind] = [:]
    private var resources: [String: Int] = [:]
    private var charts: [ChartCoverage] = []

    mutating func add(_ analysis: FileAnalysis) {
        let name = analysis.otherKind ?? analysis.kind.rawValue
        var kind = kinds[name] ?? Coverage.Kind(name: name, isOther: analysis.otherKind != nil)
        switch analysis.outcome {
        case .analysed: kind.analysed += 1
        case .failed: kind.failed += 1
        case .other: kind.skipped += 1
        }
        kinds[name] = kind
        resources.merge(analysis.resources) { $0 + $1 }
        if let coverage = analysis.coverage { charts.append(coverage) }
    }

    /// Adds paths that could not be looked at.
    mutating func addRefused(_ paths: [String]) {
        for path in paths {
            let name = (FileKind(name: path) ?? .dockerfile).rawValue
            kinds[name, default: Coverage.Kind(name: name)].failed += 1
        }
    }

    var result: Coverage {
        Coverage(
            kinds: kinds.values.sorted { $0.name < $1.name },
            resources: resources.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            charts: charts)
    }
}
