import HelmCharts
import SourceText
import Synchronization
import YAMLTrees

/// The charts of a run, each of which may stand in for a dependency of another that nobody fetched.
///
/// They are those that the search found or the user named, so nothing outside of what is analysed
/// is read. A class, since each is read once for all who need it.
final class ChartNeighbours: Sendable {
    private let paths: [String]
    private let known = Mutex<Index?>(nil)
    private let loaded = Mutex<[String: Result<Chart, ChartError>]>([:])

    /// For runs without charts.
    static let none = ChartNeighbours([])

    /// `paths` are those of files `Chart.yaml`.
    init(_ paths: [String]) {
        self.paths = paths
    }

    /// One chart, as far as its `Chart.yaml` tells.
    struct Neighbour: Sendable {
        /// The path of its `Chart.yaml`.
        let path: String
        /// The same without links, which tells one chart from another.
        let file: String
        let name: String
        let version: String

        /// Its folder with a slash at its end; empty for the one we are in.
        var folder: String { ChartFolder.of(path) }

        /// How many steps lead from one folder to another.
        func distance(to other: Neighbour) -> Int {
            let one = folder.split(separator: "/")
            let two = other.folder.split(separator: "/")
            let shared = zip(one, two).prefix { $0 == $1 }.count
            return one.count + two.count - 2 * shared
        }
    }

    /// The charts by what they are looked for by. A class, since runs without charts have none.
    final class Index: Sendable {
        let byFile: [String: Neighbour]
        /// In the order of their paths.
        let byName: [String: [Neighbour]]

        init(_ paths: [String]) {
            var byFile: [String: Neighbour] = [:]
            var byName: [String: [Neighbour]] = [:]
            for path in paths.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                guard let neighbour = Neighbour(path), byFile[neighbour.file] == nil else {
                    continue
                }
                byFile[neighbour.file] = neighbour
                byName[neighbour.name, default: []].append(neighbour)
            }
            self.byFile = byFile
            self.byName = byName
        }
    }

    /// Made when a dependency is first missing.
    var index: Index {
        known.withLock { known in
            if let known { return known }
            let index = Index(paths)
            known = index
            return index
        }
    }

    func chart(of neighbour: Neighbour) -> Result<Chart, ChartError> {
        if let known = loaded.withLock({ $0[neighbour.path] }) { return known }
        let folder = neighbour.folder
        let result = Result { () throws(ChartError) in
            try ChartFolder.chart(at: folder.isEmpty ? "." : String(folder.dropLast()))
        }
        loaded.withLock { $0[neighbour.path] = result }
        return result
    }
}

extension ChartNeighbours.Neighbour {
    /// Nil when the file cannot be read as a `Chart.yaml`.
    fileprivate init?(_ path: String) {
        var metadata = ChartMetadata()
        do {
            let bytes = try FileReading.bytes(ofFile: path, limit: ChartLoader.largestFile)
            try metadata.read(YAMLTree(parsing: bytes).firstDocument)
        } catch {
            return nil
        }
        guard let file = LinkTarget.resolved(path) else { return nil }
        self.init(path: path, file: file, name: metadata.name, version: metadata.version)
    }
}
