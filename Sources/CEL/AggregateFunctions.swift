/// `isSorted`, `sum`, `min`, `max`, `includes` and the places of elements, as the library of
/// Kubernetes' API server has them.
enum AggregateFunctions {
    typealias Signature = CELFunction.Signature

    /// Types with an order.
    private static let ordered: [CELType] = [
        .int, .uint, .double, .bool, .duration, .timestamp, .string, .bytes,
    ]

    static let all: [CELFunction] = [
        .member("isSorted", ordered.map { Signature([.list($0)], .bool) }, .unary(isSorted)),
        .member(
            "sum", ordered.filter(isSummable).map { Signature([.list($0)], $0) }, .unary(sum)),
        extreme("min") { $0 == .after },
        extreme("max") { $0 == .before },
        .member("includes", [Signature([.dyn, .dyn], .bool)], .binary(includes)),
    ]

    /// `indexOf` and `lastIndexOf` without an offset, of texts and of lists.
    static let searches: [Signature] = [
        Signature([.string, .string], .int),
        Signature([.list(.parameter("A")), .parameter("A")], .int),
    ]

    /// The first of the places at which an element equals the value, or -1.
    static func index(
        of value: CELValue, in elements: [CELValue], _ places: some Sequence<Int>,
        _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        for place in places {
            try budget.charge(1)
            if try elements[place].isEqual(to: value, &budget) { return .int(Int64(place)) }
        }
        return .int(-1)
    }

    @Sendable private static func includes(
        _ target: CELValue, _ value: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        guard case .list(let elements) = target else {
            return .bool(try target.isEqual(to: value, &budget))
        }
        return .bool(try index(of: value, in: elements, elements.indices, &budget) != .int(-1))
    }

    @Sendable private static func isSorted(
        _ list: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        let elements = try elements(of: list, "isSorted", &budget)
        for (one, next) in zip(elements, elements.dropFirst()) {
            guard let order = one.order(next) else { throw .noOverload("isSorted", one, next) }
            if order == .after { return .bool(false) }
        }
        return .bool(true)
    }

    /// The sum of numbers of one type or of durations. That of an empty list is the int 0, which
    /// equals the zeros of the other numbers; a list does not know the type of what it lacks.
    @Sendable private static func sum(
        _ list: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        let elements = try elements(of: list, "sum", &budget)
        guard var total = elements.first else { return .int(0) }
        for element in elements {
            switch element {
            case .int, .uint, .double, .duration: break
            default: throw .noOverload("sum", element)
            }
        }
        for element in elements.dropFirst() {
            total = try Arithmetic.value(.add, total, element, &budget)
        }
        return total
    }

    private static func isSummable(_ type: CELType) -> Bool {
        [.int, .uint, .double, .duration].contains(type)
    }

    /// The first element of which no other is better; `isBetter` is asked for the order of what is
    /// held and what comes.
    private static func extreme(
        _ name: String, _ isBetter: @escaping @Sendable (CELValue.Order) -> Bool
    ) -> CELFunction {
        .member(
            name, ordered.map { Signature([.list($0)], $0) },
            .unary { list, budget throws(CELFailure) in
                let elements = try elements(of: list, name, &budget)
                guard var held = elements.first else {
                    throw CELFailure("`\(name)` of an empty list")
                }
                for element in elements.dropFirst() {
                    guard let order = held.order(element) else {
                        throw .noOverload(name, held, element)
                    }
                    if isBetter(order) { held = element }
                }
                return held
            })
    }

    private static func elements(
        of list: CELValue, _ name: String, _ budget: inout CELBudget
    ) throws(CELFailure) -> [CELValue] {
        guard case .list(let elements) = list else { throw .noOverload(name, list) }
        try budget.charge(elements.count)
        return elements
    }
}
