import CEL
import Findings
import SourceText
import YAMLTrees

/// A fix whose expressions are compiled.
struct CompiledFix: Sendable {
    private enum Action: Sendable {
        case replace(PlaceExpression, TextTemplate)
        case insertBefore(PlaceExpression, TextTemplate)
        case insertAfter(PlaceExpression, TextTemplate)
        case delete(PlaceExpression)
        case set(PlaceExpression, TextTemplate)
        case add(TextTemplate, PlaceExpression)
        case remove(PlaceExpression)
        case rename(PlaceExpression, TextTemplate)
    }

    private let title: TextTemplate
    private let applicability: Applicability
    private let condition: CELProgram?
    private let actions: [Action]

    init(_ text: FixText, _ expressions: RuleExpressions) throws(RuleError) {
        title = try expressions.template(text.title)
        applicability = text.applicability
        if let field = text.condition {
            condition = try expressions.condition(field)
        } else {
            condition = nil
        }
        var actions: [Action] = []
        for action in text.actions {
            switch action {
            case .replace(let place, let with):
                actions.append(
                    .replace(try expressions.place(place), try expressions.template(with)))
            case .insertBefore(let place, let text):
                actions.append(
                    .insertBefore(try expressions.place(place), try expressions.template(text)))
            case .insertAfter(let place, let text):
                actions.append(
                    .insertAfter(try expressions.place(place), try expressions.template(text)))
            case .delete(let place): actions.append(.delete(try expressions.place(place)))
            case .set(let place, let text):
                actions.append(.set(try expressions.place(place), try expressions.template(text)))
            case .add(let item, let place):
                actions.append(.add(try expressions.template(item), try expressions.place(place)))
            case .remove(let place): actions.append(.remove(try expressions.place(place)))
            case .rename(let place, let text):
                actions.append(
                    .rename(try expressions.place(place), try expressions.template(text)))
            }
        }
        self.actions = actions
    }

    /// The fix of a subject; nil when it is not possible here or a place is absent.
    func fix(on subject: any Subject, _ values: [CELValue]) throws(CELError) -> Fix? {
        if let condition, try condition.evaluate(values).boolValue != true { return nil }
        var applicability = applicability
        var edits: [Edit] = []
        var changes: [FieldChange] = []
        for action in actions {
            if let text = try textEdit(action, subject, values) {
                edits.append(text)
                continue
            }
            guard let (field, change) = try fieldChange(action, subject, values) else { return nil }
            edits += change.edits
            changes.append(field)
            // What an anchor shares is changed for all who refer to it: people must decide that.
            if change.isShared { applicability = .display }
        }
        return Fix(
            title: try title.text(values), applicability: applicability, edits: edits,
            changes: changes.count == actions.count ? changes : [])
    }

    /// An edit of the text at a place; nil when the action is none or has no place.
    private func textEdit(
        _ action: Action, _ subject: any Subject, _ values: [CELValue]
    ) throws(CELError) -> Edit? {
        switch action {
        case .replace(let place, let text):
            guard let range = try range(of: place, subject, values) else { return nil }
            return Edit(range, try text.text(values))
        case .insertBefore(let place, let text):
            guard let range = try range(of: place, subject, values) else { return nil }
            return Edit(SourceRange(at: range.start), try text.text(values))
        case .insertAfter(let place, let text):
            guard let range = try range(of: place, subject, values) else { return nil }
            return Edit(SourceRange(at: range.end), try text.text(values))
        case .delete(let place):
            guard let range = try range(of: place, subject, values) else { return nil }
            return Edit(range, "")
        case .set, .add, .remove, .rename: return nil
        }
    }

    private func range(
        of place: PlaceExpression, _ subject: any Subject, _ values: [CELValue]
    ) throws(CELError) -> SourceRange? {
        try place.owner(values, subject).flatMap { place.range(in: $0) }
    }

    /// What is done to a field of a document; nil when that is not possible.
    private func fieldChange(
        _ action: Action, _ subject: any Subject, _ values: [CELValue]
    ) throws(CELError) -> (FieldChange, YAMLChange)? {
        switch action {
        case .replace, .insertBefore, .insertAfter, .delete: return nil
        case .set(let place, let text):
            let text = try text.text(values)
            return try change(place, .set(text), subject, values) { $0.setting(text) }
        case .add(let item, let place):
            let item = try item.text(values)
            return try change(place, .add(item), subject, values) { $0.adding(item) }
        case .remove(let place):
            return try change(place, .remove, subject, values) { $0.removing() }
        case .rename(let place, let text):
            let text = try text.text(values)
            return try change(place, .rename(text), subject, values) { $0.renaming(text) }
        }
    }

    private func change(
        _ place: PlaceExpression, _ action: FieldChange.Action, _ subject: any Subject,
        _ values: [CELValue], _ edit: (YAMLLocation) -> YAMLChange?
    ) throws(CELError) -> (FieldChange, YAMLChange)? {
        guard let location = try place.owner(values, subject).flatMap({ place.location(in: $0) }),
            let change = edit(location)
        else { return nil }
        return (FieldChange(action, at: location), change)
    }
}

extension FieldChange {
    fileprivate init(_ action: Action, at location: YAMLLocation) {
        let (nearest, keys) = location.missing ?? (location.node ?? location.base, [])
        self.init(action, nearest: nearest.range, key: nearest.key?.range, missing: keys)
    }
}
