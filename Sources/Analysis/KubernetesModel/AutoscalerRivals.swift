import CEL
import Kubernetes
import Rules
import YAMLTrees

/// Autoscalers that aim at the same workload, and by what they steer.
extension AutoscalerFacts {
    static let rivalry: [SubjectModel<AutoscalerFacts>.Field] = [
        .subjects("rivals", "The other autoscalers that aim at what it scales.", of: "autoscaler") {
            $0.rivals.map { AutoscalerFacts.subject.value($0) }
        },
        .subject(
            "rival", "The first of them that scales in the same direction and stands before it.",
            of: "autoscaler"
        ) { facts in
            facts.rivals.first {
                $0.object.member < facts.object.member && $0.isVertical == facts.isVertical
            }.map { AutoscalerFacts.subject.value($0) }
        },
        .subject(
            "opponent", "The first horizontal one that steers by what it, a vertical one, sets.",
            of: "autoscaler"
        ) { facts in
            facts.opponent.map { AutoscalerFacts.subject.value($0) }
        },
        .texts(
            "resources",
            "What it steers by or sets: `cpu`, `memory`; nothing when it only recommends."
        ) { $0.resources.sorted() },
        .text("updateMode", "When a vertical one acts: `Recreate` unless it is written.") {
            $0.updateMode
        }.at("spec", "updatePolicy", "updateMode"),
    ]

    private var isVertical: Bool { object.resource.kind == "VerticalPodAutoscaler" }

    private var opponent: AutoscalerFacts? {
        let own = resources
        guard isVertical, !own.isEmpty else { return nil }
        return rivals.first { !$0.isVertical && !$0.resources.isDisjoint(with: own) }
    }

    private var updateMode: String {
        node.value(at: ["spec", "updatePolicy", "updateMode"])?.string ?? "Recreate"
    }

    private var rivals: [AutoscalerFacts] {
        guard let name = reference?["name"]?.string else { return [] }
        let target = ResourceName(
            kind: reference?["kind"]?.string ?? "Deployment", scope: object.resource.scope,
            name: name)
        return object.world.autoscalers(of: target).filter { $0 != object.member }
            .compactMap { AutoscalerFacts(ObjectFacts(world: object.world, member: $0)) }
    }

    private var resources: Set<String> {
        switch object.resource.kind {
        case "VerticalPodAutoscaler": adjusted
        case "ScaledObject":
            Set((node["spec"]?["triggers"]?.items ?? []).compactMap { $0["type"]?.string })
                .intersection(["cpu", "memory"])
        default: measured
        }
    }

    /// What a vertical autoscaler sets, if it sets anything.
    private var adjusted: Set<String> {
        guard updateMode != "Off", updateMode != "Initial" else { return [] }
        let policies = node.value(at: ["spec", "resourcePolicy", "containerPolicies"])?.items ?? []
        let active = policies.filter { $0["mode"]?.string != "Off" }
        let named = active.compactMap { $0["controlledResources"]?.strings }
        if policies.first != nil, active.isEmpty { return [] }
        return named.count == active.count && !named.isEmpty
            ? Set(named.joined()) : ["cpu", "memory"]
    }

    /// What a horizontal autoscaler looks at; CPU when it does not say.
    private var measured: Set<String> {
        guard let metrics = node["spec"]?["metrics"], metrics.count > 0 else { return ["cpu"] }
        return Set(
            metrics.items.compactMap {
                ($0["resource"] ?? $0["containerResource"])?["name"]?.string
            })
    }
}
