import YAMLTrees

/// What a CustomResourceDefinition says of the resources it allows.
package struct ResourceDefinition: Sendable {
    package let group: String
    package let kind: String
    package let isClusterWide: Bool
    /// The versions that the API server serves, in the order of the file.
    package let servedVersions: [String]

    package init?(_ resource: Resource) {
        guard resource.kind == "CustomResourceDefinition",
            let group = resource["spec", "group"]?.string,
            let kind = resource["spec", "names", "kind"]?.string
        else { return nil }
        self.group = group
        self.kind = kind
        isClusterWide = resource["spec", "scope"]?.string == "Cluster"
        let versions = (resource["spec", "versions"]?.items ?? [])
            .filter { $0["served"]?.bool ?? true }.compactMap { $0["name"]?.string }
        let old = resource["spec", "version"]?.string
        servedVersions = versions.isEmpty ? [old].compactMap { $0 } : versions
    }
}
