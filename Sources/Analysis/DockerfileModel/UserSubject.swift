import Dockerfiles
import Rules
import SourceText

/// One `USER`, for rules.
struct UserFacts: Sendable {
    let owner: InstructionFacts
    let word: Word

    private var user: StageUser {
        StageUser(instruction: owner.index, text: owner.known(word) ?? word.text)
    }

    static let subject: SubjectModel<UserFacts> = .init(
        "user", "What one `USER` names.",
        range: { $0.word.range },
        logicalPlace: { $0.owner.logicalPlace.prefix(1) + ["USER", $0.word.text] },
        fields: [
            .text("text", "The user and group as written.", at: { $0.word.range }) { $0.word.text },
            .text(
                "name", "The part before the colon, with variables put in where they are known.",
                at: { $0.nameRange }
            ) { $0.user.name },
            .flag("isKnown", "Whether all its variables are known.") {
                $0.owner.known($0.word) != nil
            },
            .optionalText(
                "number", "The number that `useradd` or `adduser` gave it above.",
                at: { $0.nameRange }
            ) { facts in
                facts.owner.stage.flatMap {
                    facts.owner.model.userNumbers.number(of: facts.user.name, in: $0)
                }
            },
            .flag("isRoot", "Whether it is root by name or number.") { $0.user.isRoot },
            .flag("isNumeric", "Whether the user is a number.") { Int($0.user.name) != nil },
            .flag("hasVariable", "Whether it holds a variable.") { $0.word.text.contains("$") },
            .flag("isLast", "Whether its stage ends with it.") { facts in
                facts.owner.stage.flatMap { facts.owner.model.users[$0]?.instruction }
                    == facts.owner.index
            },
            .subject("stage", "The stage it stands in.", of: "stage") { $0.owner.stageValue },
            .subject("instruction", "The `USER` itself.", of: "instruction") {
                InstructionFacts.subject.value($0.owner)
            },
        ])

    private var nameRange: SourceRange {
        let length = word.text.utf8.prefix { $0 != UInt8(ascii: ":") }.count
        guard word.range.length == word.text.utf8.count else { return word.range }
        return SourceRange(word.range.start, word.range.start + length)
    }
}
