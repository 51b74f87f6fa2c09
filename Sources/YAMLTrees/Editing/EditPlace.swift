import SourceText

/// Where an edit acts: the deepest node on the way that exists, and the keys that are missing.
struct EditPlace {
    let node: YAMLValue
    let missing: [String]
    /// Whether the way leads through an alias, or below an anchor that an alias refers to.
    let isShared: Bool

    var tree: YAMLTree { node.tree }
    var bytes: [UInt8] { node.tree.bytes }

    init?(_ location: YAMLLocation) {
        var node = location.base.target
        var isShared = node != location.base
        var missing = location.keys[...]
        while let key = missing.first, node.kind == .mapping, let next = node[key] {
            // What `<<` merges in is overridden by a key of its own, not changed where it stands.
            if next.parent != node, next.anchor == nil { break }
            if next.parent != node { isShared = true }
            node = next
            missing = missing.dropFirst()
        }
        self.node = node
        self.missing = Array(missing)
        self.isShared = isShared || Self.isReferredTo(node)
    }

    /// Whether an alias refers to the node or to one around it.
    private static func isReferredTo(_ node: YAMLValue) -> Bool {
        var open: YAMLValue? = node
        while let here = open {
            if let anchor = here.anchor, here.tree.hasAlias(to: anchor) { return true }
            open = here.parent
        }
        return false
    }

    // MARK: Text

    /// The number of bytes before an offset in its line, byte order mark left out.
    func column(_ offset: Int) -> Int {
        let start = lineStart(offset)
        return offset - start - (start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    }

    func lineStart(_ offset: Int) -> Int {
        bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    }

    /// The offset behind the line end at or after an offset.
    func nextLine(_ offset: Int) -> Int {
        bytes[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    }

    /// The offset behind the colon of a key.
    func afterColon(_ key: YAMLValue) -> Int {
        bytes[key.range.end...].firstIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? key.range.end
    }

    /// Whether the text between two offsets is blanks alone.
    func isBlank(_ start: Int, _ end: Int) -> Bool { bytes[start..<end].allSatisfy(\.isBlank) }

    /// How far the file indents: the first mapping inside another tells.
    var indentation: Int {
        var root = node
        while let parent = root.parent { root = parent }
        for (key, value) in root.entries where value.kind == .mapping && value.style == .block {
            guard let first = value.ownKeys.first, first.range.start > key.range.end else {
                continue
            }
            let step = column(first.range.start) - column(key.range.start)
            if step > 0 { return step }
        }
        return 2
    }

    /// How far the file sets the dash of a list in from its key: the first list tells.
    var sequenceIndentation: Int {
        for index in tree.nodes.indices {
            let value = YAMLValue(tree: tree, index: Int32(index))
            guard value.kind == .sequence, value.style == .block, let key = value.key,
                let item = value.ownItems.first, let dash = dash(of: item)
            else { continue }
            return max(0, column(dash) - column(key.range.start))
        }
        return 2
    }

    /// The offset of the dash before an item of a block list; nil when it is not in its line.
    func dash(of item: YAMLValue) -> Int? {
        var offset = item.range.start
        while offset > 0, bytes[offset - 1].isBlank { offset -= 1 }
        guard offset > 0, bytes[offset - 1] == UInt8(ascii: "-") else { return nil }
        return offset - 1
    }
}

extension YAMLTree {
    /// Whether some alias has that name.
    fileprivate func hasAlias(to anchor: String) -> Bool {
        nodes.indices.contains { index in
            nodes[index].kind == .alias
                && YAMLValue(tree: self, index: Int32(index)).text.elementsEqual(anchor.utf8)
        }
    }
}

extension YAMLValue {
    /// The nodes directly inside, as they are written: aliases and `<<` as such.
    var ownChildren: [YAMLValue] {
        guard kind == .mapping || kind == .sequence else { return [] }
        var children: [YAMLValue] = []
        var next = index + 1
        while next < endIndex {
            let child = value(next)
            children.append(child)
            next = child.endIndex
        }
        return children
    }

    var ownKeys: [YAMLValue] {
        kind == .mapping
            ? ownChildren.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element) : []
    }

    var ownItems: [YAMLValue] { kind == .sequence ? ownChildren : [] }
}
