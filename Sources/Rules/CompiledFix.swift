import CEL
import Findings
import SourceText

/// A fix whose expressions are compiled.
struct CompiledFix: Sendable {
    private enum Action: Sendable {
        case replace(PlaceExpression, TextTemplate)
        case insertBefore(PlaceExpression, TextTemplate)
        case insertAfter(PlaceExpression, TextTemplate)
        case delete(PlaceExpression)
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
            }
        }
        self.actions = actions
    }

    /// The fix for these values; nil when it is not possible here or a place is absent.
    func fix(_ values: [CELValue]) throws(CELError) -> Fix? {
        if let condition, try condition.evaluate(values).boolValue != true { return nil }
        var edits: [Edit] = []
        for action in actions {
            guard let edit = try edit(action, values) else { return nil }
            edits.append(edit)
        }
        return Fix(title: try title.text(values), applicability: applicability, edits: edits)
    }

    private func edit(_ action: Action, _ values: [CELValue]) throws(CELError) -> Edit? {
        switch action {
        case .replace(let place, let text):
            guard let range = try place.range(values) else { return nil }
            return Edit(range, try text.text(values))
        case .insertBefore(let place, let text):
            guard let range = try place.range(values) else { return nil }
            return Edit(SourceRange(at: range.start), try text.text(values))
        case .insertAfter(let place, let text):
            guard let range = try place.range(values) else { return nil }
            return Edit(SourceRange(at: range.end), try text.text(values))
        case .delete(let place):
            guard let range = try place.range(values) else { return nil }
            return Edit(range, "")
        }
    }
}
