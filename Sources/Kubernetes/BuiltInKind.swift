/// A kind that Kubernetes has built in, with the versions that serve it.
package struct BuiltInKind: Sendable, Hashable {
    package let kind: String
    /// Stable ones first, the newest first: `apps/v1`.
    package let apiVersions: [String]

    /// The kind of that name, or nil.
    package static func named(_ kind: String) -> BuiltInKind? {
        guard !kind.utf8.contains(UInt8(ascii: " ")),
            let words = FactTable(builtInKindTable).row(kind)?.split(separator: " ")
        else { return nil }
        return BuiltInKind(
            kind: kind, apiVersions: words.dropFirst().map { String($0) })
    }

    /// What to write instead of an `apiVersion` that never served a kind: nil when it did, or when
    /// either is none of Kubernetes' own.
    package static func apiVersion(for kind: String, insteadOf apiVersion: String) -> String? {
        guard isOwn(apiVersion), let known = named(kind),
            !known.apiVersions.contains(apiVersion),
            APILifecycle.of(apiVersion: apiVersion, kind: kind) == nil
        else { return nil }
        return known.apiVersions.first
    }

    /// Whether an `apiVersion` is one of Kubernetes' own groups, not that of a custom resource.
    private static func isOwn(_ apiVersion: String) -> Bool {
        let parts = apiVersion.split(separator: "/")
        guard parts.count == 2 else { return apiVersion == "v1" || apiVersion.hasPrefix("v1") }
        let group = parts[0]
        if ["apps", "batch", "autoscaling", "policy", "extensions"].contains(group) { return true }
        let own = [
            "networking", "rbac.authorization", "storage", "apiextensions", "apiregistration",
            "admissionregistration", "scheduling", "coordination", "discovery", "events", "node",
            "certificates", "authentication", "authorization", "flowcontrol.apiserver",
        ]
        return group.hasSuffix(".k8s.io") && own.contains(String(group.dropLast(7)))
    }
}
