package import Findings
import SourceText

/// Fixes one file until nothing more can be fixed.
package struct FixRun {
    /// Rounds after which fixing stops; a fix makes room for another at most a few times.
    package static let maximumRounds = 25

    /// What fixing came to.
    package struct Result: Sendable {
        package var bytes: [UInt8]
        /// The analysis of `bytes`.
        package var analysis: FileAnalysis
        package var applied: [Finding]
        /// Findings whose fixes did not hold when they were tried.
        package var refused: [Finding]
        /// Findings whose fixes touch bytes that another fix changed first, if any were left in the
        /// end.
        package var overlapping: [Finding]
    }

    /// Whether a finding's fix may be applied at this level of trust.
    package static func isApplicable(_ finding: Finding, atLeast level: Applicability) -> Bool {
        guard let fix = finding.fix, finding.suppression == nil else { return false }
        return fix.applicability >= level && fix.applicability != .display
    }

    /// Applies all fixes of at least `level`, each proven by analysing again.
    package static func run(
        _ bytes: [UInt8], _ analysis: FileAnalysis, atLeast level: Applicability,
        analyse: ([UInt8]) -> FileAnalysis
    ) -> Result {
        var result = Result(
            bytes: bytes, analysis: analysis, applied: [], refused: [], overlapping: [])
        for _ in 0..<maximumRounds {
            let refused = Set(result.refused.map(\.fingerprint))
            let candidates = result.analysis.findings.filter {
                isApplicable($0, atLeast: level) && !refused.contains($0.fingerprint)
            }
            let batch = FixBatch.withoutConflicts(candidates)
            guard !batch.findings.isEmpty else { break }
            let round = withoutActuallyEscaping(analyse) { analyse in
                FixProof(before: result.analysis, bytes: result.bytes, analyse: analyse)
                    .largestHolding(batch)
            }
            result.refused += round.spoiling
            result.applied += round.holding.findings
            result.bytes = round.bytes
            result.analysis = round.after
        }
        let refused = Set(result.refused.map(\.fingerprint))
        result.overlapping = result.analysis.findings.filter {
            isApplicable($0, atLeast: level) && !refused.contains($0.fingerprint)
        }
        return result
    }

    /// The findings of a file with `isFixVerified` told for each fix, alone or together with
    /// others.
    package static func verified(
        _ bytes: [UInt8], _ analysis: FileAnalysis, analyse: ([UInt8]) -> FileAnalysis
    ) -> [Finding] {
        withoutActuallyEscaping(analyse) { analyse in
            let proof = FixProof(before: analysis, bytes: bytes, analyse: analyse)
            let fixable = analysis.findings.filter { $0.fix != nil }
            let batch = FixBatch.withoutConflicts(fixable)
            let holding = Set(proof.largestHolding(batch).holding.findings.map(\.fingerprint))
            return analysis.findings.map { finding in
                guard finding.fix != nil else { return finding }
                var finding = finding
                finding.isFixVerified =
                    holding.contains(finding.fingerprint)
                    || proof.holds(FixBatch(findings: [finding]))
                return finding
            }
        }
    }
}
