import SourceText

// Every sentence this module says. What, where, what to do.

extension Problem {
    private static func refused(
        _ id: String, _ range: SourceRange, _ message: String, _ help: String? = nil
    ) -> Problem {
        Problem(id, range, message, help: help, isBlinding: true)
    }

    /// What BuildKit refuses only once it plans a build: it hinders no reading.
    private static func unbuildable(
        _ id: String, _ range: SourceRange, _ message: String, _ help: String? = nil
    ) -> Problem {
        Problem(id, range, message, help: help, isBlinding: false)
    }

    // MARK: The file

    static func noInstructions(_ range: SourceRange) -> Problem {
        refused("no-instructions", range, "The file has no instructions", "Start it with FROM")
    }

    static func lineTooLong(_ range: SourceRange, limit: Int) -> Problem {
        refused(
            "line-too-long", range, "The line has more than \(limit) bytes",
            "Split it with continuation lines; BuildKit stops reading here")
    }

    static func repeatedDirective(_ directive: Directive) -> Problem {
        refused(
            "repeated-directive", directive.range,
            "The directive `\(directive.name)` stands here a second time", "Remove one of them")
    }

    static func badEscape(_ directive: Directive) -> Problem {
        refused(
            "bad-escape", directive.valueRange,
            "`\(shortened(directive.value))` cannot be the escape character",
            "Use a backslash or a backquote")
    }

    // MARK: The shape of an instruction

    static func unknownInstruction(_ word: Word) -> Problem {
        let near = Spelling.nearest(to: word.text.uppercased(), in: instructionNames)
        return refused(
            "unknown-instruction", word.range,
            "`\(shortened(word.text))` is not an instruction", near.map { "Did you mean \($0)?" })
    }

    static func badHeredocWord(_ range: SourceRange) -> Problem {
        refused(
            "bad-heredoc", range, "The word after `<<` cannot be read",
            "Use a plain word such as <<EOF")
    }

    static func unterminatedHeredoc(_ range: SourceRange, name: String) -> Problem {
        refused(
            "unterminated-heredoc", range, "The heredoc `\(shortened(name))` is never ended",
            "Put \(shortened(name)) alone on a line after its text")
    }

    static func notAllStrings(_ range: SourceRange) -> Problem {
        refused(
            "not-all-strings", range, "The JSON array holds something else than strings",
            "Put each element in double quotes")
    }

    static func wordWithoutEquals(_ word: Word, in kind: InstructionKind) -> Problem {
        refused(
            "word-without-equals", word.range,
            "`\(shortened(word.text))` in \(name(kind)) has no equals sign",
            "Write name=value, and quote values with spaces")
    }

    static func definitionWithoutValue(_ key: Word, in kind: InstructionKind) -> Problem {
        refused(
            "definition-without-value", key.range,
            "\(name(kind)) gives `\(shortened(key.text))` no value", "Write name=value")
    }

    static func blankName(_ range: SourceRange, in kind: InstructionKind) -> Problem {
        refused("blank-name", range, "\(name(kind)) defines something without a name")
    }

    // MARK: Arguments

    static func argumentCount(_ instruction: Instruction, _ needs: String) -> Problem {
        refused(
            "argument-count", instruction.keyword,
            "\(name(instruction.kind)) requires \(needs)")
    }

    static func badStageName(_ word: Word) -> Problem {
        refused(
            "bad-stage-name", word.range,
            "`\(shortened(word.text))` cannot be the name of a stage",
            "Start with a letter and use letters, digits, and - _ .")
    }

    static func heredocDestination(_ word: Word, in kind: InstructionKind) -> Problem {
        refused(
            "heredoc-destination", word.range, "\(name(kind)) has a heredoc as its destination",
            "Name the path to write to after the heredoc")
    }

    static func blankVolume(_ range: SourceRange) -> Problem {
        refused("blank-volume", range, "VOLUME names an empty path", "Remove it")
    }

    static func shellNotJSON(_ instruction: Instruction) -> Problem {
        refused(
            "shell-not-json", instruction.keyword, "SHELL takes a JSON array only",
            "Write it as SHELL [\"/bin/sh\", \"-c\"]")
    }

    static func forbiddenTrigger(_ word: Word) -> Problem {
        refused(
            "forbidden-trigger", word.range,
            "ONBUILD cannot hold \(shortened(word.text).uppercased())")
    }

    static func badHealthcheck(
        _ range: SourceRange, _ message: String, _ help: String? = nil
    ) -> Problem {
        refused("bad-healthcheck", range, message, help)
    }

    static func badExpansion(_ word: Word, _ error: ExpansionError) -> Problem {
        unbuildable(
            "bad-expansion", word.range,
            "`\(shortened(word.text))` cannot be expanded: \(reason(error))")
    }

    private static func reason(_ error: ExpansionError) -> String {
        switch error {
        case .unmatchedQuote: "a quote is never closed"
        case .missingBrace: "a } is missing"
        case .missingSlash: "the second / is missing"
        case .badSubstitution: "the name of the variable is missing"
        case .unsupportedModifier(let modifier): "`\(modifier)` is not known here"
        case .badPattern(let pattern): "`\(shortened(pattern))` is not a pattern"
        case .required(let name, let message): "\(name): \(shortened(message))"
        case .tooLarge: "the result is too large"
        case .tooDeep: "it nests too deep"
        }
    }

    // MARK: Flags

    static func unknownFlag(_ flag: InstructionFlag, of kind: InstructionKind, known: [String])
        -> Problem
    {
        let near = Spelling.nearest(to: flag.name, in: known)
        return refused(
            "unknown-flag", flag.range,
            "\(name(kind)) has no flag `--\(shortened(flag.name))`",
            near.map { "Did you mean --\($0)?" })
    }

    static func repeatedFlag(_ flag: InstructionFlag) -> Problem {
        refused(
            "repeated-flag", flag.range, "The flag `--\(flag.name)` stands here a second time",
            "Keep one of them")
    }

    static func badFlagValue(_ flag: InstructionFlag, _ needs: String) -> Problem {
        refused(
            "bad-flag-value", flag.range,
            "`\(shortened(flag.value ?? ""))` is not what `--\(flag.name)` takes", needs)
    }

    static func flagWithoutValue(_ flag: InstructionFlag) -> Problem {
        refused(
            "flag-without-value", flag.range, "The flag `--\(flag.name)` has no value",
            "Write --\(flag.name)=value")
    }

    static func badMount(_ range: SourceRange, _ message: String, _ help: String?) -> Problem {
        unbuildable("bad-mount", range, message, help)
    }

    // MARK: Stages

    static func missingFrom(_ instruction: Instruction) -> Problem {
        refused(
            "missing-from", instruction.keyword,
            "\(name(instruction.kind)) stands before the first FROM",
            "Only ARG may; put FROM above it")
    }

    static func noStages(_ range: SourceRange) -> Problem {
        refused("no-stages", range, "The file has no FROM, so there is nothing to build")
    }

    static func noSuchStage(_ range: SourceRange, index: Int, count: Int) -> Problem {
        unbuildable(
            "no-such-stage", range, "There is no stage \(index)",
            count == 1 ? "The only stage is 0" : "The stages are 0 to \(max(0, count - 1))")
    }

    static func circularStages(_ range: SourceRange) -> Problem {
        unbuildable(
            "circular-stages", range, "The stage named here needs the stage it is used in",
            "Move what both need into a stage of its own")
    }

    // MARK: Wording

    private static let instructionNames = InstructionKind.byKeyword.keys.map { $0.uppercased() }
        .sorted()

    private static func name(_ kind: InstructionKind) -> String { kind.rawValue.uppercased() }

    /// Text from the file on one line and not too long.
    private static func shortened(_ text: String) -> String {
        let head = text.unicodeScalars.prefix(60).map { $0.value < 0x20 ? " " : Character($0) }
        return String(head) + (text.unicodeScalars.count > 60 ? "…" : "")
    }
}
