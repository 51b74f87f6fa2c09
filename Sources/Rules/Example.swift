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
    /// The text of the marked file after the fix, if the rule has one.
    package var fixed: [UInt8]?
    /// Parameters set for this example, in YAML flow notation; nil for the defaults.
    package var parameters: String?
    /// Where the example stands in the rule file.
    package var range: SourceRange

    init(_ value: YAMLValue, path: String) throws(RuleError) {
        let fields = try FieldReader(
            value, known: ["name", "text", "files", "fixed", "parameters"], path: path)
        name = try fields.optional("name")?.text
        range = value.range
        fixed = try fields.optional("fixed").map { Array($0.text.utf8) }
        parameters = value["parameters"].map { $0.tree.bytes.text($0.range) }
        files = []
        marks = []
        if let text = try fields.optional("text") {
            add(Self.defaultName, text.text)
            return
        }
        guard let list = value["files"], list.kind == .mapping else {
            throw fields.error(at: value.range, "the example has no `text`")
        }
        for (key, text) in list.entries { add(key.string ?? "", text.string ?? "") }
        files.sort { $0.name < $1.name }
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
        guard isChart else { return String(decoding: mainFile.text, as: UTF8.self) }
        return files.map { "# \($0.name)\n" + String(decoding: $0.text, as: UTF8.self) }
            .joined(separator: "\n")
    }

    /// The text of the only file, or of the first one marked.
    package var mainFile: (name: String, text: [UInt8]) {
        let wanted = marks.first?.file ?? files[0].name
        return files.first { $0.name == wanted } ?? files[0]
    }
}
