import SourceText

/// What BuildKit's instruction parser refuses.
struct InstructionCheck {
    private let lexer: ShellLexer
    private(set) var problems: [Problem] = []

    static func problems(of instructions: [Instruction], escape: UInt8) -> [Problem] {
        var check = InstructionCheck(lexer: ShellLexer(escape: escape))
        var hasStage = false
        var saysMissing = false
        for index in instructions.indices {
            let kind = instructions[index].kind
            if kind == .from { hasStage = true }
            check.check(instructions[index])
            if !hasStage, kind != .arg, kind != .unknown, !saysMissing {
                saysMissing = true
                check.report(.missingFrom(instructions[index]))
            }
        }
        if !hasStage, !saysMissing, let last = instructions.last {
            check.report(.noStages(last.keyword))
        }
        return check.problems
    }

    mutating func report(_ problem: Problem) { problems.append(problem) }

    private mutating func check(_ instruction: Instruction) {
        checkFlags(instruction)
        checkArguments(instruction)
        checkExpansions(instruction)
    }

    // MARK: Arguments

    private mutating func checkArguments(_ instruction: Instruction) {
        let count = instruction.arguments.count
        switch instruction.kind {
        case .add, .copy: checkCopy(instruction)
        case .from: checkFrom(instruction)
        case .arg, .env, .label: checkDefinitions(instruction)
        case .healthcheck: checkHealthcheck(instruction)
        case .onbuild: checkTrigger(instruction)
        case .shell: checkShell(instruction)
        case .expose:
            if count == 0 { report(.argumentCount(instruction, "at least one port")) }
        case .volume:
            if count == 0 { report(.argumentCount(instruction, "at least one path")) }
            for word in instruction.arguments where isBlank(word.text) {
                report(.blankVolume(word.range))
            }
        case .maintainer, .stopsignal, .user, .workdir:
            if count != 1 { report(.argumentCount(instruction, "exactly one argument")) }
        case .unknown:
            report(
                .unknownInstruction(Word(instruction.keywordText, instruction.keyword)))
        case .run, .cmd, .entrypoint: break
        }
    }

    private mutating func checkCopy(_ instruction: Instruction) {
        guard let last = instruction.arguments.last, instruction.arguments.count > 1 else {
            report(
                .argumentCount(instruction, "at least two arguments: sources and a destination"))
            return
        }
        if last.text.utf8.contains(UInt8(ascii: "<")), case .heredoc = HeredocWord.parse(last.text)
        {
            report(.heredocDestination(last, in: instruction.kind))
        }
    }

    private mutating func checkFrom(_ instruction: Instruction) {
        let words = instruction.arguments
        if words.count == 3, words[1].text.lowercased() == "as" {
            if !isStageName(words[2].text.lowercased()) {
                report(.badStageName(words[2]))
            }
        } else if words.count != 1 {
            report(
                .argumentCount(instruction, "an image, or an image, AS and a stage name"))
        }
    }

    private func isStageName(_ name: String) -> Bool {
        guard let first = name.utf8.first, (0x61...0x7A).contains(first) else { return false }
        return name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || byte.isASCIIDigit || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
        }
    }

    private mutating func checkDefinitions(_ instruction: Instruction) {
        // A word that cannot be read has its own problem.
        if instruction.pairs.isEmpty, instruction.body.isEmpty {
            report(.argumentCount(instruction, "at least one argument"))
        }
        for pair in instruction.pairs where pair.key.text.isEmpty {
            report(.blankName(pair.key.range, in: instruction.kind))
        }
    }

    private mutating func checkTrigger(_ instruction: Instruction) {
        guard let trigger = instruction.trigger else {
            report(.argumentCount(instruction, "an instruction"))
            return
        }
        if [.onbuild, .from, .maintainer].contains(trigger.kind) {
            report(.forbiddenTrigger(Word(trigger.keywordText, trigger.keyword)))
            return
        }
        // BuildKit reads it only when an image is built on this one: that blinds nobody here.
        let known = problems.count
        check(trigger)
        for index in known..<problems.count { problems[index].isBlinding = false }
    }

    private mutating func checkShell(_ instruction: Instruction) {
        if instruction.isJSON ? instruction.arguments.isEmpty : instruction.body.isEmpty {
            report(.argumentCount(instruction, "at least one argument"))
        } else if !instruction.isJSON {
            report(.shellNotJSON(instruction))
        }
    }

    private func isBlank(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.trimmingSpaces(SourceRange(0, bytes.count)).isEmpty
    }

    // MARK: Health checks

    private mutating func checkHealthcheck(_ instruction: Instruction) {
        guard let type = instruction.arguments.first else {
            report(.argumentCount(instruction, "CMD and a command, or NONE"))
            return
        }
        switch type.text.uppercased() {
        case "NONE":
            if instruction.arguments.count > 1 {
                report(.badHealthcheck(type.range, "HEALTHCHECK NONE takes no arguments"))
            }
        case "CMD":
            checkHealthcheckFlags(instruction)
            if instruction.arguments.count < 2 {
                report(
                    .badHealthcheck(type.range, "HEALTHCHECK CMD has no command", "Add one"))
            }
        default:
            report(
                .badHealthcheck(
                    type.range, "`\(type.text)` is no kind of health check", "Use CMD or NONE"))
        }
    }

    private mutating func checkHealthcheckFlags(_ instruction: Instruction) {
        for flag in instruction.flags {
            guard let value = flag.value, !value.isEmpty else { continue }
            if flag.name == "retries" {
                if Int32(value) == nil || value.hasPrefix("-") {
                    report(.badFlagValue(flag, "Use a number of at least 0"))
                }
            } else if FlagTable.healthcheck.contains(flag.name) {
                // Zero stands for the default.
                guard let duration = GoDuration.nanoseconds(value),
                    duration == 0 || duration >= 1_000_000
                else {
                    report(
                        .badFlagValue(flag, "Use a duration of at least 1ms, such as 30s"))
                    continue
                }
            }
        }
    }

    // MARK: Expansion

    /// Words whose quotes and variables BuildKit reads; only their shape is checked here.
    private mutating func checkExpansions(_ instruction: Instruction) {
        switch instruction.kind {
        case .add, .copy, .expose, .user, .volume, .workdir, .stopsignal:
            for word in instruction.arguments { checkExpansion(word) }
        case .arg, .env, .label:
            for pair in instruction.pairs {
                checkExpansion(pair.key)
                if let value = pair.value { checkExpansion(value) }
            }
        case .from:
            if let base = instruction.arguments.first { checkExpansion(base) }
        case .cmd, .entrypoint, .healthcheck, .maintainer, .onbuild, .run, .shell, .unknown:
            break
        }
    }

    private mutating func checkExpansion(_ word: Word) {
        if lexer.isPlain(word.text) { return }
        do throws(ExpansionError) {
            _ = try lexer.process(word.text) { _ in nil }
        } catch {
            // Whether a required variable is set, only a build knows.
            if case .required = error { return }
            report(.badExpansion(word, error))
        }
    }
}

/// Durations as Go's `time.ParseDuration` reads them.
enum GoDuration {
    /// Nil when it is none or too long to count.
    static func nanoseconds(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        var cursor = Cursor(bytes)
        let isNegative = cursor.byte == UInt8(ascii: "-")
        if isNegative || cursor.byte == UInt8(ascii: "+") { cursor.advance() }
        if bytes[cursor.offset...].elementsEqual([UInt8(ascii: "0")]) { return 0 }
        guard !cursor.isAtEnd else { return nil }
        var total = 0.0
        while !cursor.isAtEnd {
            let number = cursor.skip { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
            let unit = cursor.skip { !$0.isASCIIDigit && $0 != UInt8(ascii: ".") }
            guard let value = decimal(bytes.text(number)), let scale = units[bytes.text(unit)]
            else { return nil }
            total += value * scale
        }
        guard total < 9.2e18 else { return nil }
        return Int64(isNegative ? -total : total)
    }

    /// Digits with at most one point.
    private static func decimal(_ text: String) -> Double? {
        guard text.utf8.contains(where: \.isASCIIDigit) else { return nil }
        guard text.utf8.count(where: { $0 == UInt8(ascii: ".") }) <= 1 else { return nil }
        return Double("0" + text + "0".prefix(text.hasSuffix(".") ? 1 : 0))
    }

    private static let units: [String: Double] = [
        "ns": 1, "us": 1e3, "µs": 1e3, "μs": 1e3, "ms": 1e6, "s": 1e9, "m": 6e10, "h": 3.6e12,
    ]
}
