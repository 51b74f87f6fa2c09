package import CEL
package import Findings
package import SourceText

/// A rule ready to judge: its expressions are compiled and type-checked.
package struct Rule: Sendable {
    /// The variable under which expressions find the rule's parameters.
    static let parametersName = "parameters"

    package let text: RuleText
    package let head: RuleHead
    package var id: String { text.id }

    private let require: CELProgram
    private let at: PlaceExpression?
    private let message: TextTemplate
    private let fix: CompiledFix?
    private let parameters: CELValue

    init(
        _ text: RuleText, _ head: RuleHead, schema: any SubjectSchema, base: CELEnvironment,
        types: [String: CELObjectType],
        parameters: ParameterSettings
    ) throws(RuleError) {
        self.text = text
        self.head = head
        self.parameters = try parameters.values(for: text, head)
        let expressions = RuleExpressions(
            base, schema: schema, types: types, path: text.path)
        require = try expressions.condition(head.require)
        if let place = head.at { at = try expressions.place(place) } else { at = nil }
        message = try expressions.template(head.message)
        if let fix = head.fix { self.fix = try CompiledFix(fix, expressions) } else { fix = nil }
    }

    /// The sentence of its findings, with holes.
    package var messageTemplate: MessageTemplate { message.template }

    /// Judges one subject: nil when what must hold does.
    ///
    /// Throws when an expression fails, which is a problem to report and never a pass.
    package func judge(_ subject: any Subject) throws(CELError) -> Verdict? {
        let values: [CELValue] = [.object(subject), parameters]
        let answer = try require.evaluate(values)
        guard let holds = answer.boolValue else {
            throw CELError(
                .evaluation, SourceRange(0, head.require.text.utf8.count),
                "`require` gives \(answer.typeName), not true or false")
        }
        guard !holds else { return nil }
        var place = try at?.range(values)
        if place == nil { place = try at?.owner(values)?.range }
        return Verdict(
            range: place ?? subject.range, arguments: try message.arguments(values),
            fix: try fix?.fix(values))
    }
}

/// What a rule says of a subject that breaks it.
package struct Verdict: Sendable {
    package var range: SourceRange
    package var arguments: [String]
    package var fix: Fix?
}
