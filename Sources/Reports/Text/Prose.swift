/// What reports do with sentences for people.
extension String {
    /// The words in lines of at most `width` cells; a word that is longer gets a line of its own.
    func wrapped(to width: Int) -> [String] {
        guard displayWidth > width else { return isEmpty ? [] : [self] }
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in split(separator: " ") {
            let wordWidth = String(word).displayWidth
            if used > 0, used + 1 + wordWidth > width {
                lines.append(line)
                (line, used) = ("", 0)
            }
            if used > 0 { line += " " }
            line += word
            used += wordWidth + (used > 0 ? 1 : 0)
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    /// The paragraphs of Markdown text, each in one line.
    var paragraphs: [String] {
        var paragraphs: [String] = []
        var paragraph: [UInt8] = []
        for line in Array(utf8).split(separator: 0x0A, omittingEmptySubsequences: false) {
            let words = line.trimmingBlanks
            if !words.isEmpty {
                if !paragraph.isEmpty { paragraph.append(0x20) }
                paragraph += words
            } else if !paragraph.isEmpty {
                paragraphs.append(String(decoding: paragraph, as: UTF8.self))
                paragraph = []
            }
        }
        guard !paragraph.isEmpty else { return paragraphs }
        return paragraphs + [String(decoding: paragraph, as: UTF8.self)]
    }

    /// The first sentence of the first paragraph.
    var firstSentence: String {
        guard let paragraph = paragraphs.first else { return "" }
        let bytes = Array(paragraph.utf8)
        for offset in bytes.indices where Self.endsSentence(bytes, at: offset) {
            return String(decoding: bytes[...offset], as: UTF8.self)
        }
        return paragraph
    }

    /// Whether a full stop at `offset` ends a sentence: a capital or a quotation follows, which
    /// `e.g.` and version numbers do not have after them.
    private static func endsSentence(_ bytes: [UInt8], at offset: Int) -> Bool {
        guard bytes[offset] == UInt8(ascii: "."), offset + 2 < bytes.count else { return false }
        guard bytes[offset + 1] == UInt8(ascii: " ") else { return false }
        let next = bytes[offset + 2]
        return (0x41...0x5A).contains(next) || next == UInt8(ascii: "`")
            || next == UInt8(ascii: "*")
    }

    /// `1 error`, `2 errors`.
    static func count(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }

    /// `a`, `a and b`, `a, b and c`.
    static func list(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }
}

extension ArraySlice<UInt8> {
    /// Without spaces and tabs at both ends.
    fileprivate var trimmingBlanks: ArraySlice<UInt8> {
        var rest = self
        while let first = rest.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
        while let last = rest.last, last == 0x20 || last == 0x09 || last == 0x0D {
            rest.removeLast()
        }
        return rest
    }
}
