/// A key that a walk over mappings was told to keep.
package struct YAMLFieldStep<Kind> {
    package let key: YAMLValue
    /// The mapping it stands in, and what that was entered with.
    package let mapping: YAMLValue
    package let kind: Kind
    /// The keys that led to the mapping, aliases followed, without places in lists.
    package let path: [String]
}

/// What a walk over mappings does with a key.
package enum YAMLFieldTurn<Kind> {
    case pass
    /// Keeps the key, and does not look at its value.
    case keep
    /// Goes on to the mappings in the key's value, which are of this kind.
    case enter(Kind)
}

extension YAMLValue {
    /// Walks over the mappings from here on, each with what its kind is known by, and gives the
    /// keys that it was told to keep.
    ///
    /// `turn` is told the text of each scalar key, whether its value has items or entries, and of
    /// what kind its mapping is. Mappings in a list are of the kind of the list. What stands more
    /// than `limit` keys below is left out.
    package func keptFields<Kind>(
        _ kind: Kind, limit: Int,
        _ turn: (UnsafeBufferPointer<UInt8>, _ leadsOn: Bool, Kind) -> YAMLFieldTurn<Kind>
    ) -> [YAMLFieldStep<Kind>] {
        var walk = FieldWalk<Kind>(limit: limit)
        tree.walk(&walk, index, kind, turn)
        return walk.kept
    }
}

/// Where a walk stands and what it has kept.
private struct FieldWalk<Kind> {
    let limit: Int
    /// The keys that led here.
    var way: [Int32] = []
    var kept: [YAMLFieldStep<Kind>] = []
}

// Places are handed on instead of values, which would each count a reference to the tree.
extension YAMLTree {
    fileprivate func walk<Kind>(
        _ walk: inout FieldWalk<Kind>, _ index: Int32, _ kind: Kind,
        _ turn: (UnsafeBufferPointer<UInt8>, Bool, Kind) -> YAMLFieldTurn<Kind>
    ) {
        guard walk.way.count < walk.limit else { return }
        let place = target(of: index)
        let node = nodes[Int(place)]
        switch node.kind {
        case .sequence:
            var item = place + 1
            while item < node.second {
                self.walk(&walk, item, kind, turn)
                item = nodes[Int(item)].endIndex(from: item)
            }
        case .mapping where node.flags.contains(.hasMerge):
            for (key, value) in YAMLValue(tree: self, index: place).entries {
                take(&walk, key.index, value.index, in: place, kind, turn)
            }
        case .mapping:
            var key = place + 1
            while key < node.second {
                let value = nodes[Int(key)].endIndex(from: key)
                take(&walk, target(of: key), value, in: place, kind, turn)
                key = nodes[Int(value)].endIndex(from: value)
            }
        case .scalar, .alias: break
        }
    }

    /// Takes the turn that is told of a key, whose alias was followed.
    private func take<Kind>(
        _ walk: inout FieldWalk<Kind>, _ key: Int32, _ value: Int32, in mapping: Int32,
        _ kind: Kind, _ turn: (UnsafeBufferPointer<UInt8>, Bool, Kind) -> YAMLFieldTurn<Kind>
    ) {
        let node = nodes[Int(key)]
        guard node.kind == .scalar else { return }
        let inner = nodes[Int(target(of: value))]
        let leadsOn = (inner.kind == .mapping || inner.kind == .sequence) && inner.first > 0
        switch withText(of: node, { turn($0, leadsOn, kind) }) {
        case .pass: break
        case .keep:
            walk.kept.append(
                YAMLFieldStep(
                    key: YAMLValue(tree: self, index: key),
                    mapping: YAMLValue(tree: self, index: mapping), kind: kind,
                    path: walk.way.compactMap { YAMLValue(tree: self, index: $0).string }))
        case .enter(let next):
            walk.way.append(key)
            self.walk(&walk, value, next, turn)
            walk.way.removeLast()
        }
    }
}
