import CEL
import Kubernetes
import Rules
import SourceText
import YAMLTrees

/// A Service, for rules.
struct ServiceFacts: YAMLFacts {
    let object: ObjectFacts

    var node: YAMLValue { object.node }
    var world: World { object.world }

    init?(_ object: ObjectFacts) {
        guard object.resource.kind == "Service", object.resource.group.isEmpty else { return nil }
        self.object = object
    }

    static let subject: SubjectModel<ServiceFacts> = .init(
        "service", "A Service.",
        range: { $0.node.headline }, logicalPlace: { $0.object.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("name", "Its name.") { $0.object.resource.name }.at("metadata", "name"),
            .text("scope", "The namespace it lands in.") { $0.object.resource.scope }
                .at("metadata", "namespace"),
            .text("type", "`ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`.") {
                $0.type
            }.at("spec", "type"),
            .flag("isHeadless", "Whether it has no address of its own: `clusterIP: None`.") {
                $0.node.value(at: ["spec", "clusterIP"])?.string == "None"
            }.at("spec", "clusterIP"),
            .flag("hasSelector", "Whether it selects pods by labels.") { $0.selector != nil }
                .at("spec", "selector"),
            .yamlMap("selector", "The labels it asks of pods.", "spec", "selector"),
            .flag(
                "hasTwin",
                "Whether another Service of its namespace has the same selector and an address as it has."
            ) { $0.hasTwin },
            .yamlMap("annotations", "Its annotations.", "metadata", "annotations"),
            .texts(
                "internalOn",
                "The providers that would give it an address inside: `aws`, `azure`, `gcp`."
            ) { facts in
                InternalBalancer.markers(in: facts.node).map(\.provider)
            }.at {
                YAMLLocation(
                    $0.node,
                    ["metadata", "annotations"]
                        + (InternalBalancer.markers(in: $0.node).first.map { [$0.key] } ?? []))
            },
            .yamlTexts("externalIPs", "Addresses outside the cluster.", "spec", "externalIPs"),
            .yamlText("externalName", "The name it stands for.", "spec", "externalName"),
            .subjects("workloads", "The workloads whose pods it selects.", of: "workload") {
                $0.workloads.map { WorkloadFacts.subject.value($0) }
            },
            .subjects("ports", "Its ports.", of: "servicePort") {
                $0.ports.map { ServicePortFacts.subject.value($0) }
            },
            .optionalText(
                "trafficPolicy", "How traffic from outside is spread: `Cluster` or `Local`."
            ) { facts in
                let policy = facts.node["spec"]?["externalTrafficPolicy"]
                return policy.flatMap { $0.isNull ? nil : $0.string }
            }.at("spec", "externalTrafficPolicy"),
            .flag(
                "isNamespaceHere",
                "Whether workloads of its namespace are among the files, so that one is missing if it selects none."
            ) { $0.world.hasWorkloads(in: $0.object.resource.scope) },
            .subject("object", "The resource as any other.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ],
        methods: [.field { $0.object.logicalPlace }])

    var type: String { node.value(at: ["spec", "type"])?.string ?? "ClusterIP" }

    private var hasTwin: Bool { world.services(withSelectorOf: object.resource).count > 1 }

    private var selector: Selector? { PodSelection.selector(of: object.resource) }

    var workloads: [WorkloadFacts] {
        guard let selector else { return [] }
        return world.workloads(matching: selector, scope: object.resource.scope)
            .map { WorkloadFacts(world: world, index: $0) }
    }

    var ports: [ServicePortFacts] {
        ServicePort.all(of: object.resource).map { ServicePortFacts(service: self, port: $0) }
    }
}

/// A port of a Service, for rules.
struct ServicePortFacts: YAMLFacts {
    let service: ServiceFacts
    let port: ServicePort

    var node: YAMLValue { port.node }

    static let subject: SubjectModel<ServicePortFacts> = .init(
        "servicePort", "A port of a Service.",
        range: { YAMLLocation($0.node, ["port"]).range }, logicalPlace: { $0.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .yamlNumber("number", "Its number.", "port"),
            .yamlText("name", "Its name.", "name"),
            .yamlNumber("nodePort", "The port of every node that leads to it.", "nodePort"),
            .text("protocol", "`TCP`, `UDP` or `SCTP`.") {
                $0.node["protocol"]?.string ?? "TCP"
            }.at("protocol"),
            .optionalText("target", "The port of the pods it leads to, a number or a name.") {
                $0.port.target?.string
            }.at { YAMLLocation($0.node, [$0.node["targetPort"] == nil ? "port" : "targetPort"]) },
            .flag("isTargetNumber", "Whether that is a number.") {
                $0.port.target?.int != nil
            },
            .flag("isTargetValid", "Whether Kubernetes takes the `targetPort` that is written.") {
                $0.isTargetValid
            }.at("targetPort"),
            .flag("isTargetOpen", "Whether a container of each selected workload lists that port.")
            {
                facts in
                guard let target = facts.port.target else { return true }
                return facts.service.workloads.allSatisfy { $0.workload.opens(target) }
            },
            .flag("isTargetOpenSomewhere", "Whether a container of a selected workload lists it.") {
                facts in
                guard let target = facts.port.target else { return true }
                return facts.service.workloads.contains { $0.workload.opens(target) }
            },
            .flag("isTaken", "Whether a port before it has its number and protocol.") { facts in
                facts.before.contains {
                    $0["port"]?.int == facts.node["port"]?.int
                        && ($0["protocol"]?.string ?? "TCP")
                            == (facts.node["protocol"]?.string ?? "TCP")
                }
            }.at("port"),
            .flag("isNameTaken", "Whether a port before it has its name.") { facts in
                guard let name = facts.node["name"]?.string else { return false }
                return facts.before.contains { $0["name"]?.string == name }
            }.at("name"),
            .optionalText(
                "targetName", "What the selected pods call the port that it gives by number."
            ) { $0.targetName },
            .subject("service", "The Service it belongs to.", of: "service") {
                ServiceFacts.subject.value($0.service)
            },
        ],
        methods: [.field { $0.logicalPlace }])

    private var before: [YAMLValue] {
        (service.node["spec"]?["ports"]?.items ?? []).prefix { $0 != node }.filter {
            $0.kind == .mapping
        }
    }

    private var isTargetValid: Bool {
        guard let target = node["targetPort"], !target.isNull else { return true }
        return target.int.map { (1...65_535).contains($0) }
            ?? target.string.map(PortName.isValid) ?? false
    }

    private var targetName: String? {
        guard let number = port.target?.int else { return nil }
        for workload in service.workloads {
            for container in workload.containers {
                let open = container.ports.first { $0.node["containerPort"]?.int == number }
                if let name = open?.node["name"]?.string { return name }
            }
        }
        return nil
    }

    private var logicalPlace: [String] {
        service.object.logicalPlace + ["port \(node["name"]?.string ?? node["port"]?.string ?? "")"]
    }
}

/// A reference to a Service by an Ingress, a route, a webhook or an APIService, for rules.
struct BackendFacts: YAMLFacts {
    let object: ObjectFacts
    let backend: Backend

    var node: YAMLValue { backend.node }
    private var world: World { object.world }

    static let subject: SubjectModel<BackendFacts> = .init(
        "backend", "A reference to a Service by an Ingress, a route, a webhook or an APIService.",
        range: { YAMLLocation($0.node, $0.backend.nameKeys).range },
        logicalPlace: { $0.logicalPlace }, location: { YAMLLocation($0.node) },
        fields: [
            .text("name", "The Service's name.") { $0.backend.service }
                .at { YAMLLocation($0.node, $0.backend.nameKeys) },
            .optionalText("port", "The Service's port, a number or a name.") {
                $0.backend.port?.string
            }.at { YAMLLocation($0.node, $0.backend.portKeys) },
            .flag("isServiceHere", "Whether the Service is among the files.") {
                $0.service != nil
            },
            .flag("isPortHere", "Whether the Service has that port; true when either is unknown.") {
                facts in
                guard let service = facts.service, let port = facts.backend.port else {
                    return true
                }
                let ports = ServicePort.all(of: service.resource)
                return ports.isEmpty || ports.contains { $0.isNamed(by: port) }
            },
            .flag(
                "isNamespaceHere",
                "Whether other Services of that namespace are among the files, so that one is missing."
            ) { facts in
                !facts.world.members(ofKind: "Service", in: facts.backend.scope).isEmpty
            },
            .subject("service", "The Service, if it is among the files.", of: "service") {
                $0.service.flatMap { ServiceFacts($0) }.map { ServiceFacts.subject.value($0) }
            },
            .subject("object", "The resource that refers to it.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ],
        methods: [.field { $0.logicalPlace }])

    private var logicalPlace: [String] { object.logicalPlace + ["service \(backend.service)"] }

    private var service: ObjectFacts? {
        world.member(kind: "Service", name: backend.service, scope: backend.scope)
            .map { ObjectFacts(world: world, member: $0) }
    }
}
