/// The version of a cluster, as far as APIs depend on it: `1.29`.
package struct KubernetesVersion: Sendable, Hashable, Comparable {
    package let major: UInt16
    package let minor: UInt16

    package init(_ major: UInt16, _ minor: UInt16) {
        self.major = major
        self.minor = minor
    }

    /// Reads `1.29`, `v1.29`, `1.29.3`, `v1.29.3-gke.1282000+sha`, and `1.29+` as some providers
    /// have it; nil for anything else. Only major and minor are kept.
    package init?(_ text: some Collection<UInt8>) {
        guard text.count <= 200 else { return nil }
        var bytes = Array(text)
        let plus = UInt8(ascii: "+")
        let isShort = bytes.count(where: { $0 == UInt8(ascii: ".") }) == 1
        if isShort, bytes.last == plus { bytes.removeLast() }
        guard bytes.contains(UInt8(ascii: ".")),
            let version = SemanticVersion(normalizing: bytes),
            let major = UInt16(exactly: version.major), let minor = UInt16(exactly: version.minor)
        else { return nil }
        self.init(major, minor)
    }

    package static func < (left: KubernetesVersion, right: KubernetesVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
}

extension KubernetesVersion: CustomStringConvertible {
    /// Without a `v`, as in "removed in Kubernetes 1.22".
    package var description: String { "\(major).\(minor)" }
}
