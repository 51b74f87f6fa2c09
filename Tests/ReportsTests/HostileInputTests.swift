import Findings
import Reports
import SourceText
import Testing

/// Inputs that cost minutes when the work for a finding grows with its file.
@Suite struct HostileInputTests {
    private static let findingCount = 3_000

    private func report(of bytes: [UInt8], _ ranges: (Int) -> SourceRange) -> Sample {
        var sample = Sample()
        sample.files["f"] = bytes
        sample.report.findings = (0..<Self.findingCount).map { index in
            Finding(
                rule: "latest-tag", severity: .warning,
                place: Place(path: "f", range: ranges(index)),
                logicalPlace: [], occurrence: index, arguments: ["x"],
                fix: Fix(title: "T", applicability: .safe, edits: [Edit(ranges(index), "y")]))
        }
        return sample
    }

    @Test(.timeLimit(.minutes(1)), arguments: ReportFormat.allCases)
    func `many findings in one long line`(format: ReportFormat) {
        let bytes = [UInt8](repeating: 0x61, count: 2_000_000) + Array("é".utf8)
        let sample = report(of: bytes) { SourceRange($0 * 600, $0 * 600 + 3) }
        #expect(!sample.written(by: format.writer()).isEmpty)
    }

    @Test(.timeLimit(.minutes(1)), arguments: ReportFormat.allCases)
    func `many findings of many lines each`(format: ReportFormat) {
        let bytes = [UInt8](repeating: 0x0A, count: 500_000)
        let sample = report(of: bytes) { SourceRange($0, 500_000 - $0) }
        #expect(!sample.written(by: format.writer()).isEmpty)
    }

    @Test(.timeLimit(.minutes(1)), arguments: ReportFormat.allCases)
    func `huge words of the input are cut`(format: ReportFormat) {
        var sample = report(of: Array("x".utf8)) { _ in SourceRange(0, 1) }
        let word = String(repeating: "`a\u{1B}", count: 1_000_000)
        sample.report.findings[0].arguments = [word]
        sample.report.findings.removeSubrange(10...)
        #expect(sample.written(by: format.writer()).utf8.count < 100_000)
    }

    @Test func `a report comes in chunks of bounded size`() {
        let sample = report(of: Array("FROM x\n".utf8)) { _ in SourceRange(5, 6) }
        let files = sample.files
        for format in ReportFormat.allCases where format != .markdown {
            var sizes: [Int] = []
            var output = ByteOutput(chunkSize: 10_000) { sizes.append($0.count) }
            format.writer().write(sample.report, sources: SourceLookup { files[$0] }, into: &output)
            // JUnit comes by suites, and this is one.
            #expect(format == .junit || (sizes.max() ?? 0) < 40_000)
            #expect(sizes.count > 3 || format == .junit)
        }
    }
}
