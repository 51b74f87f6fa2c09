import SourceText

/// Reads what was meant to be a JSON array of words and is none.
struct CommandRepair {
    private var cursor: Cursor
    private var words: [String] = []

    private init(_ bytes: [UInt8]) { cursor = Cursor(bytes) }

    /// The words of an array with wrong quotes, missing or superfluous commas; nil when its words
    /// cannot be told apart.
    static func words(of text: [UInt8]) -> [String]? {
        var repair = CommandRepair(text)
        guard repair.cursor.skip(UInt8(ascii: "[")) else { return nil }
        while true {
            repair.cursor.skip { $0.isBlank || $0 == UInt8(ascii: ",") || $0 == 0x0A }
            if repair.cursor.skip(UInt8(ascii: "]")) { break }
            guard repair.word() else { return nil }
        }
        repair.cursor.skip(while: \.isBlank)
        return repair.cursor.isAtEnd && !repair.words.isEmpty ? repair.words : nil
    }

    /// Whether a shell command can only be meant as a JSON array.
    ///
    /// `[ -f x ]` and `[[ a == b ]]` are tests; an array has a comma behind its first word, or a
    /// quote right behind the bracket.
    static func looksLikeArray(_ text: [UInt8]) -> Bool {
        var repair = CommandRepair(text)
        guard text.count > 2, repair.cursor.skip(UInt8(ascii: "[")) else { return false }
        let hasBlank = !repair.cursor.skip(while: \.isBlank).isEmpty
        guard let byte = repair.cursor.byte, byte != UInt8(ascii: "[") else { return false }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            if !hasBlank { return true }
            guard repair.word() else { return false }
            repair.cursor.skip(while: \.isBlank)
            return repair.cursor.byte == UInt8(ascii: ",")
        }
        return !hasBlank && text.last == UInt8(ascii: "]") && text.contains(UInt8(ascii: ","))
    }

    private mutating func word() -> Bool {
        guard let byte = cursor.byte else { return false }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return quoted(by: byte) }
        if cursor.skip("“") || cursor.skip("”") { return curlyQuoted() }
        let range = cursor.skip { byte in
            !byte.isBlank && !",]\"'\\$`".utf8.contains(byte) && byte != 0x0A
        }
        guard !range.isEmpty, let next = cursor.byte, !"\"'\\$`".utf8.contains(next) else {
            return false
        }
        words.append(cursor.bytes.text(range))
        return true
    }

    private mutating func quoted(by quote: UInt8) -> Bool {
        cursor.advance()
        let range = cursor.skip { $0 != quote && $0 != UInt8(ascii: "\\") }
        // An escape, or a quote within the word: nobody can say what was meant.
        guard cursor.skip(quote), let next = cursor.byte,
            next.isBlank || next == UInt8(ascii: ",") || next == UInt8(ascii: "]")
        else { return false }
        words.append(cursor.bytes.text(range))
        return true
    }

    private mutating func curlyQuoted() -> Bool {
        let start = cursor.offset
        while !cursor.isAtEnd {
            let end = cursor.offset
            if cursor.skip("”") || cursor.skip("“") || cursor.skip(UInt8(ascii: "\"")) {
                words.append(cursor.bytes.text(SourceRange(start, end)))
                return true
            }
            cursor.advance()
        }
        return false
    }
}
