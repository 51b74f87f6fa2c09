package import Findings
import SourceText
import YAMLTrees

/// What judging needs of a rule, as it is written.
package struct RuleHead: Sendable {
    package var summary: String
    package var severity: Severity
    /// The name of the subject it judges.
    package var subject: RuleField
    /// What must hold, in CEL.
    package var require: RuleField
    /// What to underline; the subject itself when absent.
    package var at: RuleField?
    package var message: RuleField
    package var fix: FixText?
    /// Whether the field disagrees about it, so that it is off unless selected.
    package var isOpinion: Bool
    /// The defaults of the parameters a configuration can set, by name.
    var parameters: [(name: String, value: YAMLValue)]

    static let keys = [
        "summary", "severity", "for", "require", "at", "message", "fix", "opinion", "parameters",
        "kubernetes",
    ]

    init(_ root: YAMLValue, path: String) throws(RuleError) {
        let fields = try FieldReader(root, known: Self.keys + RuleTail.keys, path: path)
        summary = try fields.required("summary").text
        guard let severity = try fields.choice("severity", of: Severity.self) else {
            throw fields.error(
                at: SourceRange(at: root.range.start), "the field `severity` is missing")
        }
        self.severity = severity
        subject = try fields.required("for")
        require = try fields.required("require")
        at = try fields.optional("at")
        message = try fields.required("message")
        fix = nil
        if let value = root["fix"] { fix = try FixText(value, path: path) }
        isOpinion = try fields.optional("opinion")?.text == "true"
        parameters = Self.parameters(root)
    }

    /// The parameters that are written in a mapping.
    static func parameters(_ root: YAMLValue) -> [(name: String, value: YAMLValue)] {
        (root["parameters"]?.entries ?? []).map { ($0.key.string ?? "", $0.value) }
    }
}

extension RuleHead {
    /// The parameters with their defaults as written, for people.
    package var parameterTexts: [(name: String, value: String)] {
        parameters.map { ($0.name, $0.value.tree.bytes.text($0.value.range)) }
    }
}
