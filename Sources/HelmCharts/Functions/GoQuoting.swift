import GoTemplates

/// Texts in double quotes as Go writes them with `%q`.
enum GoQuoting {
    static func quoted(_ text: Bytes) -> String {
        String(decoding: GoQuote.quote(text), as: UTF8.self)
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

    private static func escape(_ value: UInt32, _ letter: String, _ length: Int) -> String {
        let digits = String(value, radix: 16)
        return "\\" + letter + String(repeating: "0", count: length - digits.utf8.count) + digits
    }
}
