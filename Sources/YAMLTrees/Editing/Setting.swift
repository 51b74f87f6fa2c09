import SourceText

extension YAMLValue {
    /// Puts a value where a path leads, with all that is missing on the way.
    package func set(_ path: YAMLPath, to text: YAMLText) -> YAMLEditing {
        let walk = PathWalk(path, from: self)
        let editor = YAMLEditor(walk)
        return editor.missing.isEmpty ? editor.replace(with: text) : editor.create(text)
    }

    /// Adds an item to the sequence to which a path leads, or makes one.
    package func add(_ path: YAMLPath, _ text: YAMLText) -> YAMLEditing {
        let walk = PathWalk(path, from: self)
        let count = walk.missing.isEmpty ? walk.value.target.count : 0
        return set(YAMLPath(path.steps + [.index(count)]), to: text)
    }
}

/// Works out edits at the place to which a path leads.
struct YAMLEditor {
    let value: YAMLValue
    let missing: [YAMLPath.Step]
    let isShared: Bool
    let habits: FileHabits
    let bytes: [UInt8]

    init(_ walk: PathWalk) {
        value = walk.value
        missing = walk.missing
        isShared = walk.isShared || walk.value.isShared
        habits = FileHabits(of: walk.value.tree)
        bytes = walk.value.tree.bytes
    }

    func edits(_ edits: [Edit]) -> YAMLEditing {
        .edits(
            edits.filter { !$0.range.isEmpty || !$0.replacement.isEmpty }, isShared: isShared)
    }

    /// The value that is there becomes another.
    func replace(with text: YAMLText) -> YAMLEditing {
        let style = value.kind == .scalar && !value.isNull ? value.style : neighbourStyle(of: value)
        return replace(with: BlockText(text, like: style, inFlow: value.isInFlow))
    }

    func replace(with text: BlockText) -> YAMLEditing {
        if value.key?.kind == .alias, value.range.isEmpty {
            return .refused("the key is an alias, which needs a space before its `:`")
        }
        if text.form == .inline { return replaceInline(text.inline) }
        if value.style == .block, value.parent?.kind != .mapping || value.isOnOwnLine {
            return replaceBlock(text)
        }
        return value.parent?.kind == .mapping ? openBlock(text) : replaceBlock(text)
    }

    private func replaceInline(_ text: String) -> YAMLEditing {
        let range = value.range
        let anchor = value.anchor.map { "&\($0) " } ?? ""
        if value.style == .block, value.isOnOwnLine, anchor.isEmpty, let key = value.key {
            let line = bytes.lineEnd(from: key.range.end)
            let colon = colonEnd(after: key)
            if line < range.start, colon == line {
                return edits([Edit(SourceRange(colon, range.end), " " + text)])
            }
            if line < range.start, colon < line {
                return edits([
                    Edit(SourceRange(at: colon), " " + text),
                    Edit(SourceRange(line, range.end), ""),
                ])
            }
        }
        let space = needsSpace(before: range.start) ? " " : ""
        let after = needsSpace(after: range.end) ? " " : ""
        return edits([Edit(range, space + anchor + text + after)])
    }

    /// After `:` or `-` with nothing behind it.
    private func needsSpace(before offset: Int) -> Bool {
        guard value.range.isEmpty, offset > 0 else { return false }
        return bytes[offset - 1] > 0x20
    }

    /// Before a `:` that a key with a new text would swallow, or a comment.
    private func needsSpace(after offset: Int) -> Bool {
        value.range.isEmpty && offset < bytes.count && bytes[offset] == UInt8(ascii: "#")
    }

    /// A block collection in the place of another value that has lines of its own.
    private func replaceBlock(_ text: BlockText) -> YAMLEditing {
        let start = value.contentStart
        let parent = value.parent
        var column = value.column
        var lead = value.range.isEmpty && start > 0 && bytes[start - 1] > 0x20 ? " " : ""
        if value.range.isEmpty { column += lead.utf8.count }
        if parent == nil {
            // Behind `---` no block collection can begin.
            lead = value.isOnOwnLine ? "" : habits.lineEnd
            column = 0
        }
        if let parent, parent.kind == .mapping, column <= parent.column, text.form == .mapping {
            lead = String(repeating: " ", count: habits.width)
            column = parent.column + habits.width
        }
        return edits([
            Edit(
                SourceRange(start, max(start, value.range.end)),
                lead + text.text(at: column, habits))
        ])
    }

    /// A block collection below a key that had a value beside it, or none.
    private func openBlock(_ text: BlockText) -> YAMLEditing {
        guard let key = value.key, let parent = value.parent else { return replaceBlock(text) }
        let colon = colonEnd(after: key)
        guard colon > key.range.end else { return .refused("the key has no `:` of its own") }
        let anchor = value.anchor.map { " &\($0)" } ?? ""
        let end = max(colon, value.range.end)
        let indent = text.form == .mapping ? habits.width : habits.sequenceIndent
        let lines = text.indented(by: parent.column + indent).map { habits.lineEnd + $0 }.joined()
        let line = bytes.lineEnd(from: end)
        guard line > end else { return edits([Edit(SourceRange(colon, end), anchor + lines)]) }
        return edits([
            Edit(SourceRange(colon, end), anchor), Edit(SourceRange(at: line), lines),
        ])
    }

    /// Where the `:` after a key ends, or the key when there is none.
    func colonEnd(after key: YAMLValue) -> Int {
        var cursor = Cursor(bytes)
        cursor.offset = key.range.end
        cursor.skipBlanksAndComments()
        return cursor.byte == UInt8(ascii: ":") ? cursor.offset + 1 : key.range.end
    }

    /// How the scalars beside a value are quoted, if their texts do not need it.
    func neighbourStyle(of value: YAMLValue) -> YAMLNode.Style? {
        value.parent.flatMap { styleOfValues(in: $0) }
    }

    func styleOfValues(in collection: YAMLValue) -> YAMLNode.Style? {
        let values = collection.children.filter { !$0.node.flags.contains(.isKey) }
        let texts = values.filter {
            $0.kind == .scalar && $0.string.map { ScalarWriting.isPlain($0, inFlow: false) } == true
        }
        return texts.last?.style ?? (isJSON(collection) ? .doubleQuoted : nil)
    }

    func isJSON(_ collection: YAMLValue) -> Bool {
        var top = collection
        while let parent = top.parent { top = parent }
        return top.style == .flow && top.kind == .mapping
            && top.children.first?.style == .doubleQuoted
    }
}
