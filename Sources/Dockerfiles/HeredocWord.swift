import SourceText

/// A word that opens a heredoc, such as `<<EOF`, `3<<-"E"`.
enum HeredocWord {
    /// The heredocs a line opens, their content still empty; nil when BuildKit refuses one.
    ///
    /// BuildKit splits the whole line into shell words, keyword and flags included. Quotes that do
    /// not match leave no words and so no heredocs.
    static func heredocs(on line: LogicalLine) -> [Heredoc]? {
        guard containsOperator(line) else { return [] }
        var lexer = ShellLexer()
        lexer.keepsQuotes = true
        lexer.keepsEscapes = true
        lexer.keepsUnset = true
        guard let words = try? lexer.process(Array(line.text[line.range])).words else { return [] }
        var heredocs: [Heredoc] = []
        for word in words {
            switch parse(word) {
            case .heredoc(let heredoc): heredocs.append(heredoc)
            case .other: continue
            case .refused: return nil
            }
        }
        return heredocs
    }

    enum Meaning {
        case heredoc(Heredoc)
        case other
        case refused
    }

    /// Reads digits, `<<`, perhaps `-`, and a word without `<`.
    static func parse(_ word: String) -> Meaning {
        let bytes = Array(word.utf8)
        var cursor = Cursor(bytes)
        cursor.skip(while: \.isASCIIDigit)
        guard cursor.skip("<<") else { return .other }
        let stripsTabs = cursor.skip(UInt8(ascii: "-"))
        let rest = bytes[cursor.offset...]
        guard !rest.isEmpty, !rest.contains(UInt8(ascii: "<")) else { return .other }

        var lexer = ShellLexer()
        lexer.keepsUnset = true
        guard let plain = try? lexer.process(Array(rest)).words else { return .refused }
        guard let name = plain.first, plain.count == 1 else { return .other }
        lexer.keepsQuotes = true
        guard let quoted = try? lexer.process(Array(rest)).words, quoted.count == 1 else {
            return .refused
        }
        let expands = quoteCount(name) == quoteCount(quoted[0])
        return .heredoc(
            Heredoc(
                name: name, expands: expands, stripsTabs: stripsTabs,
                content: SourceRange(at: 0)))
    }

    private static func quoteCount(_ word: String) -> Int { word.utf8.count { $0.isQuote } }

    private static func containsOperator(_ line: LogicalLine) -> Bool {
        line.text.withUnsafeBufferPointer { text in
            var offset = line.range.start
            while offset + 1 < line.range.end {
                if text[offset] == UInt8(ascii: "<"), text[offset + 1] == UInt8(ascii: "<") {
                    return true
                }
                offset += 1
            }
            return false
        }
    }
}
