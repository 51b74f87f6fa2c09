package import YAMLTrees

/// The annotations by which each cloud is told to give a Service an address inside only.
package enum InternalBalancer {
    /// One of them, as a Service has it.
    package struct Marker: Sendable, Hashable {
        package let provider: String
        package let key: String
        /// The value that means inside, in small letters.
        let value: String
    }

    private static let all = [
        Marker(
            provider: "aws", key: "service.beta.kubernetes.io/aws-load-balancer-scheme",
            value: "internal"),
        Marker(
            provider: "aws", key: "service.beta.kubernetes.io/aws-load-balancer-internal",
            value: "true"),
        Marker(
            provider: "azure", key: "service.beta.kubernetes.io/azure-load-balancer-internal",
            value: "true"),
        Marker(provider: "gcp", key: "networking.gke.io/load-balancer-type", value: "internal"),
        Marker(provider: "gcp", key: "cloud.google.com/load-balancer-type", value: "internal"),
    ]

    /// The markers that a Service sets.
    package static func markers(in service: YAMLValue) -> [Marker] {
        guard let annotations = service["metadata"]?["annotations"] else { return [] }
        return all.filter { annotations[$0.key]?.string?.lowercased() == $0.value }
    }
}
