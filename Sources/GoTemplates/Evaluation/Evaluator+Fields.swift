/// Reading fields: `.a.b`, `$x.a`, `(…).a`.
extension Evaluator {
    /// Follows a chain of names; only the last may be a method with arguments.
    func evaluate(
        _ names: ArraySlice<Int32>, of start: Value, _ index: Int32, _ arguments: Int32,
        _ dot: Value, _ final: Value?
    ) throws(TemplateFailure) -> Value {
        var receiver = start
        for place in names.indices.dropLast() {
            receiver = try field(names[place], of: receiver, index, -1, dot, nil)
        }
        guard let last = names.last else { return receiver }
        return try field(last, of: receiver, index, arguments, dot, final)
    }

    private func field(
        _ name: Int32, of receiver: Value, _ index: Int32, _ arguments: Int32, _ dot: Value,
        _ final: Value?
    ) throws(TemplateFailure) -> Value {
        let key = tree.names[Int(name)]
        switch receiver.payload {
        case .map(let map):
            if arguments >= 0 || final != nil {
                throw failure("\(text(name)) is not a method but has arguments")
            }
            return try entry(key, of: map, receiver.origin)
        case .object(let object):
            if let method = object.method(key) {
                let result = try call(method, key, index, arguments, dot, final)
                return origins.union(result, receiver.origin)
            }
            if let field = object.field(key, origins) {
                if arguments >= 0 || final != nil {
                    throw failure(
                        "\(text(name)) has arguments but cannot be invoked as function")
                }
                return origins.union(field, receiver.origin)
            }
            if let members = object.members { return try entry(key, of: members, receiver.origin) }
        case .list(let list):
            if let method = list.methods?.method(key) {
                let result = try call(method, key, index, arguments, dot, final)
                return origins.union(result, receiver.origin)
            }
        case .integer(let number, let kind):
            if let method = NumberMethods.method(key, of: number, kind) {
                let result = try call(method, key, index, arguments, dot, final)
                return origins.union(result, receiver.origin)
            }
        case .invalid:
            if missingKey == .error {
                throw failure("nil data; no entry for key \(quoted(key))")
            }
            return Value(.invalid, origin: origins.member(of: receiver.origin, key))
        case .null:
            throw failure("nil pointer evaluating interface {}.\(text(name))")
        default: break
        }
        let type = receiver.isInterface ? "interface {}" : receiver.typeName
        throw failure("can't evaluate field \(text(name)) in type \(type)")
    }

    private func entry(
        _ key: Bytes, of map: MapValue, _ origin: Origin
    ) throws(TemplateFailure) -> Value {
        guard var value = map[key] else {
            let absent = origins.absence(of: key, in: map, origin)
            switch missingKey {
            case .invalid: return Value(.invalid, origin: absent)
            case .zero:
                let zero: Value.Payload = map.kind == .string ? .string([]) : .null
                return Value(zero, origin: absent)
            case .error: throw failure("map has no entry for key \(quoted(key))")
            }
        }
        value = origins.member(value, of: map, origin)
        value.isInterface = map.kind.isInterface
        return value
    }
}
