import CEL
import Kubernetes
import Rules
import SourceText
import YAMLTrees

/// A resource with a pod template, for rules.
struct WorkloadFacts: YAMLFacts {
    let object: ObjectFacts
    /// Its number among the world's workloads.
    let index: Int

    init(world: World, index: Int) {
        object = ObjectFacts(world: world, member: world.workloadMembers[index])
        self.index = index
    }

    init?(_ object: ObjectFacts) {
        guard let index = object.world.workload(ofMember: object.member) else { return nil }
        self.object = object
        self.index = index
    }

    var world: World { object.world }
    var workload: Workload { world.workloads[index] }
    var resource: Resource { object.resource }
    var node: YAMLValue { object.node }
    var logicalPlace: [String] { object.logicalPlace }

    static let subject: SubjectModel<WorkloadFacts> = .init(
        "workload",
        "A resource that carries a pod template: Deployment, StatefulSet, Job, Pod and others.",
        range: { $0.node.headline }, logicalPlace: { $0.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: Self.own + Self.ofPods + Self.relations + Self.accounts + Self.grants,
        methods: [
            .field { $0.logicalPlace },
            .init(
                "pod", [.string], .object("field"),
                "The place that keys lead to from the pod's spec: `pod('dnsConfig.options')`."
            ) { facts, arguments in
                facts.field(facts.workload.kind.podSpec, path: arguments.first?.stringValue ?? "")
            },
            .init(
                "podAnnotation", [.string], .object("field"),
                "The place of an annotation of its pods."
            ) { facts, arguments in
                facts.field(
                    facts.workload.kind.podMetadata, path: "annotations",
                    last: arguments.first?.stringValue ?? "")
            },
            .init(
                "isServiceHere", [.string], .bool,
                "Whether a Service of that name is among the files, in its namespace."
            ) { .bool($0.service($1.first?.stringValue ?? "") != nil) },
            .init(
                "isHeadless", [.string], .bool,
                "Whether the Service of that name has no address of its own."
            ) { facts, arguments in
                let service = facts.service(arguments.first?.stringValue ?? "")
                return .bool(service?["spec", "clusterIP"]?.string == "None")
            },
            .init("podLabel", [.string], .object("field"), "The place of a label of its pods.") {
                facts, arguments in
                facts.field(
                    facts.workload.kind.podMetadata, path: "labels",
                    last: arguments.first?.stringValue ?? "")
            },
        ])

    /// Words about the resource itself.
    private static let own: [SubjectModel<WorkloadFacts>.Field] = [
        .text("kind", "Its kind.") { $0.resource.kind }.at("kind"),
        .text("group", "Its API group; empty for the core group.") { $0.resource.group },
        .text("name", "Its name.") { $0.resource.name }.at("metadata", "name"),
        .text("scope", "The namespace it lands in.") { $0.resource.scope }
            .at("metadata", "namespace"),
        .yamlMap("labels", "The labels of the resource itself.", "metadata", "labels"),
        .yamlMap("annotations", "Its own annotations.", "metadata", "annotations"),
        .flag("isLasting", "Whether its pods serve until they are told to stop.") {
            $0.workload.isLasting
        },
        .flag("isTask", "Whether its pods run to an end.") { $0.workload.kind.purpose == .task },
        .flag("isReplicated", "Whether it has a number of replicas.") { $0.workload.isReplicated },
        .optionalNumber("replicas", "How many replicas it asks for, if it says so.") {
            $0.workload.replicas
        }.at { YAMLLocation($0.node, $0.workload.kind.replicas) },
        .yamlText(
            "strategy", "How a Deployment replaces its pods, if it says so.", "spec", "strategy",
            "type"),
        .flag("hasSelector", "Whether it says which pods are its own.") {
            $0.workload.selector.map { !$0.isEmpty } ?? false
        }.at { YAMLLocation($0.node, $0.workload.kind.selector) },
        .flag("selectorMatches", "Whether its selector matches the labels of its pods.") {
            $0.workload.selector?.matches($0.workload.templateLabels) ?? false
        }.at { YAMLLocation($0.node, $0.workload.kind.selector) },
        .subject("object", "The resource as any other.", of: "object") {
            ObjectFacts.subject.value($0.object)
        },
    ]

    /// Words about its pods.
    private static let ofPods: [SubjectModel<WorkloadFacts>.Field] = [
        .flag("hasPodSpec", "Whether the spec of its pods is written.") {
            $0.workload.podSpec?.kind == .mapping
        }.at { $0.pod() },
        .texts("podKeys", "The keys of the spec of its pods, but for those that are null.") {
            $0.workload.podSpec?.writtenKeys ?? []
        },
        .flag("hasServiceLinks", "Whether its pods get variables for Services.") {
            $0.workload.podSpec?["enableServiceLinks"]?.bool ?? true
        }.at { $0.pod("enableServiceLinks") },
        SubjectModel<WorkloadFacts>.Field(
            name: "podLabels", type: .map(.string, .string), isOptional: false,
            documentation: "The labels of its pods.",
            value: { .map($0.podMap("labels")) }
        ).at { YAMLLocation($0.node, $0.workload.kind.podMetadata + ["labels"]) },
        SubjectModel<WorkloadFacts>.Field(
            name: "podAnnotations", type: .map(.string, .string), isOptional: false,
            documentation: "The annotations of its pods.",
            value: { .map($0.podMap("annotations")) }
        ).at { YAMLLocation($0.node, $0.workload.kind.podMetadata + ["annotations"]) },
        .flag("sharesHostNetwork", "Whether its pods use the node's network.") {
            $0.workload.podSpec?["hostNetwork"]?.bool ?? false
        }.at { $0.pod("hostNetwork") },
        .flag("sharesHostProcesses", "Whether its pods see the node's processes.") {
            $0.workload.podSpec?["hostPID"]?.bool ?? false
        }.at { $0.pod("hostPID") },
        .flag("sharesHostIPC", "Whether its pods share the node's IPC.") {
            $0.workload.podSpec?["hostIPC"]?.bool ?? false
        }.at { $0.pod("hostIPC") },
        .optionalText("restartPolicy", "When its containers are started again.") {
            $0.workload.podSpec?["restartPolicy"]?.string
        }.at { $0.pod("restartPolicy") },
        .text("accountName", "The service account its pods run as; `default` when none is named.") {
            $0.workload.accountName ?? "default"
        }.at { $0.accountPlace },
        .flag("isWindows", "Whether its pods run on Windows.") { $0.isWindows },
    ]

    var isWindows: Bool {
        let spec = workload.podSpec
        return spec?["os"]?["name"]?.string == "windows"
            || spec?["nodeSelector"]?["kubernetes.io/os"]?.string == "windows"
    }

    /// A place in the spec of its pods.
    func pod(_ keys: String...) -> YAMLLocation {
        YAMLLocation(node, workload.kind.podSpec + keys)
    }

    private func service(_ name: String) -> Resource? {
        world.member(kind: "Service", name: name, scope: resource.scope).map { world.members[$0] }
    }

    private func podMap(_ key: String) -> CELMap {
        node.value(at: workload.kind.podMetadata + [key])?.textMap ?? CELMap()
    }

    private func field(_ keys: [String], path: String, last: String? = nil) -> CELValue {
        FieldFacts.subject.value(
            FieldFacts(YAMLLocation(node, keys, path: path, last: last)) { logicalPlace })
    }
}
