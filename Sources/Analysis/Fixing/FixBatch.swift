import Findings
import SourceText

/// Findings whose fixes are applied to the files of a unit together.
struct FixBatch {
    var candidates: [FixCandidate]

    /// The findings that can be fixed at once: the first of those that would touch the same bytes.
    static func withoutConflicts(_ candidates: [FixCandidate]) -> FixBatch {
        var chosen: [FixCandidate] = []
        var taken: [Int: [Edit]] = [:]
        for candidate in candidates {
            let others = taken[candidate.target] ?? []
            // The same edit twice is no conflict: two findings may share one cure.
            let fresh = candidate.edits.filter { !others.contains($0) }
            guard !fresh.contains(where: { edit in others.contains { $0.conflicts(with: edit) } })
            else { continue }
            taken[candidate.target, default: []] += fresh
            chosen.append(candidate)
        }
        return FixBatch(candidates: chosen)
    }

    /// The files after all fixes; those that none touches stay as they are.
    func applied(to files: [[UInt8]]) -> [[UInt8]] {
        var edits: [Int: [Edit]] = [:]
        for candidate in candidates {
            for edit in candidate.edits where !(edits[candidate.target] ?? []).contains(edit) {
                edits[candidate.target, default: []].append(edit)
            }
        }
        var files = files
        for (file, edits) in edits { files[file] = edits.applied(to: files[file]) }
        return files
    }

    /// How severe the findings are.
    var severities: [Severity] { candidates.map(\.finding.severity) }

    /// Two halves, for finding out which of its findings spoils a batch.
    var halves: (FixBatch, FixBatch) {
        let middle = candidates.count / 2
        return (
            FixBatch(candidates: Array(candidates[..<middle])),
            FixBatch(candidates: Array(candidates[middle...]))
        )
    }
}
