/// Texts and runes between quotes as Go's `strconv` writes them.
package enum GoQuote {
    /// A text between double quotes (`strconv.Quote`, or `QuoteToASCII`).
    package static func quote(_ bytes: Bytes, toASCII: Bool = false) -> Bytes {
        var result: Bytes = [UInt8(ascii: "\"")]
        result.reserveCapacity(bytes.count + 2)
        escape(bytes, toASCII) { range in
            result.append(contentsOf: bytes[range])
        } own: { escaped, _ in
            result.append(contentsOf: escaped)
        }
        result.append(UInt8(ascii: "\""))
        return result
    }

    /// The same into a builder: what stays as it is keeps where it came from.
    package static func quote(
        _ value: Value, toASCII: Bool = false, _ origins: OriginTable,
        into builder: inout TextBuilder
    ) {
        guard let bytes = value.bytes else { return }
        builder.append(UInt8(ascii: "\""))
        escape(bytes, toASCII) { range in
            builder.append(value, range)
        } own: { escaped, range in
            builder.append(escaped, origin: origins.origin(of: value, in: range))
        }
        builder.append(UInt8(ascii: "\""))
    }

    /// A rune between single quotes (`strconv.QuoteRune`, or `QuoteRuneToASCII`).
    package static func quote(rune: UInt32, toASCII: Bool = false) -> Bytes {
        let quote = UInt8(ascii: "'")
        let rune = Unicode.Scalar(rune) == nil ? GoRune.replacement : rune
        return [quote] + escaped(rune, quote: quote, toASCII) + [quote]
    }

    /// Whether a text can stand between backquotes as one line (`strconv.CanBackquote`).
    package static func canBackquote(_ bytes: Bytes) -> Bool {
        var index = 0
        while index < bytes.count {
            let (rune, size) = GoRune.decode(bytes, at: index)
            switch rune {
            case 0xFEFF, 0x60, 0x7F: return false
            case GoRune.replacement where size == 1: return false
            case ..<0x20 where rune != 0x09: return false
            default: index += size
            }
        }
        return true
    }

    /// Tells the parts of a text: those that stay, and what stands for the others.
    private static func escape(
        _ bytes: Bytes, _ toASCII: Bool, kept: (Range<Int>) -> Void,
        own: (Bytes, Range<Int>) -> Void
    ) {
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                index += 1
                continue
            }
            let (rune, size) = GoRune.decode(bytes, at: index)
            let isInvalid = rune == GoRune.replacement && size == 1
            if !isInvalid, rune >= 0x80, !toASCII, GoRune.isPrint(rune) {
                index += size
                continue
            }
            if start < index { kept(start..<index) }
            let escaped =
                isInvalid
                ? Bytes("\\x".utf8) + hexadecimal(UInt32(byte), 2)
                : escaped(rune, quote: UInt8(ascii: "\""), toASCII)
            own(escaped, index..<index + size)
            index += size
            start = index
        }
        if start < index { kept(start..<index) }
    }

    private static func escaped(_ rune: UInt32, quote: UInt8, _ toASCII: Bool) -> Bytes {
        if rune == UInt32(quote) || rune == 0x5C { return [0x5C, UInt8(rune)] }
        if toASCII ? rune >= 0x20 && rune < 0x7F : GoRune.isPrint(rune) {
            return GoRune.encode(rune)
        }
        switch rune {
        case 0x07: return Bytes("\\a".utf8)
        case 0x08: return Bytes("\\b".utf8)
        case 0x0C: return Bytes("\\f".utf8)
        case 0x0A: return Bytes("\\n".utf8)
        case 0x0D: return Bytes("\\r".utf8)
        case 0x09: return Bytes("\\t".utf8)
        case 0x0B: return Bytes("\\v".utf8)
        case ..<0x20, 0x7F: return Bytes("\\x".utf8) + hexadecimal(rune, 2)
        case ..<0x10000: return Bytes("\\u".utf8) + hexadecimal(rune, 4)
        default: return Bytes("\\U".utf8) + hexadecimal(rune, 8)
        }
    }

    /// The digits of a number, at least `count` of them.
    private static func hexadecimal(_ value: UInt32, _ count: Int) -> Bytes {
        (0..<count).map { place in
            GoNumberText.hexDigit(UInt8(value >> UInt32(4 * (count - 1 - place)) & 0xF))
        }
    }
}

extension OriginTable {
    /// What flowed into a part of a string.
    package func origin(of value: Value, in range: Range<Int>) -> Origin {
        guard isTracking, case .text(let text) = value.payload else { return value.origin }
        return decided(text.origin(in: range, self), by: value.origin)
    }
}
