import CEL
import Kubernetes
import Notations
import Rules
import SourceText
import YAMLTrees

/// A PersistentVolumeClaim, or a claim template of a StatefulSet, for rules.
struct ClaimFacts: YAMLFacts {
    let object: ObjectFacts
    let node: YAMLValue
    let isTemplate: Bool

    /// The claim that a resource is, or the templates it has.
    static func all(of object: ObjectFacts) -> [ClaimFacts] {
        switch object.resource.kind {
        case "PersistentVolumeClaim":
            return [ClaimFacts(object: object, node: object.node, isTemplate: false)]
        case "StatefulSet":
            return (object.resource["spec", "volumeClaimTemplates"]?.items.map { $0 } ?? [])
                .filter { $0.kind == .mapping }
                .map { ClaimFacts(object: object, node: $0, isTemplate: true) }
        default: return []
        }
    }

    static let subject: SubjectModel<ClaimFacts> = .init(
        "claim", "A PersistentVolumeClaim, or a claim template of a StatefulSet.",
        range: { $0.node.headline }, logicalPlace: { $0.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("name", "Its name.") { $0.name }.at("metadata", "name"),
            .flag("isTemplate", "Whether a StatefulSet makes one of it for each replica.") {
                $0.isTemplate
            },
            .optionalText("storageClass", "The storage class it asks for.") { $0.storageClass }
                .at { $0.storageClassLocation },
            .yamlTexts("accessModes", "How nodes may mount it.", "spec", "accessModes"),
            .yamlText("volumeMode", "`Filesystem` or `Block`.", "spec", "volumeMode"),
            SubjectModel<ClaimFacts>.Field(
                name: "size", type: .double, isOptional: true,
                documentation: "The bytes it asks for.",
                value: { facts in
                    let keys = ["spec", "resources", "requests", "storage"]
                    return facts.node.value(at: keys)?.string.flatMap { Quantity($0.utf8) }
                        .map { .double($0.approximation) }
                }
            ).at("spec", "resources", "requests", "storage"),
            .subject("class", "Its storage class, if that is among the files.", of: "storageClass")
            {
                facts in
                facts.storageClass.flatMap {
                    facts.object.world.member(kind: "StorageClass", name: $0, scope: "")
                }.flatMap { StorageClassFacts(ObjectFacts(world: facts.object.world, member: $0)) }
                    .map { StorageClassFacts.subject.value($0) }
            },
            .flag(
                "isSingleWriter",
                "Whether one node at a time may mount it, and no other mode is asked."
            ) {
                let modes = $0.node.value(at: ["spec", "accessModes"])?.strings ?? []
                return !modes.isEmpty && modes.allSatisfy { $0.hasPrefix("ReadWriteOnce") }
            }.at("spec", "accessModes"),
            .optionalText("storage", "What its class gives: `block`, `file` or `object`, if known.")
            {
                facts in
                guard let name = facts.storageClass else { return nil }
                let known = facts.object.world.member(
                    kind: "StorageClass", name: name, scope: "")
                guard let known else { return ProviderFact.of(.storageClass, name)?.storage }
                return StorageClassFacts(ObjectFacts(world: facts.object.world, member: known))?
                    .storage
            },
            .subjects("users", "The workloads whose pods mount it by name.", of: "workload") {
                $0.users.map { WorkloadFacts.subject.value($0) }
            },
            .flag("isForDatabase", "Whether a container that keeps data mounts it.") { facts in
                facts.users.contains { $0.containers.contains { $0.dataFolder != nil } }
            },
            .subject("object", "The resource it belongs to.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ]
            + SubjectModel<ClaimFacts>.providerFields { facts in
                facts.storageClass.flatMap { ProviderFact.of(.storageClass, $0)?.provider }
            },
        methods: [.field { $0.logicalPlace }])

    /// The workloads whose pods mount it: those that name it, or the set that it is a template of.
    var users: [WorkloadFacts] {
        if isTemplate { return WorkloadFacts(object).map { [$0] } ?? [] }
        let world = object.world
        return world.workloads(ofClaim: name, scope: object.resource.scope)
            .map { WorkloadFacts(world: world, index: $0) }
    }

    private static let oldAnnotation = "volume.beta.kubernetes.io/storage-class"

    private var name: String { node.value(at: ["metadata", "name"])?.string ?? "" }

    private var storageClass: String? { storageClassLocation.node?.string }

    private var storageClassLocation: YAMLLocation {
        let old = YAMLLocation(node, ["metadata", "annotations", Self.oldAnnotation])
        return old.node == nil ? YAMLLocation(node, ["spec", "storageClassName"]) : old
    }

    private var logicalPlace: [String] {
        isTemplate ? object.logicalPlace + ["claim \(name)"] : object.logicalPlace
    }
}

/// A StorageClass, for rules.
struct StorageClassFacts: YAMLFacts {
    let object: ObjectFacts

    var node: YAMLValue { object.node }

    init?(_ object: ObjectFacts) {
        guard object.resource.kind == "StorageClass" else { return nil }
        self.object = object
    }

    static let subject: SubjectModel<StorageClassFacts> = .init(
        "storageClass", "A StorageClass.",
        range: { $0.node.headline }, logicalPlace: { $0.object.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("name", "Its name.") { $0.object.resource.name }.at("metadata", "name"),
            .yamlText("provisioner", "What makes its volumes.", "provisioner"),
            .yamlMap("parameters", "What the provisioner is told.", "parameters"),
            .text("reclaimPolicy", "What becomes of a volume that is released.") {
                $0.node["reclaimPolicy"]?.string ?? "Delete"
            }.at("reclaimPolicy"),
            .text("bindingMode", "When a volume is made.") {
                $0.node["volumeBindingMode"]?.string ?? "Immediate"
            }.at("volumeBindingMode"),
            .yamlFlag("isExpandable", "Whether its volumes may grow.", "allowVolumeExpansion"),
            .flag("isDefault", "Whether claims that name no class get it.") {
                $0.node.value(
                    at: ["metadata", "annotations", "storageclass.kubernetes.io/is-default-class"])?
                    .string == "true"
            },
            .optionalText(
                "storage", "What it gives: `block`, `file` or `object`, if that is known."
            ) {
                $0.storage
            },
            .texts("providers", "The providers of all storage classes among the files, sorted.") {
                $0.providers
            },
            .number("place", "How many storage classes of its provider stand before it.") {
                $0.place
            },
            .flag("hasRival", "Whether a storage class before it is the default, too.") {
                $0.hasRival
            }.at("metadata", "annotations", "storageclass.kubernetes.io/is-default-class"),
            .subject("object", "The resource as any other.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ] + SubjectModel<StorageClassFacts>.providerFields { $0.driver?.provider }
            + SubjectModel<StorageClassFacts>.pluginFields(kubernetes: {
                $0.object.world.kubernetes
            }) { $0.driver },
        methods: [
            .field { $0.object.logicalPlace },
            .init("parameter", [.string], .object("field"), "The place of one parameter.") {
                facts, arguments in
                let place = YAMLLocation(
                    facts.node, path: "parameters", last: arguments.first?.stringValue ?? "")
                return FieldFacts.subject.value(FieldFacts(place) { facts.object.logicalPlace })
            },
        ])
}

extension StorageClassFacts {
    /// What is known of what makes its volumes.
    private var driver: ProviderFact? {
        node["provisioner"]?.string.flatMap { ProviderFact.of(.driver, $0) }
    }

    var storage: String? { driver?.storage }

    /// The storage classes of the world, in order.
    private var all: [StorageClassFacts] {
        object.world.members(ofKind: "StorageClass")
            .compactMap { StorageClassFacts(ObjectFacts(world: object.world, member: $0)) }
    }

    private var providers: [String] { Set(all.compactMap(\.driver?.provider)).sorted() }

    private var place: Int {
        all.prefix { $0.object.member != object.member }
            .count { $0.driver?.provider == driver?.provider }
    }

    private var isDefault: Bool {
        node.value(at: ["metadata", "annotations", "storageclass.kubernetes.io/is-default-class"])?
            .string == "true"
    }

    private var hasRival: Bool {
        isDefault && all.prefix { $0.object.member != object.member }.contains { $0.isDefault }
    }
}
