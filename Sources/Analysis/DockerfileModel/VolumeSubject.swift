import CEL
import Dockerfiles
import Rules
import SourceText

/// One path of a `VOLUME`, for rules.
struct VolumeFacts: Sendable {
    let owner: InstructionFacts
    let word: Word

    static let subject: SubjectModel<VolumeFacts> = .init(
        "volume", "One path of a `VOLUME`.",
        range: { $0.word.range },
        logicalPlace: { $0.owner.logicalPlace.prefix(1) + ["VOLUME", $0.word.text] },
        fields: [
            .text("path", "The path as written.", at: { $0.word.range }) { $0.word.text },
            .optionalText(
                "knownPath", "The path with variables put in, without a slash at the end.",
                at: { $0.word.range }
            ) { $0.knownPath },
            .place(
                "removal", "What to delete to be rid of it: the instruction when it is alone.",
                text: { $0.owner.model.text($1) }
            ) { $0.owner.removal(of: $0.word.range, among: $0.owner.instruction.arguments.count) },
            .subject("instruction", "The `VOLUME` it belongs to.", of: "instruction") {
                InstructionFacts.subject.value($0.owner)
            },
        ])

    private var knownPath: String? {
        guard let path = owner.known(word) else { return nil }
        return path.hasSuffix("/") && path.utf8.count > 1 ? String(path.dropLast()) : path
    }
}
