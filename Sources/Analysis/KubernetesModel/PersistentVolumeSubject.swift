import CEL
import Kubernetes
import Rules
import SourceText
import YAMLTrees

/// A PersistentVolume, for rules.
struct PersistentVolumeFacts: YAMLFacts {
    let object: ObjectFacts

    var node: YAMLValue { object.node }

    init?(_ object: ObjectFacts) {
        guard object.resource.kind == "PersistentVolume" else { return nil }
        self.object = object
    }

    static let subject: SubjectModel<PersistentVolumeFacts> = .init(
        "persistentVolume", "A PersistentVolume.",
        range: { $0.node.headline }, logicalPlace: { $0.object.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("name", "Its name.") { $0.object.resource.name }.at("metadata", "name"),
            .optionalText("source", "The key that says where it lies: `csi`, `nfs`, `hostPath` …") {
                $0.source
            }.at { YAMLLocation($0.node, ["spec"] + ($0.source.map { [$0] } ?? [])) },
            .yamlText("driver", "The CSI driver it comes from.", "spec", "csi", "driver"),
            .yamlText("handle", "What the driver calls it.", "spec", "csi", "volumeHandle"),
            .yamlTexts("accessModes", "How nodes may mount it.", "spec", "accessModes"),
            .yamlText("storageClass", "Its storage class.", "spec", "storageClassName"),
            .yamlText(
                "reclaimPolicy", "What becomes of it when it is released.", "spec",
                "persistentVolumeReclaimPolicy"),
            .subject("object", "The resource as any other.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ] + SubjectModel<PersistentVolumeFacts>.providerFields { $0.provider }
            + SubjectModel<PersistentVolumeFacts>.pluginFields(kubernetes: {
                $0.object.world.kubernetes
            }) { $0.plugin },
        methods: [.field { $0.object.logicalPlace }])

    /// The keys of a PersistentVolume's spec that do not say where it lies.
    private static let others: Set<String> = [
        "accessModes", "capacity", "claimRef", "mountOptions", "nodeAffinity",
        "persistentVolumeReclaimPolicy", "storageClassName", "volumeAttributesClassName",
        "volumeMode",
    ]

    private var source: String? {
        guard let spec = node["spec"] else { return nil }
        for (key, _) in spec.entries {
            if let name = key.string, !Self.others.contains(name) { return name }
        }
        return nil
    }

    private var plugin: ProviderFact? { source.flatMap { ProviderFact.of(.volume, $0) } }

    var provider: String? {
        plugin?.provider
            ?? node.value(at: ["spec", "csi", "driver"])?.string.flatMap {
                ProviderFact.of(.driver, $0)?.provider
            }
    }
}
