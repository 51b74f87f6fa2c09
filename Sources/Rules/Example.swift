package import SourceText
import YAMLTrees

/// A text that shows a rule at work: a test and a piece of documentation in one.
package struct Example: Sendable {
    /// The file an example's text is taken for when it does not say.
    package static let defaultName = "Dockerfile"

    package var name: String?
    /// The files, sorted by name, without the marks.
    package var files: [(name: String, text: [UInt8])]
    /// The marked texts: what the rule must underline, and nothing else.
    package var marks: [(file: String, range: SourceRange)]
    /// The files that the fix changes, sorted by name, with their texts after it; none when the
    /// example shows no fix.
    package var fixed: [(name: String, text: [UInt8])]
    /// Parameters set for this example, in YAML flow notation; nil for the defaults.
    package var parameters: String?
    /// Where the example stands in the rule file.
    package var range: SourceRange

    init(_ value: YAMLValue, path: String) throws(RuleError) {
        let fields = try FieldReader(
            value, known: ["name", "text", "files", "fixed", "parameters"], path: path)
        name = try fields.optional("name")?.text
        range = value.range
        parameters = value["parameters"].map { $0.tree.bytes.text($0.range) }
        files = []
        marks = []
        fixed = []
        if let text = try fields.optional("text") {
            add(Self.defaultName, text.text)
        } else {
            guard let list = value["files"], list.kind == .mapping else {
                throw fields.error(at: value.range, "the example has no `text`")
            }
            for (key, text) in list.entries { add(key.string ?? "", text.string ?? "") }
            files.sort { $0.name < $1.name }
        }
        fixed = try fixedFiles(fields)
    }

    /// What `fixed` shows: one text, or of a chart a text for each file that changes.
    private func fixedFiles(
        _ fields: FieldReader
    ) throws(RuleError) -> [(name: String, text: [UInt8])] {
        guard isChart, let shown = fields.value["fixed"] else {
            return try fields.optional("fixed").map { [(mainFile.name, Array($0.text.utf8))] } ?? []
        }
        guard shown.kind == .mapping, !shown.isEmpty else {
            throw fields.error(
                at: shown.range, "`fixed` should name the files of the chart that the fix changes",
                help: "write them as under `files`, each with its whole text after the fix")
        }
        var fixed: [(name: String, text: [UInt8])] = []
        for (key, text) in shown.entries {
            let name = key.string ?? ""
            guard let file = files.first(where: { $0.name == name }) else {
                throw fields.error(at: key.range, "the example has no file `\(name)`")
            }
            let bytes = Array((text.string ?? "").utf8)
            guard bytes != file.text else {
                throw fields.error(
                    at: key.range, "`\(name)` is the same after the fix", help: "leave it out")
            }
            fixed.append((name, bytes))
        }
        return fixed.sorted { $0.name < $1.name }
    }

    /// Takes the marks out of a text and remembers what they marked.
    private mutating func add(_ file: String, _ text: String) {
        var bytes: [UInt8] = []
        var start: Int?
        var cursor = Cursor(Array(text.utf8))
        while let byte = cursor.byte {
            if cursor.skip("«") {
                start = bytes.count
            } else if cursor.skip("»") {
                if let opened = start { marks.append((file, SourceRange(opened, bytes.count))) }
                start = nil
            } else {
                bytes.append(byte)
                cursor.advance()
            }
        }
        files.append((file, bytes))
    }

    /// Whether its files are a chart.
    package var isChart: Bool { files.contains { $0.name == "Chart.yaml" } }

    /// All of it as one text, for people: the files of a chart with their names above them.
    package var listing: String {
        listing(of: isChart ? files : [mainFile])
    }

    /// What the fix changes, in the same form; nil when the example shows no fix.
    package var fixedListing: String? { fixed.isEmpty ? nil : listing(of: fixed) }

    private func listing(of files: [(name: String, text: [UInt8])]) -> String {
        files.map { (isChart ? "# \($0.name)\n" : "") + String(decoding: $0.text, as: UTF8.self) }
            .joined(separator: "\n")
    }

    /// The text of the only file, or of the first one marked.
    package var mainFile: (name: String, text: [UInt8]) {
        let wanted = marks.first?.file ?? files[0].name
        return files.first { $0.name == wanted } ?? files[0]
    }
}
