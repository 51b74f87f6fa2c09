/// The text of one rule file, whole as a user writes it or split in two as the program carries it.
package struct RuleText: Sendable {
    /// The rule's name, which is the file's.
    package var id: String
    package var folder: String
    /// The subject it judges, when that is known without reading the head.
    package var subject: String?
    /// Where the file stands, for messages.
    package var path: String
    /// What judging needs. The whole file, when it is not split.
    package var head: [UInt8]
    /// What only reports, listings and tests need; nil when the file is not split.
    package var tail: [UInt8]?

    package init(
        id: String, folder: String, subject: String? = nil, path: String, head: [UInt8],
        tail: [UInt8]? = nil
    ) {
        self.id = id
        self.folder = folder
        self.subject = subject
        self.path = path
        self.head = head
        self.tail = tail
    }
}
