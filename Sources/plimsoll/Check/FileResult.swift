import Analysis
import Findings
import SourceText

/// What became of one input.
struct FileResult: Sendable {
    let input: Input
    var analysis: FileAnalysis
    /// Nanoseconds by phase.
    var timings: [(phase: String, nanoseconds: UInt64)] = []

    init(of input: Input, in files: InputFiles, by analyzer: Analyzer) {
        self.input = input
        let name = files.name(of: input.path)
        let start = Stopwatch.now
        do {
            let bytes = try files.bytes(of: input.path)
            let read = Stopwatch.now
            var clock = PhaseClock(start: read)
            analysis = analyzer.analyse(
                path: name, bytes: bytes, kind: input.kind, isNamed: input.isNamed,
                didFinish: { clock.note($0) })
            timings = [("read", read - start)] + clock.phases
        } catch {
            analysis = FileAnalysis(
                path: name, kind: input.kind, outcome: .failed,
                problems: [CheckRun.unreadable(error.reason)])
        }
    }

    /// The result with every fix told to hold or not.
    func withVerifiedFixes(in files: InputFiles, by analyzer: Analyzer) -> FileResult {
        guard analysis.findings.contains(where: { $0.fix != nil }),
            let bytes = try? files.bytes(of: input.path)
        else { return self }
        var result = self
        result.analysis.findings = FixRun.verified(bytes, analysis) {
            analyzer.analyse(
                path: analysis.path, bytes: $0, kind: input.kind, isNamed: input.isNamed)
        }
        return result
    }
}

/// Notes how long each phase took.
private struct PhaseClock {
    private var last: UInt64
    private(set) var phases: [(phase: String, nanoseconds: UInt64)] = []

    init(start: UInt64) {
        last = start
    }

    mutating func note(_ phase: String) {
        let now = Stopwatch.now
        phases.append((phase, now - last))
        last = now
    }
}
