import Synchronization

/// What is known of a kind in one version of its API, looked up once for all resources of it.
///
/// A class, since the resources of a kind share it.
package final class ResourceType: Sendable {
    /// Its life, if that version is deprecated or gone.
    package let lifecycle: APILifecycle?
    /// Whether it is one of Kubernetes' own, in a version that serves it.
    package let isBuiltIn: Bool
    /// The version that serves the kind, when this one never did.
    package let wantedVersion: String?

    private init(apiVersion: String, kind: String) {
        lifecycle = APILifecycle.of(apiVersion: apiVersion, kind: kind)
        isBuiltIn = BuiltInKind.named(kind)?.apiVersions.contains(apiVersion) ?? false
        wantedVersion = BuiltInKind.apiVersion(for: kind, insteadOf: apiVersion)
    }

    /// The types that were asked for so far.
    private static let known = Mutex<[String: ResourceType]>([:])
    /// How many are kept; nobody has as many.
    private static let mostKnown = 1_000

    package static func of(apiVersion: String, kind: String) -> ResourceType {
        let name = "\(apiVersion) \(kind)"
        return known.withLock { known in
            if let type = known[name] { return type }
            let type = ResourceType(apiVersion: apiVersion, kind: kind)
            if known.count < mostKnown { known[name] = type }
            return type
        }
    }
}
