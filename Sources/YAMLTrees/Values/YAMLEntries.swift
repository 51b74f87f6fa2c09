/// The entries of a mapping in their order, aliases followed. What is merged by `<<` comes last,
/// without what the mapping has itself.
package struct YAMLEntries: Collection, Sendable, ExpressibleByArrayLiteral {
    package struct Index: Comparable, Sendable {
        /// The node of a key, or a place in `merged`.
        let place: Int32

        package static func < (left: Index, right: Index) -> Bool { left.place < right.place }
    }

    private let mapping: YAMLValue?
    /// All entries of a mapping that merges others, which is rare.
    private let merged: [(key: YAMLValue, value: YAMLValue)]?
    package let count: Int
    package let startIndex: Index
    package let endIndex: Index

    /// The entries of `value`, none when it is no mapping.
    init(of value: YAMLValue) {
        let node = value.node
        mapping = value
        merged = node.flags.contains(.hasMerge) ? value.mergedEntries : nil
        if let merged {
            count = merged.count
            startIndex = Index(place: 0)
            endIndex = Index(place: Int32(merged.count))
        } else {
            count = node.kind == .mapping ? Int(node.first) / 2 : 0
            startIndex = Index(place: value.index + 1)
            endIndex = Index(place: count == 0 ? value.index + 1 : node.second)
        }
    }

    /// `[]`, to stand for the entries of what is missing.
    package init(arrayLiteral elements: (key: YAMLValue, value: YAMLValue)...) {
        precondition(elements.isEmpty, "entries come from a file; only none can be written down")
        mapping = nil
        merged = nil
        count = 0
        startIndex = Index(place: 0)
        endIndex = startIndex
    }

    package subscript(position: Index) -> (key: YAMLValue, value: YAMLValue) {
        if let merged { return merged[Int(position.place)] }
        guard let mapping else { preconditionFailure("there are no entries") }
        let key = mapping.value(position.place)
        return (key.target, mapping.value(key.endIndex).target)
    }

    package func index(after index: Index) -> Index {
        guard merged == nil, let mapping else { return Index(place: index.place + 1) }
        let value = mapping.value(mapping.value(index.place).endIndex)
        return Index(place: value.endIndex)
    }
}

extension YAMLEntries {
    /// Walks from entry to entry, which `index(after:)` and `subscript` would each look up anew.
    package struct Iterator: IteratorProtocol {
        private let entries: YAMLEntries
        private var place: Int32

        fileprivate init(_ entries: YAMLEntries) {
            self.entries = entries
            place = entries.startIndex.place
        }

        package mutating func next() -> (key: YAMLValue, value: YAMLValue)? {
            guard place < entries.endIndex.place, let mapping = entries.mapping else { return nil }
            if let merged = entries.merged {
                place += 1
                return merged[Int(place) - 1]
            }
            let tree = mapping.tree
            let (key, value) = (place, tree.nodes[Int(place)].endIndex(from: place))
            place = tree.nodes[Int(value)].endIndex(from: value)
            return (mapping.value(tree.target(of: key)), mapping.value(tree.target(of: value)))
        }
    }

    package func makeIterator() -> Iterator { Iterator(self) }
}

extension YAMLValue {
    /// The entries of a mapping in their order; empty for another kind of node.
    package var entries: YAMLEntries { YAMLEntries(of: target) }
}
