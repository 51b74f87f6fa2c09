import CEL
import Kubernetes
import Rules
import SourceText
import YAMLTrees

/// An entry of a map whose values must be texts, for rules: an annotation, a label, a setting.
struct TextEntryFacts: YAMLFacts {
    let object: ObjectFacts
    /// The mapping it stands in.
    let node: YAMLValue
    let key: String
    /// What the map holds, such as `annotations`.
    let map: String
    let isOnPods: Bool

    static let subject: SubjectModel<TextEntryFacts> = .init(
        "textEntry",
        "An entry of a map of texts: an annotation, label, node selector, ConfigMap key or parameter.",
        range: { $0.place.range }, logicalPlace: { $0.logicalPlace }, location: { $0.place },
        fields: [
            .text("key", "Its key.", at: { $0.keyRange }) { $0.key },
            .text("value", "Its value as it is written.") { $0.place.node?.string ?? "" }
                .at { $0.place },
            .text(
                "map",
                "What the map is: `annotations`, `labels`, `nodeSelector`, `data`, `stringData` or `parameters`."
            ) { $0.map },
            .flag("isOnPods", "Whether it stands in a pod template.") { $0.isOnPods },
            .flag("isText", "Whether its value is a text, as Kubernetes demands.") { facts in
                // Only plain scalars can mean something else; long texts are never plain.
                guard let node = facts.place.node?.target, node.style == .plain else { return true }
                switch node.scalar {
                case .string?, .null?, nil: return true
                case .bool?, .int?, .float?: return false
                }
            }.at { $0.place },
            .flag("isScalar", "Whether its value is no list and no map.") {
                guard let value = $0.place.node?.target else { return true }
                // `{{name}}` of a template language is a map in a map to YAML.
                return value.kind == .scalar
                    || value.tree.bytes[value.range].starts(with: "{{".utf8)
            }.at { $0.place },
            .optionalText(
                "purpose",
                "What an annotation of one cloud is for: `balancer`, `ingress` or `identity`."
            ) {
                $0.annotation?.purpose.rawValue
            },
            .flag(
                "isFirst", "Whether no annotation before it is for the same purpose and provider."
            ) {
                $0.isFirst
            },
            .flag(
                "isRead",
                "Whether a load balancer controller of AWS or Azure reads it, if it looks like theirs."
            ) {
                $0.map != "annotations" || ProviderAnnotation.isRead($0.key)
            },
            .optionalText("nearest", "The annotation that is spelt nearly so.") {
                ProviderAnnotation.nearest(to: $0.key)
            },
            .optionalText("cloudInValue", "The cloud whose service its value names, for people.") {
                CloudText.provider(in: $0.place.node?.string ?? "").map {
                    ProviderFact.title(of: $0)
                }
            },
            .optionalText("metadataEndpoint", "The metadata address of a cloud in its value.") {
                CloudText.metadataEndpoint(in: $0.place.node?.string ?? "")
            },
            .subject("object", "The resource it belongs to.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ] + SubjectModel<TextEntryFacts>.providerFields { $0.annotation?.provider },
        methods: [.field { $0.logicalPlace }])

    private var place: YAMLLocation { YAMLLocation(node, [key]) }
    private var logicalPlace: [String] { object.logicalPlace + ["\(map) \(key)"] }
    private var keyRange: SourceRange? { node[key]?.key?.range }

    private var annotation: ProviderAnnotation? {
        map == "annotations" || map == "labels" ? ProviderAnnotation(key: key) : nil
    }

    private var isFirst: Bool {
        let annotation = annotation
        for (key, _) in node.entries {
            guard let key = key.string else { continue }
            if key == self.key { return true }
            if ProviderAnnotation(key: key) == annotation { return false }
        }
        return true
    }

    /// All entries of a resource's maps of texts.
    static func all(of object: ObjectFacts) -> [TextEntryFacts] {
        let root = object.node
        var entries: [TextEntryFacts] = []
        func add(_ map: YAMLValue?, _ name: String, isOnPods: Bool = false) {
            guard let map, map.target.kind == .mapping else { return }
            for (key, _) in map.entries {
                guard let key = key.string else { continue }
                entries.append(
                    TextEntryFacts(
                        object: object, node: map, key: key, map: name, isOnPods: isOnPods))
            }
        }
        let metadata = root["metadata"]
        add(metadata?["annotations"], "annotations")
        add(metadata?["labels"], "labels")
        if let workload = WorkloadFacts(object), workload.resource.kind != "Pod" {
            let pods = root.value(at: workload.workload.kind.podMetadata)
            add(pods?["annotations"], "annotations", isOnPods: true)
            add(pods?["labels"], "labels", isOnPods: true)
        }
        if let workload = WorkloadFacts(object) {
            add(workload.workload.podSpec?["nodeSelector"], "nodeSelector", isOnPods: true)
            add(root.value(at: ["spec", "selector", "matchLabels"]), "matchLabels")
        }
        switch object.resource.kind {
        case "ConfigMap" where object.resource.group.isEmpty: add(root["data"], "data")
        case "Secret" where object.resource.group.isEmpty: add(root["stringData"], "stringData")
        case "StorageClass", "VolumeSnapshotClass": add(root["parameters"], "parameters")
        case "Service" where object.resource.group.isEmpty:
            add(root.value(at: ["spec", "selector"]), "selector")
        default: break
        }
        return entries
    }
}
