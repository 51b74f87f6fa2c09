import CEL
import Kubernetes
import Rules
import SourceText
import YAMLTrees

/// A key of a ConfigMap, for rules.
struct ConfigEntryFacts: YAMLFacts {
    let object: ObjectFacts
    let name: String
    let node: YAMLValue

    /// The entries of a ConfigMap's `data`; none for another resource.
    static func all(of object: ObjectFacts) -> [ConfigEntryFacts] {
        guard object.resource.kind == "ConfigMap", object.resource.group.isEmpty else { return [] }
        return (object.node["data"]?.entries.map { $0 } ?? []).compactMap { key, value in
            key.string.map { ConfigEntryFacts(object: object, name: $0, node: value) }
        }
    }

    static let subject: SubjectModel<ConfigEntryFacts> = .init(
        "configEntry", "A key of a ConfigMap's data.",
        range: { $0.node.headline }, logicalPlace: { $0.object.logicalPlace + [$0.name] },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("key", "The key.") { $0.name }.at { YAMLLocation($0.node) },
            .optionalText("value", "Its text.") { $0.node.string }.at { YAMLLocation($0.node) },
            .flag("isSecret", "Whether its name and value are those of a credential.") { facts in
                guard let value = facts.node.string, SecretNames.isSecret(facts.name) else {
                    return false
                }
                return SecretNames.mayBeSecret(value) && !SecretNames.isReference(value)
            }.at { YAMLLocation($0.node) },
            .subject("object", "The ConfigMap.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ],
        methods: [.field { $0.object.logicalPlace }])
}

/// A text in a resource that is recognised as a credential by its form, for rules.
struct CredentialFacts: YAMLFacts {
    let object: ObjectFacts
    let node: YAMLValue
    let token: KnownToken

    /// All in a resource.
    static func all(of object: ObjectFacts) -> [CredentialFacts] {
        // Most resources hold none, which a look at their texts one after the other tells.
        guard object.node.mayHold(text: { KnownToken.first(in: $0) != nil }) else { return [] }
        var found: [CredentialFacts] = []
        var budget = 100_000
        search(object.node, object, depth: 0, &budget, &found)
        return found
    }

    private static func search(
        _ node: YAMLValue, _ object: ObjectFacts, depth: Int, _ budget: inout Int,
        _ found: inout [CredentialFacts]
    ) {
        budget -= 1
        guard budget > 0, depth < 100 else { return }
        switch node.kind {
        case .scalar:
            guard let token = node.withText({ KnownToken.first(in: $0) }) else {
                return
            }
            found.append(CredentialFacts(object: object, node: node, token: token))
        case .sequence:
            for item in node.items { search(item, object, depth: depth + 1, &budget, &found) }
        case .mapping:
            for (_, value) in node.entries {
                search(value, object, depth: depth + 1, &budget, &found)
            }
        // What an alias repeats is found where it is written.
        case .alias: break
        }
    }

    static let subject: SubjectModel<CredentialFacts> = .init(
        "credential",
        "A text in a resource that is a credential by its form, such as a vendor's token.",
        range: { YAMLLocation($0.node).range },
        logicalPlace: { $0.object.logicalPlace + [$0.token.rawValue] },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("sort", "What it is, such as `an AWS access key`.") { $0.token.rawValue }
                .at { YAMLLocation($0.node) },
            .optionalText("key", "The key it stands under.") { $0.node.key?.string },
            .subject("object", "The resource it stands in.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ],
        methods: [.field { $0.object.logicalPlace }])
}
