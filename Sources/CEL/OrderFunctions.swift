import Notations

/// `isLessThan`, `isGreaterThan` and `compareTo` of quantities and of versions.
enum OrderFunctions {
    typealias Signature = CELFunction.Signature

    static let all: [CELFunction] = [
        member("isLessThan", .bool) { .bool($0 < 0) },
        member("isGreaterThan", .bool) { .bool($0 > 0) },
        member("compareTo", .int) { .int($0) },
    ]

    /// The answer is made of -1, 0 or 1.
    private static func member(
        _ name: String, _ result: CELType, _ answer: @escaping @Sendable (Int64) -> CELValue
    ) -> CELFunction {
        .member(
            name,
            [Signature([.quantity, .quantity], result), Signature([.version, .version], result)],
            .binary { left, right, budget throws(CELFailure) in
                try budget.charge(10)
                switch (left, right) {
                case (.quantity(let left), .quantity(let right)):
                    return answer(order(left, right))
                case (.version(let left), .version(let right)):
                    return answer(order(left, right))
                default: throw .noOverload(name, left, right)
                }
            })
    }

    private static func order<Value: Comparable>(_ left: Value, _ right: Value) -> Int64 {
        left < right ? -1 : left == right ? 0 : 1
    }
}
