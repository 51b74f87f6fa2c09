import CEL
package import Findings
import Synchronization
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
    private let content: Content
    /// The head once it was read: the rules that find something are those that reports ask about.
    private let keptHead = AtomicLazyReference<KeptHead>()

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
        content = .file(head, path: path)
    }

    /// The same text with its digest, for which all of it is read and checked.
    package init(digesting text: RuleText) throws(RuleError) {
        id = text.id
        folder = text.folder
        digest = try text.parsedDigest()
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
    /// The name of the subject it judges; empty as long as that is not known.
    var subject: String { digest?.subject ?? "" }

    /// By subject, then by id, as the program carries its own.
    package static func < (left: RuleText, right: RuleText) -> Bool {
        let (one, other) = (left.subject, right.subject)
        return one == other ? left.id < right.id : one < other
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
    /// Whether the field disagrees about it, so that it is off unless selected.
    package var isOpinion: Bool
    /// YAML that holds the key `parameters` with their defaults; empty when it has none.
    package var parameters: String

    package var severity: Severity { Severity(rawValue: severityName) ?? .warning }

    package init(
        subject: String, severity: String, require: String, guards: String, isOpinion: Bool,
        parameters: String
    ) {
        self.subject = subject
        severityName = severity
        self.require = require
        self.guards = guards
        self.isOpinion = isOpinion
        self.parameters = parameters
    }

    init(_ head: RuleHead) {
        self.init(
            subject: head.subject.text, severity: head.severity.rawValue,
            require: head.require.text,
            guards: CELGuards.text(of: head.require.text, about: head.subject.text),
            isOpinion: head.isOpinion,
            parameters: head.parameters.first.map {
                String(decoding: $0.value.tree.bytes, as: UTF8.self)
            } ?? "")
    }
}
