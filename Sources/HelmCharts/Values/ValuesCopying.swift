package import GoTemplates

/// Copies of values: templates change maps in place, so that every render needs maps of its own.
/// Everything else is shared.
extension MapValue {
    /// The same tree of values with maps of its own.
    package func deepCopy() -> MapValue {
        let copy = copy()
        for entry in entries {
            if let value = entry.value.deepCopyOfMaps() { copy[entry.key] = value }
        }
        return copy
    }

    /// How many keys the largest table among these has.
    var largestTable: Int { entries.reduce(count) { max($0, $1.value.largestTable) } }

    /// This with another map over it, as `-f` files and documents of one file go over each other:
    /// tables are merged, everything else is replaced, and null is a value like others. Neither map
    /// is changed.
    package func overlaid(with upper: MapValue) -> MapValue {
        if isEmpty { return upper }
        let result = copy()
        for entry in upper.entries {
            if let table = entry.value.map, let own = result[entry.key]?.map {
                result[entry.key] = .map(own.overlaid(with: table))
            } else {
                result[entry.key] = entry.value
            }
        }
        return result
    }
}

extension Value {
    fileprivate var largestTable: Int {
        switch payload {
        case .map(let map): map.largestTable
        case .list(let list): list.items.reduce(0) { max($0, $1.largestTable) }
        default: 0
        }
    }

    /// A copy, if there are maps in it.
    fileprivate func deepCopyOfMaps() -> Value? {
        switch payload {
        case .map(let map): return Value(.map(map.deepCopy()), origin: origin)
        case .list(let list):
            var items = list.items
            var isChanged = false
            for index in items.indices {
                guard let copy = items[index].deepCopyOfMaps() else { continue }
                items[index] = copy
                isChanged = true
            }
            guard isChanged else { return nil }
            return Value(.list(ListValue(items, list.kind, spread: list.spread)), origin: origin)
        default: return nil
        }
    }
}
