package import YAMLTrees

/// One rule of a Role or ClusterRole: verbs on resources of API groups.
package struct Permission: Sendable {
    package let node: YAMLValue
    package let verbs: [String]
    package let groups: [String]
    /// Resources and subresources, such as `pods/exec`.
    package let resources: [String]
    /// The objects it is limited to; empty for all.
    package let names: [String]

    package init(_ node: YAMLValue) {
        self.node = node
        verbs = node["verbs"]?.strings ?? []
        groups = node["apiGroups"]?.strings ?? []
        resources = node["resources"]?.strings ?? []
        names = node["resourceNames"]?.strings ?? []
    }

    /// The rules of a Role or ClusterRole.
    package static func all(of role: Resource) -> [Permission] {
        (role.root["rules"]?.items ?? []).filter { $0.kind == .mapping }.map { Permission($0) }
    }

    /// Whether it lets `verb` on a resource of a group, wildcards counted, as the RBAC authorizer
    /// of Kubernetes decides it.
    package func allows(_ verb: String, _ resource: String, group: String) -> Bool {
        (verbs.contains("*") || verbs.contains(verb))
            && (groups.contains("*") || groups.contains(group)) && covers(resource)
    }

    private func covers(_ resource: String) -> Bool {
        if resources.contains("*") || resources.contains(resource) { return true }
        guard let slash = resource.utf8.firstIndex(of: UInt8(ascii: "/")) else { return false }
        return resources.contains("*" + resource[slash...])
    }
}
