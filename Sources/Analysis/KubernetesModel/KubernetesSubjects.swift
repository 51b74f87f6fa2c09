import Kubernetes
import Rules
import SourceText
import YAMLTrees

/// Some resources of a world and everything rules can judge about them.
struct ResourceBatch {
    private let world: World
    private let objects: [ObjectFacts]
    private let workloads: [WorkloadFacts]
    private let containers: [ContainerFacts]

    /// The resources with these numbers.
    init(_ world: World, _ members: Range<Int>) {
        self.world = world
        objects = members.map { ObjectFacts(world: world, member: $0) }
        workloads = objects.compactMap { WorkloadFacts($0) }
        containers = workloads.flatMap(\.containers)
    }

    /// A kind of subject, as people read it.
    @Sendable static func schema(named name: String) -> (any SubjectSchema)? {
        switch name {
        case "object": ObjectFacts.subject
        case "workload": WorkloadFacts.subject
        case "container": ContainerFacts.subject
        case "probe": ProbeFacts.subject
        case "containerPort": ContainerPortFacts.subject
        case "environmentVariable": EnvironmentFacts.subject
        case "volumeMount": VolumeMountFacts.subject
        case "podVolume": PodVolumeFacts.subject
        case "service": ServiceFacts.subject
        case "servicePort": ServicePortFacts.subject
        case "ingressPath": IngressPathFacts.subject
        case "webhook": WebhookFacts.subject
        case "account": AccountFacts.subject
        case "backend": BackendFacts.subject
        case "networkPolicy": NetworkPolicyFacts.subject
        case "peer": PeerFacts.subject
        case "disruptionBudget": DisruptionBudgetFacts.subject
        case "autoscaler": AutoscalerFacts.subject
        case "permission": PermissionFacts.subject
        case "binding": BindingFacts.subject
        case "bindingMember": BindingMemberFacts.subject
        case "claim": ClaimFacts.subject
        case "storageClass": StorageClassFacts.subject
        case "capability": CapabilityFacts.subject
        case "sysctl": SysctlFacts.subject
        case "configEntry": ConfigEntryFacts.subject
        case "credential": CredentialFacts.subject
        case "persistentVolume": PersistentVolumeFacts.subject
        case "textEntry": TextEntryFacts.subject
        case "nodeTerm": NodeTermFacts.subject
        case "unknownField": UnknownFieldFacts.subject
        case "oddScalar": OddScalarFacts.subject
        case "configReference": ConfigReferenceFacts.subject
        case "document": DocumentFacts.subject
        case "field": FieldFacts.subject
        default: nil
        }
    }

    /// The names of the subjects that occur in manifests.
    ///
    /// Written out, so that a run over Dockerfiles makes no tables of manifests.
    static let names = [
        "object", "workload", "container", "probe", "containerPort", "environmentVariable",
        "volumeMount", "podVolume", "service", "servicePort", "ingressPath", "webhook", "account",
        "backend", "networkPolicy", "peer",
        "disruptionBudget", "autoscaler", "permission", "binding", "bindingMember", "claim",
        "storageClass", "capability", "sysctl", "configEntry", "credential", "persistentVolume",
        "textEntry", "nodeTerm", "unknownField", "oddScalar", "configReference",
        "document", "field",
    ]

    /// All subjects of one kind, in the order of the file.
    func subjects(named name: String) -> [any Subject] {
        switch name {
        case "object": subjects(ObjectFacts.subject, objects)
        case "workload": subjects(WorkloadFacts.subject, workloads)
        case "container": subjects(ContainerFacts.subject, containers)
        case "probe":
            subjects(
                ProbeFacts.subject,
                containers.flatMap { container in
                    ProbeFacts.Kind.allCases.compactMap { ProbeFacts(container, $0) }
                })
        case "containerPort": subjects(ContainerPortFacts.subject, containers.flatMap(\.ports))
        case "environmentVariable":
            subjects(EnvironmentFacts.subject, containers.flatMap(\.environment))
        case "volumeMount": subjects(VolumeMountFacts.subject, containers.flatMap(\.mounts))
        case "podVolume": subjects(PodVolumeFacts.subject, workloads.flatMap(\.volumes))
        case "service": subjects(ServiceFacts.subject, services)
        case "servicePort": subjects(ServicePortFacts.subject, services.flatMap(\.ports))
        case "backend":
            subjects(
                BackendFacts.subject,
                objects.flatMap { object in
                    Backend.all(of: object.resource).map {
                        BackendFacts(object: object, backend: $0)
                    }
                })
        case "ingressPath":
            subjects(IngressPathFacts.subject, objects.flatMap { IngressPathFacts.all(of: $0) })
        case "webhook":
            subjects(WebhookFacts.subject, objects.flatMap { WebhookFacts.all(of: $0) })
        case "account": subjects(AccountFacts.subject, objects.compactMap { AccountFacts($0) })
        case "networkPolicy": subjects(NetworkPolicyFacts.subject, policies)
        case "peer": subjects(PeerFacts.subject, policies.flatMap(\.peers))
        case "disruptionBudget":
            subjects(
                DisruptionBudgetFacts.subject, objects.compactMap { DisruptionBudgetFacts($0) })
        case "autoscaler":
            subjects(AutoscalerFacts.subject, objects.compactMap { AutoscalerFacts($0) })
        case "permission":
            subjects(PermissionFacts.subject, objects.flatMap { PermissionFacts.all(of: $0) })
        case "binding": subjects(BindingFacts.subject, bindings)
        case "bindingMember": subjects(BindingMemberFacts.subject, bindings.flatMap(\.members))
        case "claim": subjects(ClaimFacts.subject, objects.flatMap { ClaimFacts.all(of: $0) })
        case "storageClass":
            subjects(StorageClassFacts.subject, objects.compactMap { StorageClassFacts($0) })
        case "capability": subjects(CapabilityFacts.subject, containers.flatMap(\.capabilities))
        case "sysctl": subjects(SysctlFacts.subject, workloads.flatMap(\.sysctls))
        case "configEntry":
            subjects(ConfigEntryFacts.subject, objects.flatMap { ConfigEntryFacts.all(of: $0) })
        case "credential":
            subjects(CredentialFacts.subject, objects.flatMap { CredentialFacts.all(of: $0) })
        case "persistentVolume":
            subjects(
                PersistentVolumeFacts.subject, objects.compactMap { PersistentVolumeFacts($0) })
        case "textEntry":
            subjects(TextEntryFacts.subject, objects.flatMap { TextEntryFacts.all(of: $0) })
        case "nodeTerm":
            subjects(NodeTermFacts.subject, objects.flatMap { NodeTermFacts.all(of: $0) })
        case "unknownField":
            subjects(UnknownFieldFacts.subject, objects.flatMap { UnknownFieldFacts.all(of: $0) })
        case "oddScalar":
            subjects(OddScalarFacts.subject, objects.flatMap { OddScalarFacts.all(of: $0) })
        case "configReference":
            subjects(
                ConfigReferenceFacts.subject,
                workloads.flatMap { ConfigReferenceFacts.all(of: $0) })
        default: []
        }
    }

    private var services: [ServiceFacts] { objects.compactMap { ServiceFacts($0) } }
    private var policies: [NetworkPolicyFacts] { objects.compactMap { NetworkPolicyFacts($0) } }
    private var bindings: [BindingFacts] { objects.compactMap { BindingFacts($0) } }

    /// The table of a subject is made only when there is one.
    private func subjects<Facts>(
        _ model: @autoclosure () -> SubjectModel<Facts>, _ facts: [Facts]
    ) -> [any Subject] {
        guard !facts.isEmpty else { return [] }
        let model = model()
        return facts.map { model.subject($0) }
    }
}
