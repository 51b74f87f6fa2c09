import CEL
import SourceText
import Synchronization
import YAMLTrees

/// What all rules of a book about the subjects of one language are compiled against.
///
/// A class, so that what it takes to compile a rule is made once, and only when one is.
final class RuleContext: Sendable {
    private let language: SubjectLanguage
    /// The names of the subjects of all languages.
    let subjects: [String]
    let parameters: ParameterSettings
    private let memory: RuleMemory
    private let checksPatterns: Bool
    /// By the name of the subject that rules are about.
    private let environments = Mutex<[String: CELEnvironment]>([:])

    init(
        _ language: SubjectLanguage, subjects: [String], parameters: ParameterSettings,
        memory: RuleMemory, checksPatterns: Bool
    ) {
        self.language = language
        self.subjects = subjects
        self.parameters = parameters
        self.memory = memory
        self.checksPatterns = checksPatterns
    }

    /// Knows all subjects, and as variables one of them and the parameters.
    func environment(for subject: String) -> CELEnvironment {
        environments.withLock { environments in
            if let environment = environments[subject] { return environment }
            var environment = CELEnvironment()
            environment.checksPatterns = checksPatterns
            environment.findType = { [language] in language.schema($0)?.objectType }
            environment.declare(subject, .object(subject))
            environment.declare(Rule.parametersName, .map(.string, .dyn))
            environments[subject] = environment
            return environment
        }
    }

    /// The type of a subject, if it is one of the language.
    func type(named name: String) -> CELObjectType? { language.schema(name)?.objectType }

    /// Remembers what is wrong with a rule.
    func note(_ error: RuleError) { memory.note(error) }

    func unknownSubject(_ name: String, in text: RuleText) -> RuleError {
        let near = Spelling.nearest(to: name, in: subjects)
        let range = (try? text.parsedHead())?.subject.value.range ?? SourceRange(at: 0)
        return RuleError(
            path: text.path, range: range, message: "there is no subject `\(name)`",
            help: near.map { "did you mean `\($0)`?" } ?? "`plimsoll rules subjects` lists them",
            text: text.head)
    }
}
