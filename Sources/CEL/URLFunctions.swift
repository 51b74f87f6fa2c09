import Notations

/// `url(…)` and its parts, as the library of Kubernetes' API server has them.
enum URLFunctions {
    typealias Signature = CELFunction.Signature

    static let all: [CELFunction] = [
        .global(
            "url", [Signature([.string], .url)],
            .unary { value, budget throws(CELFailure) in
                guard let url = try read(value, "url", &budget) else {
                    throw CELFailure(
                        "\(value.shortDescription) is neither an absolute URL nor an absolute path")
                }
                return .url(url)
            }),
        .global(
            "isURL", [Signature([.string], .bool)],
            .unary { value, budget throws(CELFailure) in
                .bool(try read(value, "isURL", &budget) != nil)
            }),
        part("getScheme") { $0.scheme },
        part("getHost") { $0.host },
        part("getHostname") { $0.hostname },
        part("getPort") { $0.port },
        part("getEscapedPath") { $0.escapedPath },
        .member(
            "getQuery", [Signature([.url], .map(.string, .list(.string)))],
            .unary { value, budget throws(CELFailure) in
                guard case .url(let url) = value else { throw .noOverload("getQuery", value) }
                try budget.charge(building: url.query?.utf8.count ?? 0)
                return .map(parameters(of: url))
            }),
    ]

    private static func part(
        _ name: String, _ part: @escaping @Sendable (AbsoluteURL) -> String
    ) -> CELFunction {
        .member(
            name, [Signature([.url], .string)],
            .unary { value, _ throws(CELFailure) in
                guard case .url(let url) = value else { throw .noOverload(name, value) }
                return .string(part(url))
            })
    }

    /// Every key with its values, in the order they are written.
    private static func parameters(of url: AbsoluteURL) -> CELMap {
        var places: [ByteString: Int] = [:]
        var found: [(key: String, values: [CELValue])] = []
        for (key, value) in url.parameters {
            let place = places[ByteString(text: key), default: found.count]
            if place == found.count {
                places[ByteString(text: key)] = place
                found.append((key, []))
            }
            found[place].values.append(.string(value))
        }
        return CELMap(found.map { ($0.key, CELValue.list($0.values)) })
    }

    private static func read(
        _ value: CELValue, _ name: String, _ budget: inout CELBudget
    ) throws(CELFailure) -> AbsoluteURL? {
        guard case .string(let text) = value else { throw .noOverload(name, value) }
        try budget.charge(building: text.utf8.count)
        return AbsoluteURL(text.utf8)
    }
}
