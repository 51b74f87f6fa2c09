import CEL
import Kubernetes
import Rules
import SourceText
import YAMLTrees

/// A volume of a pod template, for rules.
struct PodVolumeFacts: YAMLFacts {
    let workload: WorkloadFacts
    let node: YAMLValue

    static let subject: SubjectModel<PodVolumeFacts> = .init(
        "podVolume", "A volume of a pod template.",
        range: { $0.node.headline }, logicalPlace: { $0.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("name", "Its name.") { $0.name }.at("name"),
            .optionalText("source", "Where it comes from: `hostPath`, `emptyDir`, `secret` …") {
                $0.source
            }.at { YAMLLocation($0.node, $0.source.map { [$0] } ?? []) },
            .yamlText("hostPath", "The path of the node that it is.", "hostPath", "path"),
            .optionalText(
                "hostPathKind", "What its path is: `socket`, `credentials`, `system`, `other`."
            ) {
                $0.node.value(at: ["hostPath", "path"])?.string.map { HostPath($0).rawValue }
            }.at("hostPath", "path"),
            .yamlText("claim", "The claim it uses.", "persistentVolumeClaim", "claimName"),
            .subject("volumeClaim", "That claim, if it is among the files.", of: "claim") {
                $0.volumeClaim.map { ClaimFacts.subject.value($0) }
            },
            .yamlText("secret", "The Secret it holds.", "secret", "secretName"),
            .yamlText("configMap", "The ConfigMap it holds.", "configMap", "name"),
            .yamlText("driver", "The CSI driver it comes from.", "csi", "driver"),
            .yamlText("sizeLimit", "How large an `emptyDir` may become.", "emptyDir", "sizeLimit"),
            .flag("isWritable", "Whether a container mounts it without `readOnly: true`.") {
                facts in
                facts.mounts.contains { !($0.node["readOnly"]?.bool ?? false) }
            },
            .subjects("mounts", "Where containers mount it.", of: "volumeMount") {
                $0.mounts.map { VolumeMountFacts.subject.value($0) }
            },
            .subject("workload", "The workload it belongs to.", of: "workload") {
                WorkloadFacts.subject.value($0.workload)
            },
        ] + SubjectModel<PodVolumeFacts>.providerFields { $0.provider }
            + SubjectModel<PodVolumeFacts>.pluginFields(kubernetes: { $0.workload.world.kubernetes }
            ) { $0.plugin },
        methods: [
            .field { $0.logicalPlace },
            .init(
                "isBelow", [.string], .bool, "Whether its path of the node is a folder or in it."
            ) { facts, arguments in
                guard let path = facts.node.value(at: ["hostPath", "path"])?.string,
                    let folder = arguments.first?.stringValue
                else { return .bool(false) }
                return .bool(HostPath.isPath(path, below: folder))
            },
        ])

    var name: String { node["name"]?.string ?? "" }
    private var logicalPlace: [String] { workload.logicalPlace + ["volume \(name)"] }

    /// The key that says where it comes from: the one beside `name`.
    private var source: String? {
        for (key, _) in node.entries {
            if let name = key.string, name != "name" { return name }
        }
        return nil
    }

    /// Whether it is lost with the pod or the node.
    var isScratch: Bool { source == "emptyDir" || source == "hostPath" }

    private var volumeClaim: ClaimFacts? {
        guard let name = node.value(at: ["persistentVolumeClaim", "claimName"])?.string else {
            return nil
        }
        return workload.world.member(
            kind: "PersistentVolumeClaim", name: name, scope: workload.resource.scope
        ).flatMap { ClaimFacts.all(of: ObjectFacts(world: workload.world, member: $0)).first }
    }

    private var plugin: ProviderFact? { source.flatMap { ProviderFact.of(.volume, $0) } }

    private var provider: String? {
        plugin?.provider
            ?? node.value(at: ["csi", "driver"])?.string.flatMap {
                ProviderFact.of(.driver, $0)?.provider
            }
    }

    private var mounts: [VolumeMountFacts] {
        workload.containers.flatMap(\.mounts).filter { $0.name == name }
    }
}
