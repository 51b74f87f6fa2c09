import SourceText

/// New entries and items.
extension YAMLEditor {
    /// Creates what the missing steps name below the value that is there.
    func create(_ text: YAMLText) -> YAMLEditing {
        guard let first = missing.first else { return .refused("the path leads nowhere") }
        let isEmpty = value.isNull || (value.style == .flow && value.children.isEmpty)
        guard fits(first, isEmpty) else {
            return .refused("the path leads through a value of another kind")
        }
        for step in missing.dropFirst() {
            if case .index(let index) = step, index != 0 {
                return .refused("a new sequence begins with its first item")
            }
        }
        let inFlow = value.isInFlow || (value.style == .flow && !isEmpty)
        let style = styleOfValues(in: value)
        if isEmpty { return replace(with: nested(text, missing[...], style, inFlow)) }
        if inFlow { return insertInFlow(text, first, style) }
        return insertLines(nested(text, missing[...], style, false))
    }

    private func fits(_ step: YAMLPath.Step, _ isEmpty: Bool) -> Bool {
        switch step {
        case .key: value.kind == .mapping || isEmpty
        case .index(let index):
            isEmpty ? index == 0 : value.kind == .sequence && index == value.children.count
        }
    }

    /// The text within all collections that the steps call for.
    private func nested(
        _ text: YAMLText, _ steps: ArraySlice<YAMLPath.Step>, _ style: YAMLNode.Style?,
        _ inFlow: Bool
    ) -> BlockText {
        var result = BlockText(text, like: style, inFlow: inFlow)
        for step in steps.reversed() {
            switch step {
            case .key(let key):
                let name = ScalarWriting.written(key, like: keyStyle, inFlow: inFlow)
                if inFlow {
                    result = BlockText(inline: "{\(name): \(result.inline)}")
                } else {
                    result = result.entry(name, habits)
                }
            case .index:
                if inFlow {
                    result = BlockText(inline: "[\(result.inline)]")
                } else {
                    result = result.item()
                }
            }
        }
        return result
    }

    private var keyStyle: YAMLNode.Style? { isJSON(value) ? .doubleQuoted : nil }

    /// After the last entry or item of a block collection, and the comment beside it.
    private func insertLines(_ text: BlockText) -> YAMLEditing {
        let lines = text.indented(by: value.column).joined(separator: habits.lineEnd)
        let end = endOfLines
        let isAtLineStart = end > 0 && bytes[end - 1] == 0x0A
        let text = isAtLineStart ? lines + habits.lineEnd : habits.lineEnd + lines
        return edits([Edit(SourceRange(at: end), text)] + keptEnd)
    }

    /// A block scalar that the end of the file cuts off gets no line end by what follows it now.
    private var keptEnd: [Edit] {
        let last = YAMLValue(tree: value.tree, index: value.endIndex - 1)
        guard last.style == .literal || last.style == .folded, !last.text.isEmpty else { return [] }
        let mark = last.contentStart
        guard bytes.lineEnd(from: last.range.end) == bytes.count, last.text.last != 0x0A else {
            return []
        }
        let header = bytes[mark..<bytes.lineEnd(from: mark)].prefix(3)
        guard !header.contains(UInt8(ascii: "-")), !header.contains(UInt8(ascii: "+")) else {
            return []
        }
        return [Edit(SourceRange(at: mark + 1), "-")]
    }

    /// Where the lines of the value end; blank lines that a block scalar keeps are its own, and so
    /// are comments right below it that stand further to the right than its keys.
    private var endOfLines: Int {
        let end = bytes.lineEnd(from: value.range.end)
        let last = YAMLValue(tree: value.tree, index: value.endIndex - 1)
        guard last.style == .literal || last.style == .folded else {
            return endOfComments(after: end)
        }
        let content = last.contentStart
        guard bytes[content..<bytes.lineEnd(from: content)].prefix(3).contains(UInt8(ascii: "+"))
        else { return endOfComments(after: end) }
        var place = end
        while place < bytes.count {
            let next = bytes.nextLine(after: place)
            guard next < bytes.count else { return bytes.count }
            guard bytes[next..<bytes.lineEnd(from: next)].allSatisfy({ $0.isBlank }) else {
                return next
            }
            place = next
        }
        return place
    }

    private func endOfComments(after end: Int) -> Int {
        var end = end
        while true {
            let next = bytes.nextLine(after: end)
            let line = bytes[next..<bytes.lineEnd(from: next)]
            let text = line.drop { $0 == 0x20 }
            guard text.first == UInt8(ascii: "#"), text.startIndex - next > value.column else {
                return end
            }
            end = line.endIndex
        }
    }

    private func insertInFlow(
        _ text: YAMLText, _ step: YAMLPath.Step, _ style: YAMLNode.Style?
    ) -> YAMLEditing {
        guard let last = value.children.last else { return .refused("there is nothing to follow") }
        var written = nested(text, missing.dropFirst(), style, true).inline
        if case .key(let key) = step {
            written = ScalarWriting.written(key, like: keyStyle, inFlow: true) + ": " + written
        }
        let before = last.key ?? last
        let start = before.range.start
        let line = bytes.lineStart(of: start)
        let ownLine = bytes[line..<start].allSatisfy { $0.isBlank } && line > value.range.start
        let gap = ownLine ? habits.lineEnd + bytes.text(SourceRange(line, start)) : " "
        return edits([Edit(SourceRange(at: last.range.end), "," + gap + written)])
    }
}
