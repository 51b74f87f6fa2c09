import GoTemplates
import SourceText

/// Reads packed charts: a tar in a gzip stream, its names checked, its size bounded.
enum ChartArchive {
    /// What an archive may hold unpacked, as in Helm.
    static let largestContent = 100 * 1_024 * 1_024
    static let mostEntries = 20_000

    /// The files of a packed chart, named from the chart's own folder on.
    static func files(in bytes: Bytes, at path: String) throws(ChartError) -> [ChartFile] {
        // Headers and padding come on top of the content.
        var reader = TarReader(bytes, limit: largestContent + (mostEntries + 2) * 1_024)
        var files: [ChartFile] = []
        var size = 0
        do throws(TarReader.Failure) {
            while let entry = try reader.next() {
                guard let name = try name(of: entry) else { continue }
                size += entry.size
                guard size <= largestContent else { throw .init(tooLarge, isLimit: true) }
                let content = try reader.content()
                files.append(
                    ChartFile(name: name, path: "\(path)!/\(name)", bytes: content, isPacked: true))
            }
        } catch {
            throw ChartError(error.isLimit ? .limit : .archive, error.message, at: path)
        }
        guard !files.isEmpty else {
            throw ChartError(.archive, "no files in chart archive", at: path)
        }
        return files
    }

    private static var tooLarge: String {
        "decompressed chart is larger than the maximum size \(largestContent)"
    }

    /// The name of a file within the chart's folder; nil for what is no file.
    private static func name(of entry: TarReader.Entry) throws(TarReader.Failure) -> String? {
        switch entry.kind {
        case .folder: return nil
        case .link: throw .init("chart illegally contains a link: \(entry.name.goQuoted)")
        case .special: throw .init("chart contains illegally named files")
        case .file: break
        }
        let isForeign = entry.name.contains("\\")
        let steps = entry.name.split(
            separator: isForeign ? "\\" : "/", omittingEmptySubsequences: false)
        let inner = steps.dropFirst().joined(separator: "/")
        if inner.hasPrefix("/") { throw .init("chart illegally contains absolute paths") }
        guard let clean = cleaned(inner) else {
            throw .init("chart illegally references parent directory")
        }
        if clean.isEmpty {
            throw .init(
                "chart illegally contains content outside the base directory: "
                    + entry.name.goQuoted)
        }
        if isOnDrive(clean) { throw .init("chart contains illegally named files") }
        if steps.first == "Chart.yaml" { throw .init("chart yaml not in base directory") }
        return clean
    }

    /// A name without empty steps, `.` and `..`; nil when it leads out of the folder.
    private static func cleaned(_ name: String) -> String? {
        var steps: [Substring] = []
        for step in name.split(separator: "/") where step != "." {
            if step != ".." {
                steps.append(step)
            } else if steps.popLast() == nil {
                return nil
            }
        }
        if steps.first?.hasPrefix("..") == true { return nil }
        return steps.joined(separator: "/")
    }

    private static func isOnDrive(_ name: String) -> Bool {
        let start = Array(name.utf8.prefix(3))
        return start.count == 3 && start[0].isASCIILetter && start[1] == UInt8(ascii: ":")
            && start[2] == UInt8(ascii: "/")
    }
}
