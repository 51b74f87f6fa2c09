import Findings
import SourceText

/// Files that are judged together and so fixed together: one Dockerfile, the manifests of a world,
/// or the files of a chart.
package struct FixUnit: Sendable {
    /// The bytes of the files.
    package var files: [[UInt8]]
    /// What was found in each of them.
    package var analyses: [FileAnalysis]

    package init(files: [[UInt8]], analyses: [FileAnalysis]) {
        precondition(files.count == analyses.count, "each file has one analysis")
        self.files = files
        self.analyses = analyses
    }

    /// The findings with fixes that `isWanted` takes.
    func candidates(_ isWanted: (FixCandidate) -> Bool) -> [FixCandidate] {
        analyses.indices.flatMap { file in
            analyses[file].findings.compactMap { finding in
                guard let fix = finding.fix, let target = self.file(of: fix, in: file) else {
                    return nil
                }
                return FixCandidate(file: file, target: target, finding: finding, edits: fix.edits)
            }.filter(isWanted)
        }
    }

    /// The file that a fix edits; nil when it is none of the unit.
    private func file(of fix: Fix, in file: Int) -> Int? {
        guard let path = fix.path else { return file }
        return analyses.firstIndex { $0.path == path }
    }
}

/// A finding whose fix may be applied.
struct FixCandidate: Sendable {
    /// The file of its unit that the finding stands in.
    var file: Int
    /// The file of its unit that the fix edits.
    var target: Int
    var finding: Finding
    var edits: [Edit]

    /// What tells it from all others of its unit.
    struct Key: Hashable {
        var file: Int
        var fingerprint: String
    }

    var key: Key { Key(file: file, fingerprint: finding.fingerprint) }
}
