import GoTemplates
import SourceText

/// Texts in single or double quotes, on one line or between three quotes on several.
extension TOMLReader {
    /// The text that begins here, or nil when no quote stands here.
    mutating func quotedText(allowsLines: Bool) throws(FunctionError) -> Bytes? {
        guard let quote = try peek(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        else { return nil }
        if allowsLines, bytes[place...].starts(with: [quote, quote, quote]) {
            place += 3
            return try lines(quote)
        }
        place += 1
        let first = place
        var text: Bytes = []
        while true {
            guard let byte = try peek() else {
                let shown = quote == UInt8(ascii: "'") ? "\"'\"" : "'\"'"
                throw wrong("unexpected EOF; expected \(shown)")
            }
            switch byte {
            case 0x0A, 0x0D: throw wrong("strings cannot contain newlines")
            case quote:
                place += 1
                return text
            case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""):
                place += 1
                try escape(first, into: &text)
            default:
                text.append(byte)
                place += 1
            }
        }
    }

    /// A text of several lines, from behind the three quotes on.
    private mutating func lines(_ quote: UInt8) throws(FunctionError) -> Bytes {
        let first = place
        var text: Bytes = []
        try skipLineEnd()
        while true {
            guard let byte = try peek() else {
                let shown = quote == UInt8(ascii: "'") ? "\"'''\"" : "'\"\"\"'"
                throw wrong("unexpected EOF; expected \(shown)")
            }
            if byte == quote {
                let count = bytes[place...].prefix { $0 == quote }.count
                place += count
                guard count >= 3 else {
                    text.append(contentsOf: repeatElement(quote, count: count))
                    continue
                }
                guard count <= 5 else {
                    let shown = quote == UInt8(ascii: "'") ? "\"''''''\"" : "'\"\"\"\"\"\"'"
                    throw wrong("unexpected \(shown)")
                }
                text.append(contentsOf: repeatElement(quote, count: count - 3))
                return text
            }
            place += 1
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                if try !skipFoldedLines() { try escape(first, into: &text) }
            } else if byte != 0x0D {
                text.append(byte)
            }
        }
    }

    private mutating func skipLineEnd() throws(FunctionError) {
        if try peek() == 0x0D { place += 1 }
        if try peek() == 0x0A { place += 1 }
    }

    /// Moves past the blanks and line ends behind a `\` that ends a line.
    private mutating func skipFoldedLines() throws(FunctionError) -> Bool {
        var end = place
        while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 || bytes[end] == 0x0D {
            end += 1
        }
        guard end < bytes.count, bytes[end] == 0x0A else { return false }
        place = end
        while let byte = try peek(), byte <= 0x20 { place += 1 }
        return true
    }

    /// The character behind a `\` in a text that begins at `first`.
    private mutating func escape(_ first: Int, into text: inout Bytes) throws(FunctionError) {
        let byte = try peek() ?? 0
        let letters: [Unicode.Scalar: UInt8] = [
            "b": 0x08, "t": 0x09, "n": 0x0A, "f": 0x0C, "r": 0x0D, "e": 0x1B, "\"": 0x22,
            "\\": 0x5C,
        ]
        if let plain = letters[Unicode.Scalar(byte)] {
            text.append(plain)
            place += 1
            return
        }
        switch byte {
        case UInt8(ascii: "x"): try escape(2, "two", first, into: &text)
        case UInt8(ascii: "u"): try escape(4, "four", first, into: &text)
        case UInt8(ascii: "U"): try escape(8, "eight", first, into: &text)
        default: throw wrong("invalid escape in string '\\\(character)'")
        }
    }

    private mutating func escape(
        _ count: Int, _ word: String, _ first: Int, into text: inout Bytes
    ) throws(FunctionError) {
        let letter = Unicode.Scalar(bytes[place])
        place += 1
        let start = place
        var value: UInt32 = 0
        while place < start + count {
            guard let byte = try peek(), byte.isASCIIHexDigit else {
                let found = String(decoding: bytes[first..<place], as: UTF8.self) + character
                throw wrong(
                    "expected \(word) hexadecimal digits after '\\\(letter)', but got "
                        + "\(Self.quoted(found)) instead")
            }
            let digit = byte.isASCIIDigit ? byte - 0x30 : (byte | 0x20) - 0x61 + 10
            value = value << 4 | UInt32(digit)
            place += 1
        }
        guard let scalar = Unicode.Scalar(value) else {
            let digits = String(decoding: bytes[start..<place], as: UTF8.self)
            throw wrong("Escaped character '\\u\(digits)' is not valid UTF-8.")
        }
        text += Bytes(String(scalar).utf8)
    }
}
