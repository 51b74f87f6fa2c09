/// A key that a walk over mappings has come to.
package struct YAMLFieldStep {
    fileprivate let tree: YAMLTree
    fileprivate let index: Int32
    fileprivate let mappingIndex: Int32
    fileprivate let way: [Int32]
    /// Whether its value has items or entries.
    package let leadsOn: Bool

    package var key: YAMLValue { YAMLValue(tree: tree, index: index) }
    /// The mapping it stands in.
    package var mapping: YAMLValue { YAMLValue(tree: tree, index: mappingIndex) }
    /// The keys that led to the mapping, aliases followed, without places in lists.
    package var path: [String] {
        way.compactMap { YAMLValue(tree: tree, index: $0).string }
    }
}

extension YAMLValue {
    /// Walks over the mappings from here on, each with what its kind is known by.
    ///
    /// `enter` is told each scalar key, its text, and what its mapping was entered with. It says
    /// what the mappings in the key's value are entered with, or nil to leave them out. Mappings in
    /// a list are entered with what the list was. Keys more than `limit` below are left out.
    package func walkFields<Kind>(
        _ kind: Kind, limit: Int,
        _ enter: (YAMLFieldStep, UnsafeBufferPointer<UInt8>, Kind) -> Kind?
    ) {
        var way: [Int32] = []
        tree.walkFields(of: index, kind, limit, &way, enter)
    }
}

// Places are handed on instead of values, which would each count a reference to the tree.
extension YAMLTree {
    fileprivate func walkFields<Kind>(
        of index: Int32, _ kind: Kind, _ limit: Int, _ way: inout [Int32],
        _ enter: (YAMLFieldStep, UnsafeBufferPointer<UInt8>, Kind) -> Kind?
    ) {
        guard way.count < limit else { return }
        let place = target(of: index)
        let node = nodes[Int(place)]
        switch node.kind {
        case .sequence:
            var item = place + 1
            while item < node.second {
                walkFields(of: item, kind, limit, &way, enter)
                item = nodes[Int(item)].endIndex(from: item)
            }
        case .mapping where node.flags.contains(.hasMerge):
            for (key, value) in YAMLValue(tree: self, index: place).entries {
                step(to: key.index, value.index, in: place, kind, limit, &way, enter)
            }
        case .mapping:
            var key = place + 1
            while key < node.second {
                let value = nodes[Int(key)].endIndex(from: key)
                step(to: key, value, in: place, kind, limit, &way, enter)
                key = nodes[Int(value)].endIndex(from: value)
            }
        case .scalar, .alias: break
        }
    }

    private func step<Kind>(
        to key: Int32, _ value: Int32, in mapping: Int32, _ kind: Kind, _ limit: Int,
        _ way: inout [Int32],
        _ enter: (YAMLFieldStep, UnsafeBufferPointer<UInt8>, Kind) -> Kind?
    ) {
        let key = target(of: key)
        let node = nodes[Int(key)]
        guard node.kind == .scalar else { return }
        let inner = nodes[Int(target(of: value))]
        let isCollection = inner.kind == .mapping || inner.kind == .sequence
        let step = YAMLFieldStep(
            tree: self, index: key, mappingIndex: mapping, way: way,
            leadsOn: isCollection && inner.first > 0)
        guard let next = withText(of: node, { enter(step, $0, kind) }) else { return }
        way.append(key)
        walkFields(of: value, next, limit, &way, enter)
        way.removeLast()
    }
}
