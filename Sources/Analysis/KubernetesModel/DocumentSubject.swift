import CEL
import Kubernetes
import Rules
import SourceText
import YAMLTrees

/// A document among resources that is none itself, for rules.
struct DocumentFacts: YAMLFacts {
    let node: YAMLValue

    static let subject: SubjectModel<DocumentFacts> = .init(
        "document", "A document among resources that lacks `apiVersion` or `kind`.",
        range: { $0.node.headline }, logicalPlace: { $0.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .yamlText("apiVersion", "Its `apiVersion`, if it has one.", "apiVersion"),
            .yamlText("kind", "Its kind, if it has one.", "kind"),
            .yamlText("name", "Its name, if it has one.", "metadata", "name"),
            .optionalText("usualVersion", "The newest stable version that serves its kind.") {
                $0.node["kind"]?.string.flatMap { BuiltInKind.named($0)?.apiVersions.first }
            },
        ],
        methods: [.field { $0.logicalPlace }])

    /// The documents of a file that look like a resource which was meant.
    static func all(of manifest: Manifest) -> [any Subject] {
        manifest.otherDocuments
            .filter { $0["apiVersion"] != nil || $0["kind"] != nil || $0["metadata"] != nil }
            .map { subject.subject(DocumentFacts(node: $0)) }
    }

    private var logicalPlace: [String] {
        let name = node.value(at: ["metadata", "name"])?.string
        return ["document " + (name ?? node["kind"]?.string ?? "")]
    }
}
