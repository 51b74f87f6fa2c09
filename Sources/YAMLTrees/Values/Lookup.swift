extension YAMLValue {
    /// The value under `key` in a mapping, the first when it stands there twice, else the one that
    /// the earliest merged mapping has.
    package subscript(key: String) -> YAMLValue? {
        let mapping = target
        guard mapping.kind == .mapping else { return nil }
        var key = key
        return key.withUTF8 { mapping.lookUp($0) }?.target
    }

    /// The value of a mapping's own or merged entry, its alias not followed.
    func lookUp(_ key: UnsafeBufferPointer<UInt8>) -> YAMLValue? {
        if let own = ownValue(key) { return own }
        guard node.flags.contains(.hasMerge) else { return nil }
        // Not `lazy.compactMap.first`, which looks twice at each level of a chain.
        for mapping in mergedMappings {
            if let value = mapping.lookUp(key) { return value }
        }
        return nil
    }

    /// The value that stands in this very mapping under `key`.
    func ownValue(_ key: UnsafeBufferPointer<UInt8>) -> YAMLValue? {
        let node = node
        guard node.kind == .mapping else { return nil }
        return tree.nodes.withUnsafeBufferPointer { nodes in
            var place = index + 1
            while place < node.second {
                let value = nodes[Int(place)].endIndex(from: place)
                if tree.has(key, at: place, in: nodes) { return self.value(value) }
                place = nodes[Int(value)].endIndex(from: value)
            }
            return nil
        }
    }
}

extension YAMLTree {
    /// Whether the scalar at `index`, or the one its alias refers to, is `text`.
    fileprivate func has(
        _ text: UnsafeBufferPointer<UInt8>, at index: Int32,
        in nodes: UnsafeBufferPointer<YAMLNode>
    ) -> Bool {
        var node = nodes[Int(index)]
        while node.kind == .alias, node.first >= 0 { node = nodes[Int(node.first)] }
        guard node.kind == .scalar, Int(node.second - node.first) == text.count else {
            return false
        }
        let store = node.flags.contains(.isDecoded) ? decoded : bytes
        let start = Int(node.first)
        return store.withUnsafeBufferPointer { store in
            for offset in text.indices where store[start + offset] != text[offset] { return false }
            return true
        }
    }
}
