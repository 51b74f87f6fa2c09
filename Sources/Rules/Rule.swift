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

    let text: RuleText
    let digest: RuleDigest
    private let context: RuleContext
    private let findings = Mutex<FindingText?>(nil)

    init(_ text: RuleText, _ digest: RuleDigest, in context: RuleContext) {
        id = text.id
        severity = digest.severity
        subject = digest.subject
        self.text = text
        self.digest = digest
        self.context = context
    }

    /// Compiles all of the rule, so that every mistake in it is told.
    package func compileAll() throws(RuleError) {
        _ = try RuleCondition(text, digest, in: context)
        _ = try compiledFindings()
    }

    /// What must hold, compiled; nil when it does not compile, of which the book then tells.
    func condition() -> RuleCondition? {
        do { return try RuleCondition(text, digest, in: context) } catch {
            context.note(error)
            return nil
        }
    }

    private func compiledFindings() throws(RuleError) -> FindingText {
        try findings.withLock { findings throws(RuleError) in
            if let findings { return findings }
            let expressions = RuleExpressions(context, subject: subject, of: text)
            let compiled = try FindingText(try text.parsedHead(), expressions)
            findings = compiled
            return compiled
        }
    }

    /// Judges a subject by what must hold; nil when it does.
    ///
    /// An expression that fails is a failure to report and never a pass.
    func ruling(on subject: any Subject, _ condition: RuleCondition) -> Ruling? {
        let values: [CELValue] = [.object(subject), condition.parameters]
        do throws(CELError) {
            if try condition.holds(values) { return nil }
            return .broken(try verdict(on: subject, values))
        } catch {
            return .failed(error)
        }
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

/// What must hold by a rule, compiled, with the rule's parameters. A class, since it is asked for
/// each subject and copies would count what it holds.
final class RuleCondition: Sendable {
    private let require: CELProgram
    let parameters: CELValue
    /// Whether the parameters alone make it hold, as those of rules do that wait to be told what
    /// is allowed.
    let alwaysHolds: Bool

    init(_ text: RuleText, _ digest: RuleDigest, in context: RuleContext) throws(RuleError) {
        parameters = try context.parameters.values(for: text)
        let expressions = RuleExpressions(context, subject: digest.subject, of: text)
        let program = try expressions.condition(digest.require)
        let hasParameters = !digest.parameters.isEmpty
        require = hasParameters ? program.knowing(parameters, at: 1) : program
        alwaysHolds = require.constantValue?.boolValue ?? false
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
final class FindingText: Sendable {
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
