package import Notations

/// The life of one kind in one version of an API: from when on it is deprecated, from when on it is
/// no longer served, and what to write instead.
///
///     let life = APILifecycle.of(apiVersion: "batch/v1beta1", kind: "CronJob")
///     life?.removed       // 1.25
///     life?.replacement   // batch/v1, since 1.21
package struct APILifecycle: Sendable, Hashable {
    /// Whose versions the lifecycle speaks of.
    package enum Component: String, Sendable, Hashable {
        case kubernetes = "Kubernetes"
        case certManager = "cert-manager"
        case istio = "Istio"
    }

    /// What to write instead.
    package struct Replacement: Sendable, Hashable {
        package let apiVersion: String
        /// The same kind, but for few.
        package let kind: String
        /// The first version that serves it, if known.
        package let since: KubernetesVersion?
    }

    package let apiVersion: String
    package let kind: String
    package let component: Component
    /// The first version of the component that warns of it.
    package let deprecated: KubernetesVersion?
    /// The first version that does not serve it; nil when no removal is planned.
    package let removed: KubernetesVersion?
    package let replacement: Replacement?
    package let migration: Migration

    /// The newest Kubernetes the table knows; later versions in it are Kubernetes' own plan.
    package static let newestKubernetes = KubernetesVersion(1, 37)

    /// Whether a component of that version warns of it or no longer serves it.
    package func isDeprecated(in version: KubernetesVersion) -> Bool {
        isRemoved(in: version) || deprecated.map { version >= $0 } ?? false
    }

    /// Whether a component of that version no longer serves it.
    package func isRemoved(in version: KubernetesVersion) -> Bool {
        removed.map { version >= $0 } ?? false
    }

    /// Whether a component of that version serves the replacement.
    package func isReplaceable(in version: KubernetesVersion) -> Bool {
        replacement?.since.map { version >= $0 } ?? false
    }
}

extension APILifecycle {
    /// The lifecycle of a kind, or nil for what is not deprecated or not known.
    ///
    /// A binary search in text that is part of the program: nothing is built for it.
    package static func of(apiVersion: String, kind: String) -> APILifecycle? {
        row("\(apiVersion) \(kind)").flatMap { APILifecycle(row: $0, kind: kind) }
            ?? row("\(apiVersion) *").flatMap { APILifecycle(row: $0, kind: kind) }
    }

    /// Every lifecycle, by the bytes of apiVersion and kind.
    package static var all: [APILifecycle] {
        "\(lifecycleTable)".split(separator: "\n").compactMap { APILifecycle(row: $0, kind: nil) }
    }

    /// The row that begins with the two words of `key`.
    private static func row(_ key: String) -> Substring? {
        // Spaces separate the columns.
        guard key.utf8.count(where: { $0 == UInt8(ascii: " ") }) == 1 else { return nil }
        return FactTable(lifecycleTable).row(key)
    }
}

extension APILifecycle {
    /// Reads a row of the table; `kind` is what `*` stands for.
    private init?(row: Substring, kind: String?) {
        let words = row.split(separator: " ").map(String.init)
        guard words.count == 7, let migration = Migration(word: words[6]) else { return nil }
        apiVersion = words[0]
        self.kind = kind ?? words[1]
        component = Component(apiVersion: words[0])
        deprecated = KubernetesVersion(words[2].utf8)
        removed = KubernetesVersion(words[3].utf8)
        replacement = Replacement(
            words[4], of: apiVersion, kind: self.kind, since: KubernetesVersion(words[5].utf8))
        self.migration = migration
    }
}

extension APILifecycle.Replacement {
    /// `v1`, `discovery.k8s.io/v1:EndpointSlice`, or nil for `-`.
    fileprivate init?(
        _ word: String, of apiVersion: String, kind: String, since: KubernetesVersion?
    ) {
        guard word != "-" else { return nil }
        let parts = word.split(separator: ":").map(String.init)
        let group = apiVersion.split(separator: "/").dropLast().map { $0 + "/" }.joined()
        self.apiVersion = parts[0].contains("/") ? parts[0] : group + parts[0]
        self.kind = parts.count > 1 ? parts[1] : kind
        self.since = since
    }
}

extension APILifecycle.Component {
    fileprivate init(apiVersion: String) {
        let group = apiVersion.prefix { $0 != "/" }
        if group.hasSuffix("cert-manager.io") || group == "certmanager.k8s.io" {
            self = .certManager
        } else {
            self = group.hasSuffix("istio.io") ? .istio : .kubernetes
        }
    }
}
