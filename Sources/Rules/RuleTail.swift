package import Findings
import YAMLTrees

/// What reports, listings and tests need of a rule.
package struct RuleTail: Sendable {
    package var why: String
    package var references: [String]
    /// The ids under which other tools know the mistake, by tool in the file's order.
    package var peers: [(tool: String, ids: [String])]
    package var effort: Effort
    package var concepts: [String]
    package var precision: Precision
    package var securitySeverity: Double?
    package var standards: [String]
    package var bad: [Example]
    package var good: [Example]

    static let keys = [
        "why", "references", "peers", "effort", "concepts", "precision", "security", "standards",
        "since", "bad", "good",
    ]

    /// `isWhole` says that the examples are there, too, and then they are checked.
    init(_ root: YAMLValue, path: String, isWhole: Bool = true) throws(RuleError) {
        let fields = try FieldReader(root, known: RuleHead.keys + Self.keys, path: path)
        why = try fields.required("why").text
        references = try fields.texts("references")
        peers = try Self.peers(fields)
        effort = try fields.choice("effort", of: Effort.self) ?? .minutes
        concepts = try fields.texts("concepts")
        precision = try fields.choice("precision", of: Precision.self) ?? .high
        securitySeverity = try Self.securitySeverity(fields)
        standards = try fields.texts("standards")
        bad = try Self.examples("bad", fields)
        good = try Self.examples("good", fields)
        if isWhole { try checkExamples(root, fields) }
    }

    private func checkExamples(_ root: YAMLValue, _ fields: FieldReader) throws(RuleError) {
        for (name, list) in [("bad", bad), ("good", good)] where list.isEmpty {
            throw fields.error(
                at: root.range, "there is no \(name) example",
                help: "examples are the rule's tests and its documentation")
        }
        for example in bad where example.marks.isEmpty {
            throw fields.error(
                at: example.range, "the bad example marks nothing",
                help: "put « and » around the text to underline")
        }
    }

    private static func peers(
        _ fields: FieldReader
    ) throws(RuleError) -> [(tool: String, ids: [String])] {
        guard let value = fields.value["peers"] else { return [] }
        guard value.kind == .mapping else {
            throw fields.error(at: value.range, "`peers` should map tools to lists of ids")
        }
        return value.entries.map { entry in
            let ids = entry.value.kind == .scalar ? [entry.value] : Array(entry.value.items)
            return (entry.key.string ?? "", ids.compactMap(\.string))
        }
    }

    private static func securitySeverity(_ fields: FieldReader) throws(RuleError) -> Double? {
        guard let field = try fields.optional("security") else { return nil }
        if let number = Double(field.text), number > 0, number <= 10 { return number }
        throw fields.error(
            at: field.value.range, "`security` cannot be `\(field.text)`",
            help: "it is a number from 0.1 to 10, as in CVSS")
    }

    private static func examples(
        _ name: String, _ fields: FieldReader
    ) throws(RuleError) -> [Example] {
        guard let value = fields.value[name] else { return [] }
        guard value.kind == .sequence else {
            throw fields.error(at: value.range, "`\(name)` should be a list of examples")
        }
        var examples: [Example] = []
        for item in value.items { examples.append(try Example(item, path: fields.path)) }
        return examples
    }
}
