import SourceText

/// Reads the flags between an instruction's keyword and its arguments.
///
/// The backslash escapes here whatever the escape directive says, as in BuildKit.
struct FlagReader {
    private let line: LogicalLine
    private let text: [UInt8]
    private let end: Int
    private var offset: Int

    /// Reads flags and gives the place where the arguments start.
    static func read(
        from start: Int, to end: Int, of line: LogicalLine, into flags: inout [InstructionFlag]
    ) -> Int {
        guard start < end, line.text[start] == UInt8(ascii: "-") else { return start }
        var reader = FlagReader(line: line, text: line.text, end: end, offset: start)
        return reader.read(into: &flags)
    }

    private mutating func read(into flags: inout [InstructionFlag]) -> Int {
        while true {
            while offset < end, text[offset].isLatinSpace { offset += 1 }
            guard startsWithDashes else { return offset }
            let word = self.word()
            if word.text == FlagWord.dashes { return offset }
            flags.append(flag(word))
        }
    }

    private var startsWithDashes: Bool {
        offset + 1 < end && text[offset] == UInt8(ascii: "-")
            && text[offset + 1] == UInt8(ascii: "-")
    }

    /// A flag without its quotes and escapes.
    private struct FlagWord {
        static let dashes = Array("--".utf8)
        var text: [UInt8] = []
        var range: SourceRange
        /// Where the first `=` stands in the line, and its place in `text`.
        var equals: (line: Int, word: Int)?
    }

    private mutating func word() -> FlagWord {
        var word = FlagWord(range: SourceRange(at: offset))
        var quote: UInt8?
        while offset < end {
            var byte = text[offset]
            if quote == nil, byte.isLatinSpace { break }
            offset += 1
            if byte == quote {
                quote = nil
                continue
            }
            if quote == nil, byte.isQuote {
                quote = byte
                continue
            }
            if byte == UInt8(ascii: "\\") {
                guard offset < end else { break }
                byte = text[offset]
                offset += 1
            }
            if byte == UInt8(ascii: "="), word.equals == nil {
                word.equals = (offset - 1, word.text.count)
            }
            word.text.append(byte)
        }
        word.range.end = offset
        return word
    }

    private func flag(_ word: FlagWord) -> InstructionFlag {
        let nameStart = min(word.range.start + 2, word.range.end)
        guard let equals = word.equals else {
            return InstructionFlag(
                name: word.text.text(SourceRange(min(2, word.text.count), word.text.count)),
                range: line.source(word.range),
                nameRange: line.source(SourceRange(nameStart, word.range.end)))
        }
        return InstructionFlag(
            name: word.text.text(SourceRange(min(2, equals.word), equals.word)),
            value: word.text.text(SourceRange(equals.word + 1, word.text.count)),
            range: line.source(word.range),
            nameRange: line.source(SourceRange(nameStart, max(nameStart, equals.line))),
            valueRange: line.source(SourceRange(equals.line + 1, word.range.end)))
    }
}
