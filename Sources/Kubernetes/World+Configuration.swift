/// ConfigMaps and Secrets, who uses them, and definitions of custom resources.
extension World {
    /// The workloads whose pods refer to a ConfigMap or Secret.
    package func workloads(ofConfig resource: Resource) -> [Int] {
        configUse.users[ResourceName(resource)] ?? []
    }

    /// Whether another member says the name of a ConfigMap or Secret, in whatever way.
    package func isMentioned(_ member: Int) -> Bool { configUse.mentioned.contains(member) }

    /// The ConfigMap or Secret that is meant.
    package func source(_ kind: String, _ name: String, scope: String) -> Resource? {
        member(kind: kind, name: name, scope: scope).map { members[$0] }
    }

    /// Whether a ConfigMap or Secret is missing: others of its kind are here in the namespace, and
    /// nothing that may make it names it.
    package func isMissing(_ kind: String, _ name: String, scope: String) -> Bool {
        member(kind: kind, name: name, scope: scope) == nil
            && !members(ofKind: kind, in: scope).isEmpty
            && !ConfigUse.givenByCluster.contains(name) && !settings.generated.contains(name)
            && !configUse.made.contains(name)
    }

    /// The first workload but one with a lasting container that runs as a user.
    package func workload(runningAs user: Int, besides workload: Int) -> Int? {
        users[String(user)]?.prefix(2).first { $0 != workload }
    }

    /// Whether a kustomization adds labels to the selectors and pods of a member.
    package func gainsLabels(_ member: Int) -> Bool {
        var low = 0
        var high = manifests.count
        while low < high {
            let middle = (low + high) / 2
            let end = members(ofManifest: middle).upperBound
            if end <= member { low = middle + 1 } else { high = middle }
        }
        return low < manifests.count && manifests[low].gainsLabels
    }

    /// The CustomResourceDefinition of a resource, if it is here.
    package func definition(of resource: Resource) -> Int? {
        definitions[Self.definitionName(resource.group, resource.kind)]
    }

    static func definitionName(_ group: String, _ kind: String) -> ResourceName {
        ResourceName(kind: kind, scope: group, name: "")
    }
}
