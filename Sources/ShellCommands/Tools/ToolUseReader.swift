import SourceText

extension ToolUse {
    /// Reads a command; nil when its program is absent or known only at run time.
    static func reading(_ command: ShellCommand) -> ToolUse? {
        guard command.kind == .simple, let word = command.nameWord, let name = command.name else {
            return nil
        }
        var reader = ToolUseReader(command: command, programWord: word, name: name)
        reader.read()
        let use = reader.use
        use.packageManager = PackageManager.of(use.program)
        use.packageAction = use.packageManager.flatMap(use.action)
        return use
    }
}

/// Goes through the words of a command once.
private struct ToolUseReader {
    let use: ToolUse
    private let words: [ShellWord]
    private var index = 1
    private var tool: Tool?
    private var optionsEnded = false
    /// Whether the next word is the first behind the program.
    private var isFirst = true

    init(command: ShellCommand, programWord: ShellWord, name: String) {
        words = command.words
        use = ToolUse(command: command, program: name, programWord: programWord)
        use.environment = command.assignments.map {
            EnvironmentSetting(
                name: $0.name, value: $0.value?.unquoted.string ?? "", range: $0.range)
        }
        start(programWord, name)
    }

    private mutating func start(_ word: ShellWord, _ name: String) {
        let row = ToolTable.standard[name]
        tool = row?.tool
        use.program = row?.program ?? name
        use.name = name
        use.programWord = word
        use.isKnown = row != nil
    }

    mutating func read() {
        while index < words.count {
            let word = words[index]
            index += 1
            guard word.range.length <= ShellLimits.argument else {
                use.operands.append(word)
                continue
            }
            let argument = Argument(word)
            if isOption(argument) {
                option(argument)
            } else {
                operand(argument)
            }
            isFirst = false
        }
    }

    private func isOption(_ argument: Argument) -> Bool {
        guard !optionsEnded else { return false }
        let bytes = argument.text.utf8
        let isDashed = bytes.count > 1 && bytes.first == UInt8(ascii: "-")
        switch tool?.style {
        case .words: return false
        case .modes: return isDashed && bytes.dropFirst().allSatisfy { "Rcfv-".utf8.contains($0) }
        case .tar: return isDashed || isFirst && bytes.first?.isASCIILetter == true
        default: return isDashed
        }
    }

    // MARK: Operands

    private mutating func operand(_ argument: Argument) {
        guard let tool else {
            use.operands.append(argument.word)
            return
        }
        if tool.runsCommandAfter != nil || tool.runners.contains(use.subcommand ?? "") {
            return wrapped(argument, tool)
        }
        guard !isSubcommand(argument, tool) else { return }
        use.operands.append(argument.word)
        if tool.endsAtOperand { optionsEnded = true }
    }

    /// Takes a word as the subcommand, or as its second part.
    private mutating func isSubcommand(_ argument: Argument, _ tool: Tool) -> Bool {
        guard tool.hasSubcommands, use.operands.isEmpty else { return false }
        guard let literal = argument.word.literal else {
            // `apt-get $OPTIONS install`: what it holds is most likely options.
            return use.subcommand == nil
        }
        guard let subcommand = use.subcommand else {
            use.subcommand = literal
            use.subcommandRange = argument.word.range
            return true
        }
        guard tool.groups.contains(subcommand) else { return false }
        use.subcommand = subcommand + " " + literal
        use.subcommandRange = use.subcommandRange?.union(argument.word.range)
        return true
    }

    /// An operand of a tool that runs a command: of its own, a setting, or the command.
    private mutating func wrapped(_ argument: Argument, _ tool: Tool) {
        if ["env", "sudo", "doas"].contains(use.program), let setting = argument.setting {
            use.environment.append(setting)
            return
        }
        guard !use.options.contains(where: { tool.runsNoneWith.contains($0.name) }),
            use.operands.count >= tool.runsCommandAfter ?? 0,
            let name = argument.word.programName
        else {
            use.operands.append(argument.word)
            optionsEnded = true
            return
        }
        enter(argument.word, name)
    }

    /// Goes on with the program a wrapper runs.
    private mutating func enter(_ word: ShellWord, _ name: String) {
        use.wrappers.append(
            ToolUse.Wrapper(program: use.program, word: use.programWord, options: use.options))
        (use.options, use.operands, optionsEnded) = ([], [], false)
        (use.subcommand, use.subcommandRange) = (nil, nil)
        isFirst = true
        start(word, name)
    }

    // MARK: Options

    private mutating func option(_ argument: Argument) {
        if argument.text == "--" {
            optionsEnded = true
        } else if argument.text.hasPrefix("--") || tool?.style == .singleDash {
            long(argument)
        } else {
            cluster(argument)
        }
        if let module = tool?.runsModuleOf { runModule(ofOption: module) }
    }

    /// `python -m pip`: what follows belongs to the module.
    private mutating func runModule(ofOption name: String) {
        guard let option = use.options.last, option.name == name, let value = option.value else {
            return
        }
        guard ToolTable.standard[value] != nil else {
            optionsEnded = true
            return
        }
        use.options.removeLast()
        enter(words[index - 1], value)
    }

    /// `--name`, `--name=value`, `--name value`; with one dash where the tool writes so.
    private mutating func long(_ argument: Argument) {
        let text = argument.text
        let sign = argument.equalsSign
        let spelling = sign.map { text[..<text.utf8.index(text.startIndex, offsetBy: $0)] }
        let written = spelling ?? text[...]
        let spec = self.spec(written)
        var option = ToolOption(
            name: spec?.name ?? String(written.drop { $0 == "-" }), spelling: String(written),
            range: argument.word.range, isVariable: false, isClustered: false)
        if let sign {
            option.take(argument, from: sign + 1)
        } else if spec?.takesCommand == true {
            takeCommand(&option)
        } else if spec?.takesValue == true {
            takeNext(&option)
        }
        use.options.append(option)
    }

    private func spec(_ spelling: Substring) -> OptionSpec? {
        guard let tool else { return nil }
        if let spec = tool.option(spelling, subcommand: use.subcommand) { return spec }
        // Where one dash is usual two are often allowed, as by Go's flags.
        guard tool.style == .singleDash, spelling.hasPrefix("--") else { return nil }
        return tool.option(spelling.dropFirst(), subcommand: use.subcommand)
    }

    private mutating func takeNext(_ option: inout ToolOption) {
        guard index < words.count else { return }
        let value = Argument(words[index])
        index += 1
        option.take(value, from: 0)
    }

    /// The words of `find -exec … ;`.
    private mutating func takeCommand(_ option: inout ToolOption) {
        var parts: [String] = []
        while index < words.count {
            let argument = Argument(words[index])
            index += 1
            option.range = option.range.union(argument.word.range)
            if argument.text == ";" || argument.text == "+" { break }
            parts.append(argument.text)
        }
        option.value = parts.joined(separator: " ")
    }

    /// `-abc`; the rest behind a letter that takes a value is the value.
    private mutating func cluster(_ argument: Argument) {
        let letters = Array(argument.text.utf8)
        guard let tool, spec(argument.text[...]) == nil || letters.count == 2 else {
            // A program we do not know, or one word of one dash: `-march`.
            return long(argument)
        }
        let isDashed = letters[0] == UInt8(ascii: "-")
        let first = use.options.count
        var place = isDashed ? 1 : 0
        while place < letters.count {
            guard !argument.isOpaque(place) else { return unknown(argument, from: place) }
            let spelling = "-" + argument.text(place, place + 1)
            let spec = self.spec(spelling[...])
            var option = ToolOption(
                name: spec?.name ?? String(spelling.dropFirst()), spelling: spelling,
                range: argument.range(place, place + 1), isVariable: false,
                isClustered: true)
            place += 1
            let hasSign = place < letters.count && letters[place] == UInt8(ascii: "=")
            if spec?.takesValue == true, !isDashed || place == letters.count {
                takeNext(&option)
            } else if spec?.takesValue == true || hasSign
                || spec?.takesRest == true && place < letters.count
            {
                let skipsSign = hasSign && (spec == nil || tool.style == .apt)
                option.take(argument, from: skipsSign ? place + 1 : place)
                place = letters.count
            }
            use.options.append(option)
        }
        // An option of its own word covers all of it.
        guard use.options.count == first + 1 else { return }
        use.options[first].isClustered = false
        use.options[first].range = use.options[first].range.union(argument.word.range)
    }

    /// Letters that only the run time knows: `-$FLAGS`.
    private mutating func unknown(_ argument: Argument, from place: Int) {
        let count = argument.text.utf8.count
        use.options.append(
            ToolOption(
                name: argument.text(place, count), spelling: argument.text,
                range: argument.range(place, count), isVariable: true, isClustered: place > 1))
    }
}

/// A word as a tool sees it.
private struct Argument {
    let word: ShellWord
    /// Without quotes, expansions as written.
    let text: String
    /// Only where bytes and text differ.
    private let unquoted: UnquotedText?

    init(_ word: ShellWord) {
        self.word = word
        if word.isPlain, !word.hasExpansions {
            text = word.raw
            unquoted = nil
        } else {
            let unquoted = word.unquoted
            text = unquoted.string
            self.unquoted = unquoted
        }
    }

    /// The place in the script of a part of the text.
    func range(_ start: Int, _ end: Int) -> SourceRange {
        unquoted?.scriptRange(of: SourceRange(start, end))
            ?? SourceRange(word.range.start + start, word.range.start + end)
    }

    /// A part of the text.
    func text(_ start: Int, _ end: Int) -> String {
        let utf8 = text.utf8
        let first = utf8.index(utf8.startIndex, offsetBy: start)
        return String(
            decoding: utf8[first..<utf8.index(first, offsetBy: end - start)], as: UTF8.self)
    }

    /// Where the first `=` stands that no expansion holds.
    var equalsSign: Int? {
        var offset = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "="), !isOpaque(offset) { return offset }
            offset += 1
        }
        return nil
    }

    func isOpaque(_ offset: Int) -> Bool {
        unquoted?.opaque.contains { $0.contains(offset) } ?? false
    }

    /// `NAME=value`
    var setting: EnvironmentSetting? {
        guard let sign = equalsSign, sign > 0 else { return nil }
        let bytes = Array(text.utf8)
        guard bytes[..<sign].allSatisfy(\.isWordByte), !bytes[0].isASCIIDigit else { return nil }
        return EnvironmentSetting(
            name: bytes.text(SourceRange(0, sign)),
            value: bytes.text(SourceRange(sign + 1, bytes.count)), range: word.range)
    }

    /// Whether an expansion stands at `offset` or behind it.
    func isVariable(from offset: Int) -> Bool {
        unquoted?.opaque.contains { $0.end > offset } ?? false
    }
}

extension ToolOption {
    /// Takes the text of a word from `offset` on as the value.
    fileprivate mutating func take(_ argument: Argument, from offset: Int) {
        let count = argument.text.utf8.count
        value = argument.text(offset, count)
        let place = offset == 0 ? argument.word.range : argument.range(offset, count)
        valueRange = place
        range = range.union(place)
        isVariable = argument.isVariable(from: offset)
    }
}

extension ShellWord {
    /// The last part of the path, if the word is known.
    fileprivate var programName: String? {
        guard let literal, !literal.isEmpty else { return nil }
        guard let slash = literal.utf8.lastIndex(of: UInt8(ascii: "/")) else { return literal }
        let name = literal[literal.utf8.index(after: slash)...]
        return name.isEmpty ? literal : String(name)
    }
}
