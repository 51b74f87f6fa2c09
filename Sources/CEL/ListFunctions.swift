/// Functions of lists, and of lists as sets.
enum ListFunctions {
    typealias Signature = CELFunction.Signature

    private static let element = CELType.parameter("A")
    private static let list = CELType.list(element)

    static let all: [CELFunction] = [
        member("first", .optional(element)) { elements, _ throws(CELFailure) in
            .optional(elements.first)
        },
        member("last", .optional(element)) { elements, _ throws(CELFailure) in
            .optional(elements.last)
        },
        member("reverse", list) { elements, _ throws(CELFailure) in .list(elements.reversed()) },
        member("sort", list) { elements, budget throws(CELFailure) in
            .list(try sorted(elements, by: elements, &budget))
        },
        member("distinct", list) { elements, budget throws(CELFailure) in
            .list(try distinct(elements, &budget))
        },
        .member(
            "flatten", [Signature([.list(list)], list)],
            .unary { value, budget throws(CELFailure) in
                try flattened(value, .int(1), &budget)
            }),
        .member("flatten", [Signature([list, .int], .list(.dyn))], .binary(flattened)),
        .member("slice", [Signature([list, .int, .int], list)], .many(slice)),
        .global("lists.range", [Signature([.int], .list(.int))], .unary(range)),
        set("sets.contains") { left, right, budget throws(CELFailure) in
            try contains(left, all: right, &budget)
        },
        set("sets.equivalent") { left, right, budget throws(CELFailure) in
            guard try contains(left, all: right, &budget) else { return false }
            return try contains(right, all: left, &budget)
        },
        set("sets.intersects") { left, right, budget throws(CELFailure) in
            try contains(left, any: right, &budget)
        },
    ]

    private static func member(
        _ name: String, _ result: CELType,
        _ body: @escaping @Sendable ([CELValue], inout CELBudget) throws(CELFailure) -> CELValue
    ) -> CELFunction {
        .member(
            name,
            name == "reverse"
                ? [Signature([list], list), Signature([.string], .string)]
                : [Signature([list], result)],
            .unary { value, budget throws(CELFailure) in
                if name == "reverse", case .string(let text) = value {
                    return try StringFunctions.reversed(text, &budget)
                }
                guard case .list(let elements) = value else { throw .noOverload(name, value) }
                try budget.charge(elements.count)
                return try body(elements, &budget)
            })
    }

    // MARK: Sorting

    /// The elements in the order of their keys, which are all of one ordered type; equal ones stay
    /// in their order.
    static func sorted(
        _ elements: [CELValue], by keys: [CELValue], _ budget: inout CELBudget
    ) throws(CELFailure) -> [CELValue] {
        guard let first = keys.first else { return elements }
        for key in keys {
            switch key {
            case .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration: break
            default: throw .noOverload("sort", key)
            }
            guard key.typeName == first.typeName else { throw .noOverload("sort", first, key) }
        }
        // A merge sort compares at most n log n times.
        try budget.charge(keys.count * (Int.bitWidth - keys.count.leadingZeroBitCount))
        let places = keys.indices.sorted { left, right in
            switch keys[left].order(keys[right]) {
            case .before: true
            case .after: false
            default: left < right
            }
        }
        return places.map { elements[$0] }
    }

    private static func distinct(
        _ elements: [CELValue], _ budget: inout CELBudget
    ) throws(CELFailure) -> [CELValue] {
        var known = CELMap()
        var others: [CELValue] = []
        var found: [CELValue] = []
        for element in elements {
            // What can be a key is found at once; the rest is compared one by one.
            if case .double = element {
            } else if CELMap.isKey(element) {
                if known.insert(element, .null) { found.append(element) }
                continue
            }
            if known[element] == nil, try !contains(others, element, &budget) {
                others.append(element)
                found.append(element)
            }
        }
        return found
    }

    // MARK: Parts

    @Sendable private static func flattened(
        _ value: CELValue, _ depth: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        guard case (.list(let elements), .int(let depth)) = (value, depth) else {
            throw .noOverload("flatten", value, depth)
        }
        if depth < 0 { throw CELFailure("`flatten` by a negative depth") }
        var flat: [CELValue] = []
        try flatten(elements, Int(clamping: depth), into: &flat, &budget)
        return .list(flat)
    }

    private static func flatten(
        _ elements: [CELValue], _ depth: Int, into flat: inout [CELValue],
        _ budget: inout CELBudget
    ) throws(CELFailure) {
        for element in elements {
            try budget.charge(1)
            if depth > 0, case .list(let inner) = element {
                try flatten(inner, depth - 1, into: &flat, &budget)
            } else {
                flat.append(element)
            }
        }
    }

    @Sendable private static func slice(
        _ arguments: [CELValue], _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        guard case .list(let elements) = arguments[0], case .int(let start) = arguments[1],
            case .int(let end) = arguments[2]
        else { throw .noOverload("slice", arguments[0], arguments[1], arguments[2]) }
        guard start >= 0, start <= end else {
            throw CELFailure("invalid slice: from \(start) to \(end)")
        }
        guard end <= elements.count else { throw .indexOutside(end) }
        try budget.charge(Int(end - start))
        return .list(Array(elements[Int(start)..<Int(end)]))
    }

    @Sendable private static func range(
        _ value: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        guard case .int(let count) = value else { throw .noOverload("lists.range", value) }
        if count > budget.size { throw .tooLarge }
        try budget.charge(Int(clamping: max(0, count)))
        return .list((0..<max(0, count)).map { .int($0) })
    }

    // MARK: Sets

    private static func set(
        _ name: String,
        _ answer:
            @escaping @Sendable ([CELValue], [CELValue], inout CELBudget)
            throws(CELFailure) -> Bool
    ) -> CELFunction {
        .global(
            name, [Signature([list, list], .bool)],
            .binary { left, right, budget throws(CELFailure) in
                guard case (.list(let left), .list(let right)) = (left, right) else {
                    throw .noOverload(name, left, right)
                }
                return .bool(try answer(left, right, &budget))
            })
    }

    private static func contains(
        _ elements: [CELValue], _ value: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> Bool {
        for element in elements {
            try budget.charge(1)
            if try element.isEqual(to: value, &budget) { return true }
        }
        return false
    }

    private static func contains(
        _ elements: [CELValue], all values: [CELValue], _ budget: inout CELBudget
    ) throws(CELFailure) -> Bool {
        for value in values {
            guard try contains(elements, value, &budget) else { return false }
        }
        return true
    }

    private static func contains(
        _ elements: [CELValue], any values: [CELValue], _ budget: inout CELBudget
    ) throws(CELFailure) -> Bool {
        for value in values {
            if try contains(elements, value, &budget) { return true }
        }
        return false
    }
}
