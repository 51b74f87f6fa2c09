package import Kubernetes

/// Which manifests would be applied together.
///
/// A world is all manifests below a folder, up to the first folder in which two files below
/// different children name one resource: there `dev/` and `prod/` part.
package struct WorldPlan: Sendable {
    /// The numbers of the files of each world, in order.
    package private(set) var worlds: [[Int]] = []

    private struct Folder {
        var name: String
        var files: [Int] = []
        var children: [String: Int] = [:]
    }

    /// What was put together so far: files that form one world, or worlds that cannot be one.
    private enum Group {
        case together(files: [Int], names: Set<ResourceName>)
        case apart
    }

    private let names: [Set<ResourceName>]
    private var folders = [Folder(name: "")]

    /// `files` are manifests with their paths.
    package init(_ files: [(path: String, manifest: Manifest)]) {
        guard files.count > 1 else {
            names = []
            if !files.isEmpty { worlds = [[0]] }
            return
        }
        names = files.map { Set($0.manifest.resources.map(ResourceName.init)) }
        for (number, file) in files.enumerated() { add(number, path: file.path) }
        let group = group(0, depth: 0)
        if case .together(let files, _) = group { close(files) }
        worlds.sort { $0[0] < $1[0] }
    }

    private mutating func add(_ number: Int, path: String) {
        var folder = 0
        for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        where part != "." {
            let name = String(part)
            if let next = folders[folder].children[name] {
                folder = next
            } else {
                folders.append(Folder(name: name))
                folders[folder].children[name] = folders.count - 1
                folder = folders.count - 1
            }
        }
        folders[folder].files.append(number)
    }

    private mutating func close(_ files: [Int]) {
        if !files.isEmpty { worlds.append(files.sorted()) }
    }

    /// Folders nested deeper than the walk goes do not occur.
    private static let depthLimit = 512

    /// The files of a folder and all below it as one world, or nothing when they have to part; the
    /// parts are then in `worlds`.
    private mutating func group(_ folder: Int, depth: Int) -> Group {
        guard depth < Self.depthLimit else { return .apart }
        let own = folders[folder].files
        var parts: [(files: [Int], names: Set<ResourceName>)] = []
        var isApart = false
        if !own.isEmpty { parts.append((own, own.reduce(into: []) { $0.formUnion(names[$1]) })) }
        for child in folders[folder].children.sorted(by: { $0.key < $1.key }).map(\.value) {
            switch group(child, depth: depth + 1) {
            case .together(let files, let names): parts.append((files, names))
            case .apart: isApart = true
            }
        }
        let all = parts.reduce(into: Set<ResourceName>()) { $0.formUnion($1.names) }
        let isDisjoint = all.count == parts.reduce(0) { $0 + $1.names.count }
        if isDisjoint, !isApart { return .together(files: parts.flatMap(\.files), names: all) }
        for part in parts { close(part.files) }
        return .apart
    }
}
