/// `format.dns1123Label()`, `format.named(…)` and `validate`, as the library of Kubernetes' API
/// server has them. The faults are worded as the rest of this program words them.
enum FormatFunctions {
    typealias Signature = CELFunction.Signature

    static let all: [CELFunction] =
        NamedFormat.allCases.map { format in
            .global(
                "format." + format.rawValue, [Signature([], .format)], .constant(.format(format)))
        } + [
            .global(
                "format.named", [Signature([.string], .optional(.format))],
                .unary { name, _ throws(CELFailure) in
                    guard case .string(let text) = name else {
                        throw .noOverload("format.named", name)
                    }
                    return .optional(NamedFormat(rawValue: text).map { .format($0) })
                }),
            .member(
                "validate", [Signature([.format, .string], .optional(.list(.string)))],
                .binary(validate)),
        ]

    /// The faults of a text, or `optional.none()` when it has the form.
    @Sendable private static func validate(
        _ format: CELValue, _ text: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        guard case (.format(let format), .string(let text)) = (format, text) else {
            throw .noOverload("validate", format, text)
        }
        try budget.charge(building: text.utf8.count)
        let faults = try format.faults(in: text)
        return faults.isEmpty ? .absent : .present(.list(faults.map { .string($0) }))
    }
}
