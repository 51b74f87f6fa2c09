import Findings
import Foundation
import Reports
import SourceText
import Testing

/// Inputs that cost minutes when the work for a finding grows with its file.
@Suite struct HostileInputTests {
    private static let findingCount = 1_500

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
        let bytes = [UInt8](repeating: 0x61, count: 1_000_000) + Array("é".utf8)
        let sample = report(of: bytes) { SourceRange($0 * 600, $0 * 600 + 3) }
        #expect(!sample.written(by: format.writer()).isEmpty)
    }

    @Test(.timeLimit(.minutes(1)), arguments: ReportFormat.allCases)
    func `many findings of many lines each`(format: ReportFormat) {
        let bytes = [UInt8](repeating: 0x0A, count: 300_000)
        let sample = report(of: bytes) { SourceRange($0, 300_000 - $0) }
        #expect(!sample.written(by: format.writer()).isEmpty)
    }

    @Test(.timeLimit(.minutes(1)), arguments: ReportFormat.allCases)
    func `huge words of the input are cut`(format: ReportFormat) {
        var sample = report(of: Array("x".utf8)) { _ in SourceRange(0, 1) }
        let word = String(repeating: "`a\u{1B}", count: 200_000)
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

    /// Bytes of which many are line ends, tabs, parts of characters or controls.
    private func noise(_ count: Int, _ random: inout Noise) -> [UInt8] {
        let pieces: [[UInt8]] = [
            [0x0A], [0x0D, 0x0A], [0x0D], [0x09], [0x20, 0x20], [0x61], [0xE6, 0x97, 0xA5], [0xE6],
            [0xF0, 0x9F, 0x9A, 0xA2], [0x9A], [0xFF], [0x1B], [0x00], [0xCC, 0x81], [0x60], [0x23],
        ]
        return (0..<count).flatMap { _ in pieces[random.next(pieces.count)] }
    }

    @Test(arguments: ReportFormat.allCases)
    func `any bytes and any ranges can be reported`(format: ReportFormat) throws {
        var random = Noise()
        for _ in 0..<60 {
            var sample = Sample()
            let bytes = noise(random.next(60), &random)
            sample.files["f"] = random.next(10) == 0 ? [] : bytes
            for _ in 0..<4 {
                let range = random.range(bytes.count)
                let text = String(decoding: noise(5, &random), as: UTF8.self)
                let edits = [Edit(random.range(bytes.count), text), Edit(range, "")]
                let place = Place(path: "f", range: range)
                sample.report.findings.append(
                    Finding(
                        rule: "latest-tag", severity: .error, place: place, logicalPlace: [text],
                        arguments: [text], related: [RelatedPlace(place: place, message: text)],
                        fix: Fix(title: text, applicability: .safe, edits: edits)))
                let problem = Problem("p", range, text, help: text, isBlinding: true)
                sample.report.problems.append(LocatedProblem(path: "f", problem: problem))
            }
            let text = sample.written(by: format.writer(text: .init(width: 40 + random.next(50))))
            if format == .json || format == .sarif || format == .gitlab {
                _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
            }
            let controls = text.unicodeScalars.filter {
                $0.value < 0x20 && $0 != "\n" && $0 != "\t"
            }
            #expect(controls.isEmpty)
        }
    }
}

/// A small generator, so that each run has the same noise.
private struct Noise {
    private var state: UInt64 = 0x2545_F491_4F6C_DD1D

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(1, bound)))
    }

    /// A range within so many bytes and a little beyond.
    mutating func range(_ count: Int) -> SourceRange {
        let start = next(count + 3)
        return SourceRange(start, start + next(count + 3))
    }
}
