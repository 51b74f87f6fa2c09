// `find` and `findAll`, as the library of Kubernetes' API server has them: Go's leftmost matches,
// which may be empty.
extension PatternFunctions {
    static let kubernetes: [CELFunction] = [
        .member(
            "find", [Signature([.string, .string], .string)],
            .binary { text, pattern, budget throws(CELFailure) in
                try found("find", text, pattern, limit: 1, &budget).first ?? .string("")
            }),
        .member(
            "findAll", [Signature([.string, .string], .list(.string))],
            .binary { text, pattern, budget throws(CELFailure) in
                .list(try found("findAll", text, pattern, limit: .max, &budget))
            }),
        .member(
            "findAll", [Signature([.string, .string, .int], .list(.string))],
            .many { arguments, budget throws(CELFailure) in
                guard case .int(let count) = arguments[2] else {
                    throw .noOverload("findAll", arguments[0], arguments[1], arguments[2])
                }
                // A negative limit is none.
                let limit = count < 0 ? Int.max : Int(clamping: count)
                return .list(
                    try found("findAll", arguments[0], arguments[1], limit: limit, &budget))
            }),
    ]

    private static func found(
        _ name: String, _ text: CELValue, _ pattern: CELValue, limit: Int,
        _ budget: inout CELBudget
    ) throws(CELFailure) -> [CELValue] {
        guard case (.string(let text), .string(let pattern)) = (text, pattern) else {
            throw .noOverload(name, text, pattern)
        }
        try budget.charge(50 + pattern.utf8.count * 10)
        try budget.charge(reading: text.utf8.count)
        let found = try TextPattern.of(pattern).matched(in: text, limit: limit)
        try budget.charge(found.count)
        return found
    }
}
