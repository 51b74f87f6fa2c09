import Findings
import SourceText

/// The findings a format with limits has room for: the most severe ones, in their order.
struct MostSevere {
    /// What is reported, in the order of the report.
    private(set) var findings: [Finding] = []
    /// How many there was no room for.
    private(set) var leftOut = 0

    /// Takes findings until there are `limit` of them, or until they take about `byteLimit` bytes.
    init(_ findings: [Finding], limit: Int, byteLimit: Int = .max) {
        var isTaken = [Bool](repeating: false, count: findings.count)
        var taken = 0
        var bytes = 0
        for severity in Severity.allCases.sorted(by: >) {
            for index in findings.indices where findings[index].severity == severity {
                guard taken < limit else { break }
                bytes += findings[index].reportedSize
                guard bytes <= byteLimit else { break }
                isTaken[index] = true
                taken += 1
            }
        }
        self.findings = findings.indices.filter { isTaken[$0] }.map { findings[$0] }
        leftOut = findings.count - taken
    }
}

extension Finding {
    /// About how many bytes a report needs for it.
    fileprivate var reportedSize: Int {
        let edits = fix?.edits.reduce(0) { $0 + 400 + $1.replacement.utf8.count } ?? 0
        let names = (logicalPlace + objects + scenarios).reduce(0) { $0 + $1.utf8.count }
        return 3_000 + edits + names + related.count * 600
    }
}
