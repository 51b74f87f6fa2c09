package import SourceText

/// A node of a tree, to be read from: `document["fix"]?["title"]?.string`.
package struct YAMLValue: Sendable {
    package let tree: YAMLTree
    package let index: Int

    init(tree: YAMLTree, index: Int) {
        self.tree = tree
        self.index = index
    }

    private var node: YAMLNode { tree.nodes[index] }

    package var kind: YAMLNode.Kind { node.kind }
    package var style: YAMLNode.Style { node.style }
    package var range: SourceRange { node.range }
    package var tag: String? { tree.properties[index]?.tag }
    package var anchor: String? { tree.properties[index]?.anchor }

    /// The decoded text of a scalar, or nil for another kind of node.
    package var string: String? {
        guard kind == .scalar else { return nil }
        return String(decoding: text, as: UTF8.self)
    }

    /// The decoded bytes of a scalar.
    package var text: ArraySlice<UInt8> {
        tree.scalarBytes[Int(node.textStart)..<Int(node.textEnd)]
    }

    /// Whether this is a plain scalar that means null: nothing, `~` or `null`.
    package var isNull: Bool {
        guard kind == .scalar, style == .plain else { return false }
        return text.isEmpty || text.elementsEqual("~".utf8) || text.elementsEqual("null".utf8)
    }

    /// The items of a sequence; empty for another kind of node.
    package var items: [YAMLValue] { kind == .sequence ? children : [] }

    /// The entries of a mapping in their order; empty for another kind of node.
    package var entries: [(key: YAMLValue, value: YAMLValue)] {
        guard kind == .mapping else { return [] }
        let children = children
        return stride(from: 0, to: children.count - 1, by: 2).map {
            (children[$0], children[$0 + 1])
        }
    }

    /// The value under `key` in a mapping, the first when it stands there twice.
    package subscript(key: String) -> YAMLValue? {
        guard kind == .mapping else { return nil }
        var child = Int(node.firstChild)
        while child >= 0 {
            let value = Int(tree.nodes[child].nextSibling)
            guard value >= 0 else { return nil }
            if YAMLValue(tree: tree, index: child).text.elementsEqual(key.utf8) {
                return YAMLValue(tree: tree, index: value)
            }
            child = Int(tree.nodes[value].nextSibling)
        }
        return nil
    }

    private var children: [YAMLValue] {
        var children: [YAMLValue] = []
        children.reserveCapacity(Int(node.childCount))
        var child = Int(node.firstChild)
        while child >= 0 {
            children.append(YAMLValue(tree: tree, index: child))
            child = Int(tree.nodes[child].nextSibling)
        }
        return children
    }
}
