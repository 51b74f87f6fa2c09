import SourceText

/// How a file is written, so that what is added looks like the rest.
struct FileHabits {
    /// The spaces by which a mapping stands to the right of the one around it.
    private(set) var width = 2
    /// The spaces by which a sequence stands to the right of its key.
    private(set) var sequenceIndent: Int
    let lineEnd: String

    init(of tree: YAMLTree) {
        let feed = tree.bytes.firstIndex(of: 0x0A) ?? 0
        lineEnd = feed > 0 && tree.bytes[feed - 1] == 0x0D ? "\r\n" : "\n"
        var width: Int?
        var sequence: Int?
        // Habits show early; each edit asks for them, so a long file is not read to its end.
        for index in tree.nodes.indices.prefix(2_000) where width == nil || sequence == nil {
            let value = YAMLValue(tree: tree, index: Int32(index))
            guard value.style == .block, let parent = value.parent, parent.kind == .mapping else {
                continue
            }
            let indent = value.column - parent.column
            guard parent.style == .block, value.isOnOwnLine, (0...8).contains(indent) else {
                continue
            }
            if value.kind == .mapping {
                width = width ?? indent
            } else {
                sequence = sequence ?? indent
            }
        }
        self.width = max(1, width ?? 2)
        sequenceIndent = sequence ?? self.width
    }
}

extension YAMLValue {
    /// The column, from 0, in bytes, where it begins after tag and anchor.
    var column: Int {
        let start = contentStart
        let line = tree.bytes.lineStart(of: start)
        return start - line - (line == 0 && tree.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    }

    /// Whether nothing but blanks stands before it in its line.
    var isOnOwnLine: Bool {
        let start = contentStart
        return tree.bytes[tree.bytes.lineStart(of: start)..<start].allSatisfy { $0.isBlank }
    }

    /// Whether it stands in a collection in flow form, where lines and columns mean nothing.
    var isInFlow: Bool {
        var value = parent
        while let collection = value {
            if collection.style == .flow { return true }
            value = collection.parent
        }
        return false
    }

    /// Whether an alias shows it, or something around it, elsewhere.
    var isShared: Bool {
        var value: YAMLValue? = self
        while let node = value {
            if node.node.flags.contains(.isAliased) { return true }
            value = node.parent
        }
        return false
    }
}
