import CEL
import Kubernetes
import Rules
import SourceText
import YAMLTrees

/// A capability that a container adds, for rules.
struct CapabilityFacts: YAMLFacts {
    let container: ContainerFacts
    let node: YAMLValue

    static let subject: SubjectModel<CapabilityFacts> = .init(
        "capability", "A Linux capability that a container adds.",
        range: { $0.node.range }, logicalPlace: { $0.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("name", "Its name, in upper case and without `CAP_`.") { $0.name }
                .at { YAMLLocation($0.node) },
            .subject("container", "The container that adds it.", of: "container") {
                ContainerFacts.subject.value($0.container)
            },
        ],
        methods: [.field { $0.logicalPlace }])

    private var logicalPlace: [String] { container.logicalPlace + ["capability \(name)"] }

    private var name: String { Container.capabilityName(node.string ?? "") }
}

/// A kernel parameter that a pod sets, for rules.
struct SysctlFacts: YAMLFacts {
    let workload: WorkloadFacts
    let node: YAMLValue

    static let subject: SubjectModel<SysctlFacts> = .init(
        "sysctl", "A kernel parameter that a pod sets.",
        range: { YAMLLocation($0.node, ["name"]).range }, logicalPlace: { $0.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("name", "Its name, such as `net.core.somaxconn`.") { $0.name }.at("name"),
            .yamlText("value", "Its value.", "value"),
            .subject("workload", "The workload whose pods set it.", of: "workload") {
                WorkloadFacts.subject.value($0.workload)
            },
        ],
        methods: [
            .field { $0.logicalPlace },
            .init(
                "isOneOf", [.list(.dyn)], .bool,
                "Whether it is among these; `*` at the end of one stands for anything."
            ) { facts, arguments in
                .bool(ContainerFacts.isText(facts.name, likeAnyOf: arguments.first))
            },
        ])

    /// Kernel parameters may be written with slashes for dots.
    private var name: String {
        String(
            decoding: (node["name"]?.string ?? "").utf8.map { $0 == 0x2F ? 0x2E : $0 },
            as: UTF8.self)
    }

    private var logicalPlace: [String] { workload.logicalPlace + ["sysctl \(name)"] }
}

extension ContainerFacts {
    /// The capabilities it adds, each at its place.
    var capabilities: [CapabilityFacts] {
        (node.value(at: ["securityContext", "capabilities", "add"])?.items ?? [])
            .filter { $0.kind == .scalar || $0.kind == .alias }
            .map { CapabilityFacts(container: self, node: $0) }
    }
}

extension WorkloadFacts {
    /// The kernel parameters its pods set.
    var sysctls: [SysctlFacts] {
        (workload.podSpec?.value(at: ["securityContext", "sysctls"])?.items ?? [])
            .filter { $0.kind == .mapping }.map { SysctlFacts(workload: self, node: $0) }
    }
}
