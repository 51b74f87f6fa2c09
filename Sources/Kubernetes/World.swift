package import Notations
import Synchronization

/// What would be applied together: the resources of some manifests, with an index of how they
/// refer to each other.
///
/// A class because every subject holds it. Members are numbered in the order of files and
/// documents.
package final class World: Sendable {
    package let manifests: [Manifest]
    package let settings: WorldSettings
    package let members: [Resource]
    /// For each manifest the number of its first member.
    private let starts: [Int]
    /// All that carry a pod template, in order.
    package let workloads: [Workload]
    /// The number of each workload's member.
    package let workloadMembers: [Int]
    let names: [ResourceName: [Int]]
    private let kinds: [String: [Int]]
    /// The pods, numbered as the workloads.
    let pods: LabelIndex
    /// The services, numbered as in `services`.
    let serviceLabels: LabelIndex
    /// For each member the number of the workload that it is.
    private let workloadNumbers: [Int?]
    private let selecting: [String: SelectorIndex]
    private let scopes: [ResourceName: [Int]]
    private let accountUsers: [ResourceName: [Int]]
    private let serviceSelectors: [ResourceName: [Int]]
    private let byTarget: [ResourceName: [Int]]
    private let byAccount: [ResourceName: [Int]]
    private let byHost: [String: [Int]]
    private let byClaim: [ResourceName: [Int]]
    let definitions: [ResourceName: Int]
    private let keptConfigUse = Mutex<ConfigUse?>(nil)
    private let keptUsers = Mutex<[String: [Int]]?>(nil)

    package init(_ manifests: [Manifest], settings: WorldSettings = WorldSettings()) {
        self.manifests = manifests
        self.settings = settings
        var members: [Resource] = []
        var starts: [Int] = []
        for manifest in manifests {
            starts.append(members.count)
            members += manifest.resources
        }
        self.members = members
        self.starts = starts
        var builder = WorldBuilder(workloadKinds: settings.workloadKinds)
        for (number, resource) in members.enumerated() { builder.add(resource, number) }
        builder.addSelectors(members)
        workloads = builder.workloads
        workloadMembers = builder.workloadMembers
        workloadNumbers = builder.workloadNumbers
        names = builder.names
        kinds = builder.kinds
        pods = builder.pods
        serviceLabels = builder.serviceLabels
        selecting = builder.selecting
        scopes = builder.scopes
        accountUsers = builder.accountUsers
        serviceSelectors = builder.serviceSelectors
        byTarget = builder.byTarget
        byAccount = builder.byAccount
        byHost = builder.byHost
        byClaim = builder.byClaim
        definitions = builder.definitions
    }

    /// The version of Kubernetes it is meant for.
    package var kubernetes: KubernetesVersion { settings.kubernetes }

    /// Who uses ConfigMaps and Secrets.
    var configUse: ConfigUse {
        keptConfigUse.withLock { kept in
            let use = kept ?? ConfigUse(members, workloads)
            kept = use
            return use
        }
    }

    /// The workloads that run a container as a user, by the user's number.
    var users: [String: [Int]] {
        keptUsers.withLock { kept in
            let users = kept ?? Workload.users(of: workloads)
            kept = users
            return users
        }
    }

    /// The numbers of the members that a manifest holds.
    package func members(ofManifest number: Int) -> Range<Int> {
        starts[number]..<(starts[number] + manifests[number].resources.count)
    }

    /// The members of a kind, in order.
    package func members(ofKind kind: String) -> [Int] { kinds[kind] ?? [] }

    /// The members of a kind in a namespace, in order.
    package func members(ofKind kind: String, in scope: String) -> [Int] {
        scopes[ResourceName(kind: kind, scope: scope, name: "")] ?? []
    }

    /// The workloads of a namespace that use an account.
    package func workloads(ofAccount name: String, scope: String) -> [Int] {
        accountUsers[ResourceName(kind: "ServiceAccount", scope: scope, name: name)] ?? []
    }

    /// The services of its namespace that have the selector of a service, itself among them, and
    /// an address of their own as it has.
    package func services(withSelectorOf service: Resource) -> [Int] {
        PodSelection.selectorName(of: service).flatMap { serviceSelectors[$0] } ?? []
    }

    /// The first member with this kind and name in a namespace, or without one when the kind
    /// belongs to the cluster.
    package func member(kind: String, name: String, scope: String) -> Int? {
        names[ResourceName(kind: kind, scope: scope, name: name)]?.first
    }

    /// The workload that a member is.
    package func workload(ofMember member: Int) -> Int? { workloadNumbers[member] }

    /// The workloads a selector matches in a namespace.
    package func workloads(matching selector: Selector, scope: String?) -> [Int] {
        pods.numbers(matching: selector, scope: scope)
    }

    /// The members of a kind whose selectors match a workload's pods.
    package func members(ofKind kind: String, selecting workload: Int) -> [Int] {
        let workload = workloads[workload]
        return selecting[kind]?.members(
            matching: workload.podLabels, scope: workload.resource.scope) ?? []
    }

    /// Whether workloads of a namespace are here, so that what selects nothing is a mistake.
    package func hasWorkloads(in scope: String) -> Bool { pods.count(scope: scope) > 0 }

    /// The services a selector matches by their labels, as member numbers.
    package func services(matching selector: Selector, scope: String?) -> [Int] {
        let services = members(ofKind: "Service")
        return serviceLabels.numbers(matching: selector, scope: scope).map { services[$0] }
    }

    /// The autoscalers that aim at a resource.
    package func autoscalers(of resource: Resource) -> [Int] {
        autoscalers(of: ResourceName(resource))
    }

    /// The autoscalers that aim at what a name stands for, here or not.
    package func autoscalers(of target: ResourceName) -> [Int] { byTarget[target] ?? [] }

    /// The workloads whose pods mount a claim by its name.
    package func workloads(ofClaim name: String, scope: String) -> [Int] {
        byClaim[ResourceName(kind: "PersistentVolumeClaim", scope: scope, name: name)] ?? []
    }

    /// The Ingresses with a rule for a host; the empty text stands for all hosts.
    package func ingresses(forHost host: String) -> [Int] { byHost[host] ?? [] }

    /// The bindings that name an account among their subjects.
    package func bindings(ofAccount name: String, scope: String) -> [Int] {
        byAccount[ResourceName(kind: "ServiceAccount", scope: scope, name: name)] ?? []
    }
}

/// What tells one resource from another in a world.
package struct ResourceName: Hashable, Sendable {
    package var kind: String
    package var scope: String
    package var name: String

    package init(kind: String, scope: String, name: String) {
        self.kind = kind
        self.scope = ClusterScope.contains(kind) ? "" : scope
        self.name = name
    }

    package init(_ resource: Resource) {
        self.init(kind: resource.kind, scope: resource.scope, name: resource.name)
    }
}
