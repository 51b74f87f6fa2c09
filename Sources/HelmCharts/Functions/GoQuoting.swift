import GoTemplates

/// Texts in double quotes as Go writes them with `%q`.
enum GoQuoting {
    static func quoted(_ text: Bytes) -> String {
        var result = "\""
        for character in String(decoding: text, as: UTF8.self).unicodeScalars {
            write(character, to: &result)
        }
        return result + "\""
    }

    /// As Go's package `time` writes them: bytes that are no plain ASCII in hexadecimal.
    static func plainlyQuoted(_ text: some Collection<UInt8>) -> String {
        var result = "\""
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                result += "\\" + String(Unicode.Scalar(byte))
            case 0x20..<0x80: result.unicodeScalars.append(Unicode.Scalar(byte))
            default: result += escape(UInt32(byte), "x", 2)
            }
        }
        return result + "\""
    }

    private static func write(_ character: Unicode.Scalar, to text: inout String) {
        switch character {
        case "\"", "\\": text += "\\" + String(character)
        case "\u{07}": text += #"\a"#
        case "\u{08}": text += #"\b"#
        case "\u{0C}": text += #"\f"#
        case "\n": text += #"\n"#
        case "\r": text += #"\r"#
        case "\t": text += #"\t"#
        case "\u{0B}": text += #"\v"#
        default:
            if isPrintable(character) {
                text.unicodeScalars.append(character)
            } else {
                text += escape(character.value)
            }
        }
    }

    private static func escape(_ value: UInt32) -> String {
        if value < 0x80 { return escape(value, "x", 2) }
        return value < 0x10000 ? escape(value, "u", 4) : escape(value, "U", 8)
    }

    private static func escape(_ value: UInt32, _ letter: String, _ length: Int) -> String {
        let digits = String(value, radix: 16)
        return "\\" + letter + String(repeating: "0", count: length - digits.utf8.count) + digits
    }

    private static func isPrintable(_ character: Unicode.Scalar) -> Bool {
        if character.isASCII { return character.value >= 0x20 && character.value < 0x7F }
        switch character.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator, .spaceSeparator:
            return false
        default: return true
        }
    }
}
