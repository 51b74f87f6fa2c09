import CEL
package import Findings
import SourceText
import YAMLTrees

/// The text of one rule file, whole as a user writes it or split in two as the program carries it.
///
/// A class, since every run hands on hundreds of them and looks into few.
package final class RuleText: Sendable {
    /// The rule's name, which is the file's.
    package let id: String
    package let folder: String
    /// What judging needs, when that is known without reading the head.
    package let digest: RuleDigest?
    /// The name of the subject it judges; empty as long as that is not known. By it texts are
    /// sorted and told apart, all of them in every run.
    let subject: String
    private let content: Content
    /// The head once it was read: the rules that find something are those that reports ask about.
    private let keptHead = LazyReference<KeptHead>()

    private final class KeptHead: Sendable {
        let head: RuleHead
        init(_ head: RuleHead) { self.head = head }
    }

    private enum Content {
        /// A whole file, as a user writes it.
        case file([UInt8], path: String)
        /// The parts that are in the program: they are copied only when they are read.
        case parts(head: StaticString, tail: StaticString, examples: StaticString)
    }

    /// A whole file.
    package init(id: String, folder: String, path: String, head: [UInt8]) {
        self.id = id
        self.folder = folder
        digest = nil
        subject = ""
        content = .file(head, path: path)
    }

    /// The same text with its digest, for which all of it is read and checked.
    package init(digesting text: RuleText) throws(RuleError) {
        id = text.id
        folder = text.folder
        let digest = try text.parsedDigest()
        self.digest = digest
        subject = digest.subject
        content = text.content
    }

    /// A rule of the program, split in parts.
    package init(
        id: String, folder: String, digest: RuleDigest, head: StaticString, tail: StaticString,
        examples: StaticString
    ) {
        self.id = id
        self.folder = folder
        self.digest = digest
        subject = digest.subject
        content = .parts(head: head, tail: tail, examples: examples)
    }

    /// The head as it is written.
    func parsedHead() throws(RuleError) -> RuleHead {
        if let kept = keptHead.load() { return kept.head }
        return keptHead.storeIfNil(KeptHead(try RuleHead(parsedRoot(), path: path))).head
    }

    /// Where the file stands, for messages.
    package var path: String {
        switch content {
        case .file(_, let path): path
        case .parts: "rules/\(folder)/\(id).yaml"
        }
    }

    /// The fields that judging and fixing need. The whole file, when it is not split.
    package var head: [UInt8] {
        switch content {
        case .file(let bytes, _): bytes
        case .parts(let head, _, _): Self.bytes(head)
        }
    }

    /// What only reports and listings need; nil when the file is not split.
    package var tail: [UInt8]? {
        switch content {
        case .file: nil
        case .parts(_, let tail, _): Self.bytes(tail)
        }
    }

    /// The examples, which take longest to read; nil when the file is not split.
    package var examples: [UInt8]? {
        switch content {
        case .file: nil
        case .parts(_, _, let examples): Self.bytes(examples)
        }
    }

    private static func bytes(_ text: StaticString) -> [UInt8] {
        text.withUTF8Buffer { Array($0) }
    }
}

extension RuleText: Comparable {
    /// By subject, then by id, as the program carries its own.
    package static func < (left: RuleText, right: RuleText) -> Bool {
        left.subject == right.subject ? left.id < right.id : left.subject < right.subject
    }

    package static func == (left: RuleText, right: RuleText) -> Bool { left === right }
}

/// What it takes to judge subjects by a rule, as long as none breaks it: enough to start with.
package struct RuleDigest: Sendable {
    /// The name of the subject it judges.
    package var subject: String
    /// The severity as it is written, which is looked up when it is asked for.
    private let severityName: String
    /// What must hold, in CEL.
    package var require: String
    /// The parts of `require` that tell at a glance that it holds, as `CELGuards` writes them.
    package var guards: String
    /// Whether it holds of everything as long as its parameters are the defaults, as the rules do
    /// that wait to be told what is allowed.
    package var waitsForParameters: Bool
    /// Whether the field disagrees about it, so that it is off unless selected.
    package var isOpinion: Bool
    /// YAML that holds the key `parameters` with their defaults; empty when it has none.
    package var parameters: String

    package var severity: Severity { Severity(rawValue: severityName) ?? .warning }

    package init(
        subject: String, severity: String, require: String, guards: String,
        waitsForParameters: Bool, isOpinion: Bool, parameters: String
    ) {
        self.subject = subject
        severityName = severity
        self.require = require
        self.guards = guards
        self.waitsForParameters = waitsForParameters
        self.isOpinion = isOpinion
        self.parameters = parameters
    }

    init(_ head: RuleHead) {
        let parameters = head.parameters.first.map {
            String(decoding: $0.value.tree.bytes, as: UTF8.self)
        }
        self.init(
            subject: head.subject.text, severity: head.severity.rawValue,
            require: head.require.text, parameters: parameters ?? "", isOpinion: head.isOpinion)
    }

    /// Reads from what must hold what can be told of it beforehand. `parameters` is YAML that holds
    /// a key of that name with their defaults; empty when there are none.
    package init(
        subject: String, severity: String, require: String, parameters: String, isOpinion: Bool
    ) {
        self.init(
            subject: subject, severity: severity, require: require,
            guards: CELGuards.text(of: require, about: subject),
            waitsForParameters: Self.waits(subject, require, parameters), isOpinion: isOpinion,
            parameters: parameters)
    }

    private static func waits(_ subject: String, _ require: String, _ parameters: String) -> Bool {
        guard !parameters.isEmpty,
            let root = YAMLTree(parsing: Array(parameters.utf8)).firstDocument
        else { return false }
        // What the subject is need not be known for what is true of all.
        var environment = CELEnvironment()
        environment.checksPatterns = false
        environment.declare(subject, .dyn)
        environment.declare(Rule.parametersName, .map(.string, .dyn))
        let defaults = ParameterSettings.values(of: RuleHead.parameters(root))
        let program = try? environment.compileUnchecked(require).knowing(defaults, at: 1)
        return program?.constantValue?.boolValue ?? false
    }
}
