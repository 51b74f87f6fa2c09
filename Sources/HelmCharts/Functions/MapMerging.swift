import GoTemplates

/// Merging maps as the Go package mergo (1.0) does it for Sprig. The target is changed in place;
/// maps that it did not have are shared with the source from then on.
struct MapMerging {
    private let origins: OriginTable
    /// Whether what is there is replaced; else only what is empty is.
    private let overwrites: Bool

    init(_ origins: OriginTable, overwrites: Bool) {
        self.origins = origins
        self.overwrites = overwrites
    }

    func merge(_ source: Value, into target: Value, depth: Int = 0) throws(FunctionError) {
        if depth > FunctionLimits.depth { throw .tooDeep }
        guard let from = source.map, let into = target.map else { return }
        for entry in from.entries {
            let value = origins.member(entry.value, of: from, source.origin)
            let present = into[entry.key]
            if value.isNil, !overwrites { continue }
            if value.map != nil, let present, present.map != nil {
                try merge(value, into: present, depth: depth + 1)
                // Two empty maps are not one yet, but will be.
                if !present.isEmptyForSprig { continue }
            }
            guard overwrites || present?.isEmptyForSprig ?? true else { continue }
            if into.kind == .string, from.kind != .string {
                throw FunctionError(
                    "reflect.Value.SetMapIndex: value of type interface {} is not assignable to "
                        + "type string")
            }
            let reason = overwrites ? .none : reason(present, entry.key, into, target.origin)
            into[entry.key] = origins.decided(value, by: reason)
        }
        if origins.isTracking { note(from, source.origin, in: into) }
    }

    /// That keys which the source lacks are as they are because it lacks them.
    private func note(_ source: MapValue, _ origin: Origin, in target: MapValue) {
        let whole = origins.decided(origin, by: source.spread)
        if whole != .none, !target.merged.contains(whole) { target.merged.append(whole) }
        for entry in target.entries where source[entry.key] == nil {
            guard overwrites || entry.value.map != nil || entry.value.isEmptyForSprig else {
                continue
            }
            let absence = origins.absence(of: entry.key, in: source, origin)
            target[entry.key] = origins.decided(entry.value, by: absence)
        }
    }

    /// What made room for a value: the one that is empty, or missing.
    private func reason(
        _ present: Value?, _ key: Bytes, _ target: MapValue, _ container: Origin
    ) -> Origin {
        present.map { origins.shallow($0) } ?? origins.absence(of: key, in: target, container)
    }
}
