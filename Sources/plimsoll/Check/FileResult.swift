import Analysis
import Findings
import SourceText

/// What became of one input.
struct FileResult: Sendable {
    let input: Input
    var analysis: FileAnalysis
    /// Of a chart: the other files that something was found in.
    var parts: [FileAnalysis] = []
    /// Nanoseconds by phase.
    var timings: [(phase: String, nanoseconds: UInt64)]

    /// The folder that no fix may leave through a link: the one that was searched, or the chart's.
    var folderToStayIn: String? { input.root ?? chartFolder.map { $0.isEmpty ? "." : $0 } }

    /// What was found in all its files.
    var findings: [Finding] { ([analysis] + parts).flatMap(\.findings) }

    /// What reading alone tells. A manifest that no world took is the patch of a kustomization.
    init(_ reading: InputReading, _ input: Input, name: String) {
        self.input = input
        timings = reading.timings
        switch reading.content {
        case .finished(let analysis): self.analysis = analysis
        case .chart(let chart):
            analysis = chart.files[0]
            parts = Array(chart.files.dropFirst())
        case .kustomization(let kustomization):
            analysis = Analyzer.analysis(of: kustomization, path: name)
        case .manifest:
            analysis = FileAnalysis(
                path: name, kind: .manifest, outcome: .other,
                otherKind: OtherYAML.patch.rawValue)
        }
    }
}
