import CEL
import Dockerfiles
import Rules
import SourceText

/// One flag of an instruction, for rules.
struct FlagFacts: Sendable {
    let owner: InstructionFacts
    let flag: InstructionFlag

    static let subject: SubjectModel<FlagFacts> = .init(
        "flag", "One flag of an instruction, such as `--network=host`.",
        range: { $0.flag.range },
        logicalPlace: { $0.owner.logicalPlace + ["--" + $0.flag.name] },
        fields: [
            .text("name", "Its name without dashes.", at: { $0.flag.nameRange }) { $0.flag.name },
            .optionalText("value", "Its value without quotes.", at: { $0.flag.valueRange }) {
                $0.flag.value
            },
            .text("keyword", "The instruction's keyword in upper case.") { $0.owner.keyword },
            .place(
                "removal", "The flag with the blank after it.", text: { $0.owner.model.text($1) }
            ) { $0.removal },
            .subject("instruction", "The instruction it belongs to.", of: "instruction") {
                InstructionFacts.subject.value($0.owner)
            },
        ])

    private var removal: SourceRange {
        let bytes = owner.model.file.bytes
        var cursor = Cursor(bytes, range: SourceRange(flag.range.end, bytes.count))
        cursor.skip(while: \.isBlank)
        return SourceRange(flag.range.start, cursor.offset)
    }
}
