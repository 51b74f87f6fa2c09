extension QuotedText {
    /// The text that a Go string literal means (`strconv.Unquote`), or nothing if it is malformed.
    /// Of texts between backquotes only carriage returns are taken away.
    static func unquoted(_ literal: ArraySlice<UInt8>) -> Bytes? {
        guard literal.count >= 2, let quote = literal.first, quote == literal.last else {
            return nil
        }
        let inside = literal.dropFirst().dropLast()
        switch quote {
        case UInt8(ascii: "`"):
            guard !inside.contains(quote) else { return nil }
            return inside.contains(0x0D) ? inside.filter { $0 != 0x0D } : Bytes(inside)
        case UInt8(ascii: "\""): return unescaped(Bytes(inside))
        default: return nil
        }
    }

    private static func unescaped(_ inside: Bytes) -> Bytes? {
        var text: Bytes = []
        text.reserveCapacity(inside.count)
        var offset = 0
        while offset < inside.count {
            guard let unit = Unit(inside, at: offset, quote: UInt8(ascii: "\"")) else { return nil }
            unit.append(to: &text)
            offset = unit.end
        }
        return text
    }

    /// The value of a character constant, quotes included.
    static func character(_ literal: ArraySlice<UInt8>) -> Result<UInt32, NumberError> {
        let bytes = Bytes(literal)
        guard let unit = Unit(bytes, at: 1, quote: UInt8(ascii: "'")) else {
            return .failure(NumberError("invalid syntax"))
        }
        guard bytes[unit.end...].elementsEqual([UInt8(ascii: "'")]) else {
            let text = String(decoding: literal, as: UTF8.self)
            return .failure(NumberError("malformed character constant: \(text)"))
        }
        return .success(unit.value)
    }

    /// One character of a literal, or one escape (`strconv.UnquoteChar`).
    private struct Unit {
        var value: UInt32
        var end: Int
        /// Whether `value` is a byte, not a rune.
        var isByte = false

        init?(_ bytes: Bytes, at offset: Int, quote: UInt8) {
            guard offset < bytes.count, bytes[offset] != quote, bytes[offset] != 0x0A else {
                return nil
            }
            let rune = RuneReading(bytes, at: offset)
            value = rune.value
            end = offset + rune.width
            guard bytes[offset] == UInt8(ascii: "\\") else { return }
            guard end < bytes.count else { return nil }
            end += 1
            guard readEscape(bytes, bytes[end - 1], quote) else { return nil }
        }

        /// The backslash and its letter have been read.
        private mutating func readEscape(
            _ bytes: Bytes, _ letter: UInt8, _ quote: UInt8
        ) -> Bool {
            switch letter {
            case UInt8(ascii: "x"):
                isByte = true
                return readDigits(bytes, 2, 16)
            case UInt8(ascii: "u"): return readDigits(bytes, 4, 16)
            case UInt8(ascii: "U"): return readDigits(bytes, 8, 16)
            case UInt8(ascii: "0")...UInt8(ascii: "7"):
                isByte = true
                end -= 1
                return readDigits(bytes, 3, 8) && value <= 0xFF
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                value = UInt32(letter)
                return letter == quote
            default:
                value = Self.controls[letter] ?? 0
                return value != 0
            }
        }

        private static let controls: [UInt8: UInt32] = [
            UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12,
            UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
            UInt8(ascii: "v"): 11, UInt8(ascii: "\\"): 0x5C,
        ]

        /// False if there are not so many digits, or if they are no byte and no rune.
        private mutating func readDigits(_ bytes: Bytes, _ count: Int, _ base: UInt32) -> Bool {
            guard end + count <= bytes.count else { return false }
            value = 0
            for byte in bytes[end..<(end + count)] {
                guard let digit = byte.digitValue, digit < base else { return false }
                guard value <= 0xFFF_FFFF else { return false }
                value = value * base + UInt32(digit)
            }
            end += count
            return Unicode.Scalar(value) != nil
        }

        func append(to text: inout Bytes) {
            if isByte || value < 0x80 {
                text.append(UInt8(truncatingIfNeeded: value))
            } else if let scalar = Unicode.Scalar(value) {
                text.append(contentsOf: Bytes(String(Character(scalar)).utf8))
            }
        }
    }
}
