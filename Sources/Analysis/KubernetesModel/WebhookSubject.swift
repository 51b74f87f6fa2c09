import CEL
import Kubernetes
import Rules
import YAMLTrees

/// A webhook of an admission configuration, for rules.
struct WebhookFacts: YAMLFacts {
    let object: ObjectFacts
    let node: YAMLValue

    /// The webhooks of an admission configuration; none for another resource.
    static func all(of object: ObjectFacts) -> [WebhookFacts] {
        guard
            ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"].contains(
                object.resource.kind)
        else { return [] }
        return (object.node["webhooks"]?.items ?? []).filter { $0.kind == .mapping }
            .map { WebhookFacts(object: object, node: $0) }
    }

    static let subject: SubjectModel<WebhookFacts> = .init(
        "webhook", "A webhook that the API server asks before it stores something.",
        range: { YAMLLocation($0.node, ["name"]).range },
        logicalPlace: { $0.logicalPlace }, location: { YAMLLocation($0.node) },
        fields: [
            .text("name", "Its name.") { $0.name }.at("name"),
            .flag("changes", "Whether it may change what is stored.") {
                $0.object.resource.kind == "MutatingWebhookConfiguration"
            },
            .text("failurePolicy", "What happens when it does not answer; `Fail` if unsaid.") {
                $0.node["failurePolicy"]?.string ?? "Fail"
            }.at("failurePolicy"),
            .number("timeout", "How many seconds it may take; 10 if unsaid.") {
                $0.node["timeoutSeconds"]?.int.map(Int.init) ?? 10
            }.at("timeoutSeconds"),
            .flag("coversPods", "Whether it is asked about pods.") { $0.coversPods }.at("rules"),
            .flag("hasSelector", "Whether it is asked only about some namespaces or objects.") {
                facts in
                ["namespaceSelector", "objectSelector"].contains { key in
                    facts.node[key].map { !Selector($0).isEmpty } ?? false
                } || !(facts.node["matchConditions"]?.isEmpty ?? true)
            }.at("namespaceSelector"),
            .subject("object", "Its configuration.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ],
        methods: [.field { $0.logicalPlace }])

    private var name: String { node["name"]?.string ?? "" }
    private var logicalPlace: [String] { object.logicalPlace + ["webhook \(name)"] }

    private var coversPods: Bool {
        (node["rules"]?.items ?? []).contains { rule in
            func names(_ key: String, _ value: String) -> Bool {
                (rule[key]?.strings ?? []).contains { $0 == value || $0 == "*" || $0 == "*/*" }
            }
            return names("apiGroups", "") && names("resources", "pods")
                && names("operations", "CREATE")
        }
    }
}
