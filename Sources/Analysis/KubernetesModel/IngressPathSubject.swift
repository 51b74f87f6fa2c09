import CEL
import Kubernetes
import Rules
import YAMLTrees

/// A path of an Ingress, for rules.
struct IngressPathFacts: YAMLFacts {
    let object: ObjectFacts
    let rule: YAMLValue
    let node: YAMLValue

    /// The paths of an Ingress; none for another resource.
    static func all(of object: ObjectFacts) -> [IngressPathFacts] {
        guard object.resource.kind == "Ingress" else { return [] }
        return (object.resource["spec", "rules"]?.items ?? []).flatMap { rule in
            (rule["http"]?["paths"]?.items ?? []).filter { $0.kind == .mapping }.map {
                IngressPathFacts(object: object, rule: rule, node: $0)
            }
        }
    }

    static let subject: SubjectModel<IngressPathFacts> = .init(
        "ingressPath", "A path of an Ingress: which requests go to which Service.",
        range: { YAMLLocation($0.node, ["path"]).range },
        logicalPlace: { $0.logicalPlace }, location: { YAMLLocation($0.node) },
        fields: [
            .text("host", "The host it is for; empty for all hosts.") { $0.host }
                .at { YAMLLocation($0.rule, ["host"]) },
            .text("path", "The path; `/` when none is written.") { $0.path }.at("path"),
            .yamlText("pathType", "How it is compared, if that is written.", "pathType"),
            .optionalText("rival", "Another Ingress of its class with the same host and path.") {
                $0.rivals.first { $0.hasPath }.map { $0.name }
            }.at("path"),
            .optionalText("hostRival", "Another Ingress of its class with the same host.") {
                $0.rivals.first.map { $0.name }
            }.at { YAMLLocation($0.rule, ["host"]) },
            .subject("object", "The Ingress.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ],
        methods: [.field { $0.logicalPlace }])

    private var host: String { rule["host"]?.string ?? "" }
    private var path: String { node["path"]?.string ?? "/" }
    private var logicalPlace: [String] { object.logicalPlace + ["path \(host)\(path)"] }

    /// The other Ingresses for its host, and whether they have its path.
    private var rivals: [(name: String, hasPath: Bool)] {
        let world = object.world
        let ingressClass = Self.ingressClass(object.resource)
        return world.ingresses(forHost: host).filter { $0 != object.member }
            .map { world.members[$0] }
            .filter { Self.ingressClass($0) == ingressClass && !Self.isCanary($0) }
            .map { other in (other.name, !Self.isCanary(object.resource) && hasPath(other)) }
    }

    private func hasPath(_ other: Resource) -> Bool {
        (other["spec", "rules"]?.items ?? []).contains { rule in
            (rule["host"]?.string ?? "") == host
                && (rule["http"]?["paths"]?.items ?? []).contains {
                    ($0["path"]?.string ?? "/") == path
                        && $0["pathType"]?.string == node["pathType"]?.string
                }
        }
    }

    private static func ingressClass(_ ingress: Resource) -> String? {
        ingress["spec", "ingressClassName"]?.string
            ?? ingress["metadata", "annotations", "kubernetes.io/ingress.class"]?.string
    }

    /// ingress-nginx lets a canary share the paths of what it stands in for.
    private static func isCanary(_ ingress: Resource) -> Bool {
        ingress["metadata", "annotations", "nginx.ingress.kubernetes.io/canary"]?.string == "true"
    }
}
