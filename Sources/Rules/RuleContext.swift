import CEL
import SourceText
import Synchronization
import YAMLTrees

/// What all rules of a book about the subjects of one language are compiled against.
///
/// A class, so that what it takes to compile a rule is made once, and only when one is.
final class RuleContext: Sendable {
    let schemas: [any SubjectSchema]
    /// The names of the subjects of all languages.
    let subjects: [String]
    let parameters: ParameterSettings
    private let memory: RuleMemory
    private let common = Mutex<CELEnvironment?>(nil)
    /// By the name of the subject that rules are about.
    private let environments = Mutex<[String: CELEnvironment]>([:])

    init(
        schemas: [any SubjectSchema], subjects: [String], parameters: ParameterSettings,
        memory: RuleMemory
    ) {
        self.schemas = schemas
        self.subjects = subjects
        self.parameters = parameters
        self.memory = memory
    }

    /// Knows the types and methods of all subjects, and as variables a subject and the parameters.
    func environment(for subject: String) -> CELEnvironment {
        environments.withLock { environments in
            if let environment = environments[subject] { return environment }
            var environment = allSubjects
            environment.declare(subject, .object(subject))
            environment.declare(Rule.parametersName, .map(.string, .dyn))
            environments[subject] = environment
            return environment
        }
    }

    /// Knows the types and methods of all subjects, and no variables.
    private var allSubjects: CELEnvironment {
        common.withLock { common in
            if let common { return common }
            let environment = Self.environment(schemas)
            common = environment
            return environment
        }
    }

    func type(named name: String) -> CELObjectType? {
        schemas.first { $0.name == name }?.objectType
    }

    /// Remembers what is wrong with a rule.
    func note(_ error: RuleError) { memory.note(error) }

    private static func environment(_ schemas: [any SubjectSchema]) -> CELEnvironment {
        var environment = CELEnvironment()
        for schema in schemas { environment.declare(schema.objectType) }
        var methods: [String: [Owner]] = [:]
        for schema in schemas {
            for (index, card) in schema.methodCards.enumerated() {
                let key = "\(card.name)/\(card.parameters.count)"
                methods[key, default: []].append(Owner(schema: schema, index: index, card: card))
            }
        }
        for owners in methods.values { environment.declare(function(owners)) }
        return environment
    }

    /// A subject that has a method.
    private struct Owner {
        var schema: any SubjectSchema
        var index: Int
        var card: MethodCard
    }

    /// One function for all subjects that have a method of this name and number of arguments.
    private static func function(_ owners: [Owner]) -> CELFunction {
        let signatures = owners.map { owner in
            CELFunction.Signature(
                [.object(owner.schema.name)] + owner.card.parameters, owner.card.result)
        }
        let indexes = Dictionary(
            owners.map { ($0.schema.name, $0.index) }, uniquingKeysWith: { first, _ in first })
        return CELFunction(
            owners[0].card.name, isMember: true, signatures,
            .many { arguments, _ throws(CELFailure) in
                guard case .object(let object)? = arguments.first,
                    let index = indexes[object.objectType.name]
                else { throw CELFailure("this value has no such method") }
                return object.call(index, Array(arguments.dropFirst()))
            })
    }

    func unknownSubject(_ name: String, in text: RuleText) -> RuleError {
        let near = Spelling.nearest(to: name, in: subjects)
        let range = (try? text.parsedHead())?.subject.value.range ?? SourceRange(at: 0)
        return RuleError(
            path: text.path, range: range, message: "there is no subject `\(name)`",
            help: near.map { "did you mean `\($0)`?" } ?? "`plimsoll rules subjects` lists them",
            text: text.head)
    }
}
