import YAMLTrees

/// What a ConfigMap or Secret holds.
package struct ConfigSource: Sendable {
    private let resource: Resource

    package init(_ resource: Resource) { self.resource = resource }

    package var keys: Set<String> {
        let maps = ["data", "stringData", "binaryData"].compactMap { resource.root[$0] }
        return Set(maps.flatMap { $0.entries.compactMap(\.key.string) })
    }

    /// Whether a controller puts keys into it: it is written empty, or is of a sort that is filled.
    package var isFilledLater: Bool {
        let type = resource["type"]?.string
        return keys.isEmpty || type == "kubernetes.io/service-account-token"
            || resource["metadata", "labels", "config.openshift.io/inject-trusted-cabundle"] != nil
    }
}
