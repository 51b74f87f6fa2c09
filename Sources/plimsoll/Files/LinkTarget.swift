#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where a path leads once its symbolic links are followed.
enum LinkTarget {
    case file
    case folder
    /// It leaves the root that was given.
    case outside
    case broken(String)

    init(of path: String, within root: String) {
        guard let target = Self.resolved(path) else {
            self = .broken(FileReading.reason(errno))
            return
        }
        guard let base = Self.resolved(root), target == base || target.hasPrefix(base + "/") else {
            self = .outside
            return
        }
        var status = stat()
        guard stat(target, &status) == 0 else {
            self = .broken(FileReading.reason(errno))
            return
        }
        self = status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }

    /// The path without symbolic links, or nil (and `errno`) when it leads nowhere.
    static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
