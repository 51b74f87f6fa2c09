package import Findings
import SourceText
import YAMLTrees

/// A fix as a rule file describes it: a title, how far to trust it, and what to edit.
package struct FixText: Sendable {
    /// One edit: a verb and the places and texts it needs.
    package enum Action: Sendable {
        case replace(place: RuleField, with: RuleField)
        case insertBefore(place: RuleField, text: RuleField)
        case insertAfter(place: RuleField, text: RuleField)
        case delete(place: RuleField)
        /// YAML: writes a value, with the parents it needs.
        case set(place: RuleField, to: RuleField)
        /// YAML: appends an item to a list, which is made if it is absent.
        case add(item: RuleField, to: RuleField)
        /// YAML: takes out a key or an item with its lines.
        case remove(place: RuleField)
        /// YAML: gives a key another name.
        case rename(place: RuleField, to: RuleField)
    }

    package var title: RuleField
    package var applicability: Applicability
    /// When the fix is possible, in CEL; always when absent.
    package var condition: RuleField?
    package var actions: [Action]

    private static let verbKeys = [
        "replace", "with", "insert", "before", "after", "delete", "set", "to", "add", "remove",
        "rename",
    ]

    init(_ value: YAMLValue, path: String) throws(RuleError) {
        let fields = try FieldReader(
            value, known: ["title", "safety", "when", "edits"] + Self.verbKeys, path: path)
        title = try fields.required("title")
        guard let safety = try fields.choice("safety", of: Applicability.self) else {
            throw fields.error(
                at: value.range, "the field `safety` is missing",
                help:
                    "`safe` never changes behaviour beyond the mistake, `unsafe` may, `display` is a hint"
            )
        }
        applicability = safety
        condition = try fields.optional("when")
        actions = []
        guard let edits = value["edits"] else {
            actions = [try Self.action(fields)]
            return
        }
        for item in edits.items {
            let fields = try FieldReader(item, known: Self.verbKeys, path: path)
            actions.append(try Self.action(fields))
        }
    }

    private static func action(_ fields: FieldReader) throws(RuleError) -> Action {
        if let place = try fields.optional("replace") {
            return .replace(place: place, with: try fields.required("with"))
        }
        if let place = try fields.optional("delete") { return .delete(place: place) }
        if let place = try fields.optional("set") {
            return .set(place: place, to: try fields.required("to"))
        }
        if let item = try fields.optional("add") {
            return .add(item: item, to: try fields.required("to"))
        }
        if let place = try fields.optional("remove") { return .remove(place: place) }
        if let place = try fields.optional("rename") {
            return .rename(place: place, to: try fields.required("to"))
        }
        let text = try fields.required("insert")
        if let place = try fields.optional("before") {
            return .insertBefore(place: place, text: text)
        }
        return .insertAfter(place: try fields.required("after"), text: text)
    }
}
