/// The built-in functions of text/template that look into values, and all others: printing,
/// escaping, comparing. `and` and `or` are the evaluator's, since they stop early.
package enum BuiltInFunctions {
    package static let all: [TemplateFunction] =
        [not, length, index, slice, call] + ComparisonFunctions.all + PrintFunctions.all

    private static let not = TemplateFunction("not", [.reflected], .keeps) { call in
        call.origins.decided(.bool(!call[0].isTrue), by: call.origins.shallow(call[0]))
    }

    private static let length = TemplateFunction(
        "len", [.reflected], .blends
    ) { call throws(FunctionError) in
        let value = call[0]
        switch value.payload {
        case .invalid:
            throw FunctionError("reflect: call of reflect.Value.Type on zero Value")
        case .null: throw FunctionError("len of nil pointer")
        case .string(let bytes): return .int(bytes.count)
        case .text(let text): return .int(text.bytes.count)
        case .list(let list): return .int(list.items.count)
        case .map(let map): return .int(map.count)
        case .object(let object):
            if let members = object.members { return .int(members.count) }
            throw FunctionError("len of type \(value.pointedTypeName)")
        case .bool, .integer, .float:
            throw FunctionError("len of type \(value.typeName)")
        }
    }

    // MARK: index

    private static let index = TemplateFunction(
        "index", [.reflected, .reflected], variadic: true, .keeps
    ) { call throws(FunctionError) in
        var value = call[0]
        if value.isNil { throw FunctionError("index of untyped nil") }
        for key in call.arguments.dropFirst() {
            value = try member(of: value, key, call.origins)
            value = call.origins.decided(value, by: call.origins.shallow(key))
        }
        return value
    }

    /// What `index` finds at a key or place.
    private static func member(
        of value: Value, _ key: Value, _ origins: OriginTable
    ) throws(FunctionError) -> Value {
        switch value.payload {
        case .invalid, .null: throw FunctionError("index of nil pointer")
        case .string, .text:
            let bytes = value.bytes ?? []
            let place = try place(key, in: bytes.count)
            guard place < bytes.count else {
                throw FunctionError("reflect: string index out of range")
            }
            return Value(
                .integer(Int(bytes[place]), .uint8),
                origin: origins.origin(of: value, in: place..<place + 1))
        case .list(let list):
            let place = try place(key, in: list.items.count)
            guard place < list.items.count else {
                throw FunctionError("reflect: slice index out of range")
            }
            return origins.item(of: list, at: place, value.origin)
        case .map(let map):
            return try member(of: map, value.origin, key, missing: map.kind.missingValue, origins)
        case .object(let object):
            guard let members = object.members else {
                throw FunctionError("can't index item of type \(value.pointedTypeName)")
            }
            let isFiles = object.typeName == "engine.files"
            let missing = isFiles ? Value.list([], .byte) : members.kind.missingValue
            return try member(of: members, value.origin, key, missing: missing, origins)
        case .bool, .integer, .float:
            throw FunctionError("can't index item of type \(value.typeName)")
        }
    }

    private static func member(
        of map: MapValue, _ origin: Origin, _ key: Value, missing: Value, _ origins: OriginTable
    ) throws(FunctionError) -> Value {
        guard let name = key.bytes else {
            if map.kind == .anyKeys { return missing.with(origins.union(origin, map.spread)) }
            if key.isNil { throw FunctionError("value is nil; should be of type string") }
            throw FunctionError("value has type \(key.typeName); should be string")
        }
        if let value = map[name] { return origins.member(value, of: map, origin) }
        return missing.with(origins.absence(of: name, in: map, origin))
    }

    /// A place in a list or a text, which may be the one after its end.
    private static func place(_ key: Value, in count: Int) throws(FunctionError) -> Int {
        switch key.payload {
        case .integer(let place, _):
            if place < 0 || place > count { throw FunctionError("index out of range: \(place)") }
            return place
        case .invalid, .null:
            throw FunctionError("cannot index slice/array with nil")
        default:
            throw FunctionError("cannot index slice/array with type \(key.typeName)")
        }
    }

    // MARK: slice

    private static let slice = TemplateFunction(
        "slice", [.reflected, .reflected], variadic: true, .keeps
    ) { call throws(FunctionError) in
        let value = call[0]
        if value.isNil { throw FunctionError("slice of untyped nil") }
        let count = try sliceableCount(value, call.count - 1)
        let capacity = capacity(of: value, count)
        var bounds = [0, count, capacity]
        var deciding = Origin.none
        for (place, key) in call.arguments.dropFirst().enumerated() {
            bounds[place] = try BuiltInFunctions.place(key, in: capacity)
            deciding = call.origins.union(deciding, key.origin)
        }
        for (low, high) in zip(bounds, bounds.dropFirst()) where low > high {
            throw FunctionError("invalid slice index: \(low) > \(high)")
        }
        let origin = call.origins.decided(value.origin, by: deciding)
        let range = bounds[0]..<bounds[1]
        if let list = value.list {
            let known = range.clamped(to: list.items.indices)
            let items = Array(list.items[known])
            let empty = Array(repeating: Value.null, count: range.count - known.count)
            let part = ListValue(items + empty, list.kind, spread: list.spread)
            return Value(.list(part), origin: origin)
        }
        var builder = call.builder()
        builder.append(value.with(origin), range)
        return builder.value()
    }

    /// How many items Go has room for: a list that was read holds a power of two.
    private static func capacity(of value: Value, _ count: Int) -> Int {
        guard value.list?.kind == .any, count > 0 else { return count }
        return count == 1 ? 1 : 1 << (Int.bitWidth - (count - 1).leadingZeroBitCount)
    }

    private static func sliceableCount(
        _ value: Value, _ indexes: Int
    ) throws(FunctionError) -> Int {
        if indexes > 3 { throw FunctionError("too many slice indexes: \(indexes)") }
        if let bytes = value.bytes {
            if indexes == 3 { throw FunctionError("cannot 3-index slice a string") }
            return bytes.count
        }
        guard let list = value.list else {
            throw FunctionError("can't slice item of type \(value.typeName)")
        }
        return list.items.count
    }

    // MARK: call

    private static let call = TemplateFunction(
        "call", [.reflected, .any], variadic: true, .keeps
    ) { call throws(FunctionError) in
        let value = call[0]
        if value.isNil { throw FunctionError("call of nil") }
        guard case .object(let object) = value.payload, let callee = object as? FunctionValue else {
            throw FunctionError("non-function \(calleeName(call)) of type \(value.typeName)")
        }
        let arguments = Array(call.arguments.dropFirst())
        try check(arguments, for: callee.function)
        var inner = FunctionCall(
            arguments: arguments, evaluator: call.evaluator, site: call.site)
        let result = try callee.function.body(&inner)
        return flowed(result, callee.function.flow, arguments, call.origins)
    }

    /// The callee as the template writes it; of one that came through a pipe, as Go prints a
    /// `reflect.Value`.
    private static func calleeName(_ call: FunctionCall) -> String {
        let tree = call.evaluator.tree
        var operands = tree.children(of: call.site.node)
        if operands.next() != nil, let callee = operands.next() {
            return String(decoding: tree.printed(callee), as: UTF8.self)
        }
        return call[0].text ?? "<\(call[0].typeName) Value>"
    }

    private static func check(
        _ arguments: [Value], for function: TemplateFunction
    ) throws(FunctionError) {
        let wanted = function.parameters.count
        let name = String(decoding: function.name, as: UTF8.self)
        if function.isVariadic {
            guard arguments.count >= wanted - 1 else {
                throw FunctionError(
                    "wrong number of args for \(name): got \(arguments.count) "
                        + "want at least \(wanted - 1)")
            }
        } else if arguments.count != wanted {
            throw FunctionError(
                "wrong number of args for \(name): got \(arguments.count) want \(wanted)")
        }
        for (index, argument) in arguments.enumerated() {
            let parameter = function.parameter(index)
            if argument.isNil, parameter.canBeNil || parameter.accepts(argument) { continue }
            if argument.isNil {
                throw FunctionError(
                    "arg \(index): value is nil; should be of type \(parameter.typeName)")
            }
            guard parameter.accepts(argument) else {
                throw FunctionError(
                    "arg \(index): value has type \(argument.typeName); "
                        + "should be \(parameter.typeName)")
            }
        }
    }

    /// A called function's result with what flows through it, as the evaluator does it for others.
    private static func flowed(
        _ result: Value, _ flow: TemplateFunction.Flow, _ arguments: [Value],
        _ origins: OriginTable
    ) -> Value {
        guard origins.isTracking, flow != .keeps else { return result }
        var all = Origin.none
        for argument in arguments { all = origins.union(all, argument.origin) }
        let origin =
            flow == .blends
            ? origins.union(result.origin, all) : origins.decided(result.origin, by: all)
        return result.with(origin)
    }
}

extension Value {
    /// The name of the type that a pointer points to, of others the type's own.
    fileprivate var pointedTypeName: String {
        typeName.first == "*" ? String(typeName.dropFirst()) : typeName
    }
}

extension MapValue.Kind {
    /// What Go gives for a key that is not there.
    package var missingValue: Value {
        switch self {
        case .any, .values, .anyKeys: .null
        case .string: .string([] as Bytes)
        case .strings: .list([], .string)
        }
    }
}
