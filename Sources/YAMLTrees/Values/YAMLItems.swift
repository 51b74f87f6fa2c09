/// The items of a sequence, aliases followed, without an array of them.
package struct YAMLItems: Collection, Sendable, ExpressibleByArrayLiteral {
    package struct Index: Comparable, Sendable {
        let node: Int32

        package static func < (left: Index, right: Index) -> Bool { left.node < right.node }
    }

    private let sequence: YAMLValue?
    package let count: Int
    package let startIndex: Index
    package let endIndex: Index

    /// The items of `value`, none when it is no sequence.
    init(of value: YAMLValue) {
        let node = value.node
        sequence = value
        count = node.kind == .sequence ? Int(node.first) : 0
        startIndex = Index(node: value.index + 1)
        endIndex = Index(node: count == 0 ? value.index + 1 : node.second)
    }

    /// `[]`, to stand for the items of what is missing.
    package init(arrayLiteral elements: YAMLValue...) {
        precondition(elements.isEmpty, "items come from a file; only none can be written down")
        sequence = nil
        count = 0
        startIndex = Index(node: 0)
        endIndex = startIndex
    }

    package subscript(position: Index) -> YAMLValue {
        guard let sequence else { preconditionFailure("there are no items") }
        return sequence.value(position.node).target
    }

    /// The item at a place counted from 0, found by walking there.
    package subscript(position: Int) -> YAMLValue {
        self[index(startIndex, offsetBy: position)]
    }

    package func index(after index: Index) -> Index {
        Index(node: sequence?.value(index.node).endIndex ?? index.node)
    }
}

extension YAMLItems {
    /// Walks from item to item, which `index(after:)` and `subscript` would each look up anew.
    package struct Iterator: IteratorProtocol {
        private let items: YAMLItems
        private var place: Int32

        fileprivate init(_ items: YAMLItems) {
            self.items = items
            place = items.startIndex.node
        }

        package mutating func next() -> YAMLValue? {
            guard place < items.endIndex.node, let sequence = items.sequence else { return nil }
            let item = place
            place = sequence.tree.nodes[Int(item)].endIndex(from: item)
            return sequence.value(sequence.tree.target(of: item))
        }
    }

    package func makeIterator() -> Iterator { Iterator(self) }
}

extension YAMLValue {
    /// The items of a sequence; empty for another kind of node.
    package var items: YAMLItems { YAMLItems(of: target) }
}
