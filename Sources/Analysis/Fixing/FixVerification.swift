package import Findings
import SourceText

/// Tells of every fix of a unit whether it holds, and applies none.
package enum FixVerification {
    /// The findings of each file with `isFixVerified` told.
    ///
    /// Fixes that touch different bytes are tried together, those that overlap in later batches; a
    /// fix that spoils its batch is tried once more alone.
    package static func findings(
        of unit: FixUnit, analyse: ([[UInt8]]) -> [FileAnalysis]?
    ) -> [[Finding]] {
        withoutActuallyEscaping(analyse) { analyse in
            let proof = FixProof(before: unit, analyse: analyse)
            var held: Set<FixCandidate.Key> = []
            var open = unit.candidates { _ in true }
            while !open.isEmpty {
                let batch = FixBatch.withoutConflicts(open)
                let round = proof.largestHolding(batch)
                held.formUnion(round.holding.candidates.map(\.key))
                for candidate in round.spoiling
                where proof.holds(FixBatch(candidates: [candidate])) { held.insert(candidate.key) }
                let tried = Set(batch.candidates.map(\.key))
                open.removeAll { tried.contains($0.key) }
            }
            return unit.analyses.indices.map { file in
                unit.analyses[file].findings.map { finding in
                    guard finding.fix != nil else { return finding }
                    var finding = finding
                    finding.isFixVerified = held.contains(
                        FixCandidate.Key(file: file, fingerprint: finding.fingerprint))
                    return finding
                }
            }
        }
    }
}
