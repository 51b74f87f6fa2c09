import Findings
import SourceText

/// Proves fixes by applying them in memory and analysing the result.
///
/// A batch holds when the files are understood no worse than before, every fixed finding is gone
/// and nothing as severe has appeared in any file of the unit. Findings are counted rule by rule,
/// since an edit moves and rewords its neighbours.
struct FixProof {
    let before: FixUnit
    /// Analyses other bytes of the unit's files; nil when they are not to be had for other reasons
    /// than findings.
    let analyse: ([[UInt8]]) -> [FileAnalysis]?

    /// What was found to hold, and what does not hold with it.
    struct Result {
        var holding = FixBatch(candidates: [])
        /// The unit after what holds.
        var after: FixUnit
        var spoiling: [FixCandidate] = []
    }

    /// The largest part of the batch that holds, with the unit after it, and the findings that
    /// spoil it.
    func largestHolding(_ batch: FixBatch) -> Result {
        var result = Result(after: before)
        add(batch, to: &result)
        return result
    }

    /// Adds what holds together with what does already; only a batch that does not is taken apart.
    private func add(_ batch: FixBatch, to result: inout Result) {
        guard !batch.candidates.isEmpty else { return }
        let whole = FixBatch(candidates: result.holding.candidates + batch.candidates)
        let after = unit(after: whole)
        if let after, holds(whole, after) {
            result.holding = whole
            result.after = after
        } else if batch.candidates.count == 1 {
            // What it brings to light may be milder than itself and no milder than its neighbours.
            if let after, holds(whole, after, below: whole.severities.max() ?? .info), holds(batch)
            {
                result.holding = whole
                result.after = after
            } else {
                result.spoiling += batch.candidates
            }
        } else {
            let (first, second) = parts(of: batch, whole, after)
            add(first, to: &result)
            add(second, to: &result)
        }
    }

    /// Those whose findings went and those whose did not; halves when that tells nothing.
    private func parts(
        of batch: FixBatch, _ whole: FixBatch, _ after: FixUnit?
    ) -> (FixBatch, FixBatch) {
        guard let after else { return batch.halves }
        let left = Set(remaining(of: whole, after))
        let gone = batch.candidates.filter { !left.contains($0.finding.rule) }
        guard !gone.isEmpty, gone.count < batch.candidates.count else { return batch.halves }
        let staying = batch.candidates.filter { left.contains($0.finding.rule) }
        return (FixBatch(candidates: gone), FixBatch(candidates: staying))
    }

    /// Whether a batch holds alone, with new findings allowed below the least severe that it fixes.
    func holds(_ batch: FixBatch) -> Bool {
        unit(after: batch).map { holds(batch, $0) } ?? false
    }

    private func unit(after batch: FixBatch) -> FixUnit? {
        let files = batch.applied(to: before.files)
        return analyse(files).map { FixUnit(files: files, analyses: $0) }
    }

    private func holds(_ batch: FixBatch, _ after: FixUnit) -> Bool {
        holds(batch, after, below: batch.severities.min() ?? .info)
    }

    private func holds(_ batch: FixBatch, _ after: FixUnit, below least: Severity) -> Bool {
        for (before, after) in zip(before.analyses, after.analyses) {
            guard after.outcome == before.outcome, Self.blindness(after) <= Self.blindness(before)
            else { return false }
        }
        guard remaining(of: batch, after).isEmpty else { return false }
        let fixed = Set(batch.candidates.map(\.finding.rule))
        let counts = Self.counts(before.analyses.flatMap(\.findings))
        let findings = after.analyses.flatMap(\.findings)
        let afterCounts = Self.counts(findings)
        return findings.allSatisfy { finding in
            finding.severity < least || fixed.contains(finding.rule)
                || afterCounts[finding.rule, default: 0] <= counts[finding.rule, default: 0]
        }
    }

    /// The rules of a batch of which more findings are left than should be.
    private func remaining(of batch: FixBatch, _ after: FixUnit) -> [String] {
        let before = Self.counts(before.analyses.flatMap(\.findings))
        let after = Self.counts(after.analyses.flatMap(\.findings))
        return Self.counts(batch.candidates.map(\.finding)).compactMap { rule, count in
            after[rule, default: 0] > before[rule, default: 0] - count ? rule : nil
        }
    }

    private static func blindness(_ analysis: FileAnalysis) -> Int {
        analysis.problems.count { $0.isBlinding }
    }

    private static func counts(_ findings: [Finding]) -> [String: Int] {
        findings.reduce(into: [:]) { $0[$1.rule, default: 0] += 1 }
    }
}
