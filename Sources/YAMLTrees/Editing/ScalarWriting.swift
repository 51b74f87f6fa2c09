import SourceText

/// Writes texts as scalars.
enum ScalarWriting {
    /// A text on one line, in `style` if that is a quoted one, else plain where that is safe.
    static func written(_ text: String, like style: YAMLNode.Style?, inFlow: Bool) -> String {
        let canBeSingle = text.unicodeScalars.allSatisfy { isPrintable($0) }
        switch style {
        case .doubleQuoted: return doubleQuoted(text)
        case .singleQuoted where canBeSingle: return singleQuoted(text)
        default: return isPlain(text, inFlow: inFlow) ? text : doubleQuoted(text)
        }
    }

    /// Whether a plain scalar of this text is read back as this text, by YAML 1.1 and 1.2.
    static func isPlain(_ text: String, inFlow: Bool) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last else { return false }
        guard first != 0x20, last != 0x20, last != UInt8(ascii: ":") else { return false }
        guard !isIndicator(first, before: bytes.dropFirst().first), bytes.count < 1000 else {
            return false
        }
        guard text.unicodeScalars.allSatisfy(isPrintable) else { return false }
        for place in bytes.indices.dropFirst() {
            let before = bytes[place - 1]
            if before == UInt8(ascii: ":"), bytes[place] == 0x20 || inFlow { return false }
            if bytes[place] == UInt8(ascii: "#"), before == 0x20 { return false }
        }
        if inFlow, bytes.contains(where: { ",[]{}?".utf8.contains($0) }) { return false }
        return isText(text, bytes)
    }

    /// Whether YAML sees no other type in it, nor the mark of a document or a merge.
    private static func isText(_ text: String, _ bytes: [UInt8]) -> Bool {
        guard case .string = ScalarMeaning.of(bytes[...], tag: nil, isImplicit: true) else {
            return false
        }
        if text == "<<" || text == "=" || text.hasPrefix("---") || text.hasPrefix("...") {
            return false
        }
        // Dates and numbers to the base of 60 are types of YAML 1.1.
        return !bytes.contains(where: \.isASCIIDigit)
            || !bytes.allSatisfy { $0.isASCIIDigit || "-:.+TtZz _".utf8.contains($0) }
    }

    private static func isIndicator(_ byte: UInt8, before next: UInt8?) -> Bool {
        if "-?:".utf8.contains(byte) { return next == nil || next == 0x20 }
        return ",[]{}#&*!|>'\"%@`".utf8.contains(byte)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        (0x20...0x7E).contains(scalar.value)
            || (scalar.value >= 0xA0
                && ![0xFEFF, 0xFFFE, 0xFFFF, 0x2028, 0x2029].contains(scalar.value))
    }

    private static func singleQuoted(_ text: String) -> String {
        var result = "'"
        for scalar in text.unicodeScalars {
            result += scalar == "'" ? "''" : String(Character(scalar))
        }
        return result + "'"
    }

    private static func doubleQuoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            default: result += isPrintable(scalar) ? String(Character(scalar)) : escape(scalar)
            }
        }
        return result + "\""
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
}
