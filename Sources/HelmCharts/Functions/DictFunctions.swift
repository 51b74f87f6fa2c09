package import GoTemplates

/// Sprig's functions on maps. Where Go gives keys in any order, they come in the order of bytes.
package enum DictFunctions {
    package static let all: [TemplateFunction] = makers + changes + reads + selections + merges

    private static let makers =
        [
            TemplateFunction("dict", [.any], variadic: true, .keeps) { call in
                var entries: [MapValue.Entry] = []
                for index in stride(from: 0, to: call.count, by: 2) {
                    let key = call.string(of: call[index])
                    let value = index + 1 < call.count ? call[index + 1] : .string([])
                    entries.append(
                        MapValue.Entry(
                            key: key.bytes ?? [],
                            value: call.origins.decided(value, by: call.origins.shallow(key))))
                }
                return .map(MapValue(unordered: entries))
            }
        ]
        + TemplateFunction.twins("deepCopy", [.any]) { (call) throws(FunctionError) in
            if call[0].isNil {
                throw FunctionError("reflect: call of reflect.Value.Type on zero Value")
            }
            var count = 0
            let copy = try copy(call[0], &count)
            call.evaluator.charge(count)
            return copy
        }

    /// A copy of a value and of what it holds, containers down to the innermost; `count` counts
    /// them all.
    private static func copy(
        _ value: Value, _ count: inout Int, depth: Int = 0
    ) throws(FunctionError) -> Value {
        if depth > FunctionLimits.depth { throw .tooDeep }
        count += 1
        switch value.payload {
        case .list(let list):
            if list.isNil { return value }
            var items: [Value] = []
            items.reserveCapacity(list.items.count)
            for item in list.items { items.append(try copy(item, &count, depth: depth + 1)) }
            let copy = ListValue(items, list.kind, spread: list.spread)
            return Value(.list(copy), origin: value.origin)
        case .map(let map):
            var entries: [MapValue.Entry] = []
            entries.reserveCapacity(map.count)
            for entry in map.entries {
                let member = try copy(entry.value, &count, depth: depth + 1)
                entries.append(MapValue.Entry(key: entry.key, value: member))
            }
            let copy = MapValue(entries, kind: map.kind, spread: map.spread)
            if !map.merged.isEmpty { copy.merged = map.merged }
            return Value(.map(copy), origin: value.origin)
        default: return value
        }
    }

    // MARK: Changing in place

    private static let changes = [
        TemplateFunction("set", [.map, .string, .any], .keeps) { (call) throws(FunctionError) in
            guard let map = call[0].map else {
                throw FunctionError("assignment to entry in nil map")
            }
            let key = call.origins.shallow(call[1])
            map[call.bytes(1)] = call.origins.decided(call[2], by: key)
            if key != .none { map.spread = call.origins.decided(map.spread, by: key) }
            return call.plainMap(0)
        },
        TemplateFunction("unset", [.map, .string], .keeps) { call in
            guard let map = call[0].map else { return .map(MapValue()) }
            map[call.bytes(1)] = nil
            let key = call.origins.shallow(call[1])
            if key != .none { map.spread = call.origins.decided(map.spread, by: key) }
            return call.plainMap(0)
        },
    ]

    // MARK: Reading

    private static let reads = [
        TemplateFunction("get", [.map, .string], .keeps) { call in
            let value = call.member(call.bytes(1), of: call[0]) ?? absent(call, .string([]))
            return call.origins.decided(value, by: call.origins.shallow(call[1]))
        },
        TemplateFunction("hasKey", [.map, .string], .keeps) { call in
            let member = call.member(call.bytes(1), of: call[0])
            let origin = member.map { call.origins.shallow($0) } ?? absent(call, .null).origin
            let answer = call.origins.decided(.bool(member != nil), by: origin)
            return call.origins.decided(answer, by: call.origins.shallow(call[1]))
        },
        TemplateFunction("pluck", [.string, .map], variadic: true, .keeps) { call in
            var missing = call.origins.shallow(call[0])
            let found = call.arguments.dropFirst().compactMap { argument -> Value? in
                if let member = call.member(call.bytes(0), of: argument) { return member }
                guard let map = argument.map else { return nil }
                missing = call.origins.union(
                    missing, call.origins.absence(of: call.bytes(0), in: map, argument.origin))
                return nil
            }
            return call.origins.decided(.list(found), by: missing)
        },
        TemplateFunction("keys", [.map], variadic: true, .keeps) { call in
            let keys = call.arguments.flatMap { argument in
                call.keys(of: argument).map { Value(.string($0.key), origin: $0.origin) }
            }
            return Value(.list(ListValue(keys, .string)), origin: call.origin(ofAll: 0))
        },
        TemplateFunction("values", [.map], .keeps) { call in
            guard let map = call[0].map else { return Value(.list(ListValue([])), origin: .none) }
            let values = map.entries.map { entry in
                call.origins.member(entry.value, of: map, call[0].origin)
            }
            return Value(.list(ListValue(values)), origin: call.origins.shallow(call[0]))
        },
        TemplateFunction("dig", [.any], variadic: true, .keeps, dug),
    ]

    private static func absent(_ call: FunctionCall, _ value: Value) -> Value {
        guard let map = call[0].map else { return value.with(call[0].origin) }
        return value.with(call.origins.absence(of: call.bytes(1), in: map, call[0].origin))
    }

    /// The value at the end of a path of keys in the map that comes last, or the one before it.
    private static func dug(_ call: inout FunctionCall) throws(FunctionError) -> Value {
        guard call.count >= 3 else { throw FunctionError("dig needs at least three arguments") }
        var place = call[call.count - 1]
        var map = try plainMap(place)
        var keys: [Bytes] = []
        for key in call.arguments.dropLast(2) {
            guard let bytes = key.bytes else { throw mismatch(key, "string") }
            keys.append(bytes)
        }
        let named = call.arguments.dropLast(2).reduce(Origin.none) {
            call.origins.union($0, call.origins.shallow($1))
        }
        for (index, key) in keys.enumerated() {
            guard let member = call.member(key, of: place) else {
                let absence = call.origins.absence(of: key, in: map, place.origin)
                return call.origins.decided(
                    call[call.count - 2], by: call.origins.union(absence, named))
            }
            place = member
            if index < keys.count - 1 { map = try plainMap(member) }
        }
        return call.origins.decided(place, by: named)
    }

    private static func plainMap(_ value: Value) throws(FunctionError) -> MapValue {
        guard let map = value.map, value.typeName == MapValue.Kind.any.typeName else {
            throw mismatch(value, "map[string]interface {}")
        }
        return map
    }

    private static func mismatch(_ value: Value, _ wanted: String) -> FunctionError {
        let type = value.isNil ? "nil" : value.typeName
        return FunctionError("interface conversion: interface {} is \(type), not \(wanted)")
    }

    // MARK: Selecting

    private static let selections = [
        TemplateFunction("pick", [.map, .string], variadic: true, .keeps) { call in
            let names = Set(call.arguments.dropFirst().map { $0.bytes ?? [] })
            return selected(call) { names.contains($0) }
        },
        TemplateFunction("omit", [.map, .string], variadic: true, .keeps) { call in
            let names = Set(call.arguments.dropFirst().map { $0.bytes ?? [] })
            return selected(call) { !names.contains($0) }
        },
    ]

    private static func selected(_ call: FunctionCall, _ isTaken: (Bytes) -> Bool) -> Value {
        guard let map = call[0].map else { return Value(.map(MapValue()), origin: call[0].origin) }
        let entries = map.entries.filter { isTaken($0.key) }
        let result = MapValue(entries, spread: map.spread)
        result.merged = map.merged
        let decider = call.origin(ofAll: 1)
        return call.origins.decided(Value(.map(result), origin: call[0].origin), by: decider)
    }

    // MARK: Merging

    private static let merges =
        TemplateFunction.twins("merge", [.map, .map], variadic: true) {
            (call) throws(FunctionError) in
            try merged(call, overwrites: false)
        }
        + TemplateFunction.twins("mergeOverwrite", [.map, .map], variadic: true) {
            (call) throws(FunctionError) in
            try merged(call, overwrites: true)
        }

    private static func merged(
        _ call: FunctionCall, overwrites: Bool
    ) throws(FunctionError) -> Value {
        let target = call[0].map == nil ? .map(MapValue()) : call.plainMap(0)
        let merging = MapMerging(call.origins, overwrites: overwrites)
        for source in call.arguments.dropFirst() { try merging.merge(source, into: target) }
        return target
    }
}

extension FunctionCall {
    /// A map as Go gives it that was passed for a `map[string]interface {}`.
    fileprivate func plainMap(_ index: Int) -> Value {
        var value = arguments[index]
        value.isPlainMap = value.map?.kind == .values
        return value
    }

    /// A member of a map as one reads it.
    fileprivate func member(_ key: Bytes, of container: Value) -> Value? {
        guard let map = container.map, let value = map[key] else { return nil }
        return origins.member(value, of: map, container.origin)
    }

    /// The keys of a map, each with where it stands.
    fileprivate func keys(of container: Value) -> [(key: Bytes, origin: Origin)] {
        guard let map = container.map else { return [] }
        return map.entries.map { entry in
            (entry.key, origins.absence(of: entry.key, in: map, container.origin))
        }
    }

    /// What flowed into the arguments from an index on, but not into what they hold.
    fileprivate func origin(ofAll start: Int) -> Origin {
        guard origins.isTracking else { return .none }
        return arguments[min(start, count)...].reduce(.none) {
            origins.union($0, origins.shallow($1))
        }
    }
}
