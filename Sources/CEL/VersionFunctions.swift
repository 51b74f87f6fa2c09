import Notations

/// `semver(…)` and the numbers of a version, as the library of Kubernetes' API server has them.
enum VersionFunctions {
    typealias Signature = CELFunction.Signature

    static let all: [CELFunction] = [
        .global("semver", [Signature([.string], .version)], .unary(version)),
        .global(
            "semver", [Signature([.string, .bool], .version)],
            .binary { text, isNormalized, budget throws(CELFailure) in
                try version(text, isNormalized, &budget)
            }),
        .global(
            "isSemver", [Signature([.string], .bool)],
            .unary { text, budget throws(CELFailure) in
                .bool(try read("isSemver", text, .bool(false), &budget) != nil)
            }),
        .global(
            "isSemver", [Signature([.string, .bool], .bool)],
            .binary { text, isNormalized, budget throws(CELFailure) in
                .bool(try read("isSemver", text, isNormalized, &budget) != nil)
            }),
        number("major") { $0.major },
        number("minor") { $0.minor },
        number("patch") { $0.patch },
    ]

    private static func number(
        _ name: String, _ part: @escaping @Sendable (SemanticVersion) -> UInt64
    ) -> CELFunction {
        .member(
            name, [Signature([.version], .int)],
            .unary { value, _ throws(CELFailure) in
                guard case .version(let version) = value else { throw .noOverload(name, value) }
                guard let number = Int64(exactly: part(version)) else {
                    throw .outside("int", .uint(part(version)))
                }
                return .int(number)
            })
    }

    @Sendable private static func version(
        _ text: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        try version(text, .bool(false), &budget)
    }

    private static func version(
        _ text: CELValue, _ isNormalized: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        guard let version = try read("semver", text, isNormalized, &budget) else {
            throw CELFailure("\(text.shortDescription) is not a semantic version")
        }
        return .version(version)
    }

    private static func read(
        _ name: String, _ text: CELValue, _ isNormalized: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> SemanticVersion? {
        guard case (.string(let text), .bool(let isNormalized)) = (text, isNormalized) else {
            throw .noOverload(name, text, isNormalized)
        }
        try budget.charge(reading: text.utf8.count)
        return isNormalized
            ? SemanticVersion(normalizing: text.utf8) : SemanticVersion(text.utf8)
    }
}
