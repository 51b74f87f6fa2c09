import SourceText

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A walk through a folder: its files in byte order, without what git ignores and without leaving
/// the folder.
struct FolderWalk {
    /// Whether `.gitignore` files count.
    let respectsIgnoreFiles: Bool
    /// Whether a file of this name is wanted.
    let isWanted: (_ name: String) -> Bool
    /// Folders nested deeper than this are not entered.
    static let maximumDepth = 256

    private(set) var found: [String] = []
    /// What could not be entered or read, with the reason.
    private(set) var refused: [(path: String, reason: String)] = []

    init(respectsIgnoreFiles: Bool, isWanted: @escaping (String) -> Bool) {
        self.respectsIgnoreFiles = respectsIgnoreFiles
        self.isWanted = isWanted
    }

    /// Adds the wanted files below `root`, named as `root` is, to `found`.
    mutating func enter(_ root: String) {
        let base = root == "." || root == "./" ? "" : root.hasSuffix("/") ? root : root + "/"
        var scopes: [IgnoreScope] = []
        if respectsIgnoreFiles { scopes = scopesAbove(root) }
        enter(base, root: root, scopes: scopes, depth: 0)
    }

    private mutating func enter(_ base: String, root: String, scopes: [IgnoreScope], depth: Int) {
        guard depth < Self.maximumDepth else {
            refused.append((base, "folders are nested deeper than \(Self.maximumDepth)"))
            return
        }
        guard let entries = entries(of: base.isEmpty ? "." : base) else {
            refused.append((base, FileReading.reason(errno)))
            return
        }
        var scopes = scopes
        if respectsIgnoreFiles, entries.contains(where: { $0.name == ".gitignore" }) {
            scopes.append(IgnoreScope(folder: base))
        }
        for entry in entries {
            visit(entry, at: base + entry.name, root: root, scopes: scopes, depth: depth)
        }
    }

    private mutating func visit(
        _ entry: Entry, at path: String, root: String, scopes: [IgnoreScope], depth: Int
    ) {
        let kind = entry.kind == .unknown ? Self.kind(of: path) : entry.kind
        if kind == .folder {
            guard entry.name != ".git", !isIgnored(path, isFolder: true, scopes) else { return }
            enter(path + "/", root: root, scopes: scopes, depth: depth + 1)
        } else if isWanted(entry.name), !isIgnored(path, isFolder: false, scopes) {
            take(path, kind, root: root)
        }
    }

    private mutating func take(_ path: String, _ kind: Entry.Kind, root: String) {
        guard kind == .link else { return found.append(path) }
        switch LinkTarget(of: path, within: root) {
        case .file: found.append(path)
        case .folder: break
        case .outside: refused.append((path, "it is a symbolic link out of \(root)"))
        case .broken(let reason): refused.append((path, reason))
        }
    }

    private func isIgnored(_ path: String, isFolder: Bool, _ scopes: [IgnoreScope]) -> Bool {
        for scope in scopes.reversed() {
            if let decision = scope.isIgnored(path, isFolder: isFolder) { return decision }
        }
        return false
    }

    // MARK: Folders

    private struct Entry {
        enum Kind {
            case file
            case folder
            case link
            case other
            case unknown
        }

        var name: String
        var kind: Kind
    }

    /// The entries of a folder in byte order, or nil (and `errno`) when it cannot be read.
    private func entries(of folder: String) -> [Entry]? {
        guard let stream = opendir(folder) else { return nil }
        defer { closedir(stream) }
        var entries: [Entry] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            entries.append(Entry(name: name, kind: Self.kind(ofType: entry.pointee.d_type)))
        }
        return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private static func kind(ofType type: UInt8) -> Entry.Kind {
        switch Int(type) {
        case Int(DT_REG): .file
        case Int(DT_DIR): .folder
        case Int(DT_LNK): .link
        case Int(DT_UNKNOWN): .unknown
        default: .other
        }
    }

    private static func kind(of path: String) -> Entry.Kind {
        var status = stat()
        guard lstat(path, &status) == 0 else { return .other }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        case S_IFLNK: .link
        default: .other
        }
    }

    /// The ignore files between the top of the git work tree and the root, outermost first.
    private func scopesAbove(_ root: String) -> [IgnoreScope] {
        var folder = root == "" ? "." : root
        var scopes: [IgnoreScope] = []
        for _ in 0..<Self.maximumDepth {
            if access(folder + "/.git", F_OK) == 0 { return scopes.reversed() }
            folder += "/.."
            if access(folder + "/.gitignore", R_OK) == 0 {
                scopes.append(IgnoreScope(folder: folder + "/", above: root))
            }
            var here = stat()
            var above = stat()
            guard stat(folder, &here) == 0, stat(folder + "/..", &above) == 0,
                here.st_ino != above.st_ino || here.st_dev != above.st_dev
            else { break }
        }
        // Not in a work tree: ignore files further up mean nothing.
        return []
    }
}

/// An ignore file and the folder it rules.
private struct IgnoreScope {
    private let rules: IgnoreRules
    /// What a path starts with that lies below the folder.
    private let prefix: String
    /// What stands between the ruled folder and the root, when the file lies above the root.
    private let inner: String

    init(folder: String) {
        rules = Self.rules(in: folder)
        prefix = folder
        inner = ""
    }

    init(folder: String, above root: String) {
        rules = Self.rules(in: folder)
        let top = LinkTarget.resolved(folder) ?? ""
        let base = LinkTarget.resolved(root) ?? ""
        inner = base.hasPrefix(top + "/") ? String(base.dropFirst(top.count + 1)) + "/" : ""
        prefix = root == "." ? "" : root.hasSuffix("/") ? root : root + "/"
    }

    func isIgnored(_ path: String, isFolder: Bool) -> Bool? {
        guard path.hasPrefix(prefix) else { return nil }
        let relative = inner + path.dropFirst(prefix.count)
        return rules.isIgnored(Array(relative.utf8), isFolder: isFolder)
    }

    private static func rules(in folder: String) -> IgnoreRules {
        let bytes = try? FileReading.bytes(ofFile: folder + ".gitignore", limit: 1 << 20)
        return IgnoreRules(bytes ?? [])
    }
}
