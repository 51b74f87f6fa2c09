package import SourceText

/// Why a chart cannot be loaded or its values cannot be composed, in Helm's words.
package struct ChartError: Error, Sendable {
    package enum Kind: Sendable, Hashable {
        /// There is no `Chart.yaml`.
        case missingChartFile
        /// A file is there but cannot be read as what it should be.
        case unreadable
        /// `Chart.yaml` says what Helm refuses.
        case invalid
        /// An archive is damaged, or holds what no chart may.
        case archive
        /// A limit of ours: too deep, too many, too large.
        case limit
        /// Dependencies that `charts/` lacks, by name.
        case missingDependencies([String])
        /// A value that must be a table is none.
        case mismatch
        /// What was given by `--set` and the like cannot be read.
        case set
    }

    package var kind: Kind
    /// What Helm prints, as far as it has words for it.
    package var message: String
    /// The file that could not be read, by its name in the tree of files.
    package var path: String
    /// The place in that file, when one is known.
    package var range: SourceRange?

    package init(_ kind: Kind, _ message: String, at path: String, _ range: SourceRange? = nil) {
        self.kind = kind
        self.message = message
        self.path = path
        self.range = range
    }

    /// The same error with words before it, as `%w` gives them in Go.
    func within(_ words: String) -> ChartError {
        var error = self
        error.message = "\(words): \(message)"
        return error
    }
}
