import YAMLTrees

/// Collects the index of a world.
struct WorldBuilder {
    /// Kinds of workloads beside those that are known.
    private let workloadKinds: [WorkloadKind]
    var workloads: [Workload] = []
    var workloadMembers: [Int] = []
    /// For each member the number of the workload that it is.
    var workloadNumbers: [Int?] = []
    var names: [ResourceName: [Int]] = [:]
    var kinds: [String: [Int]] = [:]
    /// The members of a kind in a namespace: names with nothing for the name.
    var scopes: [ResourceName: [Int]] = [:]
    /// The workloads that use an account.
    var accountUsers: [ResourceName: [Int]] = [:]
    /// The services with a selector, under its labels in order.
    var serviceSelectors: [ResourceName: [Int]] = [:]
    var pods = LabelIndex()
    var serviceLabels = LabelIndex()
    var selecting: [String: SelectorIndex] = [:]
    var byTarget: [ResourceName: [Int]] = [:]
    var byAccount: [ResourceName: [Int]] = [:]
    var byHost: [String: [Int]] = [:]
    /// The workloads that mount a claim, by its name.
    var byClaim: [ResourceName: [Int]] = [:]
    /// The definitions of custom resources, by the group (as scope) and kind that they define.
    var definitions: [ResourceName: Int] = [:]

    init(workloadKinds: [WorkloadKind]) { self.workloadKinds = workloadKinds }

    /// Adds the member with the next number, counted from 0.
    mutating func add(_ resource: Resource, _ number: Int) {
        names[ResourceName(resource), default: []].append(number)
        kinds[resource.kind, default: []].append(number)
        scopes[ResourceName(kind: resource.kind, scope: resource.scope, name: ""), default: []]
            .append(number)
        let workload = Workload(resource, kinds: workloadKinds)
        workloadNumbers.append(workload.map { _ in workloads.count })
        if let workload {
            addClaims(of: workload, workloads.count)
            workloads.append(workload)
            workloadMembers.append(number)
            pods.add(workload.podLabels, scope: resource.scope)
            let account = workload.accountName ?? "default"
            accountUsers[
                ResourceName(kind: "ServiceAccount", scope: resource.scope, name: account),
                default: []
            ].append(workloads.count - 1)
        }
        switch resource.kind {
        case "Service":
            serviceLabels.add(
                resource["metadata", "labels"]?.pairs ?? [], scope: resource.scope)
            if let name = PodSelection.selectorName(of: resource) {
                serviceSelectors[name, default: []].append(number)
            }
        case "HorizontalPodAutoscaler", "ScaledObject":
            addTarget(resource["spec", "scaleTargetRef"], of: resource, number)
        case "VerticalPodAutoscaler":
            addTarget(resource["spec", "targetRef"], of: resource, number)
        case "Ingress":
            let hosts = (resource["spec", "rules"]?.items ?? []).map { $0["host"]?.string ?? "" }
            for host in Set(hosts) { byHost[host, default: []].append(number) }
        case "RoleBinding", "ClusterRoleBinding": addAccounts(of: resource, number)
        case "CustomResourceDefinition":
            guard let definition = ResourceDefinition(resource) else { break }
            definitions[World.definitionName(definition.group, definition.kind)] = number
        default: break
        }
    }

    private mutating func addClaims(of workload: Workload, _ number: Int) {
        for volume in workload.podSpec?["volumes"]?.items ?? [] {
            guard let name = volume["persistentVolumeClaim"]?["claimName"]?.string else { continue }
            let claim = ResourceName(
                kind: "PersistentVolumeClaim", scope: workload.resource.scope, name: name)
            if byClaim[claim]?.last != number { byClaim[claim, default: []].append(number) }
        }
    }

    /// Notes what an autoscaler aims at; KEDA's default is a Deployment.
    private mutating func addTarget(_ reference: YAMLValue?, of resource: Resource, _ number: Int) {
        guard let name = reference?["name"]?.string else { return }
        let kind = reference?["kind"]?.string ?? "Deployment"
        byTarget[ResourceName(kind: kind, scope: resource.scope, name: name), default: []]
            .append(number)
    }

    private mutating func addAccounts(of resource: Resource, _ number: Int) {
        for subject in resource.root["subjects"]?.items ?? [] {
            guard subject["kind"]?.string == "ServiceAccount",
                let name = subject["name"]?.string
            else { continue }
            let scope = subject["namespace"]?.string ?? resource.scope
            byAccount[ResourceName(kind: "ServiceAccount", scope: scope, name: name), default: []]
                .append(number)
        }
    }

    /// Adds what selects pods, once all pods are known.
    mutating func addSelectors(_ members: [Resource]) {
        for kind in ["Service", "NetworkPolicy", "PodDisruptionBudget", "PodMonitor"] {
            var index = SelectorIndex()
            for number in kinds[kind] ?? [] {
                guard let selector = PodSelection.selector(of: members[number]) else { continue }
                for scope in PodSelection.scopes(of: members[number]) {
                    index.add(selector, member: number, scope: scope, among: pods)
                }
            }
            selecting[kind] = index
        }
    }
}

/// How resources that select pods do it.
package enum PodSelection {
    /// The selector of a Service, NetworkPolicy, PodDisruptionBudget or PodMonitor; nil when it
    /// selects nothing by labels.
    package static func selector(of resource: Resource) -> Selector? {
        switch resource.kind {
        case "Service":
            guard resource.group.isEmpty, let value = resource["spec", "selector"],
                value.kind == .mapping, !value.isEmpty
            else { return nil }
            return Selector(labels: value)
        case "NetworkPolicy": return resource["spec", "podSelector"].map { Selector($0) }
        case "PodDisruptionBudget", "PodMonitor", "ServiceMonitor":
            return resource["spec", "selector"].map { Selector($0) }
        default: return nil
        }
    }

    /// What services with one selector in one namespace have in common; nil without a selector.
    static func selectorName(of service: Resource) -> ResourceName? {
        guard let labels = selector(of: service)?.labels else { return nil }
        let text = labels.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: ",")
        let isHeadless = service["spec", "clusterIP"]?.string == "None"
        return ResourceName(
            kind: isHeadless ? "headless" : "Service", scope: service.scope, name: text)
    }

    /// The namespaces it reaches into; nil stands for all of them.
    package static func scopes(of resource: Resource) -> [String?] {
        guard let other = resource["spec", "namespaceSelector"] else { return [resource.scope] }
        if other["any"]?.bool == true { return [nil] }
        guard let names = other["matchNames"] else { return [resource.scope] }
        return names.strings
    }
}
