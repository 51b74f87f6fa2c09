import Rules
import SourceText

/// One name in a comment of ours that allows a mistake, for rules.
struct SuppressionFacts: Sendable {
    let model: DockerfileModel
    let comment: SuppressionComment
    /// Which of the comment's names it is.
    let name: Int
    let isKnown: Bool
    let isUsed: Bool
    /// For a name that no rule has, the rule it may have meant.
    let nearest: String?

    static let subject: SubjectModel<SuppressionFacts> = .init(
        "suppression", "One rule name in a `# plimsoll: allow …` comment.",
        range: { $0.comment.names[$0.name].range },
        logicalPlace: { ["allow \($0.comment.names[$0.name].text)"] },
        fields: [
            .text(
                "rule", "The name of the rule it allows.", at: { $0.comment.names[$0.name].range }
            ) {
                $0.comment.names[$0.name].text
            },
            .flag("isKnown", "Whether there is such a rule.") { $0.isKnown },
            .flag("isUsed", "Whether it allowed a finding, or its rule is switched off.") {
                $0.isUsed
            },
            .optionalText("nearest", "The rule that an unknown name may mean.") { $0.nearest },
            .optionalText("reason", "The reason that is given.") { $0.comment.reason },
            .place(
                "removal",
                "What to delete to be rid of the name: the line when it is the only one.",
                text: { $0.model.text($1) }
            ) { $0.removal },
        ])

    private var removal: SourceRange? {
        let names = comment.names
        guard names.count > 1 else {
            let line = model.lineTable.line(at: comment.range.start)
            return model.wholeLines(line...line)
        }
        let own = names[name].range
        return name > 0
            ? SourceRange(names[name - 1].range.end, own.end)
            : SourceRange(own.start, names[1].range.start)
    }
}
