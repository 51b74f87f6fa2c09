import Rules
import SourceText

/// One name in a comment or annotation of ours that allows a mistake, for rules.
struct SuppressionFacts: Sendable {
    /// The bytes of the file it stands in.
    let bytes: [UInt8]
    /// The rule's name as it is written.
    let name: SuppressionComment.Name
    let reason: String?
    /// What to delete to be rid of the name; nil when that takes more than deleting.
    let removal: SourceRange?
    let isKnown: Bool
    let isUsed: Bool
    /// For a name that no rule has, the rule it may have meant.
    let nearest: String?

    static let subject: SubjectModel<SuppressionFacts> = .init(
        "suppression",
        "One rule name in a `# plimsoll: allow …` comment or a `plimsoll.dev/allow` annotation.",
        range: { $0.name.range },
        logicalPlace: { ["allow \($0.name.text)"] },
        fields: [
            .text("rule", "The name of the rule it allows.", at: { $0.name.range }) {
                $0.name.text
            },
            .flag("isKnown", "Whether there is such a rule.") { $0.isKnown },
            .flag("isUsed", "Whether it allowed a finding, or its rule is switched off.") {
                $0.isUsed
            },
            .optionalText("nearest", "The rule that an unknown name may mean.") { $0.nearest },
            .optionalText("reason", "The reason that is given.") { $0.reason },
            .place(
                "removal",
                "What to delete to be rid of the name: the line when it is the only one.",
                text: { $0.bytes.text($1) }
            ) { $0.removal },
        ])
}

/// Makes subjects of the names in suppressions.
struct SuppressionFactory {
    let bytes: [UInt8]
    /// The names of all rules, and of those that are switched on.
    let known: Set<String>
    let active: Set<String>
    private let sorted: [String]

    init(bytes: [UInt8], known: Set<String>, active: Set<String>) {
        self.bytes = bytes
        self.known = known
        self.active = active
        sorted = known.sorted()
    }

    /// The facts of the name at a position of a comment. `whole` is what to delete when it is the
    /// only one.
    func facts(
        _ comment: SuppressionComment, name position: Int, isUsed: Bool, whole: SourceRange?
    ) -> SuppressionFacts {
        let name = comment.names[position]
        let isKnown = known.contains(name.text)
        return SuppressionFacts(
            bytes: bytes, name: name, reason: comment.reason,
            removal: comment.names.count > 1 ? comment.part(position) : whole, isKnown: isKnown,
            isUsed: isUsed || (isKnown && !active.contains(name.text)),
            nearest: isKnown ? nil : Spelling.nearest(to: name.text, in: sorted))
    }
}

extension SuppressionComment {
    /// A name with the comma that sets it off from its neighbours.
    fileprivate func part(_ position: Int) -> SourceRange {
        let own = names[position].range
        return position > 0
            ? SourceRange(names[position - 1].range.end, own.end)
            : SourceRange(own.start, names[1].range.start)
    }
}
