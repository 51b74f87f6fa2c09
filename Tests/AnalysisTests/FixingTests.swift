import Findings
import Rules
import SourceText
import Testing

@testable import Analysis

/// Fixes are proven before they leave the program.
@Suite struct Fixing {
    /// Finds each `x` of a text as a mistake of rule `x`, and so on; its fix is what `fixes` says.
    private func analyse(_ bytes: [UInt8], _ fixes: [UInt8: String]) -> FileAnalysis {
        var findings: [Finding] = []
        for (offset, byte) in bytes.enumerated() where byte.isASCIILetter {
            let range = SourceRange(offset, offset + 1)
            let fix = fixes[byte].map {
                Fix(title: "Fix it", applicability: .safe, edits: [Edit(range, $0)])
            }
            findings.append(
                Finding(
                    rule: String(UnicodeScalar(byte)), severity: .warning,
                    place: Place(path: "f", range: range), logicalPlace: ["here"], fix: fix))
        }
        return FileAnalysis(
            path: "f", kind: .dockerfile, outcome: .analysed, findings: Judgement.sorted(findings))
    }

    private func run(_ text: String, _ fixes: [UInt8: String]) -> FixRun.Result {
        let bytes = Array(text.utf8)
        return FixRun.run(bytes, analyse(bytes, fixes), atLeast: .safe) { analyse($0, fixes) }
    }

    @Test func `fixes that hold are applied, all other bytes stay`() {
        let result = run("1a2b3c", [0x61: "", 0x62: "-"])
        #expect(String(decoding: result.bytes, as: UTF8.self) == "12-3c")
        #expect(result.applied.map(\.rule) == ["a", "b"])
    }

    @Test func `a fix that spoils the batch is found and left out, the others hold`() {
        // The fix of `b` makes a new mistake of another rule.
        let result = run("1a2b3c4d", [0x61: "", 0x62: "z", 0x63: "", 0x64: ""])
        #expect(String(decoding: result.bytes, as: UTF8.self) == "12b34")
        #expect(result.refused.map(\.rule) == ["b"])
    }

    @Test func `a fix that leaves the finding is refused`() {
        let result = run("a", [0x61: "a"])
        #expect(String(decoding: result.bytes, as: UTF8.self) == "a")
        #expect(result.applied.isEmpty && result.refused.map(\.rule) == ["a"])
    }

    @Test func `fixing goes on until nothing is left to fix`() {
        // `a` becomes a milder mistake, which is fixed in the next round.
        let bytes = Array("ab".utf8)
        func analyse(_ bytes: [UInt8]) -> FileAnalysis {
            var analysis = self.analyse(bytes, [0x61: "i", 0x62: "", 0x69: ""])
            for index in analysis.findings.indices where analysis.findings[index].rule == "i" {
                analysis.findings[index].severity = .info
            }
            return analysis
        }
        let result = FixRun.run(bytes, analyse(bytes), atLeast: .safe, analyse: analyse)
        #expect(result.bytes.isEmpty)
        #expect(result.applied.count == 3)
    }

    @Test func `a fix may bring to light what is milder than itself, whatever else is fixed`() {
        // Without `e`, an error, `w` shows, a warning; `i` is milder than both.
        func analyse(_ bytes: [UInt8]) -> FileAnalysis {
            var analysis = self.analyse(bytes, [0x65: "w", 0x69: ""])
            for index in analysis.findings.indices {
                let severities: [String: Severity] = ["e": .error, "i": .info]
                let rule = analysis.findings[index].rule
                analysis.findings[index].severity = severities[rule] ?? .warning
            }
            return analysis
        }
        let bytes = Array("ei".utf8)
        let result = FixRun.run(bytes, analyse(bytes), atLeast: .safe, analyse: analyse)
        #expect(String(decoding: result.bytes, as: UTF8.self) == "w")
        #expect(result.refused.isEmpty)
    }

    @Test func `fixing what is fixed changes nothing`() {
        let fixes: [UInt8: String] = [0x61: "", 0x62: "-"]
        let once = run("1a2b3c", fixes)
        #expect(run(String(decoding: once.bytes, as: UTF8.self), fixes).bytes == once.bytes)
    }

    @Test func `every fix is told to hold or not`() {
        let fixes: [UInt8: String] = [0x61: "", 0x62: "z"]
        let bytes = Array("1a2b3c".utf8)
        let findings = FixVerification.findings(
            of: FixUnit(files: [bytes], analyses: [analyse(bytes, fixes)])
        ) {
            [analyse($0[0], fixes)]
        }[0]
        #expect(findings.map(\.isFixVerified) == [true, false, nil])
    }
}
