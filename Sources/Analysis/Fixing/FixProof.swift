import Findings
import SourceText

/// Proves fixes by applying them in memory and analysing the result.
///
/// A batch holds when the file is understood no worse than before, every fixed finding is gone and
/// nothing as severe has appeared. Findings are counted rule by rule, since an edit moves and
/// rewords its neighbours.
struct FixProof {
    let before: FileAnalysis
    let bytes: [UInt8]
    let analyse: ([UInt8]) -> FileAnalysis

    /// The largest part of the batch that holds, with the file after it, and the findings that
    /// spoil it.
    func largestHolding(
        _ batch: FixBatch
    ) -> (holding: FixBatch, after: FileAnalysis, bytes: [UInt8], spoiling: [Finding]) {
        var holding = FixBatch(findings: [])
        var spoiling: [Finding] = []
        add(batch, to: &holding, &spoiling)
        let result = holding.applied(to: bytes)
        return (holding, analyse(result), result, spoiling)
    }

    /// Adds what holds together with `holding`; only a batch that does not is taken apart.
    private func add(_ batch: FixBatch, to holding: inout FixBatch, _ spoiling: inout [Finding]) {
        guard !batch.findings.isEmpty else { return }
        let whole = FixBatch(findings: holding.findings + batch.findings)
        if holds(whole) {
            holding = whole
        } else if batch.findings.count == 1 {
            spoiling += batch.findings
        } else {
            let (first, second) = batch.halves
            add(first, to: &holding, &spoiling)
            add(second, to: &holding, &spoiling)
        }
    }

    func holds(_ batch: FixBatch) -> Bool {
        let after = analyse(batch.applied(to: bytes))
        guard after.outcome == before.outcome,
            after.problems.filter(\.isBlinding).count <= before.problems.filter(\.isBlinding).count
        else { return false }
        let fixed = counts(batch.findings)
        let beforeCounts = counts(before.findings)
        let afterCounts = counts(after.findings)
        guard
            fixed.allSatisfy({ rule, count in
                afterCounts[rule, default: 0] <= beforeCounts[rule, default: 0] - count
            })
        else { return false }
        let least = batch.findings.map(\.severity).min() ?? .info
        return after.findings.allSatisfy { finding in
            finding.severity < least || fixed[finding.rule] != nil
                || afterCounts[finding.rule, default: 0] <= beforeCounts[finding.rule, default: 0]
        }
    }

    private func counts(_ findings: [Finding]) -> [String: Int] {
        findings.reduce(into: [:]) { $0[$1.rule, default: 0] += 1 }
    }
}
