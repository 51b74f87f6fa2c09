import CEL
import Kubernetes
import Rules
import YAMLTrees

extension WorkloadFacts {
    /// Words about what belongs to a workload and what refers to it.
    static let relations: [SubjectModel<WorkloadFacts>.Field] = [
        .subjects("containers", "Its regular containers.", of: "container") { facts in
            facts.containers.filter { $0.container.role == .regular }
                .map { ContainerFacts.subject.value($0) }
        },
        .subjects("allContainers", "All its containers, init containers too.", of: "container") {
            $0.containers.map { ContainerFacts.subject.value($0) }
        },
        .subjects("volumes", "The volumes of its pods.", of: "podVolume") {
            $0.volumes.map { PodVolumeFacts.subject.value($0) }
        },
        .subjects("services", "The services in its namespace that select its pods.", of: "object") {
            $0.selecting("Service")
        },
        .subjects(
            "disruptionBudgets", "The disruption budgets that select its pods.", of: "object"
        ) { $0.selecting("PodDisruptionBudget") },
        .subjects("networkPolicies", "The network policies that select its pods.", of: "object") {
            $0.selecting("NetworkPolicy")
        },
        .subjects(
            "autoscalers", "The autoscalers that aim at it, vertical ones and KEDA's too.",
            of: "object"
        ) { facts in
            facts.world.autoscalers(of: facts.resource).map {
                ObjectFacts.subject.value(ObjectFacts(world: facts.world, member: $0))
            }
        },
        .flag("isScaled", "Whether an autoscaler sets its number of replicas.") { facts in
            facts.world.autoscalers(of: facts.resource).contains {
                facts.world.members[$0].kind != "VerticalPodAutoscaler"
            }
        },
        .subject(
            "account", "The service account its pods run as, if that is among the files.",
            of: "object"
        ) { facts in
            let name = facts.workload.accountName ?? "default"
            return facts.world.member(
                kind: "ServiceAccount", name: name, scope: facts.resource.scope
            ).map { ObjectFacts.subject.value(ObjectFacts(world: facts.world, member: $0)) }
        },
        .subjects(
            "configReferences", "The ConfigMaps and Secrets its pods name.", of: "configReference"
        ) { ConfigReferenceFacts.all(of: $0).map { ConfigReferenceFacts.subject.value($0) } },
        .subject(
            "changingConfig",
            "The first ConfigMap or Secret here that gives its pods variables and may change.",
            of: "configReference"
        ) { facts in
            ConfigReferenceFacts.all(of: facts).first { $0.givesChangingVariables }
                .map { ConfigReferenceFacts.subject.value($0) }
        },
        .flag("isNamespaceHere", "Whether other workloads of its namespace are among the files.") {
            $0.world.hasWorkloads(in: $0.resource.scope)
        },
    ]

    /// All containers of its pods.
    var containers: [ContainerFacts] {
        guard let podSpec = workload.podSpec else { return [] }
        return Container.all(in: podSpec).map { ContainerFacts(workload: self, container: $0) }
    }

    var volumes: [PodVolumeFacts] {
        (workload.podSpec?["volumes"]?.items ?? []).filter { $0.kind == .mapping }
            .map { PodVolumeFacts(workload: self, node: $0) }
    }

    private func selecting(_ kind: String) -> [CELValue] {
        world.members(ofKind: kind, selecting: index).map {
            ObjectFacts.subject.value(ObjectFacts(world: world, member: $0))
        }
    }
}
