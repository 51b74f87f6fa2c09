import Notations

/// `quantity(…)` and what is asked of amounts, as the library of Kubernetes' API server has them.
///
/// `isInteger` goes by the value, as documented: `1000m` is 1. The API server's own answer depends
/// on how it stores the amount, and is no for `1000m` and `1Ei`.
enum QuantityFunctions {
    typealias Signature = CELFunction.Signature

    static let all: [CELFunction] = [
        .global(
            "quantity", [Signature([.string], .quantity)],
            .unary { value, budget throws(CELFailure) in
                guard let quantity = try read(value, "quantity", &budget) else {
                    throw CELFailure("\(value.shortDescription) is not a quantity")
                }
                return .quantity(quantity)
            }),
        .global(
            "isQuantity", [Signature([.string], .bool)],
            .unary { value, budget throws(CELFailure) in
                .bool(try read(value, "isQuantity", &budget) != nil)
            }),
        // The API server declares this one as a function and documents it as a method.
        .global("sign", [Signature([.quantity], .int)], .unary(sign)),
        .member("sign", [Signature([.quantity], .int)], .unary(sign)),
        .member(
            "isInteger", [Signature([.quantity], .bool)],
            .unary { value, _ throws(CELFailure) in
                .bool(try quantity(value, "isInteger").integer != nil)
            }),
        .member(
            "asInteger", [Signature([.quantity], .int)],
            .unary { value, _ throws(CELFailure) in
                guard let number = try quantity(value, "asInteger").integer else {
                    throw .conversion(value, to: "int")
                }
                return .int(number)
            }),
        .member(
            "asApproximateFloat", [Signature([.quantity], .double)],
            .unary { value, _ throws(CELFailure) in
                .double(try quantity(value, "asApproximateFloat").approximation)
            }),
        arithmetic("add") { $0.adding($1) },
        arithmetic("sub") { $0.subtracting($1) },
    ]

    private static func arithmetic(
        _ name: String, _ result: @escaping @Sendable (Quantity, Quantity) -> Quantity
    ) -> CELFunction {
        .member(
            name,
            [
                Signature([.quantity, .quantity], .quantity),
                Signature([.quantity, .int], .quantity),
            ],
            .binary { left, right, _ throws(CELFailure) in
                switch (left, right) {
                case (.quantity(let left), .quantity(let right)):
                    return .quantity(result(left, right))
                case (.quantity(let left), .int(let right)):
                    return .quantity(result(left, Quantity(right, format: .exponent)))
                default: throw .noOverload(name, left, right)
                }
            })
    }

    @Sendable private static func sign(
        _ value: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        .int(Int64(try quantity(value, "sign").sign))
    }

    private static func quantity(
        _ value: CELValue, _ name: String
    ) throws(CELFailure) -> Quantity {
        guard case .quantity(let quantity) = value else { throw .noOverload(name, value) }
        return quantity
    }

    private static func read(
        _ value: CELValue, _ name: String, _ budget: inout CELBudget
    ) throws(CELFailure) -> Quantity? {
        guard case .string(let text) = value else { throw .noOverload(name, value) }
        try budget.charge(reading: text.utf8.count)
        return Quantity(text.utf8)
    }
}
