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
    }

    /// What made room for a value: the one that is empty, or missing.
    private func reason(
        _ present: Value?, _ key: Bytes, _ target: MapValue, _ container: Origin
    ) -> Origin {
        present.map { origins.shallow($0) } ?? origins.absence(of: key, in: target, container)
    }
}
