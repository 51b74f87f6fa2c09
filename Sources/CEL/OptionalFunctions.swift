/// `optional.of` and what is asked of optional values.
enum OptionalFunctions {
    typealias Signature = CELFunction.Signature

    private static let element = CELType.parameter("A")
    private static let wrapped = CELType.optional(element)

    static let all: [CELFunction] = [
        .global(
            "optional.of", [Signature([element], wrapped)],
            .unary { value, _ throws(CELFailure) in .present(value) }),
        .global(
            "optional.ofNonZeroValue", [Signature([element], wrapped)],
            .unary { value, _ throws(CELFailure) in value.isZero ? .absent : .present(value) }),
        .global("optional.none", [Signature([], wrapped)], .constant(.absent)),
        .member("hasValue", [Signature([wrapped], .bool)], .unary(hasValue)),
        .member("value", [Signature([wrapped], element)], .unary(value)),
        // The checker makes these two lazy.
        .member("or", [Signature([wrapped, wrapped], wrapped)], .unbound),
        .member("orValue", [Signature([wrapped, element], element)], .unbound),
        .global(
            "optional.unwrap", [Signature([.list(wrapped)], .list(element))], .unary(unwrap)),
        .member("unwrapOpt", [Signature([.list(wrapped)], .list(element))], .unary(unwrap)),
    ]

    @Sendable private static func hasValue(
        _ value: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        switch value {
        case .present: return .bool(true)
        case .absent: return .bool(false)
        default: throw .noOverload("hasValue", value)
        }
    }

    @Sendable private static func value(
        _ value: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        switch value {
        case .present(let inner): return inner
        case .absent: throw .absentOptional
        default: throw .noOverload("value", value)
        }
    }

    @Sendable private static func unwrap(
        _ list: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        guard case .list(let elements) = list else { throw .noOverload("unwrapOpt", list) }
        try budget.charge(elements.count)
        var found: [CELValue] = []
        for element in elements {
            switch element {
            case .present(let inner): found.append(inner)
            case .absent: continue
            default: throw .noOverload("unwrapOpt", element)
            }
        }
        return .list(found)
    }
}
