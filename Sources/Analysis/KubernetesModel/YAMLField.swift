import CEL
import Kubernetes
import Rules
import SourceText
import YAMLTrees

/// Facts that stand in a node of a YAML document.
protocol YAMLFacts: Sendable {
    /// The node that the keys of fields lead on from.
    var node: YAMLValue { get }
}

extension SubjectModel.Field where Facts: YAMLFacts {
    /// A scalar as text, or absent.
    static func yamlText(_ name: String, _ documentation: String, _ keys: String...) -> Self {
        Self(
            name: name, type: .string, isOptional: true, documentation: documentation,
            value: { $0.node.value(at: keys)?.string.map(CELValue.string) }
        ).placed(at: keys)
    }

    /// A boolean; false when it is absent.
    static func yamlFlag(_ name: String, _ documentation: String, _ keys: String...) -> Self {
        Self(
            name: name, type: .bool, isOptional: false, documentation: documentation,
            value: { .bool($0.node.value(at: keys)?.bool ?? false) }
        ).placed(at: keys)
    }

    /// A whole number, or absent.
    static func yamlNumber(_ name: String, _ documentation: String, _ keys: String...) -> Self {
        Self(
            name: name, type: .int, isOptional: true, documentation: documentation,
            value: { $0.node.value(at: keys)?.int.map(CELValue.int) }
        ).placed(at: keys)
    }

    /// The texts of a list; empty when it is absent.
    static func yamlTexts(_ name: String, _ documentation: String, _ keys: String...) -> Self {
        Self(
            name: name, type: .list(.string), isOptional: false, documentation: documentation,
            value: { .list(($0.node.value(at: keys)?.strings ?? []).map(CELValue.string)) }
        ).placed(at: keys)
    }

    /// A map of texts, such as labels; empty when it is absent.
    static func yamlMap(_ name: String, _ documentation: String, _ keys: String...) -> Self {
        Self(
            name: name, type: .map(.string, .string), isOptional: false,
            documentation: documentation,
            value: { .map($0.node.value(at: keys)?.textMap ?? CELMap()) }
        ).placed(at: keys)
    }

    /// The field with its place: keys that lead on from the facts' node.
    func at(_ keys: String...) -> Self { placed(at: keys) }

    private func placed(at keys: [String]) -> Self { at { YAMLLocation($0.node, keys) } }
}

extension YAMLValue {
    /// The keys of a mapping whose values are not null.
    var writtenKeys: [String] {
        entries.compactMap { key, value in value.isNull ? nil : key.string }
    }

    /// The entries whose values are scalars.
    var textMap: CELMap { CELMap(pairs.map { ($0.key, .string($0.value)) }) }
}
