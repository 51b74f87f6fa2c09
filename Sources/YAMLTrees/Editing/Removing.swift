import SourceText

extension YAMLValue {
    /// Removes the entry or item to which a path leads, with its lines. Comments above them stay.
    package func remove(_ path: YAMLPath) -> YAMLEditing {
        let walk = PathWalk(path, from: self)
        guard walk.missing.isEmpty else { return .refused("there is nothing to remove") }
        return YAMLEditor(walk).remove(walk.value)
    }

    /// Gives the key to which a path leads another name.
    package func rename(_ path: YAMLPath, to name: String) -> YAMLEditing {
        let walk = PathWalk(path, from: self)
        guard walk.missing.isEmpty, let key = walk.value.key, key.kind == .scalar else {
            return .refused("there is no key to rename")
        }
        if key.parent?[name] != nil { return .refused("the key `\(name)` is there already") }
        let isBlock = key.style == .literal || key.style == .folded
        let text = ScalarWriting.written(
            name, like: isBlock ? .doubleQuoted : key.style, inFlow: key.isInFlow)
        let range = SourceRange(key.contentStart, max(key.contentStart, key.range.end))
        return YAMLEditor(walk).edits([Edit(range, text)])
    }
}

extension YAMLEditor {
    /// Removes a value; what becomes empty by that goes, too, unless it is an item or a root.
    func remove(_ value: YAMLValue) -> YAMLEditing {
        guard let parent = value.parent else { return .refused("a document cannot be removed") }
        let isOnly = parent.kind == .mapping ? parent.node.first == 2 : parent.node.first == 1
        guard isOnly else {
            return parent.style == .flow ? flow(value, parent) : block(value, parent)
        }
        if parent.parent?.kind == .mapping, parent.anchor == nil, parent.key != nil {
            return remove(parent)
        }
        let walk = PathWalk([], from: parent)
        let text = BlockText(inline: parent.kind == .mapping ? "{}" : "[]")
        return YAMLEditor(walk).replace(with: text)
    }

    private func flow(_ value: YAMLValue, _ parent: YAMLValue) -> YAMLEditing {
        let first = value.key ?? value
        if value.endIndex < parent.endIndex {
            let next = YAMLValue(tree: value.tree, index: value.endIndex)
            return edits([Edit(SourceRange(first.range.start, next.range.start), "")])
        }
        let before = parent.children.last { $0.index < first.index } ?? first
        return edits([Edit(SourceRange(before.range.end, value.range.end), "")])
    }

    private func block(_ value: YAMLValue, _ parent: YAMLValue) -> YAMLEditing {
        guard let start = entryStart(value, parent) else {
            return .refused("the entry does not begin as entries do")
        }
        let end = bytes.lineEnd(from: max(value.range.end, start))
        let line = bytes.lineStart(of: start)
        if bytes[line..<start].allSatisfy({ $0.isBlank }) {
            return edits([Edit(wholeLines(from: line, to: end), "")])
        }
        // The first entry of an item stands behind its `-`; the next one takes its place.
        guard let next = nextStart(value, parent) else {
            return .refused("something stands before the entry in its line")
        }
        let between = Cursor(bytes, range: SourceRange(end, next))
        guard bytes[between.offset..<next].allSatisfy({ $0 <= 0x20 }) else {
            return edits([Edit(SourceRange(start, end), "")])
        }
        return edits([Edit(SourceRange(start, next), "")])
    }

    /// Where the key of an entry or the `-` of an item stands.
    private func entryStart(_ value: YAMLValue, _ parent: YAMLValue) -> Int? {
        guard parent.kind == .sequence else {
            guard let key = value.key else { return nil }
            let start = key.range.start
            // `? key` has its mark before it.
            let line = bytes.lineStart(of: start)
            return bytes[line..<start].contains(UInt8(ascii: "?")) ? nil : start
        }
        let before = parent.children.last { $0.index < value.index }
        var cursor = Cursor(bytes)
        cursor.offset = before?.range.end ?? parent.contentStart
        cursor.skipBlanksAndComments()
        return cursor.byte == UInt8(ascii: "-") ? cursor.offset : nil
    }

    private func nextStart(_ value: YAMLValue, _ parent: YAMLValue) -> Int? {
        guard value.endIndex < parent.endIndex else { return nil }
        let next = YAMLValue(tree: value.tree, index: value.endIndex)
        guard parent.kind == .sequence else { return next.range.start }
        return entryStart(next, parent)
    }

    /// The lines. Comments above them stay: only people know of what they speak.
    private func wholeLines(from start: Int, to end: Int) -> SourceRange {
        let next = bytes.nextLine(after: end)
        if next == end, start > 0 { return SourceRange(previousLineEnd(before: start), end) }
        return SourceRange(start, next)
    }

    /// The end of the line above the one that begins at `start`, before its line end.
    private func previousLineEnd(before start: Int) -> Int {
        let end = start - 1
        return end > 0 && bytes[end] == 0x0A && bytes[end - 1] == 0x0D ? end - 1 : end
    }
}
