import CEL
import Kubernetes
import Rules
import SourceText
import YAMLTrees

/// A label of nodes that something asks for, for rules.
struct NodeTermFacts: YAMLFacts {
    let object: ObjectFacts
    /// The mapping it stands in: `nodeSelector`, or one expression.
    let node: YAMLValue
    let key: String
    let use: String

    static let subject: SubjectModel<NodeTermFacts> = .init(
        "nodeTerm",
        "A label of nodes that a selector, an affinity, a toleration or a topology asks for.",
        range: { $0.keyRange }, logicalPlace: { $0.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("key", "The label's key.", at: { $0.keyRange }) { $0.key },
            .text(
                "use",
                "Who asks: `nodeSelector`, `nodeAffinity`, `podAffinity`, `spread`, `toleration` or `topology`."
            ) { $0.use },
            .texts("values", "The values it asks for.", at: { $0.valueRange }) { $0.values },
            .optionalText("replacement", "The label that every cluster has instead of it.") {
                $0.fact?.replacement
            },
            .subject("object", "The resource it belongs to.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ] + SubjectModel<NodeTermFacts>.providerFields { $0.fact?.provider },
        methods: [.field { $0.logicalPlace }])

    private var isSelector: Bool { use == "nodeSelector" }
    private var fact: ProviderFact? { ProviderFact.of(.label, key) }
    private var logicalPlace: [String] { object.logicalPlace + ["\(use) \(key)"] }

    private var keyRange: SourceRange {
        let name = node["topologyKey"] ?? node["key"]
        return (isSelector ? node[key]?.key?.range : name?.range) ?? node.headline
    }

    private var valueRange: SourceRange {
        let value = isSelector ? node[key] : node["values"]
        return value.map { $0.kind == .scalar ? $0.range : $0.headline } ?? keyRange
    }

    private var values: [String] {
        isSelector ? [node[key]?.string].compactMap { $0 } : node["values"]?.strings ?? []
    }

    /// All that a resource asks of nodes.
    static func all(of object: ObjectFacts) -> [NodeTermFacts] {
        var terms: [NodeTermFacts] = []
        func add(_ nodes: [YAMLValue], _ name: String, _ use: String) {
            for node in nodes {
                guard let key = node[name]?.string else { continue }
                terms.append(NodeTermFacts(object: object, node: node, key: key, use: use))
            }
        }
        switch object.resource.kind {
        case "PersistentVolume":
            add(expressions(object.resource["spec", "nodeAffinity", "required"]), "key", "topology")
        case "StorageClass":
            let topologies = object.node["allowedTopologies"]?.items ?? []
            add(topologies.flatMap { $0["matchLabelExpressions"]?.items ?? [] }, "key", "topology")
        default: break
        }
        guard let pod = WorkloadFacts(object)?.workload.podSpec else { return terms }
        if let selector = pod["nodeSelector"] {
            for (key, _) in selector.entries {
                guard let key = key.string else { continue }
                terms.append(
                    NodeTermFacts(object: object, node: selector, key: key, use: "nodeSelector"))
            }
        }
        let affinity = pod["affinity"]
        let nodes = affinity?["nodeAffinity"]
        add(expressions(nodes?[required]), "key", "nodeAffinity")
        for preference in nodes?[preferred]?.items ?? [] {
            add(
                Array(preference["preference"]?["matchExpressions"]?.items ?? []), "key",
                "nodeAffinity")
        }
        for pods in [affinity?["podAffinity"], affinity?["podAntiAffinity"]] {
            add(Array(pods?[required]?.items ?? []), "topologyKey", "podAffinity")
            add(
                (pods?[preferred]?.items ?? []).compactMap { $0["podAffinityTerm"] }, "topologyKey",
                "podAffinity")
        }
        add(Array(pod["topologySpreadConstraints"]?.items ?? []), "topologyKey", "spread")
        add(Array(pod["tolerations"]?.items ?? []), "key", "toleration")
        return terms
    }

    private static let required = "requiredDuringSchedulingIgnoredDuringExecution"
    private static let preferred = "preferredDuringSchedulingIgnoredDuringExecution"

    private static func expressions(_ selector: YAMLValue?) -> [YAMLValue] {
        (selector?["nodeSelectorTerms"]?.items ?? []).flatMap {
            $0["matchExpressions"]?.items ?? []
        }
    }
}
