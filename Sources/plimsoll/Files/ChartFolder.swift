import GoTemplates
import HelmCharts
import SourceText

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The files below a folder of the disk, named as the folder is. Links that lead out of it are not
/// there.
struct FolderWorkspace: Workspace {
    let names: [String]
    private let limit: Int

    /// The default limit is that of Helm for all of a chart.
    init(_ folder: String, limit: Int = 100 << 20) {
        var walk = FolderWalk(respectsIgnoreFiles: false) { _ in true }
        walk.enter(folder)
        names = walk.found
        self.limit = limit
    }

    func bytes(of name: String) throws(UnreadableFile) -> [UInt8] {
        try FileReading.bytes(ofFile: name, limit: limit)
    }
}

/// Loading of charts and of files of values from the disk.
enum ChartFolder {
    /// The folder of a `Chart.yaml`, with a slash at its end; empty for the one we are in.
    static func of(_ chartFile: String) -> String {
        String(chartFile.dropLast("Chart.yaml".utf8.count))
    }

    /// Whether a file lies below a folder with a slash at its end, both as they are written.
    static func holds(_ folder: String, _ path: String) -> Bool {
        guard path.hasPrefix(folder) else { return false }
        let inner = path.dropFirst(folder.count)
        return !inner.hasPrefix("/") && !inner.hasPrefix("../")
    }

    /// The chart in a folder, or in an archive.
    static func chart(at path: String) throws(ChartError) -> Chart {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw ChartError(.unreadable, "path \"\(path)\" not found", at: path)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            let bytes = try read(path)
            return try ChartLoader().load(archive: bytes, at: path)
        }
        let root = path.hasSuffix("/") && path.utf8.count > 1 ? String(path.dropLast()) : path
        return try ChartLoader().load(from: FolderWorkspace(root), root: root)
    }

    static func values(at path: String) throws(ChartError) -> ValuesFile {
        try ValuesFile(ChartFile(name: path, path: path, bytes: try read(path)))
    }

    static func values(
        at path: String, in workspace: some Workspace
    ) throws(ChartError) -> ValuesFile {
        let bytes: [UInt8]
        do {
            bytes = try workspace.bytes(of: path)
        } catch {
            throw ChartError(.unreadable, "\(path): \(error.reason)", at: path)
        }
        return try ValuesFile(ChartFile(name: path, path: path, bytes: bytes))
    }

    private static func read(_ path: String) throws(ChartError) -> Bytes {
        do {
            return try FileReading.bytes(ofFile: path, limit: 100 << 20)
        } catch {
            throw ChartError(.unreadable, "\(path): \(error.reason)", at: path)
        }
    }
}
