package import SourceText

extension YAMLTree {
    /// The comments from `#` to the end of their lines, in order, found in one walk each time.
    package var comments: [SourceRange] { CommentWalk(of: self).comments() }
}

/// Looks for `#` wherever no scalar stands.
private struct CommentWalk {
    let tree: YAMLTree
    private var found: [SourceRange] = []

    init(of tree: YAMLTree) {
        self.tree = tree
    }

    func comments() -> [SourceRange] {
        var walk = self
        var offset = 0
        for index in tree.nodes.indices where tree.nodes[index].kind == .scalar {
            let node = tree.nodes[index]
            guard Int(node.start) >= offset, node.start < node.end else { continue }
            let content = YAMLValue(tree: tree, index: Int32(index)).contentStart
            walk.look(from: offset, to: content)
            offset = Int(node.end)
            guard node.style == .literal || node.style == .folded else { continue }
            walk.look(from: content, to: tree.bytes.lineEnd(from: content))
        }
        walk.look(from: offset, to: tree.bytes.count)
        return walk.found
    }

    /// Nothing but indicators, tags, anchors, aliases and comments stands here.
    private mutating func look(from start: Int, to end: Int) {
        var offset = start
        while offset < end {
            guard tree.bytes[offset] == UInt8(ascii: "#"), isAfterBlank(offset) else {
                offset += 1
                continue
            }
            let lineEnd = tree.bytes.lineEnd(from: offset)
            found.append(SourceRange(offset, lineEnd))
            offset = lineEnd
        }
    }

    private func isAfterBlank(_ offset: Int) -> Bool {
        offset == 0 || tree.bytes[offset - 1] <= 0x20 || (offset == 3 && tree.bytes[0] == 0xEF)
    }
}

extension YAMLValue {
    /// Where the node begins after its tag and anchor.
    var contentStart: Int {
        let node = node
        guard node.flags.contains(.hasProperties) else { return Int(node.start) }
        var cursor = Cursor(tree.bytes, range: node.range)
        var content = cursor.offset
        while let byte = cursor.byte, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
            cursor.skip { $0 > 0x20 }
            content = cursor.offset
            cursor.skipBlanksAndComments()
        }
        return cursor.isAtEnd ? content : cursor.offset
    }
}

extension Cursor {
    /// Moves past blanks, line ends, and comments that have a blank before them.
    mutating func skipBlanksAndComments() {
        while let byte, byte <= 0x20 || byte == UInt8(ascii: "#") {
            if byte == UInt8(ascii: "#") { skip { $0 != 0x0A && $0 != 0x0D } } else { advance() }
        }
    }
}

extension [UInt8] {
    /// The end of the line in which `offset` stands, before its line end.
    func lineEnd(from offset: Int) -> Int {
        var end = offset
        while end < count, self[end] != 0x0A, self[end] != 0x0D { end += 1 }
        return end
    }

    /// Where the line begins in which `offset` stands.
    func lineStart(of offset: Int) -> Int {
        var start = offset
        while start > 0, self[start - 1] != 0x0A, self[start - 1] != 0x0D { start -= 1 }
        return start
    }

    /// The beginning of the line after the one in which `offset` stands, or the end of the file.
    func nextLine(after offset: Int) -> Int {
        var end = lineEnd(from: offset)
        if end < count, self[end] == 0x0D { end += 1 }
        if end < count, self[end] == 0x0A { end += 1 }
        return end
    }
}
