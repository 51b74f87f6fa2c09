import SourceText
package import YAMLTrees

/// One Kubernetes resource as a manifest writes it: a mapping with `apiVersion` and `kind`.
///
/// Items of a `List` are resources of their own. A class, since rules ask for it again and again:
/// handing it on counts one reference instead of five.
package final class Resource: Sendable {
    /// The mapping that is the resource.
    package let root: YAMLValue
    package let apiVersion: String
    package let kind: String
    /// `metadata.name`, else `metadata.generateName`, else nothing.
    package let name: String
    /// `metadata.namespace`, or nil when whoever applies the manifest decides.
    package let namespace: String?
    private let keptType = LazyReference<ResourceType>()

    /// Reads a mapping; nil when it has no `apiVersion` or no `kind` that is a text.
    package init?(_ root: YAMLValue) {
        guard let apiVersion = root["apiVersion"]?.string, let kind = root["kind"]?.string,
            !apiVersion.isEmpty, !kind.isEmpty
        else { return nil }
        self.root = root
        self.apiVersion = apiVersion
        self.kind = kind
        let metadata = root["metadata"]
        name = metadata?["name"]?.string ?? metadata?["generateName"]?.string ?? ""
        namespace = metadata?["namespace"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What is known of its kind.
    package var type: ResourceType {
        keptType.load()
            ?? keptType.storeIfNil(ResourceType.of(apiVersion: apiVersion, kind: kind))
    }

    /// The API group, such as `apps`; empty for the core group.
    package var group: String {
        guard let slash = apiVersion.utf8.firstIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(apiVersion[..<slash])
    }

    /// The version in its group, such as `v1beta1`.
    package var version: String {
        guard let slash = apiVersion.utf8.firstIndex(of: UInt8(ascii: "/")) else {
            return apiVersion
        }
        return String(apiVersion[apiVersion.utf8.index(after: slash)...])
    }

    /// The namespace it lands in when nobody says otherwise.
    package var scope: String { namespace ?? "default" }

    /// How reports name it: `Deployment/payments/api`, without a namespace `Deployment/api`.
    package var identity: String {
        let parts = [kind, namespace, name.isEmpty ? nil : name]
        return parts.compactMap { $0 }.joined(separator: "/")
    }

    /// The value under a row of keys, or nil where one is missing.
    package subscript(path: String...) -> YAMLValue? { root.value(at: path) }
}

extension YAMLValue {
    /// The texts of a sequence's scalars.
    package var strings: [String] { items.compactMap(\.string) }

    /// The entries of a mapping whose values are scalars, as texts: labels, annotations,
    /// selectors.
    package var pairs: [LabelPair] {
        entries.compactMap { key, value in
            guard let key = key.string, let value = value.string else { return nil }
            return LabelPair(key: key, value: value)
        }
    }
}

/// A label, or what a selector asks of one.
package struct LabelPair: Hashable, Sendable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}
