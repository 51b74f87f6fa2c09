import CEL
import Kubernetes
import Rules
import YAMLTrees

/// What defines a resource, and who uses it.
extension ObjectFacts {
    static let relations: [SubjectModel<ObjectFacts>.Field] = [
        .subject(
            "definition", "The CustomResourceDefinition of its kind, if that is here.",
            of: "object"
        ) { facts in
            facts.world.definition(of: facts.resource).map {
                ObjectFacts.subject.value(ObjectFacts(world: facts.world, member: $0))
            }
        },
        .texts("servedVersions", "The versions that definition serves.") {
            $0.definition?.servedVersions ?? []
        },
        .subjects(
            "users", "The workloads whose pods refer to this ConfigMap or Secret.", of: "workload"
        ) { facts in
            facts.world.workloads(ofConfig: facts.resource).map {
                WorkloadFacts.subject.value(WorkloadFacts(world: facts.world, index: $0))
            }
        },
        .flag("isMentioned", "Whether another resource says the name of this ConfigMap or Secret.")
        {
            $0.world.isMentioned($0.member)
        }.at("metadata", "name"),
        .flag("gainsLabels", "Whether a kustomization adds labels to its selectors and pods.") {
            $0.world.gainsLabels($0.member)
        },
        .flag("isNamespaceHere", "Whether workloads of its namespace are among the files.") {
            $0.world.hasWorkloads(in: $0.resource.scope)
        },
    ]

    /// What the definition of its kind says.
    var definition: ResourceDefinition? {
        world.definition(of: resource).flatMap { ResourceDefinition(world.members[$0]) }
    }
}
