import CEL
import Kubernetes
import Rules
import YAMLTrees

/// A liveness, readiness or startup probe, for rules.
struct ProbeFacts: YAMLFacts {
    enum Kind: String, Sendable, CaseIterable {
        case liveness
        case readiness
        case startup

        var key: String { rawValue + "Probe" }
    }

    let container: ContainerFacts
    let kind: Kind
    let node: YAMLValue

    init?(_ container: ContainerFacts, _ kind: Kind) {
        guard let node = container.node[kind.key], node.kind == .mapping else { return nil }
        self.container = container
        self.kind = kind
        self.node = node
    }

    static let subject: SubjectModel<ProbeFacts> = .init(
        "probe", "A liveness, readiness or startup probe of a container.",
        range: { $0.node.headline },
        logicalPlace: { $0.container.logicalPlace + [$0.kind.key] },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("kind", "`liveness`, `readiness` or `startup`.") { $0.kind.rawValue },
            .optionalText("handler", "`httpGet`, `tcpSocket`, `exec` or `grpc`.") { $0.handler },
            .optionalText("port", "The port it asks, as written: a number or a name.") {
                $0.portNode?.string
            }.at { YAMLLocation($0.node, $0.handler.map { [$0, "port"] } ?? []) },
            .flag("hasPortName", "Whether it names its port instead of giving a number.") {
                $0.portNode.map { $0.int == nil } ?? false
            },
            .optionalText("portName", "The name its container gives the port that it asks.") {
                $0.openPort?.node["name"]?.string
            },
            .flag("isPortOpen", "Whether its container lists that port, by name or number.") {
                $0.isPortOpen
            },
            .optionalText("host", "The host it asks instead of the pod.") {
                facts in facts.handler.flatMap { facts.node[$0]?["host"]?.string }
            }.at { YAMLLocation($0.node, $0.handler.map { [$0, "host"] } ?? []) },
            .yamlText("path", "The path it asks by HTTP.", "httpGet", "path"),
            .yamlTexts("command", "The command it runs.", "exec", "command"),
            .yamlNumber("initialDelay", "Seconds before the first try.", "initialDelaySeconds"),
            .yamlNumber("period", "Seconds between tries.", "periodSeconds"),
            .yamlNumber("timeout", "Seconds a try may take.", "timeoutSeconds"),
            .yamlNumber("successes", "Successes in a row that count.", "successThreshold"),
            .yamlNumber("failures", "Failures in a row that count.", "failureThreshold"),
            .optionalText("zero", "The first of its numbers that is 0, which stands for a default.")
            {
                $0.zeroKey
            }.at { YAMLLocation($0.node, $0.zeroKey.map { [$0] } ?? []) },
            .subject("container", "The container it looks after.", of: "container") {
                ContainerFacts.subject.value($0.container)
            },
        ] + Self.commands,
        methods: [.field { $0.container.logicalPlace + [$0.kind.key] }])

    private var handler: String? {
        ["httpGet", "tcpSocket", "exec", "grpc"].first { node[$0] != nil }
    }

    private var zeroKey: String? {
        ["periodSeconds", "timeoutSeconds", "failureThreshold", "successThreshold"].first {
            node[$0]?.int == 0
        }
    }

    private var portNode: YAMLValue? { handler.flatMap { node[$0]?["port"] } }

    private var isPortOpen: Bool { openPort != nil }

    /// The port of its container that it asks.
    private var openPort: ContainerPortFacts? {
        guard let port = portNode else { return nil }
        return container.ports.first { open in
            guard open.node["protocol"]?.string ?? "TCP" == "TCP" else { return false }
            return port.int.map { open.node["containerPort"]?.int == $0 }
                ?? (open.node["name"]?.string == port.string)
        }
    }
}
