package import Kubernetes

/// What the kustomizations of a run say of the files around them.
package struct Kustomizations: Sendable {
    /// The files that they use as patches.
    package private(set) var patches: Set<String> = []
    /// The files to whose selectors and pods they add labels.
    package private(set) var labelled: Set<String> = []
    /// The names of the ConfigMaps and Secrets that they make.
    package private(set) var generated: Set<String> = []

    private var folders: [String: [Kustomization]] = [:]

    /// `files` are kustomizations with their paths.
    package init(_ files: [(path: String, kustomization: Kustomization)]) {
        for (path, kustomization) in files {
            let folder = Self.folder(of: path)
            folders[folder, default: []].append(kustomization)
            patches.formUnion(kustomization.patchFiles.map { Self.joined(folder, $0) })
            generated.formUnion(kustomization.generatedNames)
        }
        var reached: Set<String> = []
        var open = folders.keys.filter { addsLabels($0) }
        while let folder = open.popLast() {
            guard reached.insert(folder).inserted else { continue }
            for path in (folders[folder] ?? []).flatMap(\.resources) {
                let place = Self.joined(folder, path)
                if folders[place] != nil { open.append(place) } else { labelled.insert(place) }
            }
        }
    }

    /// Whether a folder's kustomization adds labels, or one of its components does.
    private func addsLabels(_ folder: String) -> Bool {
        (folders[folder] ?? []).contains { kustomization in
            kustomization.addsLabels
                || kustomization.components.contains { component in
                    (folders[Self.joined(folder, component)] ?? []).contains(where: \.addsLabels)
                }
        }
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    /// A path below a folder, with `.` and `..` taken out, and no slash at its end.
    private static func joined(_ folder: String, _ file: String) -> String {
        var parts: [Substring] = []
        let path = folder.isEmpty ? file : folder + "/" + file
        for part in path.split(separator: "/", omittingEmptySubsequences: false) {
            if part == "..", let last = parts.last, last != "..", !last.isEmpty {
                parts.removeLast()
            } else if part != "." || parts.isEmpty && !folder.isEmpty {
                parts.append(part)
            }
        }
        if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
        return parts.joined(separator: "/")
    }
}
