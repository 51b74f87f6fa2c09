import GoTemplates
import SourceText

/// The words of JSON: texts, numbers and names, and what encoding/json says where they end wrongly.
extension GoJSONReader {
    var end: FunctionError { FunctionError("unexpected end of JSON input") }

    /// A character that cannot stand here. Go looks at a blank behind the end.
    func wrong(_ context: String) -> FunctionError {
        let byte = place < bytes.count ? bytes[place] : 0x20
        return FunctionError("invalid character \(Self.quoted(byte)) \(context)")
    }

    /// A byte as Go quotes the rune of its number.
    private static func quoted(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "'"): return "'\\''"
        case UInt8(ascii: "\\"): return "'\\\\'"
        case 0x07: return "'\\a'"
        case 0x08: return "'\\b'"
        case 0x0C: return "'\\f'"
        case 0x0A: return "'\\n'"
        case 0x0D: return "'\\r'"
        case 0x09: return "'\\t'"
        case 0x0B: return "'\\v'"
        case 0x00..<0x20, 0x7F: return "'\\x\(hexadecimal(byte))'"
        case 0x80...0xA0, 0xAD: return "'\\u00\(hexadecimal(byte))'"
        default: return "'\(Unicode.Scalar(byte))'"
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }

    mutating func literal(_ word: StaticString) throws(FunctionError) {
        let name = word.description
        for (index, expected) in name.utf8.enumerated() {
            guard place < bytes.count, bytes[place] == expected else {
                guard index > 0 else { throw end }
                let sign = Unicode.Scalar(expected)
                throw wrong("in literal \(name) (expecting '\(sign)')")
            }
            place += 1
        }
    }

    mutating func skipNumber() throws(FunctionError) {
        _ = skip("-")
        if !skip("0") { try skipDigits("in numeric literal") }
        if skip(".") { try skipDigits("after decimal point in numeric literal") }
        if skip("e") || skip("E") {
            _ = skip("+") || skip("-")
            try skipDigits("in exponent of numeric literal")
        }
    }

    private mutating func skipDigits(_ context: String) throws(FunctionError) {
        guard place < bytes.count, bytes[place].isASCIIDigit else { throw wrong(context) }
        while place < bytes.count, bytes[place].isASCIIDigit { place += 1 }
    }

    /// A text in quotes, from the quote on.
    mutating func string() throws(FunctionError) -> Bytes {
        place += 1
        var text: Bytes = []
        var start = place
        while true {
            guard place < bytes.count else { throw end }
            switch bytes[place] {
            case UInt8(ascii: "\""):
                text.append(contentsOf: bytes[start..<place])
                place += 1
                return GoJSONString.validated(text)
            case UInt8(ascii: "\\"):
                text.append(contentsOf: bytes[start..<place])
                place += 1
                try escape(into: &text)
                start = place
            case 0..<0x20: throw wrong("in string literal")
            default: place += 1
            }
        }
    }

    private mutating func escape(into text: inout Bytes) throws(FunctionError) {
        guard place < bytes.count else { throw wrong("in string escape code") }
        let byte = bytes[place]
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            place += 1
            let scalar = try character()
            text.append(contentsOf: Unicode.Scalar(scalar).map { Bytes(String($0).utf8) } ?? [])
            return
        default: throw wrong("in string escape code")
        }
        place += 1
    }

    /// The character behind `\u`, with its second half if it needs one; a lone half is U+FFFD.
    private mutating func character() throws(FunctionError) -> UInt32 {
        let first = try hexadecimalNumber()
        guard 0xD800...0xDFFF ~= first else { return first }
        let back = place
        if first < 0xDC00, skip("\\"), skip("u") {
            let second = try hexadecimalNumber()
            if 0xDC00...0xDFFF ~= second {
                return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
            }
        }
        place = back
        return 0xFFFD
    }

    private mutating func hexadecimalNumber() throws(FunctionError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard place < bytes.count, bytes[place].isASCIIHexDigit else {
                throw wrong("in \\u hexadecimal character escape")
            }
            let byte = bytes[place]
            let digit = byte.isASCIIDigit ? byte - 0x30 : (byte | 0x20) - 0x61 + 10
            value = value << 4 | UInt32(digit)
            place += 1
        }
        return value
    }
}
