import SourceText

/// Reads one instruction from its joined text.
struct InstructionReader {
    private let line: LogicalLine
    private let file: [UInt8]
    private let escape: UInt8
    private var text: [UInt8] { line.text }
    private(set) var problems: [Problem] = []

    /// How deep `ONBUILD ONBUILD …` is followed; BuildKit refuses the second.
    static let deepestTrigger = 4

    init(_ line: LogicalLine, of file: [UInt8], escape: UInt8) {
        self.line = line
        self.file = file
        self.escape = escape
    }

    /// The instruction of the whole line.
    mutating func instruction(
        index: Int, range: SourceRange, lines: ClosedRange<Int>
    ) -> Instruction {
        var result = instruction(line.range, index: index, depth: 0)
        result.range = range
        result.lines = lines
        return result
    }

    private mutating func instruction(
        _ range: SourceRange, index: Int, depth: Int
    ) -> Instruction {
        let whole = text.trimmingSpaces(range)
        var cursor = Cursor(text, range: whole)
        let keyword = cursor.skip { !$0.separatesWords }
        cursor.skip { $0.separatesWords }
        let keywordText = text.text(keyword)
        let kind = InstructionKind.byKeyword[keywordText.lowercased()] ?? .unknown
        var result = Instruction(
            index: index, kind: kind, keyword: line.source(keyword), keywordText: keywordText,
            range: line.source(whole), lines: 0...0)
        let rest = FlagReader.read(
            from: cursor.offset, to: whole.end, of: line, into: &result.flags)
        let body = text.trimmingSpaces(SourceRange(rest, whole.end))
        result.body = line.stitched(body, of: file)
        readBody(body, of: &result, depth: depth)
        if kind == .run { result.mounts = result.flags.compactMap { Mount($0, in: line) } }
        return result
    }

    private mutating func readBody(_ body: SourceRange, of result: inout Instruction, depth: Int) {
        switch result.kind {
        case .add, .copy, .volume:
            if !readJSON(body, of: &result) { result.arguments = splitWords(body) }
        case .expose, .from:
            result.arguments = splitWords(body)
        case .cmd, .entrypoint, .run, .shell:
            let isJSON = readJSON(body, of: &result)
            result.command = isJSON ? .exec(result.arguments) : .shell(result.body)
        case .arg:
            let words = quotedWords(body)
            result.arguments = words.map(line.word)
            result.pairs = words.map(pair)
        case .env, .label:
            readDefinitions(body, of: &result)
        case .healthcheck:
            readHealthcheck(body, of: &result)
        case .maintainer, .stopsignal, .user, .workdir:
            if !body.isEmpty { result.arguments = [line.word(body)] }
        case .onbuild:
            if !body.isEmpty, depth < InstructionReader.deepestTrigger {
                result.triggers = [instruction(body, index: result.index, depth: depth + 1)]
            }
        case .unknown:
            break
        }
    }

    /// Whether the body is a JSON array; one of other things than strings is refused.
    private mutating func readJSON(_ body: SourceRange, of result: inout Instruction) -> Bool {
        switch JSONArray.read(body, of: line) {
        case .strings(let words):
            result.arguments = words
            result.isJSON = true
            return true
        case .otherValues:
            problems.append(.notAllStrings(line.source(body)))
            return false
        case .noArray:
            return false
        }
    }

    // MARK: Words

    private func splitWords(_ body: SourceRange) -> [Word] {
        var words: [Word] = []
        var cursor = Cursor(text, range: body)
        while !cursor.isAtEnd {
            words.append(line.word(cursor.skip { !$0.separatesWords }))
            cursor.skip { $0.separatesWords }
        }
        return words
    }

    /// Words that may hold quoted space.
    private func quotedWords(_ body: SourceRange) -> [SourceRange] {
        var words: [SourceRange] = []
        var offset = text.skippingSpaces(body)
        while offset < body.end {
            let start = offset
            offset = endOfQuotedWord(from: start, to: body.end)
            var end = offset
            // A lone escape at the end of the text is dropped.
            if end == body.end, endsInEscape(SourceRange(start, end)) { end -= 1 }
            if end > start { words.append(SourceRange(start, end)) }
            offset = text.skippingSpaces(SourceRange(offset, body.end))
        }
        return words
    }

    private func endOfQuotedWord(from start: Int, to end: Int) -> Int {
        var offset = start
        var quote: UInt8?
        while offset < end {
            let byte = text[offset]
            if byte == escape, quote != UInt8(ascii: "'") {
                offset += 2
                continue
            }
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte.isQuote {
                quote = byte
            } else if text.spaceLength(at: offset, before: end) > 0 {
                return offset
            }
            offset += 1
        }
        return min(offset, end)
    }

    private func endsInEscape(_ word: SourceRange) -> Bool {
        var offset = word.start
        var quote: UInt8?
        while offset < word.end {
            let byte = text[offset]
            if byte == escape, quote != UInt8(ascii: "'") {
                if offset + 1 == word.end { return true }
                offset += 1
            } else if quote == byte {
                quote = nil
            } else if quote == nil, byte.isQuote {
                quote = byte
            }
            offset += 1
        }
        return false
    }

    // MARK: Definitions

    private mutating func readDefinitions(_ body: SourceRange, of result: inout Instruction) {
        let words = quotedWords(body)
        guard let first = words.first else { return }
        guard equals(in: first) != nil else {
            return readLegacyDefinition(body, of: &result)
        }
        for word in words {
            if equals(in: word) == nil {
                problems.append(.wordWithoutEquals(line.word(word), in: result.kind))
            } else {
                result.pairs.append(pair(word))
            }
        }
    }

    /// `ENV name value`: everything after the first space is the value.
    private mutating func readLegacyDefinition(_ body: SourceRange, of result: inout Instruction) {
        var cursor = Cursor(text, range: body)
        let key = line.word(cursor.skip { !$0.separatesWords })
        guard !cursor.isAtEnd else {
            problems.append(.definitionWithoutValue(key, in: result.kind))
            return
        }
        cursor.skip { $0.separatesWords }
        let value = line.word(SourceRange(cursor.offset, body.end))
        result.pairs = [KeyValuePair(key: key, value: value, isLegacy: true)]
    }

    private func pair(_ word: SourceRange) -> KeyValuePair {
        guard let equals = equals(in: word) else {
            return KeyValuePair(key: line.word(word), value: nil, isLegacy: false)
        }
        return KeyValuePair(
            key: line.word(SourceRange(word.start, equals)),
            value: line.word(SourceRange(equals + 1, word.end)), isLegacy: false)
    }

    private func equals(in word: SourceRange) -> Int? {
        var cursor = Cursor(text, range: word)
        cursor.skip { $0 != UInt8(ascii: "=") }
        return cursor.isAtEnd ? nil : cursor.offset
    }

    // MARK: Health checks

    private mutating func readHealthcheck(_ body: SourceRange, of result: inout Instruction) {
        var cursor = Cursor(text, range: body)
        let type = cursor.skip { !$0.isLatinSpace }
        guard !type.isEmpty else { return }
        cursor.skip { $0.isLatinSpace }
        let rest = SourceRange(cursor.offset, body.end)
        let isJSON = readJSON(rest, of: &result)
        let typeWord = line.word(type)
        if typeWord.text.lowercased() == "cmd", isJSON || !rest.isEmpty {
            result.command =
                isJSON ? .exec(result.arguments) : .shell(line.stitched(rest, of: file))
        }
        if !isJSON { result.arguments = rest.isEmpty ? [] : [line.word(rest)] }
        result.arguments.insert(typeWord, at: 0)
    }
}
