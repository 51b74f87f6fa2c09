import Notations

/// `ip(…)` and `cidr(…)`, as Kubernetes and cel-go have them.
enum NetworkFunctions {
    typealias Signature = CELFunction.Signature

    static let all: [CELFunction] = [
        .global("ip", [Signature([.string], .address)], .unary(address)),
        .global("cidr", [Signature([.string], .network)], .unary(network)),
        .global(
            "isIP", [Signature([.string], .bool)],
            .unary { value, _ throws(CELFailure) in
                let text = try text(value, "isIP")
                return .bool((try? IPAddress(text.utf8)) != nil)
            }),
        .global(
            "isCIDR", [Signature([.string], .bool)],
            .unary { value, _ throws(CELFailure) in
                let text = try text(value, "isCIDR")
                return .bool((try? IPNetwork(text.utf8)) != nil)
            }),
        .global(
            "ip.isCanonical", [Signature([.string], .bool)],
            .unary { value, budget throws(CELFailure) in
                let text = try text(value, "ip.isCanonical")
                return .bool(try parsed(value).description.hasSameBytes(as: text))
            }),
        addressMember("family", .int) { .int($0.isVersion6 ? 6 : 4) },
        addressMember("isUnspecified", .bool) { .bool($0.isUnspecified) },
        addressMember("isLoopback", .bool) { .bool($0.isLoopback) },
        addressMember("isGlobalUnicast", .bool) { .bool($0.isGlobalUnicast) },
        addressMember("isLinkLocalMulticast", .bool) { .bool($0.isLinkLocalMulticast) },
        addressMember("isLinkLocalUnicast", .bool) { .bool($0.isLinkLocalUnicast) },
        .member(
            "containsIP",
            [Signature([.network, .address], .bool), Signature([.network, .string], .bool)],
            .binary { network, other, _ throws(CELFailure) in
                guard case .network(let network) = network else {
                    throw .noOverload("containsIP", network, other)
                }
                return .bool(network.contains(try parsed(other)))
            }),
        .member(
            "containsCIDR",
            [Signature([.network, .network], .bool), Signature([.network, .string], .bool)],
            .binary { network, other, _ throws(CELFailure) in
                guard case .network(let network) = network else {
                    throw .noOverload("containsCIDR", network, other)
                }
                return .bool(network.contains(try parsedNetwork(other)))
            }),
        networkMember("ip", .address) { .address($0.address) },
        networkMember("masked", .network) { .network($0.masked) },
        networkMember("prefixLength", .int) { .int(Int64($0.prefixLength)) },
    ]

    private static func addressMember(
        _ name: String, _ result: CELType, _ answer: @escaping @Sendable (IPAddress) -> CELValue
    ) -> CELFunction {
        .member(
            name, [Signature([.address], result)],
            .unary { value, _ throws(CELFailure) in
                guard case .address(let address) = value else { throw .noOverload(name, value) }
                return answer(address)
            })
    }

    private static func networkMember(
        _ name: String, _ result: CELType, _ answer: @escaping @Sendable (IPNetwork) -> CELValue
    ) -> CELFunction {
        .member(
            name, [Signature([.network], result)],
            .unary { value, _ throws(CELFailure) in
                guard case .network(let network) = value else { throw .noOverload(name, value) }
                return answer(network)
            })
    }

    @Sendable private static func address(
        _ value: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        _ = try text(value, "ip")
        return .address(try parsed(value))
    }

    @Sendable private static func network(
        _ value: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        _ = try text(value, "cidr")
        return .network(try parsedNetwork(value))
    }

    private static func text(_ value: CELValue, _ name: String) throws(CELFailure) -> String {
        guard case .string(let text) = value else { throw .noOverload(name, value) }
        return text
    }

    private static func parsed(_ value: CELValue) throws(CELFailure) -> IPAddress {
        switch value {
        case .address(let address): return address
        case .string(let text):
            do {
                return try IPAddress(text.utf8)
            } catch {
                throw failure(error, value, "an IP address")
            }
        default: throw .noOverload("ip", value)
        }
    }

    private static func parsedNetwork(_ value: CELValue) throws(CELFailure) -> IPNetwork {
        switch value {
        case .network(let network): return network
        case .string(let text):
            do {
                return try IPNetwork(text.utf8)
            } catch {
                throw failure(error, value, "a CIDR")
            }
        default: throw .noOverload("cidr", value)
        }
    }

    private static func failure(
        _ error: NetworkAddressError, _ value: CELValue, _ kind: String
    ) -> CELFailure {
        let text = value.shortDescription
        return switch error {
        case .malformed: CELFailure("\(text) is not \(kind)")
        case .zone: CELFailure("\(text) has a zone, which is not allowed")
        case .mappedVersion4:
            CELFailure("\(text) is an IPv4 address mapped to IPv6, which is not allowed")
        }
    }
}
