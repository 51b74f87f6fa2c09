import SourceText

extension EditPlace {
    /// Takes out the node with its key or dash. A parent left empty is taken out instead.
    func removing() -> YAMLChange? {
        var node = node
        while let parent = node.parent, parent.ownChildren.count <= (node.key == nil ? 1 : 2) {
            node = parent
        }
        guard let parent = node.parent else { return nil }
        let start = node.key?.range.start ?? node.range.start
        let end = max(node.range.end, node.key.map { afterColon($0) } ?? 0)
        if parent.style == .flow {
            return change(flowRange(node, in: parent, start, end), "")
        }
        return blockRange(node, start, end).map { change($0, "") }
    }

    /// An entry of a flow collection with the comma that sets it off.
    private func flowRange(
        _ node: YAMLValue, in parent: YAMLValue, _ start: Int, _ end: Int
    ) -> SourceRange {
        let children = parent.ownChildren
        if let before = children.last(where: { $0.range.end <= start && $0.index < node.index }) {
            return SourceRange(max(before.range.end, before.key.map { afterColon($0) } ?? 0), end)
        }
        let next = children.first { $0.index > node.index && $0.range.start >= end }
        return SourceRange(start, next?.range.start ?? end)
    }

    /// The lines of an entry or item, with the comments right above that speak of it.
    private func blockRange(_ node: YAMLValue, _ start: Int, _ end: Int) -> SourceRange? {
        let opening = node.key == nil ? dash(of: node) : start
        guard let opening else { return nil }
        let line = lineStart(opening)
        guard isBlank(line, opening) else { return firstOfItem(node, opening) }
        return SourceRange(commentsAbove(line, column: column(opening)), nextLine(end))
    }

    /// The first entry behind a dash: the next one moves up into its place.
    private func firstOfItem(_ node: YAMLValue, _ start: Int) -> SourceRange? {
        guard node.key != nil, let parent = node.parent,
            let next = parent.ownKeys.first(where: { $0.range.start > start })
        else { return nil }
        let gap = bytes[node.range.end..<next.range.start]
        return gap.contains(UInt8(ascii: "#")) ? nil : SourceRange(start, next.range.start)
    }

    /// The start of the comment lines that stand right above a line in the same column.
    private func commentsAbove(_ line: Int, column: Int) -> Int {
        var start = line
        while start > 0 {
            let above = lineStart(start - 1)
            let text = bytes[above..<start].drop(while: \.isBlank)
            guard text.first == UInt8(ascii: "#"), text.startIndex - above == column else { break }
            start = above
        }
        return start
    }
}
