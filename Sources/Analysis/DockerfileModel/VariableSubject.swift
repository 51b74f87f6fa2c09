import Dockerfiles
import Rules
import SourceText

/// What an `ENV`, `ARG` or `LABEL` defines, for rules.
struct DefinitionFacts: Sendable {
    let owner: InstructionFacts
    let pair: KeyValuePair

    var key: String { unquoted(pair.key.text) }
    var value: String? { pair.value.map { unquoted($0.text) } }

    private var valueRange: SourceRange? {
        guard let value = pair.value, value.range.length == value.text.utf8.count,
            unquoted(value.text).utf8.count < value.text.utf8.count
        else { return pair.value?.range }
        return SourceRange(value.range.start + 1, value.range.end - 1)
    }

    /// The text without the quotes around it.
    private func unquoted(_ text: String) -> String {
        let bytes = text.utf8
        guard bytes.count >= 2, let first = bytes.first, first == bytes.last,
            first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
        else { return text }
        return String(text.dropFirst().dropLast())
    }

    private static let fields: [SubjectModel<DefinitionFacts>.Field] = [
        .text(
            "kind", "The instruction: `ENV`, `ARG` or `LABEL`.",
            at: { $0.owner.instruction.keyword }
        ) {
            $0.owner.keyword
        },
        .text("key", "The name, without quotes.", at: { $0.pair.key.range }) { $0.key },
        .optionalText(
            "value", "The value as written, without quotes around it.", at: { $0.valueRange }
        ) {
            $0.value
        },
        .flag("isLegacy", "Whether it is written with a space instead of an equals sign.") {
            $0.pair.isLegacy
        },
        .optionalText(
            "modernForm", "The definition with an equals sign, quoted where needed.",
            at: { facts in
                facts.pair.value.map { facts.pair.key.range.union($0.range) }
            }
        ) { $0.modernForm },
        .optionalText(
            "repairedForm", "The definition without the blank before its equals sign.",
            at: { facts in
                facts.pair.value.map { facts.pair.key.range.union($0.range) }
            }
        ) { $0.repairedForm },
        .flag("hasVariable", "Whether its value holds a variable.") {
            $0.value?.contains("$") ?? false
        },
        .place(
            "removal", "What to delete to be rid of it: the instruction when it is alone.",
            text: { $0.owner.model.text($1) }
        ) { $0.owner.removal(of: range($0), among: $0.owner.instruction.pairs.count) },
        .subject("stage", "The stage it stands in.", of: "stage") { $0.owner.stageValue },
        .flag("isGlobal", "Whether it stands before the first `FROM`.") { $0.owner.stage == nil },
        .subject("instruction", "The instruction it belongs to.", of: "instruction") {
            InstructionFacts.subject.value($0.owner)
        },
    ]

    private static func range(_ facts: DefinitionFacts) -> SourceRange {
        facts.pair.value.map { facts.pair.key.range.union($0.range) } ?? facts.pair.key.range
    }

    static let variable: SubjectModel<DefinitionFacts> = .init(
        "variable", "What one `ENV` or `ARG` defines.",
        range: range,
        logicalPlace: { $0.owner.logicalPlace.prefix(1) + [$0.owner.keyword, $0.key] },
        fields: fields + [
            .flag("isSecret", "Whether its name is that of a credential: `DB_PASSWORD`, `API_KEY`.")
            {
                SecretNames.isSecret($0.key)
            },
            .flag(
                "holdsSecret", "Whether it is a credential by its name and may be one by its value."
            ) {
                SecretNames.isSecret($0.key) && SecretNames.mayBeSecret($0.value)
            },
            .flag("isUsed", "Whether something may read it: always true for what `ENV` sets.") {
                $0.owner.instruction.kind == .env
                    || $0.owner.model.argumentUse.isUsed($0.key, by: $0.owner.instruction)
            },
            .optionalText(
                "productionValue", "What production would set instead of this debugging value.",
                at: { $0.valueRange }
            ) { facts in
                facts.value.flatMap { DebugSettings.productionValue(facts.key, $0) }
            },
        ])

    static let definition: SubjectModel<DefinitionFacts> = .init(
        "definition", "What one `ENV`, `ARG` or `LABEL` defines, where the kind does not matter.",
        range: range,
        logicalPlace: { $0.owner.logicalPlace.prefix(1) + [$0.owner.keyword, $0.key] },
        fields: fields)

    static let label: SubjectModel<DefinitionFacts> = .init(
        "label", "What one `LABEL` says.",
        range: range,
        logicalPlace: { $0.owner.logicalPlace.prefix(1) + [$0.owner.keyword, $0.key] },
        fields: fields)

    private var repairedForm: String? {
        guard pair.isLegacy, let value = pair.value, value.text.hasPrefix("=") else { return nil }
        let text = String(value.text.utf8.dropFirst().drop(while: \.isBlank)) ?? ""
        guard !text.isEmpty else { return nil }
        if text.utf8.contains(where: \.isBlank) {
            guard !text.contains("\""), !text.contains("'"), !text.contains("\\") else {
                return nil
            }
            return "\(pair.key.text)=\"\(text)\""
        }
        return "\(pair.key.text)=\(text)"
    }

    /// The old form takes the rest of the line as it is, so blanks and quotes need quoting.
    private var modernForm: String? {
        guard pair.isLegacy, let value = pair.value else { return nil }
        let text = value.text
        let isQuoted =
            text.utf8.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
            && !text.dropFirst().dropLast().contains("\"")
        let written = owner.model.text(value.range)
        guard !isQuoted, text.utf8.contains(where: { $0.isBlank }) else {
            return written == text ? "\(pair.key.text)=\(text)" : nil
        }
        guard !text.contains("\""), !text.contains("'"), !text.contains("\\"),
            !text.utf8.contains(owner.model.file.escape)
        else { return nil }
        return "\(pair.key.text)=\"\(written)\""
    }
}
