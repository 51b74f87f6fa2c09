import CEL
import Kubernetes
import Rules
import SourceText
import YAMLTrees

/// A ConfigMap or Secret that a pod refers to, for rules.
struct ConfigReferenceFacts: YAMLFacts {
    let workload: WorkloadFacts
    let reference: ConfigReference

    var node: YAMLValue { reference.node }

    static func all(of workload: WorkloadFacts) -> [ConfigReferenceFacts] {
        (workload.workload.podSpec.map { ConfigReference.all(in: $0) } ?? [])
            .filter { $0.name != nil }
            .map { ConfigReferenceFacts(workload: workload, reference: $0) }
    }

    static let subject: SubjectModel<ConfigReferenceFacts> = .init(
        "configReference",
        "A ConfigMap or Secret that a pod names: in `env`, `envFrom`, a volume or to pull images.",
        range: { $0.place.range }, logicalPlace: { $0.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("kind", "`ConfigMap` or `Secret`.") { $0.reference.kind },
            .text("name", "The name it is asked for by.") { $0.reference.name ?? "" }
                .at { $0.place },
            .text(
                "way",
                "How: `variable`, `environment`, `volume`, `projection`, `pull` or `credential`."
            ) { $0.reference.way.rawValue },
            .flag("isOptional", "Whether the pod starts without it.") { $0.reference.isOptional },
            .flag(
                "isMissing",
                "Whether it is not here, others of its kind are, and nothing here may make it."
            ) { facts in
                facts.workload.world.isMissing(
                    facts.reference.kind, facts.reference.name ?? "", scope: facts.scope)
            },
            .optionalText("missingKey", "The first key that is asked for and not in it.") {
                $0.missingKey?.string
            }.at { $0.missingKey.map { YAMLLocation($0) } ?? $0.place },
            .subject("source", "What it names, if that is among the files.", of: "object") {
                facts in
                facts.member.map {
                    ObjectFacts.subject.value(ObjectFacts(world: facts.workload.world, member: $0))
                }
            },
            .subject("workload", "The workload whose pods name it.", of: "workload") {
                WorkloadFacts.subject.value($0.workload)
            },
        ],
        methods: [.field { $0.logicalPlace }])

    private var scope: String { workload.resource.scope }
    private var place: YAMLLocation { YAMLLocation(node, [reference.nameKey]) }

    private var logicalPlace: [String] {
        workload.logicalPlace + ["\(reference.kind) \(reference.name ?? "")"]
    }

    private var member: Int? {
        workload.world.member(kind: reference.kind, name: reference.name ?? "", scope: scope)
    }

    /// Whether variables come from it that may change while pods run.
    var givesChangingVariables: Bool {
        guard reference.way == .variable || reference.way == .environment, let member else {
            return false
        }
        return !(workload.world.members[member]["immutable"]?.bool ?? false)
    }

    /// A key that is asked for and not in what is here. What something fills later is not judged.
    private var missingKey: YAMLValue? {
        guard let member else { return nil }
        let source = ConfigSource(workload.world.members[member])
        return source.isFilledLater
            ? nil : reference.keys.first { $0.string.map { !source.keys.contains($0) } ?? false }
    }
}
