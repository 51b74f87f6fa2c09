/// A tree of named files, read on demand: a disk, a git tree, memory, or an overlay of edits.
///
/// Everything below the executable sees files only through this. Names are relative, sorted by
/// bytes, and use `/`.
package protocol Workspace: Sendable {
    /// The names of all files that were asked for, sorted.
    var names: [String] { get }

    /// The bytes of a file.
    func bytes(of name: String) throws(UnreadableFile) -> [UInt8]
}

/// Why a file could not be read, in words for people.
package struct UnreadableFile: Error, Sendable {
    package var reason: String

    package init(reason: String) {
        self.reason = reason
    }
}

/// Files that exist only in memory.
package struct MemoryWorkspace: Workspace {
    private let files: [String: [UInt8]]
    package let names: [String]

    package init(_ files: [String: [UInt8]]) {
        self.files = files
        names = files.keys.sorted()
    }

    package func bytes(of name: String) throws(UnreadableFile) -> [UInt8] {
        guard let bytes = files[name] else { throw UnreadableFile(reason: "there is no such file") }
        return bytes
    }
}

/// A workspace in which some files have other bytes than below: what a batch of edits would give.
package struct OverlayWorkspace: Workspace {
    private let base: any Workspace
    private let changed: [String: [UInt8]]

    package init(_ base: any Workspace, changed: [String: [UInt8]]) {
        self.base = base
        self.changed = changed
    }

    package var names: [String] { base.names }

    package func bytes(of name: String) throws(UnreadableFile) -> [UInt8] {
        if let bytes = changed[name] { return bytes }
        return try base.bytes(of: name)
    }
}
