import GoTemplates

/// Go's `reflect.DeepEqual`: equal types and equal values, all the way down.
enum DeepEquality {
    static func areEqual(
        _ left: Value, _ right: Value, depth: Int = 0
    ) throws(FunctionError) -> Bool {
        if depth > FunctionLimits.depth { throw .tooDeep }
        switch (left.payload, right.payload) {
        case (.list(let left), .list(let right)):
            guard left.kind == right.kind, left.isNil == right.isNil,
                left.items.count == right.items.count
            else { return false }
            if left === right { return true }
            for (one, other) in zip(left.items, right.items)
            where try !areEqual(one, other, depth: depth + 1) {
                return false
            }
            return true
        case (.map(let one), .map(let other)):
            guard left.typeName == right.typeName else { return false }
            return try areEqual(one, other, depth: depth)
        case (.object(let left), .object(let right)):
            return left === right
                || left.typeName == right.typeName && left.kindName != "func"
                    && left.printed == right.printed
        default:
            guard let left = ScalarKey(left) else { return false }
            return left == ScalarKey(right)
        }
    }

    private static func areEqual(
        _ left: MapValue, _ right: MapValue, depth: Int
    ) throws(FunctionError) -> Bool {
        guard left.count == right.count else { return false }
        if left === right { return true }
        for (one, other) in zip(left.entries, right.entries) {
            guard one.key == other.key else { return false }
            guard try areEqual(one.value, other.value, depth: depth + 1) else { return false }
        }
        return true
    }
}

/// A value that is no container, with its type, as a key. What is not a number equals nothing.
enum ScalarKey: Hashable {
    case nothing
    case bool(Bool)
    case integer(Int, UInt8)
    case float(Double)
    case string(Bytes)

    init?(_ value: Value) {
        switch value.payload {
        case .invalid, .null: self = .nothing
        case .bool(let value): self = .bool(value)
        case .integer(let value, let kind): self = .integer(value, kind.rawValue)
        case .float(let value): self = .float(value)
        case .string(let bytes): self = .string(bytes)
        case .text(let text): self = .string(text.bytes)
        case .list, .map, .object: return nil
        }
    }
}

/// Values seen so far, told apart as `reflect.DeepEqual` does: quick for all but containers.
struct DeepSet {
    private var scalars: Set<ScalarKey> = []
    private var others: [Value] = []
    /// Comparisons of containers that may still be made.
    private var budget = 10_000_000

    init() {}

    init(_ values: some Sequence<Value>) throws(FunctionError) {
        for value in values { _ = try insert(value) }
    }

    mutating func contains(_ value: Value) throws(FunctionError) -> Bool {
        if let key = ScalarKey(value) { return scalars.contains(key) }
        for other in others {
            budget -= 1
            if budget < 0 {
                throw FunctionError("the lists are too long to be compared", isLimit: true)
            }
            if try DeepEquality.areEqual(value, other) { return true }
        }
        return false
    }

    /// Whether the value is new.
    mutating func insert(_ value: Value) throws(FunctionError) -> Bool {
        if let key = ScalarKey(value) { return scalars.insert(key).inserted }
        if try contains(value) { return false }
        others.append(value)
        return true
    }
}
