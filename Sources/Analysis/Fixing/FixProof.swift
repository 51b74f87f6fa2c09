import Findings
import SourceText

/// Proves fixes by applying them in memory and analysing the result.
///
/// A batch holds when the files are understood no worse than before, every fixed finding is gone
/// and nothing as severe has appeared in any file of the unit. Findings are counted rule by rule,
/// since an edit moves and rewords its neighbours.
struct FixProof {
    let before: FixUnit
    let analyse: ([[UInt8]]) -> [FileAnalysis]

    /// The largest part of the batch that holds, with the unit after it, and the findings that
    /// spoil it.
    func largestHolding(
        _ batch: FixBatch
    ) -> (holding: FixBatch, after: FixUnit, spoiling: [FixCandidate]) {
        var holding = FixBatch(candidates: [])
        var spoiling: [FixCandidate] = []
        add(batch, to: &holding, &spoiling)
        let files = holding.applied(to: before.files)
        return (holding, FixUnit(files: files, analyses: analyse(files)), spoiling)
    }

    /// Adds what holds together with `holding`; only a batch that does not is taken apart.
    private func add(
        _ batch: FixBatch, to holding: inout FixBatch, _ spoiling: inout [FixCandidate]
    ) {
        guard !batch.candidates.isEmpty else { return }
        let whole = FixBatch(candidates: holding.candidates + batch.candidates)
        if holds(whole) {
            holding = whole
        } else if batch.candidates.count == 1 {
            // What it brings to light may be milder than itself and no milder than its neighbours.
            if holds(batch), holds(whole, below: whole.severities.max() ?? .info) {
                holding = whole
            } else {
                spoiling += batch.candidates
            }
        } else {
            let (first, second) = batch.halves
            add(first, to: &holding, &spoiling)
            add(second, to: &holding, &spoiling)
        }
    }

    /// Whether a batch holds, with new findings allowed below the least severe that it fixes.
    func holds(_ batch: FixBatch) -> Bool {
        holds(batch, below: batch.severities.min() ?? .info)
    }

    private func holds(_ batch: FixBatch, below least: Severity) -> Bool {
        let after = analyse(batch.applied(to: before.files))
        for (before, after) in zip(before.analyses, after) {
            guard after.outcome == before.outcome, Self.blindness(after) <= Self.blindness(before)
            else { return false }
        }
        let fixed = Self.counts(batch.candidates.map(\.finding))
        let beforeCounts = Self.counts(before.analyses.flatMap(\.findings))
        let findings = after.flatMap(\.findings)
        let afterCounts = Self.counts(findings)
        guard
            fixed.allSatisfy({ rule, count in
                afterCounts[rule, default: 0] <= beforeCounts[rule, default: 0] - count
            })
        else { return false }
        return findings.allSatisfy { finding in
            finding.severity < least || fixed[finding.rule] != nil
                || afterCounts[finding.rule, default: 0] <= beforeCounts[finding.rule, default: 0]
        }
    }

    private static func blindness(_ analysis: FileAnalysis) -> Int {
        analysis.problems.count { $0.isBlinding }
    }

    private static func counts(_ findings: [Finding]) -> [String: Int] {
        findings.reduce(into: [:]) { $0[$1.rule, default: 0] += 1 }
    }
}
