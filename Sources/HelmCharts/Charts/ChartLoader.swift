package import GoTemplates
package import SourceText

/// Loads charts as Helm does: from a folder of files, where `.helmignore` counts, or from an
/// archive, where it does not.
package struct ChartLoader: Sendable {
    /// The largest file that a folder may hold, as in Helm.
    package static let largestFile = 5 * 1_024 * 1_024
    /// How deep charts may lie within each other.
    package static let deepestChart = 32

    package init() {}

    /// Loads the chart in a folder of a tree of files. `root` is its name without a trailing `/`;
    /// empty for the whole tree.
    package func load(
        from workspace: any Workspace, root: String = ""
    ) throws(ChartError) -> Chart {
        let prefix = root.isEmpty || root == "." ? "" : root + "/"
        var names: [(path: String, name: String)] = []
        for path in workspace.names where path.hasPrefix(prefix) {
            names.append((path, String(path.dropFirst(prefix.count))))
        }
        let ignore = try ignoreRules(workspace, prefix)
        var folders: [String: Bool] = [:]
        var files: [ChartFile] = []
        for (path, name) in names.sorted(by: { $0.name.walksBefore($1.name) })
        where !isIgnored(name, ignore, &folders) {
            files.append(try read(path, as: name, from: workspace))
        }
        return try chart(of: files, at: root, depth: 0)
    }

    /// Loads a chart from an archive, `helm package`'s `.tgz`.
    package func load(archive bytes: Bytes, at path: String) throws(ChartError) -> Chart {
        try chart(of: ChartArchive.files(in: bytes, at: path), at: path, depth: 0)
    }

    private func ignoreRules(
        _ workspace: any Workspace, _ prefix: String
    ) throws(ChartError) -> HelmIgnore {
        let path = prefix + ".helmignore"
        let bytes = try? workspace.bytes(of: path)
        do throws(HelmIgnore.PatternError) {
            return try HelmIgnore(parsing: bytes)
        } catch {
            throw ChartError(.unreadable, error.message, at: path)
        }
    }

    /// Whether a file or a folder above it is no part of the chart.
    private func isIgnored(
        _ name: String, _ rules: HelmIgnore, _ folders: inout [String: Bool]
    ) -> Bool {
        let bytes = Bytes(name.utf8)
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") {
            let folder = String(decoding: bytes[..<index], as: UTF8.self)
            if let known = folders[folder] {
                if known { return true }
                continue
            }
            let isIgnored = rules.ignores(Bytes(bytes[..<index]), isFolder: true)
            folders[folder] = isIgnored
            if isIgnored { return true }
        }
        return rules.ignores(bytes, isFolder: false)
    }

    private func read(
        _ path: String, as name: String, from workspace: any Workspace
    ) throws(ChartError) -> ChartFile {
        do throws(UnreadableFile) {
            let bytes = try workspace.bytes(of: path)
            guard bytes.count <= Self.largestFile else {
                let base = String(name.lastStep).goQuoted
                throw UnreadableFile(
                    reason: "chart file \(base) is larger than the maximum file size "
                        + "\(Self.largestFile)")
            }
            return ChartFile(name: name, path: path, bytes: bytes)
        } catch {
            let isLarge = error.reason.hasPrefix("chart file ")
            throw ChartError(
                .unreadable, isLarge ? error.reason : "error reading \(name): \(error.reason)",
                at: path)
        }
    }

    /// Puts a chart together from its files.
    private func chart(
        of files: [ChartFile], at path: String, depth: Int
    ) throws(ChartError) -> Chart {
        guard depth <= Self.deepestChart else {
            throw ChartError(
                .limit, "charts lie within each other more than \(Self.deepestChart) deep", at: path
            )
        }
        var sorting = try ChartSorting(files)
        guard let chartFile = sorting.chartFile else {
            throw ChartError(.missingChartFile, "Chart.yaml file is missing", at: path)
        }
        if let complaint = sorting.validate() {
            throw ChartError(.invalid, "validation: \(complaint)", at: chartFile.path)
        }
        var subcharts: [Chart] = []
        for (name, files) in sorting.subcharts {
            if name.hasPrefix("_") || name.hasPrefix(".") { continue }
            let subchart = try subchart(
                name, of: files, in: sorting.metadata?.name ?? "", at: path, depth: depth + 1)
            subcharts.append(subchart)
        }
        return Chart(sorting, chartFile: chartFile, subcharts: subcharts)
    }

    private func subchart(
        _ name: String, of files: [ChartFile], in parent: String, at path: String, depth: Int
    ) throws(ChartError) -> Chart {
        let isArchive = name.fileExtension == ".tgz"
        if isArchive, let first = files.first, first.name != name {
            throw ChartError(
                .invalid,
                "error unpacking subchart tar in \(parent): expected \(name), got \(first.name)",
                at: first.path)
        }
        do throws(ChartError) {
            if isArchive, let file = files.first {
                let inner = try ChartArchive.files(in: file.bytes, at: file.path)
                return try chart(of: inner, at: file.path, depth: depth)
            }
            // What lies in `charts/` itself belongs to no chart.
            let inner = files.filter { $0.name.contains("/") }.map { file in
                file.named(String(file.name.dropFirst(name.count + 1)))
            }
            let folder = path.isEmpty ? "charts/\(name)" : "\(path)/charts/\(name)"
            return try chart(of: inner, at: folder, depth: depth)
        } catch {
            throw error.within("error unpacking subchart \(name) in \(parent)")
        }
    }
}

extension String {
    /// Whether a walk through folders, each in the order of its names, meets this before another.
    fileprivate func walksBefore(_ other: String) -> Bool {
        func rank(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: "/") ? 0 : byte }
        return utf8.lazy.map(rank).lexicographicallyPrecedes(other.utf8.lazy.map(rank))
    }
}
