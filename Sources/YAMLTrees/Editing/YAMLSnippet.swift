import SourceText

/// YAML text that an edit writes: one line, or block lines with an indentation of their own.
struct YAMLSnippet {
    let lines: [String]

    init(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.allSatisfy({ $0 == " " }) ?? false { lines.removeLast() }
        self.lines = lines.isEmpty ? [""] : lines
    }

    /// Whether it is one line that can stand behind a key.
    var isInline: Bool { lines.count == 1 && !isSequence && !isMappingLine }

    /// Whether its first line is the item of a list.
    var isSequence: Bool { lines[0].hasPrefix("- ") || lines[0] == "-" }

    /// Whether it is a single line `key: value`, which has to stand on a line of its own.
    private var isMappingLine: Bool {
        guard let node = YAMLTree(parsing: Array(lines[0].utf8)).firstDocument else { return false }
        return node.kind == .mapping && node.style == .block
    }

    /// The snippet as the only item of a list.
    var asItem: String { itemLines.joined(separator: "\n") }

    /// The lines of the snippet as an item: a dash before the first, the others below its text.
    var itemLines: [String] {
        lines.enumerated().map { number, line in
            number == 0 ? "- " + line : line.isEmpty ? line : "  " + line
        }
    }

    /// The lines, each after an indentation.
    func indented(by width: Int) -> String {
        let indentation = String(repeating: " ", count: width)
        return lines.map { $0.isEmpty ? $0 : indentation + $0 }.joined(separator: "\n")
    }

    /// The snippet on one line, as it stands in a flow collection.
    var flowText: String {
        if isInline { return lines[0] }
        let text = lines.joined(separator: "\n")
        guard let node = YAMLTree(parsing: Array(text.utf8)).firstDocument else { return text }
        return node.flowText(depth: 0)
    }
}

extension YAMLValue {
    /// The node in flow notation; rules write no deep snippets.
    fileprivate func flowText(depth: Int) -> String {
        guard depth < 16 else { return "null" }
        switch kind {
        case .scalar, .alias: return tree.bytes.text(range)
        case .sequence:
            return "[\(items.map { $0.flowText(depth: depth + 1) }.joined(separator: ", "))]"
        case .mapping:
            let parts = entries.map { key, value in
                "\(tree.bytes.text(key.range)): \(value.flowText(depth: depth + 1))"
            }
            return "{\(parts.joined(separator: ", "))}"
        }
    }
}
