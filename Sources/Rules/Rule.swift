package import CEL
package import Findings
package import SourceText
import Synchronization
import YAMLTrees

/// A rule ready to judge.
///
/// What must hold is compiled at once; message, place and fix when a subject first breaks the rule,
/// which most rules of most runs never see. A class, so that going through rules copies none.
package final class Rule: Sendable {
    /// The variable under which expressions find the rule's parameters.
    static let parametersName = "parameters"

    package let id: String
    package let severity: Severity
    /// The name of the subject it judges.
    package let subject: String

    private let require: CELProgram
    private let parameters: CELValue
    private let findings: LazyFindingText

    init(_ text: RuleText, _ digest: RuleDigest, in context: RuleContext) throws(RuleError) {
        id = text.id
        severity = digest.severity
        subject = digest.subject
        guard let schema = context.schemas.first(where: { $0.name == digest.subject }) else {
            throw context.unknownSubject(digest.subject, in: text)
        }
        let expressions = RuleExpressions(context, schema: schema, path: text.path)
        let head = digest.hasParameters || text.digest == nil ? try text.parsedHead() : nil
        parameters =
            try head.map { head throws(RuleError) in
                try context.parameters.values(for: text, head)
            } ?? .map(CELMap())
        require = try expressions.condition(digest.require, in: text)
        findings = LazyFindingText(text, expressions)
    }

    /// Compiles all of the rule, so that every mistake in it is told.
    package func compileAll() throws(RuleError) { _ = try findings.text() }

    /// Judges subjects: a verdict on each of which what must hold does not, with its index.
    ///
    /// An expression that fails is a failure to report and never a pass.
    package func verdicts(
        on subjects: [any Subject]
    ) -> [(subject: Int, verdict: Result<Verdict, CELError>)] {
        var verdicts: [(subject: Int, verdict: Result<Verdict, CELError>)] = []
        var values: [CELValue] = []
        for (index, subject) in subjects.enumerated() where !require.isSurelyTrue(for: subject) {
            if values.isEmpty { values = [.null, parameters] }
            values[0] = .object(subject)
            do throws(CELError) {
                if try holds(values) { continue }
                verdicts.append((index, .success(try verdict(on: subject, values))))
            } catch {
                verdicts.append((index, .failure(error)))
            }
        }
        return verdicts
    }

    private func holds(_ values: [CELValue]) throws(CELError) -> Bool {
        let answer = try require.evaluate(values)
        if let holds = answer.boolValue { return holds }
        throw Self.failure("`require` gives \(answer.typeName), not true or false")
    }

    private func verdict(
        on subject: any Subject, _ values: [CELValue]
    ) throws(CELError) -> Verdict {
        let text: FindingText
        do { text = try findings.text() } catch { throw Self.failure(error.message) }
        return try text.verdict(on: subject, values)
    }

    private static func failure(_ message: String) -> CELError {
        CELError(.evaluation, SourceRange(at: 0), message)
    }
}

/// What a rule says of a subject that breaks it.
package struct Verdict: Sendable {
    package var range: SourceRange
    /// What is not there, when the rule is about something missing.
    package var missing: MissingField?
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

    private func missing(_ values: [CELValue]) throws(CELError) -> MissingField? {
        guard let missing = try at?.location(values)?.missing else { return nil }
        return MissingField(parent: missing.parent.range, keys: missing.keys)
    }

    func verdict(on subject: any Subject, _ values: [CELValue]) throws(CELError) -> Verdict {
        var place = try at?.range(values)
        if place == nil { place = try at?.owner(values)?.range }
        return Verdict(
            range: place ?? subject.range, missing: try missing(values), arguments: try message.arguments(values),
            fix: try fix?.fix(values))
    }
}

/// The finding text of a rule, compiled once. A class because threads share it.
private final class LazyFindingText: Sendable {
    private let source: RuleText
    private let expressions: RuleExpressions
    private let compiled = Mutex<Result<FindingText, RuleError>?>(nil)

    init(_ source: RuleText, _ expressions: RuleExpressions) {
        self.source = source
        self.expressions = expressions
    }

    func text() throws(RuleError) -> FindingText {
        let result = compiled.withLock { compiled in
            if let compiled { return compiled }
            let result = Result { () throws(RuleError) in
                try FindingText(try source.parsedHead(), expressions)
            }
            compiled = result
            return result
        }
        return try result.get()
    }
}
