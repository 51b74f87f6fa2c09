/// What flowed into values, and into what containers hold.
extension OriginTable {
    /// What flowed into a value itself: into a text all that flowed into its parts, into a
    /// container what it is, but not what its members are. Whether a value is empty asks no more.
    package func shallow(_ value: Value) -> Origin {
        guard isTracking else { return .none }
        switch value.payload {
        case .text(let text):
            var result = value.origin
            for run in text.runs { result = union(result, run.origin) }
            return result
        case .list(let list): return union(value.origin, list.spread)
        case .map(let map):
            return map.merged.reduce(union(value.origin, map.spread)) { decided($0, by: $1) }
        default: return value.origin
        }
    }

    /// What flowed into a value and all that it holds. The path of a table or list of the values
    /// stands for those members that are still its own.
    package func total(_ value: Value) -> Origin {
        guard isTracking else { return .none }
        var budget = 4_096
        return total(value, 0, &budget)
    }

    private func total(_ value: Value, _ depth: Int, _ budget: inout Int) -> Origin {
        var result = shallow(value)
        guard depth < 16 else { return result }
        let own = path(of: value.origin)
        func add(_ member: Value) {
            budget -= 1
            if let own, isPlain(member.origin, below: own), member.list == nil, member.map == nil {
                return
            }
            let inner = total(member, depth + 1, &budget)
            if let own, isPlain(inner, below: own) { return }
            result = union(result, inner)
        }
        switch value.payload {
        case .list(let list): for item in list.items where budget > 0 { add(item) }
        case .map(let map): for entry in map.entries where budget > 0 { add(entry.value) }
        default: break
        }
        return result
    }

    /// A value that also something else decided.
    package func decided(_ value: Value, by deciding: Origin) -> Value {
        if deciding == .none { return value }
        var value = value
        value.origin = decided(value.origin, by: deciding)
        return value
    }

    /// A value into which also something else flowed.
    package func union(_ value: Value, _ more: Origin) -> Value {
        if more == .none { return value }
        var value = value
        value.origin = union(value.origin, more)
        return value
    }

    // MARK: Members

    /// A member of a map as one reads it: with what flowed into all of them, and what decided
    /// which map this is.
    package func member(_ value: Value, of map: MapValue, _ container: Origin) -> Value {
        guard isTracking else { return value }
        var value = value
        if map.spread != .none { value.origin = union(value.origin, map.spread) }
        value.origin = inherited(value.origin, from: container)
        return value
    }

    /// What reading a key gives that is not there, neither in the map nor in what was merged into
    /// it.
    package func absence(of key: Bytes, in map: MapValue, _ container: Origin) -> Origin {
        guard isTracking else { return .none }
        var absence = union(member(of: container, key), map.spread)
        for source in map.merged { absence = decided(absence, by: member(of: source, key)) }
        for other in map.absences where other.key == key {
            absence = decided(absence, by: other.reason)
        }
        return absence
    }

    /// An item as one reads it; a nil where there is none.
    package func item(of list: ListValue, at index: Int, _ container: Origin) -> Value {
        guard list.items.indices.contains(index) else {
            return Value(.null, origin: isTracking ? union(container, list.spread) : .none)
        }
        guard isTracking else { return list.items[index] }
        var item = list.item(at: index, self)
        item.origin = inherited(item.origin, from: container)
        return item
    }

    /// The items as one reads them.
    package func items(of list: ListValue, _ container: Origin) -> [Value] {
        guard isTracking else { return list.items }
        return list.items.indices.map { item(of: list, at: $0, container) }
    }
}
