import CEL
import Kubernetes
import Notations
import Rules
import YAMLTrees

extension ContainerFacts {
    /// Words about what a container asks for and may use, as numbers: cores and bytes.
    static let resources: [SubjectModel<ContainerFacts>.Field] = [
        amount("cpuRequest", "The cores it asks for.", "requests", "cpu"),
        amount("cpuLimit", "The cores it may use.", "limits", "cpu"),
        amount("memoryRequest", "The bytes of memory it asks for.", "requests", "memory"),
        amount("memoryLimit", "The bytes of memory it may use.", "limits", "memory"),
        amount(
            "storageRequest", "The bytes of local storage it asks for.", "requests",
            "ephemeral-storage"),
        amount(
            "storageLimit", "The bytes of local storage it may use.", "limits",
            "ephemeral-storage"),
    ]

    private static func amount(
        _ name: String, _ documentation: String, _ sort: String, _ resource: String
    ) -> SubjectModel<ContainerFacts>.Field {
        SubjectModel<ContainerFacts>.Field(
            name: name, type: .double, isOptional: true, documentation: documentation,
            value: { facts in
                let text = facts.node.value(at: ["resources", sort, resource])?.string
                return text.flatMap { Quantity($0.utf8) }.map { .double($0.approximation) }
            }
        ).at { YAMLLocation($0.node, ["resources", sort, resource]) }
    }
}
