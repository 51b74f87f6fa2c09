import SourceText

/// A value written out: on one line, or on several that take their indentation from their place.
struct BlockText {
    enum Form {
        case inline
        case mapping
        case sequence
    }

    var form: Form
    var lines: [String]

    var inline: String { lines[0] }

    private init(form: Form, lines: [String]) {
        self.form = form
        self.lines = lines
    }

    init(inline text: String) {
        form = .inline
        lines = [text]
    }

    /// A text quoted as `style` says where it need not be, or all in flow form.
    init(_ text: YAMLText, like style: YAMLNode.Style?, inFlow: Bool) {
        switch text {
        case .string(let string):
            self.init(inline: ScalarWriting.written(string, like: style, inFlow: inFlow))
        case .typed(let word): self.init(inline: word)
        case .snippet(let snippet): self.init(snippet: snippet, like: style, inFlow: inFlow)
        }
    }

    private init(snippet: String, like style: YAMLNode.Style?, inFlow: Bool) {
        let tree = YAMLTree(parsing: Array(snippet.utf8))
        guard let root = tree.firstDocument, root.style == .block || inFlow else {
            self.init(inline: snippet.split(separator: "\n").joined(separator: " "))
            return
        }
        guard !inFlow else {
            self.init(inline: FlowWriting.written(root, quoted: style == .doubleQuoted))
            return
        }
        var lines = snippet.split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        let column = root.column
        self.init(
            form: root.kind == .mapping ? .mapping : .sequence,
            lines: lines.map { line in
                line.prefix(column).allSatisfy { $0 == " " } ? String(line.dropFirst(column)) : line
            })
    }

    /// The value under a key of a new entry.
    func entry(_ key: String, _ habits: FileHabits) -> BlockText {
        var text = self
        text.form = .mapping
        switch form {
        case .inline: text.lines = ["\(key): \(inline)"]
        case .mapping: text.lines = ["\(key):"] + indented(by: habits.width)
        case .sequence: text.lines = ["\(key):"] + indented(by: habits.sequenceIndent)
        }
        return text
    }

    /// The value as an item of a new sequence.
    func item() -> BlockText {
        var text = self
        text.form = .sequence
        let rest = indented(by: 2)
        text.lines = ["- " + lines[0]] + rest.dropFirst()
        return text
    }

    /// All lines, moved to the right; empty ones stay empty.
    func indented(by count: Int) -> [String] {
        lines.map { $0.isEmpty ? $0 : String(repeating: " ", count: count) + $0 }
    }

    /// The text from its first line on, the others at a column.
    func text(at column: Int, _ habits: FileHabits) -> String {
        ([lines[0]] + indented(by: column).dropFirst()).joined(separator: habits.lineEnd)
    }
}

/// Writes values in flow form.
enum FlowWriting {
    static func written(_ value: YAMLValue, quoted: Bool) -> String {
        switch value.kind {
        case .sequence:
            "[" + value.items.map { written($0, quoted: quoted) }.joined(separator: ", ") + "]"
        case .mapping:
            "{"
                + value.entries.map {
                    written($0.key, quoted: quoted) + ": " + written($0.value, quoted: quoted)
                }.joined(separator: ", ") + "}"
        case .scalar, .alias: scalar(value, quoted)
        }
    }

    private static func scalar(_ value: YAMLValue, _ quoted: Bool) -> String {
        let text = value.string ?? ""
        if case .string = value.scalar {
            let style = quoted ? .doubleQuoted : value.style
            return ScalarWriting.written(text, like: style, inFlow: true)
        }
        return text.isEmpty ? "null" : text
    }
}
