import SourceText

extension EditPlace {
    /// Puts a snippet in the place of the node.
    func replacing(_ snippet: YAMLSnippet) -> YAMLChange? {
        guard let key = node.key else {
            guard snippet.isInline, node.kind == .scalar else { return nil }
            return change(node.range, quoted(snippet.lines[0]))
        }
        if isInFlow { return change(node.range, snippet.flowText) }
        if snippet.isInline, node.style != .block, !node.range.isEmpty, !isMultiline {
            return change(node.range, quoted(snippet.lines[0]))
        }
        let start = afterColon(key)
        let end = max(start, node.range.isEmpty ? start : node.range.end)
        if snippet.isInline { return change(SourceRange(start, end), " " + snippet.lines[0]) }
        return change(SourceRange(start, end), "\n" + block(snippet, below: key))
    }

    /// Whether the node's text spans lines.
    private var isMultiline: Bool {
        node.style == .literal || node.style == .folded || bytes[node.range].contains(0x0A)
    }

    /// The text in the quotes of what it replaces, when it would be a string without them, too.
    private func quoted(_ text: String) -> String {
        guard node.style == .doubleQuoted || node.style == .singleQuoted,
            let new = YAMLTree(parsing: Array(text.utf8)).firstDocument, new.kind == .scalar,
            new.style == .plain, case .string? = new.scalar,
            !text.contains("\""), !text.contains("'"), !text.contains("\\")
        else { return text }
        return node.style == .doubleQuoted ? "\"\(text)\"" : "'\(text)'"
    }

    /// The lines of a snippet as the value of a key above them.
    private func block(_ snippet: YAMLSnippet, below key: YAMLValue) -> String {
        let step = snippet.isSequence ? sequenceIndentation : indentation
        return snippet.indented(by: column(key.range.start) + step)
    }

    /// Adds the missing keys to the node, which is their deepest parent.
    func inserting(_ snippet: YAMLSnippet) -> YAMLChange? {
        if node.kind == .scalar, node.isNull { return insertingBelowNothing(snippet) }
        guard node.kind == .mapping else { return nil }
        if node.style == .flow { return insertingInFlow(snippet) }
        guard let first = node.ownKeys.first, let last = node.ownChildren.last,
            !last.keepsLineEnds(in: bytes)
        else { return nil }
        let lines = entry(snippet, at: column(first.range.start))
        return lineAfter(max(last.range.end, node.ownKeys[node.ownKeys.count - 1].range.end), lines)
    }

    /// A key that has no value yet gets the missing keys as its mapping.
    private func insertingBelowNothing(_ snippet: YAMLSnippet) -> YAMLChange? {
        guard let key = node.key else { return nil }
        if isInFlow { return change(node.range, " {" + flowEntry(snippet) + "}") }
        let start = afterColon(key)
        let end = node.range.isEmpty ? start : max(start, node.range.end)
        return change(
            SourceRange(start, end),
            "\n" + entry(snippet, at: column(key.range.start) + indentation))
    }

    private func insertingInFlow(_ snippet: YAMLSnippet) -> YAMLChange? {
        guard let last = node.ownChildren.last else {
            return change(node.range, "{" + flowEntry(snippet) + "}")
        }
        let end = max(last.range.end, last.key.map { afterColon($0) } ?? 0)
        return change(SourceRange(at: end), ", " + flowEntry(snippet))
    }

    /// The missing keys inside each other with the snippet innermost, in block lines.
    private func entry(_ snippet: YAMLSnippet, at column: Int) -> String {
        var lines: [String] = []
        var width = column
        for key in missing {
            lines.append(String(repeating: " ", count: width) + Self.written(key) + ":")
            width += indentation
        }
        if snippet.isInline {
            lines[lines.count - 1] += " " + snippet.lines[0]
        } else {
            let step = snippet.isSequence ? sequenceIndentation : indentation
            lines.append(snippet.indented(by: width - indentation + step))
        }
        return lines.joined(separator: "\n")
    }

    private func flowEntry(_ snippet: YAMLSnippet) -> String {
        var text = snippet.flowText
        for (depth, key) in missing.reversed().enumerated() {
            text = depth == 0 ? "\(Self.written(key)): \(text)" : "\(Self.written(key)): {\(text)}"
        }
        return text
    }

    /// A key as it is written: in quotes when it would be no plain text without them.
    private static func written(_ key: String) -> String {
        guard let node = YAMLTree(parsing: Array((key + ": x").utf8)).firstDocument,
            let first = node.ownKeys.first, first.string == key, case .string? = first.scalar
        else { return "\"\(key)\"" }
        return key
    }

    /// Appends an item to the node, a list.
    func appending(_ snippet: YAMLSnippet) -> YAMLChange? {
        let items = node.ownItems
        if node.style == .flow {
            guard let last = items.last else { return change(node.range, "[\(snippet.flowText)]") }
            return change(SourceRange(at: last.range.end), ", " + snippet.flowText)
        }
        guard let first = items.first, let last = items.last, let dash = dash(of: first),
            isBlank(lineStart(dash), dash) || node.key == nil, !last.keepsLineEnds(in: bytes)
        else { return nil }
        let lines = YAMLSnippet(snippet.asItem).indented(by: column(dash))
        return lineAfter(last.range.end, lines)
    }

    /// Inserts lines below the line in which an offset lies.
    private func lineAfter(_ offset: Int, _ lines: String) -> YAMLChange {
        let place = nextLine(offset)
        let isLast = place == bytes.count && bytes.last != 0x0A
        return change(SourceRange(at: place), isLast ? "\n" + lines : lines + "\n")
    }

    func change(_ range: SourceRange, _ text: String) -> YAMLChange {
        YAMLChange([Edit(range, text)], isShared: isShared)
    }

    /// Whether the node stands inside a flow collection.
    var isInFlow: Bool { node.parent?.style == .flow }
}

extension YAMLValue {
    /// Whether the last text in the node is a block scalar that keeps the line ends behind it, so
    /// that nothing can be written there without changing it.
    fileprivate func keepsLineEnds(in bytes: [UInt8]) -> Bool {
        var last = self
        while let inner = last.ownChildren.last { last = inner }
        guard last.style == .literal || last.style == .folded else { return false }
        let header = bytes[last.range].prefix { $0 != 0x0A }
        return header.contains(UInt8(ascii: "+"))
    }
}
