import CEL
import Kubernetes
import Rules
import SourceText
import YAMLTrees

/// A port that a container lists, for rules.
struct ContainerPortFacts: YAMLFacts {
    let container: ContainerFacts
    let node: YAMLValue

    static let subject: SubjectModel<ContainerPortFacts> = .init(
        "containerPort", "A port that a container lists.",
        range: { YAMLLocation($0.node, ["containerPort"]).range },
        logicalPlace: { $0.logicalPlace }, location: { YAMLLocation($0.node) },
        fields: [
            .yamlNumber("number", "The port in the container.", "containerPort"),
            .yamlText("name", "Its name.", "name"),
            .flag("isNameValid", "Whether Kubernetes takes its name; true when it has none.") {
                $0.node["name"]?.string.map(PortName.isValid) ?? true
            }.at("name"),
            .text("protocol", "`TCP`, `UDP` or `SCTP`.") {
                $0.node["protocol"]?.string ?? "TCP"
            }.at("protocol"),
            .yamlNumber("hostPort", "The port of the node that leads to it.", "hostPort"),
            .flag("isNameTaken", "Whether a port before it in its container has its name.") {
                facts in
                guard let name = facts.node["name"]?.string else { return false }
                return facts.before.contains { $0.node["name"]?.string == name }
            }.at("name"),
            .flag("isTaken", "Whether a port before it has its number and protocol.") { facts in
                facts.before.contains { other in
                    other.node["containerPort"]?.int == facts.node["containerPort"]?.int
                        && (other.node["protocol"]?.string ?? "TCP")
                            == (facts.node["protocol"]?.string ?? "TCP")
                }
            }.at("containerPort"),
            .subject("container", "The container that lists it.", of: "container") {
                ContainerFacts.subject.value($0.container)
            },
        ],
        methods: [.field { $0.logicalPlace }])

    private var logicalPlace: [String] {
        container.logicalPlace + ["port \(node["containerPort"]?.string ?? "")"]
    }

    private var before: [ContainerPortFacts] {
        Array(container.ports.prefix { $0.node != node })
    }
}

/// An environment variable of a container, for rules.
struct EnvironmentFacts: YAMLFacts {
    let container: ContainerFacts
    let node: YAMLValue

    static let subject: SubjectModel<EnvironmentFacts> = .init(
        "environmentVariable", "A variable in a container's `env`.",
        range: { YAMLLocation($0.node, ["name"]).range },
        logicalPlace: { $0.logicalPlace }, location: { YAMLLocation($0.node) },
        fields: [
            .text("name", "Its name.") { $0.name }.at("name"),
            .yamlText("value", "Its value, when that is written here.", "value"),
            .flag("isSecret", "Whether its name and value are those of a credential.") {
                $0.isSecret
            }
            .at("value"),
            .optionalText(
                "source", "`secretKeyRef`, `configMapKeyRef`, `fieldRef` or `resourceFieldRef`."
            ) { $0.source }.at {
                YAMLLocation($0.node, ["valueFrom"] + ($0.source.map { [$0] } ?? []))
            },
            .optionalText("sourceName", "The Secret or ConfigMap it comes from.") {
                $0.reference?["name"]?.string
            }.at { YAMLLocation($0.node, ["valueFrom", $0.source ?? "", "name"]) },
            .optionalText("sourceKey", "The key it comes from.") { $0.reference?["key"]?.string }
                .at { YAMLLocation($0.node, ["valueFrom", $0.source ?? "", "key"]) },
            .flag("isTaken", "Whether a variable before it in its container has its name.") {
                facts in
                facts.container.environment.prefix { $0.node != facts.node }
                    .contains { $0.name == facts.name }
            }.at("name"),
            .flag("isOptional", "Whether it may be missing where it comes from.") {
                $0.reference?["optional"]?.bool ?? false
            },
            .flag(
                "isSourceKindHere",
                "Whether a Secret or ConfigMap, whichever it comes from, of its namespace is among the files."
            ) { $0.isSourceKindHere },
            .flag(
                "isSourceHere", "Whether the Secret or ConfigMap it comes from is, or may be made."
            ) {
                $0.sourceObject != nil || $0.isSourceMade
            },
            .flag("isKeyHere", "Whether that has the key it comes from.") { $0.isKeyHere },
            .optionalText(
                "productionValue", "What production would set, where it turns debugging on."
            ) { facts in
                facts.node["value"]?.string.flatMap {
                    DebugSettings.productionValue(facts.name, $0)
                }
            }.at("value"),
            .optionalText("cloudInValue", "The cloud whose service its value names, for people.") {
                CloudText.provider(in: $0.node["value"]?.string ?? "")
                    .map { ProviderFact.title(of: $0) }
            }.at("value"),
            .optionalText("metadataEndpoint", "The metadata address of a cloud in its value.") {
                CloudText.metadataEndpoint(in: $0.node["value"]?.string ?? "")
            }.at("value"),
            .flag("isTextValue", "Whether its value is a string, as Kubernetes demands.") { facts in
                guard let value = facts.node["value"], !value.isNull else { return true }
                if case .string? = value.scalar { return true }
                return false
            }.at("value"),
            .subject("container", "The container it is set in.", of: "container") {
                ContainerFacts.subject.value($0.container)
            },
        ],
        methods: [.field { $0.logicalPlace }])

    private var logicalPlace: [String] { container.logicalPlace + ["env \(name)"] }
    private var name: String { node["name"]?.string ?? "" }

    private var source: String? {
        ["secretKeyRef", "configMapKeyRef", "fieldRef", "resourceFieldRef", "fileKeyRef"].first {
            node["valueFrom"]?[$0] != nil
        }
    }

    private var reference: YAMLValue? { source.flatMap { node["valueFrom"]?[$0] } }

    /// The kind of object it comes from.
    private var sourceKind: String? {
        switch source {
        case "secretKeyRef": "Secret"
        case "configMapKeyRef": "ConfigMap"
        default: nil
        }
    }

    private var isSourceKindHere: Bool {
        let world = container.workload.world
        let scope = container.workload.resource.scope
        guard let sourceKind else { return false }
        return !world.members(ofKind: sourceKind, in: scope).isEmpty
    }

    private var sourceObject: Resource? {
        let world = container.workload.world
        guard let sourceKind, let name = reference?["name"]?.string else { return nil }
        return world.member(
            kind: sourceKind, name: name, scope: container.workload.resource.scope
        ).map { world.members[$0] }
    }

    /// Whether something here may make what is not here itself.
    private var isSourceMade: Bool {
        guard let sourceKind, let name = reference?["name"]?.string, sourceObject == nil else {
            return false
        }
        return !container.workload.world.isMissing(
            sourceKind, name, scope: container.workload.resource.scope)
    }

    private var isKeyHere: Bool {
        guard let object = sourceObject, let key = reference?["key"]?.string else {
            return isSourceMade
        }
        let source = ConfigSource(object)
        return source.isFilledLater || source.keys.contains(key)
    }

    private var isSecret: Bool {
        guard let value = node["value"]?.string, SecretNames.isSecret(name) else { return false }
        return SecretNames.mayBeSecret(value) && !SecretNames.isReference(value)
    }
}

/// A volume mount of a container, for rules.
struct VolumeMountFacts: YAMLFacts {
    let container: ContainerFacts
    let node: YAMLValue

    static let subject: SubjectModel<VolumeMountFacts> = .init(
        "volumeMount", "A volume mounted in a container.",
        range: { YAMLLocation($0.node, ["mountPath"]).range },
        logicalPlace: { $0.logicalPlace }, location: { YAMLLocation($0.node) },
        fields: [
            .text("name", "The volume's name.") { $0.name }.at("name"),
            .yamlText("path", "Where it is mounted.", "mountPath"),
            .yamlText("subPath", "The part of the volume that is mounted.", "subPath"),
            .yamlFlag("isReadOnly", "Whether the container can only read it.", "readOnly"),
            .yamlText("propagation", "How mounts below it spread.", "mountPropagation"),
            .subject("volume", "The volume, if its pod has it.", of: "podVolume") {
                $0.volume.map { PodVolumeFacts.subject.value($0) }
            },
            .subject("container", "The container it is mounted in.", of: "container") {
                ContainerFacts.subject.value($0.container)
            },
        ],
        methods: [.field { $0.logicalPlace }])

    var name: String { node["name"]?.string ?? "" }

    var volume: PodVolumeFacts? { container.workload.volumes.first { $0.name == name } }

    private var logicalPlace: [String] {
        container.logicalPlace + ["mount \(node["mountPath"]?.string ?? name)"]
    }
}
