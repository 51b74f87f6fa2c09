import Findings
import SourceText

/// Files that are judged together and so fixed together: one Dockerfile, or the manifests of a
/// world.
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

    /// The findings that `isWanted` takes, each with the number of its file.
    func candidates(_ isWanted: (FixCandidate) -> Bool) -> [FixCandidate] {
        analyses.indices.flatMap { file in
            analyses[file].findings.map { FixCandidate(file: file, finding: $0) }.filter(isWanted)
        }
    }
}

/// A finding whose fix may be applied, and the file of its unit that it stands in.
struct FixCandidate: Sendable {
    var file: Int
    var finding: Finding

    /// What tells it from all others of its unit.
    struct Key: Hashable {
        var file: Int
        var fingerprint: String
    }

    var key: Key { Key(file: file, fingerprint: finding.fingerprint) }
}
