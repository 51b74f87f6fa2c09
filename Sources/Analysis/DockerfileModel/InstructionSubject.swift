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
                "lines", "The whole lines it stands on, with their end.",
                text: { $0.model.text($1) }
            ) { $0.lines },
            .place(
                "blankContinuation", "The first blank line between its continuation lines.",
                text: { $0.model.text($1) }
            ) { $0.blankContinuation },
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
        let body = instruction.body.bytes
        // `[ -f x ] && y` and `[[ … ]]` are shell; an array has a comma or a single quoted word.
        guard body.first == UInt8(ascii: "["), body.last == UInt8(ascii: "]"), body.count > 2 else {
            return false
        }
        let second = body[1...].first { !$0.isBlank } ?? 0
        return second == UInt8(ascii: "'") || second == UInt8(ascii: "\"")
            || (body[1] != UInt8(ascii: "[") && !body[1].isBlank
                && body.contains(UInt8(ascii: ",")))
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
        return "[" + words.map(Self.quoted).joined(separator: ", ") + "]"
    }

    /// Commands that are part of the shell and no programs.
    private static let shellBuiltins: Set<String> = [
        ".", ":", "cd", "eval", "exec", "exit", "export", "read", "set", "shift", "source", "trap",
        "ulimit", "umask", "unset", "wait",
    ]

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

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

    private var blankContinuation: SourceRange? {
        guard instruction.hasEmptyContinuation else { return nil }
        let heredocs = instruction.heredocs
        for line in instruction.lines.dropFirst() {
            let range = model.lineTable.range(ofLine: line)
            guard !heredocs.contains(where: { $0.content.contains(range) }) else { return nil }
            guard model.file.bytes[range].allSatisfy(\.isBlank) else { continue }
            return model.lineTable.rangeWithEnd(ofLine: line)
        }
        return nil
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
