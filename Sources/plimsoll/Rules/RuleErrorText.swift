import Findings
import Reports
import Rules
import SourceText

/// Shows what is wrong with a rule file like a finding in it.
enum RuleErrorText {
    static func text(of error: RuleError) -> String {
        let size = error.text.count
        let problem = Problem(
            error.name, error.range.clamped(to: SourceRange(0, size)), error.message,
            help: error.help, isBlinding: false)
        let writer = TextWriter(
            options: TextWriter.Options(hasColour: StandardStreams.takesColour))
        return writer.text(
            of: LocatedProblem(path: error.path, problem: problem),
            sources: SourceLookup { _ in error.text })
    }
}
