package import SourceText

/// Gives the bytes of the files a report speaks of.
package struct SourceLookup: Sendable {
    /// The bytes of a path, or nil when there is no such file (any more).
    package let bytes: @Sendable (String) -> [UInt8]?

    package init(bytes: @escaping @Sendable (String) -> [UInt8]?) {
        self.bytes = bytes
    }

    /// The files of a workspace.
    package init(_ workspace: any Workspace) {
        self.init { path in try? workspace.bytes(of: path) }
    }
}

/// The files last looked at, each read and split into lines once while it is in use. Findings are
/// sorted by path, so a few are enough.
struct SourceShelf {
    private let lookup: SourceLookup
    private var files: [SourceFile] = []
    private let limit = 4

    init(_ lookup: SourceLookup) {
        self.lookup = lookup
    }

    /// The file of a path; one that cannot be read is empty and says so.
    mutating func file(_ path: String) -> SourceFile {
        if let index = files.firstIndex(where: { $0.path == path }) {
            if index > 0 { files.swapAt(0, index) }
            return files[0]
        }
        if files.count == limit { files.removeLast() }
        files.insert(SourceFile(path: path, bytes: lookup.bytes(path)), at: 0)
        return files[0]
    }
}
