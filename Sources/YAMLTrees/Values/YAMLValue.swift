package import SourceText

/// A node of a tree, to be read from: `document["fix"]?["title"]?.string`.
///
/// What is read of an alias is what it refers to; `kind`, `style`, `range` and `text` are its own.
package struct YAMLValue: Sendable {
    package let tree: YAMLTree
    let index: Int32

    init(tree: YAMLTree, index: Int32) {
        self.tree = tree
        self.index = index
    }

    var node: YAMLNode { tree.nodes[Int(index)] }

    package var kind: YAMLNode.Kind { node.kind }
    package var style: YAMLNode.Style { node.style }
    /// Its bytes, from the tag or anchor on if it has one.
    package var range: SourceRange { node.range }
    package var tag: String? { properties?.tag }
    package var anchor: String? { properties?.anchor }

    private var properties: YAMLNode.Properties? {
        node.flags.contains(.hasProperties) ? tree.properties[index] : nil
    }

    /// The decoded text of a scalar, or nil for another kind of node.
    package var string: String? {
        let node = tree.nodes[Int(tree.target(of: index))]
        guard node.kind == .scalar else { return nil }
        return tree.withText(of: node) { String(decoding: $0, as: UTF8.self) }
    }

    /// The decoded bytes of a scalar, or the name in an alias.
    package var text: ArraySlice<UInt8> {
        let node = node
        switch node.kind {
        case .scalar:
            let range = Int(node.first)..<Int(node.second)
            return node.flags.contains(.isDecoded) ? tree.decoded[range] : tree.bytes[range]
        case .alias: return tree.bytes[Int(node.start) + 1..<Int(node.end)]
        case .sequence, .mapping: return []
        }
    }

    /// The decoded bytes of a scalar, without a reference to them; none for another kind of node.
    package func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let node = node
        guard node.kind == .scalar else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        return tree.withText(of: node, body)
    }

    /// Whether this is a scalar that means null: nothing, `~` or `null`.
    package var isNull: Bool { scalar == .null }

    /// The collection it stands in, or nil for a document's root.
    package var parent: YAMLValue? { node.parent < 0 ? nil : value(node.parent) }

    /// The key it stands under when it is a value of a mapping.
    package var key: YAMLValue? {
        let node = node
        guard node.parent >= 0, !node.flags.contains(.isKey) else { return nil }
        guard tree.nodes[Int(node.parent)].kind == .mapping else { return nil }
        var before = index - 1
        while tree.nodes[Int(before)].parent != node.parent {
            before = tree.nodes[Int(before)].parent
        }
        return value(before)
    }

    /// Itself, or what an alias refers to. An alias that refers to nothing, to a node around it or
    /// to far too much is its own target, and was told as a problem.
    package var target: YAMLValue { value(tree.target(of: index)) }

    /// The number of items of a sequence or of entries of a mapping; 0 for a scalar.
    package var count: Int {
        let node = tree.nodes[Int(tree.target(of: index))]
        switch node.kind {
        case .sequence: return Int(node.first)
        case .mapping: return node.flags.contains(.hasMerge) ? entries.count : Int(node.first) / 2
        case .scalar, .alias: return 0
        }
    }

    /// Whether there are no items and no entries.
    package var isEmpty: Bool { count == 0 }

    func value(_ index: Int32) -> YAMLValue { YAMLValue(tree: tree, index: index) }

    /// The index after its last descendant: that of its next sibling, if there is one.
    var endIndex: Int32 { tree.nodes[Int(index)].endIndex(from: index) }
}

extension YAMLTree {
    /// The decoded text of a scalar, without a copy.
    func withText<Result>(
        of scalar: YAMLNode, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        let range = Int(scalar.first)..<Int(scalar.second)
        return scalar.flags.contains(.isDecoded)
            ? decoded.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
            : bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }
}

extension YAMLNode {
    func endIndex(from index: Int32) -> Int32 {
        switch kind {
        case .scalar, .alias: index + 1
        case .sequence, .mapping: second
        }
    }
}

extension YAMLValue: Hashable {
    /// Equal values are the same node of the same tree.
    package static func == (left: YAMLValue, right: YAMLValue) -> Bool {
        left.index == right.index && left.tree === right.tree
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(tree))
        hasher.combine(index)
    }
}
