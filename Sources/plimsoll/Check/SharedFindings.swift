import Analysis
import Findings
import SourceText

/// What several charts say of one file, once: a chart that stands in for a dependency is judged by
/// itself and within each chart that asks for it.
///
/// The chart that the file belongs to speaks first, then the others in their order.
struct SharedFindings {
    /// The folders of charts, each with a slash at its end.
    private let folders: Set<String>
    private var findings: Set<Key> = []
    private var problems: Set<Key> = []

    private struct Key: Hashable {
        var id: String
        var place: Place
    }

    /// What was found in all files, nothing twice.
    static func analyses(of results: [FileResult]) -> [FileAnalysis] {
        let folders = results.compactMap(\.chartFolder)
        guard folders.count > 1 else { return results.flatMap { [$0.analysis] + $0.parts } }
        var shared = SharedFindings(folders: Set(folders))
        for result in results { shared.note(result) }
        return results.flatMap { shared.left(of: $0) }
    }

    private init(folders: Set<String>) {
        self.folders = folders
    }

    /// Notes what a chart says of its own files.
    private mutating func note(_ result: FileResult) {
        guard let folder = result.chartFolder else { return }
        for file in [result.analysis] + result.parts where !isForeign(file.path, to: folder) {
            for finding in file.findings {
                findings.insert(Key(id: finding.rule, place: finding.place))
            }
            for problem in file.problems {
                problems.insert(
                    Key(id: problem.id, place: Place(path: file.path, range: problem.range)))
            }
        }
    }

    private mutating func left(of result: FileResult) -> [FileAnalysis] {
        guard let folder = result.chartFolder else { return [result.analysis] + result.parts }
        return [result.analysis]
            + result.parts.compactMap { part in
                guard isForeign(part.path, to: folder) else { return part }
                var part = part
                part.findings.removeAll {
                    !findings.insert(Key(id: $0.rule, place: $0.place)).inserted
                }
                part.problems.removeAll {
                    let place = Place(path: part.path, range: $0.range)
                    return !problems.insert(Key(id: $0.id, place: place)).inserted
                }
                return part.findings.isEmpty && part.problems.isEmpty ? nil : part
            }
    }

    /// Whether a file belongs to another chart: the outermost that it is a part of.
    private func isForeign(_ path: String, to folder: String) -> Bool {
        guard let owner = owner(of: path) else { return false }
        return owner != folder
    }

    private func owner(of path: String) -> String? {
        if folders.contains(""), ChartInput.belongs(path) { return "" }
        for (offset, byte) in path.utf8.enumerated() where byte == UInt8(ascii: "/") {
            let folder = String(decoding: path.utf8.prefix(offset + 1), as: UTF8.self)
            let inner = String(decoding: path.utf8.dropFirst(offset + 1), as: UTF8.self)
            if folders.contains(folder), ChartInput.belongs(inner) { return folder }
        }
        return nil
    }
}

extension FileResult {
    /// Whether a fix could not be written, which must be told.
    var hasUnwritten: Bool {
        ([analysis] + parts).contains { $0.problems.contains { $0.id == "unwritable" } }
    }

    /// The folder of a chart that is no archive, with a slash at its end; nil for all else.
    var chartFolder: String? {
        guard analysis.kind == .chart, !analysis.isPart, input.path.hasSuffix("Chart.yaml") else {
            return nil
        }
        return ChartFolder.of(input.path)
    }
}
