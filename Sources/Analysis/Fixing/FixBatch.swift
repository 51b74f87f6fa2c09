import Findings
import SourceText

/// Findings whose fixes are applied to one file together.
struct FixBatch {
    var findings: [Finding]

    /// The findings that can be fixed at once: the first of those that would touch the same bytes.
    static func withoutConflicts(_ findings: [Finding]) -> FixBatch {
        var chosen: [Finding] = []
        var taken: [Edit] = []
        for finding in findings {
            guard let edits = finding.fix?.edits else { continue }
            // The same edit twice is no conflict: two findings may share one cure.
            let fresh = edits.filter { !taken.contains($0) }
            guard !fresh.contains(where: { edit in taken.contains { $0.conflicts(with: edit) } })
            else { continue }
            taken += fresh
            chosen.append(finding)
        }
        return FixBatch(findings: chosen)
    }

    func applied(to bytes: [UInt8]) -> [UInt8] {
        var edits: [Edit] = []
        for edit in findings.flatMap({ $0.fix?.edits ?? [] }) where !edits.contains(edit) {
            edits.append(edit)
        }
        return edits.applied(to: bytes)
    }

    /// Two halves, for finding out which of its findings spoils a batch.
    var halves: (FixBatch, FixBatch) {
        let middle = findings.count / 2
        return (
            FixBatch(findings: Array(findings[..<middle])),
            FixBatch(findings: Array(findings[middle...]))
        )
    }
}
