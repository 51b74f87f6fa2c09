extension YAMLValue {
    /// The first key that stands behind one that it should stand before by its bytes: of this
    /// mapping, else of the mappings within it in the order of the file. What stands in lists, is
    /// shown by an alias or is merged is not looked into.
    package var firstUnsortedKey: YAMLValue? {
        var place = index
        let end = endIndex
        while place < end {
            let node = tree.nodes[Int(place)]
            switch node.kind {
            case .mapping:
                if let key = tree.unsortedKey(of: place) { return value(key) }
                place += 1
            case .sequence: place = node.second
            case .scalar, .alias: place += 1
            }
        }
        return nil
    }
}

extension YAMLTree {
    fileprivate func unsortedKey(of mapping: Int32) -> Int32? {
        let end = nodes[Int(mapping)].second
        var last: Int32?
        var key = mapping + 1
        while key < end {
            let node = nodes[Int(key)]
            if node.kind == .scalar, !node.flags.contains(.isMergeKey) {
                if let last, precedes(node, nodes[Int(last)]) { return key }
                last = key
            }
            let value = node.endIndex(from: key)
            key = nodes[Int(value)].endIndex(from: value)
        }
        return nil
    }

    private func precedes(_ left: YAMLNode, _ right: YAMLNode) -> Bool {
        withText(of: left) { left in
            withText(of: right) { right in left.lexicographicallyPrecedes(right) }
        }
    }
}
