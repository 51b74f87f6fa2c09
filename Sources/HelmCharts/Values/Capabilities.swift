import SourceText

/// What a chart may ask about the cluster and about Helm. Without a cluster it is what Helm 4.2.3
/// assumes.
package struct Capabilities: Sendable {
    package var kubeVersion = KubeVersion(
        full: "v1.36.0", normalized: "v1.36.0", major: 1, minor: 36)
    /// Groups with versions, such as `apps/v1`; those added may name kinds, too.
    package var apiVersions = Capabilities.knownVersions
    package var helmVersion = "v4.2"
    package var goVersion = "go1.26.6"
    package var kubeClientVersion = "v1.36"

    package init() {}

    /// The version of Kubernetes.
    package struct KubeVersion: Sendable, Hashable {
        /// As given, with a `v`.
        package var full: String
        /// Numbers alone, with a `v`, for comparing.
        package var normalized: String
        package var major: Int
        package var minor: Int
    }

    /// Why a text is no version of Kubernetes, in Helm's words.
    package struct VersionProblem: Error, Sendable {
        package let message: String
    }

    /// Takes another version of Kubernetes (`--kube-version`). What API versions there are stays.
    package mutating func setKubeVersion(_ text: String) throws(VersionProblem) {
        let trimmed = text.drop { $0.isWhitespace }
        let numbers = (trimmed.hasPrefix("v") ? trimmed.dropFirst() : trimmed).utf8
        let digits = numbers.prefix { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
        var parts: [Substring] = []
        for part in digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            if part.isEmpty { break }
            parts.append(Substring(part))
        }
        guard let first = parts.first else {
            throw VersionProblem(message: "could not parse \(text.goQuoted) as version")
        }
        guard parts.count > 1 else {
            throw VersionProblem(message: "illegal version string \(text.goQuoted)")
        }
        guard first == "0" || !first.hasPrefix("0"), let major = Int(first),
            let minor = Int(parts[1])
        else {
            throw VersionProblem(
                message: "illegal zero-prefixed version component \(String(first).goQuoted) in "
                    + text.goQuoted)
        }
        let shown = parts.map { $0.drop { $0 == "0" }.isEmpty ? "0" : $0.drop { $0 == "0" } }
        kubeVersion = KubeVersion(
            full: text.hasPrefix("v") ? text : "v" + text,
            normalized: "v" + shown.joined(separator: "."), major: major, minor: minor)
    }

    /// Adds API versions (`--api-versions`).
    package mutating func add(apiVersions more: [String]) {
        apiVersions += more
    }

    /// The groups and versions that Helm's own client knows, in its order.
    private static let knownVersions: [String] = {
        var versions = ["v1"]
        for (group, names) in knownGroups {
            versions += names.split(separator: " ").map { "\(group)/\($0)" }
        }
        return versions
    }()

    private static let knownGroups: KeyValuePairs = [
        "admissionregistration.k8s.io": "v1 v1alpha1 v1beta1",
        "internal.apiserver.k8s.io": "v1alpha1",
        "apps": "v1 v1beta1 v1beta2",
        "authentication.k8s.io": "v1 v1alpha1 v1beta1",
        "authorization.k8s.io": "v1 v1beta1",
        "autoscaling": "v1 v2",
        "batch": "v1 v1beta1",
        "certificates.k8s.io": "v1 v1beta1 v1alpha1",
        "coordination.k8s.io": "v1alpha2 v1beta1 v1",
        "discovery.k8s.io": "v1 v1beta1",
        "events.k8s.io": "v1 v1beta1",
        "extensions": "v1beta1",
        "flowcontrol.apiserver.k8s.io": "v1 v1beta1 v1beta2 v1beta3",
        "networking.k8s.io": "v1 v1beta1",
        "node.k8s.io": "v1 v1alpha1 v1beta1",
        "policy": "v1 v1beta1",
        "rbac.authorization.k8s.io": "v1 v1beta1 v1alpha1",
        "resource.k8s.io": "v1 v1beta2 v1beta1 v1alpha3",
        "scheduling.k8s.io": "v1alpha2 v1beta1 v1",
        "storage.k8s.io": "v1beta1 v1 v1alpha1",
        "storagemigration.k8s.io": "v1beta1",
        "apiextensions.k8s.io": "v1beta1 v1",
    ]
}
