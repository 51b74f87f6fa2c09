/// Text between quotes, written as Go's `strconv.Quote` does.
enum QuotedText {
    /// With double quotes around, and escapes for all that cannot be shown. At most so many runes,
    /// if a limit is given (`%.10q`).
    static func quoted(_ bytes: ArraySlice<UInt8>, limit: Int = .max) -> String {
        let bytes = Bytes(bytes)
        var text = "\""
        var offset = 0
        var count = 0
        while offset < bytes.count, count < limit {
            let rune = RuneReading(bytes, at: offset)
            text += rune.isBroken ? hexadecimal(bytes[offset], "\\x", 2) : escaped(rune.value)
            offset += rune.width
            count += 1
        }
        return text + "\""
    }

    /// As `%#U` shows it: `U+0023 '#'`.
    static func codePoint(_ rune: RuneReading) -> String {
        let number = hexadecimal(rune.value, "U+", 4).uppercased()
        guard rune.width > 0, let scalar = Unicode.Scalar(rune.value), GoRune.isPrint(rune.value)
        else {
            return number
        }
        return "\(number) '\(Character(scalar))'"
    }

    private static func escaped(_ value: UInt32) -> String {
        guard let scalar = Unicode.Scalar(value) else { return "\\ufffd" }
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\u{7}": return "\\a"
        case "\u{8}": return "\\b"
        case "\u{C}": return "\\f"
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        case "\u{B}": return "\\v"
        default: break
        }
        if GoRune.isPrint(scalar.value) { return String(Character(scalar)) }
        if value < 0x80 { return hexadecimal(value, "\\x", 2) }
        return value < 0x1_0000 ? hexadecimal(value, "\\u", 4) : hexadecimal(value, "\\U", 8)
    }

    private static func hexadecimal(
        _ value: some BinaryInteger, _ prefix: String, _ width: Int
    ) -> String {
        let digits = String(value, radix: 16)
        return prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
