import CEL
import Kubernetes
import Rules
import SourceText
import YAMLTrees

/// A PodDisruptionBudget, for rules.
struct DisruptionBudgetFacts: YAMLFacts {
    let object: ObjectFacts

    var node: YAMLValue { object.node }

    init?(_ object: ObjectFacts) {
        guard object.resource.kind == "PodDisruptionBudget" else { return nil }
        self.object = object
    }

    static let subject: SubjectModel<DisruptionBudgetFacts> = .init(
        "disruptionBudget", "A PodDisruptionBudget.",
        range: { $0.node.headline }, logicalPlace: { $0.object.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("name", "Its name.") { $0.object.resource.name }.at("metadata", "name"),
            .yamlText("minAvailable", "How many pods must stay.", "spec", "minAvailable"),
            .yamlText("maxUnavailable", "How many pods may go.", "spec", "maxUnavailable"),
            .yamlText(
                "unhealthyPodEvictionPolicy", "When pods that are not ready may go.", "spec",
                "unhealthyPodEvictionPolicy"),
            .optionalNumber("minAvailableCount", "How many pods must stay, when that is a number.")
            {
                $0.count("minAvailable")
            }.at("spec", "minAvailable"),
            .optionalNumber("minAvailablePercent", "The same when it is a percentage.") {
                $0.percent("minAvailable")
            }.at("spec", "minAvailable"),
            .optionalNumber("maxUnavailableCount", "How many pods may go, when that is a number.") {
                $0.count("maxUnavailable")
            }.at("spec", "maxUnavailable"),
            .optionalNumber("maxUnavailablePercent", "The same when it is a percentage.") {
                $0.percent("maxUnavailable")
            }.at("spec", "maxUnavailable"),
            .subjects("workloads", "The workloads whose pods it selects.", of: "workload") {
                $0.object.selectedWorkloads.map { WorkloadFacts.subject.value($0) }
            },
            .optionalNumber("pods", "How many pods it selects, when no autoscaler decides that.") {
                $0.pods
            },
            .flag("isNamespaceHere", "Whether workloads of its namespace are among the files.") {
                $0.object.world.hasWorkloads(in: $0.object.resource.scope)
            },
            .subject("object", "The resource as any other.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ],
        methods: [.field { $0.object.logicalPlace }])

    private var pods: Int? {
        let workloads = object.selectedWorkloads
        let isFixed = workloads.allSatisfy { each in
            each.workload.isReplicated
                && !each.world.autoscalers(of: each.resource).contains {
                    each.world.members[$0].kind != "VerticalPodAutoscaler"
                }
        }
        guard isFixed, !workloads.isEmpty else { return nil }
        return workloads.reduce(0) { min($0 + min($1.workload.replicas ?? 1, 1 << 31), 1 << 31) }
    }

    private func count(_ key: String) -> Int? { node["spec"]?[key]?.int.map(Int.init) }

    private func percent(_ key: String) -> Int? {
        guard let text = node["spec"]?[key]?.string, text.hasSuffix("%") else { return nil }
        return Int(text.dropLast()).flatMap { (0...1000).contains($0) ? $0 : nil }
    }
}

extension ObjectFacts {
    /// The workloads that its pod selector matches.
    var selectedWorkloads: [WorkloadFacts] {
        guard let selector = PodSelection.selector(of: resource) else { return [] }
        return PodSelection.scopes(of: resource).flatMap { scope in
            world.workloads(matching: selector, scope: scope)
                .map { WorkloadFacts(world: world, index: $0) }
        }
    }
}

/// A NetworkPolicy, for rules.
struct NetworkPolicyFacts: YAMLFacts {
    let object: ObjectFacts

    var node: YAMLValue { object.node }

    init?(_ object: ObjectFacts) {
        guard object.resource.kind == "NetworkPolicy",
            object.resource.group == "networking.k8s.io" || object.resource.group == "extensions"
        else { return nil }
        self.object = object
    }

    static let subject: SubjectModel<NetworkPolicyFacts> = .init(
        "networkPolicy", "A NetworkPolicy of Kubernetes itself.",
        range: { $0.node.headline }, logicalPlace: { $0.object.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("name", "Its name.") { $0.object.resource.name }.at("metadata", "name"),
            .flag("selectsAll", "Whether it applies to every pod of its namespace.") {
                PodSelection.selector(of: $0.object.resource)?.isEmpty ?? true
            }.at("spec", "podSelector"),
            .texts("types", "`Ingress`, `Egress` or both, the defaults counted.") { $0.types }
                .at("spec", "policyTypes"),
            .subjects("workloads", "The workloads whose pods it selects.", of: "workload") {
                $0.object.selectedWorkloads.map { WorkloadFacts.subject.value($0) }
            },
            .flag("isNamespaceHere", "Whether workloads of its namespace are among the files.") {
                $0.object.world.hasWorkloads(in: $0.object.resource.scope)
            },
            .flag(
                "blocksDNS",
                "Whether pods it lets talk to others cannot ask for their names, by all policies here."
            ) { $0.blocksDNS }.at("spec", "egress"),
            .subjects("peers", "Whom its rules let in or out.", of: "peer") {
                $0.peers.map { PeerFacts.subject.value($0) }
            },
            .subject("object", "The resource as any other.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ],
        methods: [.field { $0.object.logicalPlace }])

    private var types: [String] { PolicyRules(object.resource).types }

    private var blocksDNS: Bool {
        let world = object.world
        let own = PolicyRules(object.resource)
        guard own.types.contains("Egress"), own.namesPods, !own.allowsDNS else { return false }
        return object.selectedWorkloads.contains { workload in
            !world.members(ofKind: "NetworkPolicy", selecting: workload.index).contains {
                PolicyRules(world.members[$0]).allowsDNS
            }
        }
    }

    var peers: [PeerFacts] {
        [("ingress", "from"), ("egress", "to")].flatMap { direction, key in
            (node["spec"]?[direction]?.items.map { $0 } ?? []).flatMap { rule in
                (rule[key]?.items.map { $0 } ?? []).filter { $0.kind == .mapping }.map {
                    PeerFacts(policy: self, direction: direction, node: $0)
                }
            }
        }
    }
}

/// Whom a rule of a NetworkPolicy lets in or out, for rules.
struct PeerFacts: YAMLFacts {
    let policy: NetworkPolicyFacts
    let direction: String
    let node: YAMLValue

    static let subject: SubjectModel<PeerFacts> = .init(
        "peer", "An item of `from` or `to` in a NetworkPolicy.",
        range: { $0.node.headline },
        logicalPlace: { $0.policy.object.logicalPlace + [$0.direction] },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("direction", "`ingress` or `egress`.") { $0.direction },
            .yamlText("block", "The addresses it lets through.", "ipBlock", "cidr"),
            .flag("hasPodSelector", "Whether it selects pods.") { $0.node["podSelector"] != nil }
                .at("podSelector"),
            .flag("hasNamespaceSelector", "Whether it selects namespaces.") {
                $0.node["namespaceSelector"] != nil
            }.at("namespaceSelector"),
            .flag("selectsNothing", "Whether no pod of its own namespace here fits its selector.") {
                $0.selectsNothing
            }.at("podSelector"),
            .subject("policy", "The policy it belongs to.", of: "networkPolicy") {
                NetworkPolicyFacts.subject.value($0.policy)
            },
        ],
        methods: [.field { $0.policy.object.logicalPlace }])

    private var selectsNothing: Bool {
        guard let node = node["podSelector"], self.node["namespaceSelector"] == nil else {
            return false
        }
        let object = policy.object
        return object.world.workloads(matching: Selector(node), scope: object.resource.scope)
            .isEmpty
    }
}

/// A HorizontalPodAutoscaler, a KEDA ScaledObject or a VerticalPodAutoscaler, for rules.
struct AutoscalerFacts: YAMLFacts {
    let object: ObjectFacts

    var node: YAMLValue { object.node }

    init?(_ object: ObjectFacts) {
        guard
            ["HorizontalPodAutoscaler", "ScaledObject", "VerticalPodAutoscaler"].contains(
                object.resource.kind)
        else { return nil }
        self.object = object
    }

    static let subject: SubjectModel<AutoscalerFacts> = .init(
        "autoscaler", "A HorizontalPodAutoscaler, a VerticalPodAutoscaler or KEDA's ScaledObject.",
        range: { $0.node.headline }, logicalPlace: { $0.object.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("kind", "Its kind.") { $0.object.resource.kind }.at("kind"),
            .text("name", "Its name.") { $0.object.resource.name }.at("metadata", "name"),
            .optionalNumber("minReplicas", "The fewest replicas, when that is written.") {
                $0.replicas(["minReplicas", "minReplicaCount"])
            }.at { $0.location(["minReplicas", "minReplicaCount"]) },
            .optionalNumber("maxReplicas", "The most replicas, when that is written.") {
                $0.replicas(["maxReplicas", "maxReplicaCount"])
            }.at { $0.location(["maxReplicas", "maxReplicaCount"]) },
            .text("targetKind", "The kind of what it scales.") {
                $0.reference?["kind"]?.string ?? "Deployment"
            }.at { YAMLLocation($0.node, ["spec", $0.referenceKey, "kind"]) },
            .optionalText("targetName", "The name of what it scales.") {
                $0.reference?["name"]?.string
            }.at { YAMLLocation($0.node, ["spec", $0.referenceKey, "name"]) },
            .flag("isTargetHere", "Whether what it scales is among the files.") {
                $0.target != nil
            },
            .flag("isNamespaceHere", "Whether workloads of its namespace are among the files.") {
                $0.object.world.hasWorkloads(in: $0.object.resource.scope)
            },
            .subject(
                "target", "The workload it scales, if that is among the files.", of: "workload"
            ) {
                $0.target.flatMap { WorkloadFacts($0) }.map { WorkloadFacts.subject.value($0) }
            },
            .subject("object", "The resource as any other.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ] + Self.rivalry,
        methods: [.field { $0.object.logicalPlace }])

    private var referenceKey: String {
        object.resource.kind == "VerticalPodAutoscaler" ? "targetRef" : "scaleTargetRef"
    }

    var reference: YAMLValue? { node["spec"]?[referenceKey] }

    private func location(_ keys: [String]) -> YAMLLocation {
        let key = keys.first { node["spec"]?[$0] != nil } ?? keys[0]
        return YAMLLocation(node, ["spec", key])
    }

    private func replicas(_ keys: [String]) -> Int? { location(keys).node?.int.map(Int.init) }

    private var target: ObjectFacts? {
        guard let name = reference?["name"]?.string else { return nil }
        let kind = reference?["kind"]?.string ?? "Deployment"
        return object.world.member(kind: kind, name: name, scope: object.resource.scope)
            .map { ObjectFacts(world: object.world, member: $0) }
    }
}
