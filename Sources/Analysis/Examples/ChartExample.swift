import Findings
import HelmCharts
import Rules
import SourceText

/// The files of an example that is a chart, disguised.
struct ChartExample {
    private(set) var files: [String: [UInt8]] = [:]
    /// What must be underlined.
    private(set) var marks: [Place] = []
    /// What the fix must give; the same as `files` where the example shows none.
    private(set) var fixedFiles: [String: [UInt8]] = [:]
    private let folder: String

    init(_ example: Example, _ disguise: Disguise) {
        folder = disguise == .inFolder ? "deploy/web/" : ""
        for file in example.files {
            let (bytes, offset) = Self.disguised(file.text, file.name, disguise)
            files[folder + file.name] = bytes
            for mark in example.marks where mark.file == file.name {
                let start = offset(mark.range.start)
                marks.append(
                    Place(
                        path: folder + file.name,
                        range: SourceRange(start, max(start, offset(mark.range.end)))))
            }
        }
        fixedFiles = files
        for file in example.fixed {
            fixedFiles[folder + file.name] = Self.disguised(file.text, file.name, disguise).bytes
        }
    }

    private static func disguised(
        _ text: [UInt8], _ name: String, _ disguise: Disguise
    ) -> (bytes: [UInt8], offset: (Int) -> Int) {
        guard disguise == .afterComment else { return disguise.applied(to: text, kind: .chart) }
        guard let (opening, closing) = comment(in: name) else { return (text, { $0 }) }
        let comment = Array("\(opening) Built with 🐳 and patience.\(closing)\n".utf8)
        return (comment + text, { $0 + comment.count })
    }

    /// How a comment is written in a file; nil where none can be.
    private static func comment(in name: String) -> (opening: String, closing: String)? {
        if name.hasPrefix("templates/") || name.contains("/templates/") {
            return name.hasSuffix("NOTES.txt") ? nil : ("{{/*", " */}}")
        }
        return name.hasSuffix(".yaml") || name.hasSuffix(".lock") ? ("#", "") : nil
    }

    /// The same with comments that allow a rule in the files that are marked.
    func allowing(_ rule: String) -> ChartExample {
        var copy = self
        for path in Set(marks.map(\.path)) {
            guard let (opening, closing) = Self.comment(in: String(path.dropFirst(folder.count)))
            else { continue }
            let comment =
                "\(opening) plimsoll: allow-file \(rule) -- shown in an example\(closing)\n"
            copy.files[path] = Array(comment.utf8) + (files[path] ?? [])
        }
        return copy
    }

    /// The same with other files.
    func with(_ files: [String: [UInt8]]) -> ChartExample {
        var copy = self
        copy.files = files
        return copy
    }

    /// What a chart's analysis finds in it, its own defaults and files of values being scenarios.
    func analysis(by analyzer: Analyzer) -> ChartAnalysis {
        let path = folder + "Chart.yaml"
        do {
            let root = folder.isEmpty ? "" : String(folder.dropLast())
            let chart = try ChartLoader().load(from: MemoryWorkspace(files), root: root)
            return analyzer.analyse(
                chart, path: path, scenarios: [ChartScenario(name: "values.yaml")])
        } catch {
            return ChartAnalysis(path: path, error: error)
        }
    }
}
