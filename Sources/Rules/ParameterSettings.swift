import CEL
package import SourceText
package import YAMLTrees

/// What a user sets for rules: rule → parameter → value, from a YAML mapping.
package struct ParameterSettings: Sendable {
    private let root: YAMLValue?
    private let path: String

    /// Every rule keeps its defaults.
    package init() {
        root = nil
        path = ""
    }

    /// Reads a YAML mapping of rules to mappings of parameters.
    package init(yaml bytes: [UInt8], path: String) throws(RuleError) {
        let tree = YAMLTree(parsing: bytes)
        if let problem = tree.problems.first {
            throw RuleError(path: path, range: problem.range, message: problem.message, text: bytes)
        }
        guard let root = tree.firstDocument else {
            self.init()
            return
        }
        try self.init(root, path: path)
    }

    /// Takes a mapping of rules to mappings of parameters that stands in a file.
    package init(_ root: YAMLValue, path: String) throws(RuleError) {
        guard root.kind == .mapping || root.isNull else {
            throw RuleError(
                path: path, range: root.range, message: "this should map rules to their parameters",
                text: root.tree.bytes)
        }
        self.root = root
        self.path = path
    }

    /// The names of the rules it speaks of, with their places.
    package var ruleNames: [(name: String, range: SourceRange)] {
        root?.entries.map { ($0.key.string ?? "", $0.key.range) } ?? []
    }

    /// Whether it speaks of a rule.
    func setsAny(of rule: String) -> Bool { root?[rule] != nil }

    /// Parameters as an expression sees them.
    static func values(of parameters: [(name: String, value: YAMLValue)]) -> CELValue {
        .map(CELMap(parameters.map { ($0.name, value($0.value)) }))
    }

    /// The parameters of one rule as an expression sees them: defaults, overlaid by settings.
    func values(for text: RuleText) throws(RuleError) -> CELValue {
        let defaults = try text.parsedParameters()
        let settings = root?[text.id]
        for (key, _) in defaults.isEmpty ? [] : settings?.entries ?? [] {
            let names = defaults.map(\.name)
            guard !names.contains(key.string ?? "") else { continue }
            let near = Spelling.nearest(to: key.string ?? "", in: names)
            throw RuleError(
                path: path, range: key.range,
                message: "the rule `\(text.id)` has no parameter `\(key.string ?? "")`",
                help: near.map { "did you mean `\($0)`?" }, text: key.tree.bytes)
        }
        return Self.values(of: defaults.map { ($0.name, settings?[$0.name] ?? $0.value) })
    }

    /// A YAML node as a CEL value, as the JSON it would be.
    private static func value(_ node: YAMLValue) -> CELValue {
        switch node.kind {
        case .sequence: return .list(node.items.map(value))
        case .mapping:
            return .map(CELMap(node.entries.map { ($0.key.string ?? "", value($0.value)) }))
        case .alias: return .null
        case .scalar:
            let text = node.string ?? ""
            guard node.style == .plain else { return .string(text) }
            if node.isNull { return .null }
            if text == "true" || text == "false" { return .bool(text == "true") }
            if let number = Int64(text) { return .int(number) }
            if let number = Double(text) { return .double(number) }
            return .string(text)
        }
    }
}
