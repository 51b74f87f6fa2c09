package import CEL
package import Findings
package import SourceText
import Synchronization
import YAMLTrees

/// A rule ready to judge.
///
/// What must hold is compiled when a glance at a subject does not tell that it does; message, place
/// and fix when a subject first breaks the rule, which most rules of most runs never see. A class,
/// so that going through rules copies none.
package final class Rule: Sendable {
    /// The variable under which expressions find the rule's parameters.
    static let parametersName = "parameters"

    package let id: String
    package let severity: Severity
    /// The name of the subject it judges.
    package let subject: String

    private let guards: Mutex<CELGuards>
    private let text: RuleText
    private let digest: RuleDigest
    private let context: RuleContext
    private let compiled = Mutex(Parts())

    /// What of it has been compiled so far.
    private struct Parts {
        var condition: RuleCondition?
        var findings: FindingText?
    }

    init(
        _ text: RuleText, _ digest: RuleDigest, about type: CELObjectType, in context: RuleContext
    ) {
        id = text.id
        severity = digest.severity
        subject = digest.subject
        guards = Mutex(CELGuards(digest.guards, for: type))
        self.text = text
        self.digest = digest
        self.context = context
    }

    /// Compiles all of the rule, so that every mistake in it is told.
    package func compileAll() throws(RuleError) {
        _ = try compiledCondition()
        _ = try compiledFindings()
    }

    private func compiledCondition() throws(RuleError) -> RuleCondition {
        try compiled.withLock { compiled throws(RuleError) in
            if let condition = compiled.condition { return condition }
            let condition = try RuleCondition(text, digest, in: context)
            compiled.condition = condition
            return condition
        }
    }

    private func compiledFindings() throws(RuleError) -> FindingText {
        try compiled.withLock { compiled throws(RuleError) in
            if let findings = compiled.findings { return findings }
            let expressions = RuleExpressions(context, subject: subject, of: text)
            let findings = try FindingText(try text.parsedHead(), expressions)
            compiled.findings = findings
            return findings
        }
    }

    /// Judges subjects: a ruling on each of which what must hold does not, with its index.
    ///
    /// An expression that fails is a failure to report and never a pass. A rule that does not
    /// compile judges nothing, and the book tells of it.
    package func rulings(
        on subjects: [any Subject]
    ) -> [(subject: Int, ruling: Ruling)] {
        let open = guards.withLock { guards in
            subjects.indices.filter { !guards.areSurelyTrue(for: subjects[$0]) }
        }
        guard !open.isEmpty else { return [] }
        let condition: RuleCondition
        do { condition = try compiledCondition() } catch {
            context.note(error)
            return []
        }
        var rulings: [(subject: Int, ruling: Ruling)] = []
        var values = [.null, condition.parameters]
        for index in open {
            let subject = subjects[index]
            values[0] = .object(subject)
            do throws(CELError) {
                if try condition.holds(values) { continue }
                rulings.append((index, .broken(try verdict(on: subject, values))))
            } catch {
                rulings.append((index, .failed(error)))
            }
        }
        return rulings
    }

    private func verdict(
        on subject: any Subject, _ values: [CELValue]
    ) throws(CELError) -> Verdict {
        let text: FindingText
        do { text = try compiledFindings() } catch {
            throw CELError(.evaluation, SourceRange(at: 0), error.message)
        }
        return try text.verdict(on: subject, values)
    }
}

/// What must hold by a rule, compiled, with the rule's parameters.
struct RuleCondition: Sendable {
    private let require: CELProgram
    let parameters: CELValue

    init(_ text: RuleText, _ digest: RuleDigest, in context: RuleContext) throws(RuleError) {
        parameters = try context.parameters.values(for: text)
        let expressions = RuleExpressions(context, subject: digest.subject, of: text)
        require = try expressions.condition(digest.require)
    }

    func holds(_ values: [CELValue]) throws(CELError) -> Bool {
        let answer = try require.evaluate(values)
        if let holds = answer.boolValue { return holds }
        throw CELError(
            .evaluation, SourceRange(at: 0),
            "`require` gives \(answer.typeName), not true or false")
    }
}

/// What came of judging a subject that does not plainly keep the rule.
package enum Ruling: Sendable {
    case broken(Verdict)
    case failed(CELError)
}

/// What a rule says of a subject that breaks it.
package struct Verdict: Sendable {
    package var range: SourceRange
    /// What is not there, when the rule is about something missing.
    package var missing: MissingField?
    /// Whether the place is the subject's own, not that of one of its fields.
    package var isAboutWhole: Bool
    package var arguments: [String]
    package var fix: Fix?
}

/// The compiled message, place and fix of a rule.
struct FindingText: Sendable {
    private let at: PlaceExpression?
    private let message: TextTemplate
    private let fix: CompiledFix?

    init(_ head: RuleHead, _ expressions: RuleExpressions) throws(RuleError) {
        if let place = head.at { at = try expressions.place(place) } else { at = nil }
        message = try expressions.template(head.message)
        if let fix = head.fix { self.fix = try CompiledFix(fix, expressions) } else { fix = nil }
    }

    func verdict(on subject: any Subject, _ values: [CELValue]) throws(CELError) -> Verdict {
        let owner = try at?.owner(values, subject)
        let place = owner.flatMap { at?.range(in: $0) } ?? owner?.range
        let missing = owner.flatMap { at?.location(in: $0)?.missing }.map {
            MissingField(parent: $0.parent.range, keys: $0.keys)
        }
        let isWhole =
            at?.field == nil && missing == nil && (place ?? subject.range) == subject.range
        return Verdict(
            range: place ?? subject.range, missing: missing, isAboutWhole: isWhole,
            arguments: try message.arguments(values),
            fix: try fix?.fix(on: subject, values))
    }
}
