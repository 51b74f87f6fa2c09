package import Findings
import SourceText

/// Fixes the files of a unit until nothing more can be fixed.
package struct FixRun {
    /// Rounds after which fixing stops; a fix makes room for another at most a few times.
    package static let maximumRounds = 25

    /// What fixing came to.
    package struct Result: Sendable {
        /// The files, and the analyses of them as they are now.
        package var unit: FixUnit
        package var applied: [Finding]
        /// Findings whose fixes did not hold when they were tried.
        package var refused: [Finding]
        /// Findings whose fixes touch bytes that another fix changed first, if any were left in the
        /// end.
        package var overlapping: [Finding]

        /// The bytes of the first file, which is the only one of a Dockerfile's unit.
        package var bytes: [UInt8] { unit.files[0] }
        package var analysis: FileAnalysis { unit.analyses[0] }
    }

    /// Whether a finding's fix may be applied at this level of trust.
    package static func isApplicable(_ finding: Finding, atLeast level: Applicability) -> Bool {
        guard let fix = finding.fix, finding.suppression == nil else { return false }
        return fix.applicability >= level && fix.applicability != .display
    }

    /// Applies all fixes of at least `level`, each proven by analysing the unit again.
    package static func run(
        _ unit: FixUnit, atLeast level: Applicability, analyse: ([[UInt8]]) -> [FileAnalysis]?
    ) -> Result {
        var unit = unit
        var applied: [Finding] = []
        var refused: [FixCandidate.Key: Finding] = [:]
        func candidates() -> [FixCandidate] {
            unit.candidates { isApplicable($0.finding, atLeast: level) && refused[$0.key] == nil }
        }
        for _ in 0..<maximumRounds {
            let batch = FixBatch.withoutConflicts(candidates())
            guard !batch.candidates.isEmpty else { break }
            let round = withoutActuallyEscaping(analyse) { analyse in
                FixProof(before: unit, analyse: analyse).largestHolding(batch)
            }
            // What did not hold beside others may hold once these are done.
            if round.holding.candidates.isEmpty {
                for candidate in round.spoiling { refused[candidate.key] = candidate.finding }
            }
            applied += round.holding.candidates.map(\.finding)
            unit = round.after
        }
        return Result(
            unit: unit, applied: applied,
            refused: refused.values.sorted {
                ($0.place.path, $0.place.range, $0.rule) < ($1.place.path, $1.place.range, $1.rule)
            },
            overlapping: candidates().map(\.finding))
    }

    /// Fixes one file that is a unit of its own.
    package static func run(
        _ bytes: [UInt8], _ analysis: FileAnalysis, atLeast level: Applicability,
        analyse: ([UInt8]) -> FileAnalysis
    ) -> Result {
        run(FixUnit(files: [bytes], analyses: [analysis]), atLeast: level) { [analyse($0[0])] }
    }
}
