import Dockerfiles
import Rules
import SourceText

/// One port of an `EXPOSE`, for rules.
struct PortFacts: Sendable {
    let owner: InstructionFacts
    let word: Word

    static let subject: SubjectModel<PortFacts> = .init(
        "port", "One port of an `EXPOSE`, such as `8080/tcp`.",
        range: { $0.word.range },
        logicalPlace: { $0.owner.logicalPlace + [$0.word.text] },
        fields: [
            .text("text", "The port as it is written.", at: { $0.word.range }) { $0.word.text },
            .optionalNumber("first", "Its number, or the first of a range.", at: { $0.numberRange })
            {
                $0.numbers?.lowerBound
            },
            .optionalNumber("last", "Its number, or the last of a range.", at: { $0.numberRange }) {
                $0.numbers?.upperBound
            },
            .optionalText(
                "protocol", "What follows the slash, as written.", at: { $0.protocolRange }
            ) {
                facts in facts.protocolRange.map { facts.owner.model.text($0) }
            },
            .flag("hasVariable", "Whether it holds a variable, so that only a build knows it.") {
                $0.word.text.contains("$")
            },
            .flag("isMapping", "Whether it names a host port or address, which `EXPOSE` cannot.") {
                !$0.word.text.contains("$") && $0.word.text.contains(":")
            },
            .optionalText(
                "containerPort", "The part after the last colon of a mapping.",
                at: { $0.word.range }
            ) { facts in
                facts.word.text.split(separator: ":").last.map(String.init)
            },
            .place(
                "removal", "What to delete to be rid of it: the instruction when it is alone.",
                text: { $0.owner.model.text($1) }
            ) { $0.owner.removal(of: $0.word.range, among: $0.owner.instruction.arguments.count) },
            .subject("instruction", "The `EXPOSE` it belongs to.", of: "instruction") {
                InstructionFacts.subject.value($0.owner)
            },
        ])

    private var slash: Int? {
        word.text.utf8.firstIndex(of: UInt8(ascii: "/")).map {
            word.text.utf8.distance(from: word.text.utf8.startIndex, to: $0)
        }
    }

    private var protocolRange: SourceRange? {
        guard let slash, isWrittenPlainly else { return nil }
        return SourceRange(word.range.start + slash + 1, word.range.end)
    }

    private var numberRange: SourceRange? {
        guard isWrittenPlainly else { return word.range }
        return SourceRange(word.range.start, word.range.start + (slash ?? word.range.length))
    }

    private var isWrittenPlainly: Bool { word.text.utf8.count == word.range.length }

    private var numbers: ClosedRange<Int>? {
        let text = slash.map { String(word.text.utf8.prefix($0))! } ?? word.text
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard let first = parts.first ?? nil, parts.count < 3, let last = parts.last ?? nil,
            first <= last
        else { return nil }
        return first...last
    }
}
