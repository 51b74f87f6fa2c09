package import Findings

/// The text of one rule file, whole as a user writes it or split in two as the program carries it.
package struct RuleText: Sendable {
    /// The rule's name, which is the file's.
    package var id: String
    package var folder: String
    /// Where the file stands, for messages.
    package var path: String
    /// What judging needs, when that is known without reading the head.
    package var digest: RuleDigest?
    /// The fields that judging and fixing need. The whole file, when it is not split.
    package var head: [UInt8]
    /// What only reports and listings need; nil when the file is not split.
    package var tail: [UInt8]?
    /// The examples, which take longest to read; nil when the file is not split.
    package var examples: [UInt8]?

    package init(
        id: String, folder: String, path: String, digest: RuleDigest? = nil, head: [UInt8],
        tail: [UInt8]? = nil, examples: [UInt8]? = nil
    ) {
        self.id = id
        self.folder = folder
        self.path = path
        self.digest = digest
        self.head = head
        self.tail = tail
        self.examples = examples
    }
}

/// What it takes to judge subjects by a rule, as long as none breaks it: enough to start with.
package struct RuleDigest: Sendable {
    /// The name of the subject it judges.
    package var subject: String
    package var severity: Severity
    /// What must hold, in CEL.
    package var require: String
    /// Whether the field disagrees about it, so that it is off unless selected.
    package var isOpinion: Bool
    package var hasParameters: Bool

    package init(
        subject: String, severity: Severity, require: String, isOpinion: Bool, hasParameters: Bool
    ) {
        self.subject = subject
        self.severity = severity
        self.require = require
        self.isOpinion = isOpinion
        self.hasParameters = hasParameters
    }

    init(_ head: RuleHead) {
        self.init(
            subject: head.subject.text, severity: head.severity, require: head.require.text,
            isOpinion: head.isOpinion, hasParameters: !head.parameters.isEmpty)
    }
}
