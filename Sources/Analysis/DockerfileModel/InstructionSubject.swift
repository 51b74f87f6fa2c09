import CEL
import Dockerfiles
import Rules
import ShellCommands
import SourceText

extension InstructionFacts {
    static let subject: SubjectModel<InstructionFacts> = .init(
        "instruction", "One instruction of a Dockerfile, such as `RUN make`.",
        range: { $0.model.file.firstLine(of: $0.instruction) },
        logicalPlace: { $0.logicalPlace },
        fields: [
            .text("keyword", "The keyword in upper case.", at: { $0.instruction.keyword }) {
                $0.keyword
            },
            .text("writtenKeyword", "The keyword as it is written.", at: { $0.instruction.keyword })
            {
                $0.instruction.keywordText
            },
            .text("keywordCasing", "The letter case of the keyword: `upper`, `lower` or `mixed`.") {
                LetterCase($0.instruction.keywordText).rawValue
            },
            .text("text", "What follows the keyword and flags.", at: { $0.bodyRange }) {
                $0.instruction.body.string
            },
            .texts(
                "arguments", "The words that follow the keyword and flags.", at: { $0.bodyRange }
            ) {
                $0.instruction.arguments.map(\.text)
            },
            .text("form", "How a command is given: `exec` (a JSON array), `shell`, or empty.") {
                $0.form
            },
            .flag("isExecLike", "Whether a shell form looks like a JSON array that is not valid.") {
                $0.isExecLike
            },
            .optionalText(
                "execForm", "The command as a JSON array, when it needs no shell.",
                at: { $0.bodyRange }
            ) { $0.execForm },
            .flag("isOverridden", "Whether a later instruction of the stage takes its place.") {
                $0.isOverridden
            },
            .flag("isTrigger", "Whether it stands behind `ONBUILD`.") { $0.isTrigger },
            .flag("isFirst", "Whether it is the first instruction of the file.") { $0.index == 0 },
            .flag("isInFinalStage", "Whether it belongs to the stage that a build makes.") {
                $0.isInFinalStage
            },
            .number("lineCount", "How many lines it stands on.") { $0.instruction.lines.count },
            .flag("hasHeredoc", "Whether it has a here-document.") {
                !$0.instruction.heredocs.isEmpty
            },
            .place(
                "whole", "All of it, from the keyword to the end of the last line.",
                text: { $0.model.text($1) }
            ) { $0.instruction.range },
            .place(
                "lines", "The whole lines it stands on, with their end.",
                text: { $0.model.text($1) }
            ) { $0.lines },
            .place(
                "blankContinuation", "The first blank lines between its continuation lines.",
                text: { $0.model.text($1) }
            ) { $0.blankContinuation },
            .optionalText(
                "repairedExecForm", "What the array that is not valid was meant to be.",
                at: { $0.bodyRange }
            ) { $0.repairedExecForm },
            .text(
                "consistentKeyword", "The keyword in the letter case most of the file's have.",
                at: { $0.instruction.keyword }
            ) { $0.model.keywordCasing.applied(to: $0.keyword) },
            .optionalText(
                "quotedText", "The text in double quotes, so that nothing in it is expanded.",
                at: { $0.bodyRange }
            ) { $0.quotedText },
            .place(
                "description", "The comment right above it that BuildKit takes as a description.",
                text: { $0.model.text($1) }
            ) { $0.descriptionRange },
            .texts("definedNames", "The stage or the variables it defines.") { $0.definedNames },
            .optionalText(
                "folder", "The absolute folder that a `WORKDIR` leads to, when that is known.",
                at: { $0.instruction.arguments.first?.range }
            ) { $0.folder },
            .flag("isAbsolute", "Whether a `WORKDIR` names an absolute path, or one not known.") {
                $0.isAbsoluteFolder
            },
            .optionalText(
                "textWithoutBlankLines",
                "The lines from the first blank one to the last, without those that are blank.",
                at: { $0.blankSpan }
            ) { $0.textWithoutBlankLines },
            .subject("stage", "The stage it belongs to.", of: "stage") { $0.stageValue },
            .subject("previous", "The instruction before it in the stage.", of: "instruction") {
                $0.previous.map { Self.subject.value($0) }
            },
            .subject("next", "The instruction after it in the stage.", of: "instruction") {
                $0.next.map { Self.subject.value($0) }
            },
            .number("pipelineCount", "How many commands its script has, a pipe counting as one.") {
                $0.script?.script.pipelines.count ?? 0
            },
            .optionalText(
                "brokenText", "Its command with a line end behind each `&&` at the top.",
                at: { $0.bodyRange }
            ) { $0.brokenText },
            .place(
                "joint",
                "From the end of a `RUN` above to the start of its own, if both can be one.",
                text: { $0.model.text($1) }
            ) { $0.joint },
        ],
        methods: [
            .init("hasFlag", [.string], .bool, "Whether the flag is there: `hasFlag('link')`.") {
                .bool($0.instruction.flag($1.first?.stringValue ?? "") != nil)
            },
            .init("flag", [.string], .string, "The value of a flag, or an empty text.") {
                .string($0.instruction.flag($1.first?.stringValue ?? "")?.value ?? "")
            },
        ])

    var stageValue: CELValue? {
        stage.map { StageFacts.subject.value(StageFacts(model: model, index: $0)) }
    }

    /// The bytes of what follows the keyword and flags.
    var bodyRange: SourceRange? {
        let body = instruction.body
        return body.isEmpty ? nil : body.sourceRange(of: SourceRange(0, body.bytes.count))
    }

    private var form: String {
        switch instruction.command {
        case .exec: "exec"
        case .shell: "shell"
        case nil: ""
        }
    }

    private var isExecLike: Bool {
        guard form == "shell", instruction.heredocs.isEmpty else { return false }
        return CommandRepair.looksLikeArray(instruction.body.bytes)
    }

    private var repairedExecForm: String? {
        guard isExecLike else { return nil }
        return CommandRepair.words(of: instruction.body.bytes).map(QuotedText.json)
    }

    private var quotedText: String? {
        let text = instruction.body.string
        let isQuoted =
            text.utf8.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
            && !text.dropFirst().dropLast().contains("\"")
        return QuotedText.plain(
            isQuoted ? String(text.dropFirst().dropLast()) : text, escape: model.file.escape)
    }

    private var descriptionRange: SourceRange? {
        guard !isTrigger, let last = instruction.commentsAbove.last else { return nil }
        let comment = model.file.comments[last]
        return comment.line == instruction.lines.lowerBound - 1 ? comment.range : nil
    }

    private var definedNames: [String] {
        switch instruction.kind {
        case .from:
            stage.flatMap { model.file.stages[$0].name }.map { [model.text($0.range)] } ?? []
        case .arg, .env: instruction.pairs.map(\.key.text)
        default: []
        }
    }

    private var folder: String? {
        guard instruction.kind == .workdir, !isTrigger else { return nil }
        return WorkingFolders.path(
            instruction, from: model.workingFolders.states[index].path, model.file)
    }

    private var isAbsoluteFolder: Bool {
        guard instruction.kind == .workdir, let word = instruction.arguments.first else {
            return true
        }
        if WorkingFolders.isAbsolute(word.text.filter { $0 != "\"" && $0 != "'" }) { return true }
        guard let known = known(word) else { return word.text.contains("$") }
        return WorkingFolders.isAbsolute(known)
    }

    /// The command's words as JSON, if it is one simple command that a shell would not change.
    private var execForm: String? {
        guard form == "shell", let script = script?.script, script.commands.count == 1,
            script.pipelines.count == 1, let command = script.commands.first,
            command.kind == .simple, command.assignments.isEmpty, command.redirections.isEmpty,
            !command.words.isEmpty, command.construct == nil, !command.isNegated,
            command.operatorAfter == nil
        else { return nil }
        var words: [String] = []
        for word in command.words {
            guard let literal = word.literal, !word.isPattern,
                !literal.utf8.contains(where: { "~{}".utf8.contains($0) })
            else { return nil }
            words.append(literal)
        }
        guard let program = words.first, !Self.shellBuiltins.contains(program) else { return nil }
        return QuotedText.json(words)
    }

    /// Commands that are part of the shell and no programs.
    private static let shellBuiltins: Set<String> = [
        ".", ":", "cd", "eval", "exec", "exit", "export", "read", "set", "shift", "source", "trap",
        "ulimit", "umask", "unset", "wait",
    ]

    /// Nil unless both are in shell form without flags and here-documents, with nothing between.
    private var joint: SourceRange? {
        guard let previous, let first = previous.bodyRange, let second = bodyRange else {
            return nil
        }
        let both = [previous, self]
        guard both.allSatisfy({ $0.keyword == "RUN" && $0.form == "shell" }),
            both.allSatisfy({ $0.instruction.flags.isEmpty && $0.instruction.heredocs.isEmpty }),
            previous.instruction.lines.upperBound + 1 == instruction.lines.lowerBound
        else { return nil }
        return SourceRange(first.end, second.start)
    }

    /// Nil when there is nothing to break, and where backslashes or here-documents are in the way.
    private var brokenText: String? {
        guard let script = script?.script, let body = bodyRange, form == "shell",
            instruction.heredocs.isEmpty, instruction.lines.count == 1
        else { return nil }
        let bytes = model.file.bytes
        let line = [UInt8(ascii: " "), model.file.escape, 0x0A] + Array("    ".utf8)
        var text: [UInt8] = []
        var start = body.start
        for pipeline in script.pipelines where pipeline.construct == nil {
            guard let joint = pipeline.operatorAfter, joint.symbol == .and, pipeline.next != nil
            else { continue }
            let end = script.sourceRange(of: joint.range)
            text += bytes[start..<end.start]
            while text.last == 0x20 { text.removeLast() }
            text += line + bytes[end]
            start = end.end
        }
        guard !text.isEmpty else { return nil }
        return String(decoding: text + bytes[start..<body.end], as: UTF8.self)
    }

    /// The blank lines between its continuation lines, each with its end.
    private var blankLines: [SourceRange] {
        guard instruction.hasEmptyContinuation else { return [] }
        let end = instruction.heredocs.first?.content.start ?? instruction.range.end
        return instruction.lines.dropFirst().compactMap { line in
            let range = model.lineTable.rangeWithEnd(ofLine: line)
            guard range.start < end,
                model.file.bytes[model.lineTable.range(ofLine: line)].allSatisfy(\.isBlank)
            else { return nil }
            return range
        }
    }

    /// The first row of them.
    private var blankContinuation: SourceRange? {
        var row: SourceRange?
        for line in blankLines {
            guard row == nil || row?.end == line.start else { break }
            row = row?.union(line) ?? line
        }
        return row
    }

    /// From the first blank line to the last.
    private var blankSpan: SourceRange? {
        let lines = blankLines
        return lines.first.flatMap { first in lines.last.map(first.union) }
    }

    private var textWithoutBlankLines: String? {
        let lines = blankLines
        guard !lines.isEmpty else { return nil }
        return zip(lines, lines.dropFirst())
            .map { model.text(SourceRange($0.end, $1.start)) }.joined()
    }
}

/// How a keyword is written.
enum LetterCase: String {
    case upper
    case lower
    case mixed

    init(_ word: String) {
        if word.utf8.allSatisfy({ !(0x61...0x7A).contains($0) }) {
            self = .upper
        } else {
            self = word.utf8.allSatisfy { !$0.isASCIIUppercase } ? .lower : .mixed
        }
    }

    /// The letter case most of the words have: `upper` or `lower`.
    static func ofMost(_ words: [String]) -> LetterCase {
        let cases = words.map { LetterCase($0) }
        return cases.count { $0 == .upper } >= cases.count { $0 == .lower } ? .upper : .lower
    }

    func applied(to word: String) -> String {
        self == .lower ? word.lowercased() : word.uppercased()
    }
}

extension Dockerfile {
    /// The part of an instruction on its first line: a short place to underline.
    func firstLine(of instruction: Instruction) -> SourceRange {
        let bytes = bytes[instruction.range]
        var end = bytes.firstIndex(of: 0x0A) ?? instruction.range.end
        while end > instruction.range.start + 1,
            [escape, 0x20, 0x09, 0x0D].contains(self.bytes[end - 1])
        {
            end -= 1
        }
        return SourceRange(instruction.range.start, end)
    }
}
