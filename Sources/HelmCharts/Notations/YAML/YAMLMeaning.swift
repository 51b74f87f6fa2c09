import GoTemplates
import SourceText

/// What a text means to go-yaml 2 when it stands unquoted.
enum YAMLMeaning {
    case string
    case null
    case bool(Bool)
    case integer(Int)
    /// A whole number that needs the 64th bit.
    case unsigned(UInt)
    case float(Double)
    /// A date or a time, which nobody turns into anything but its text.
    case timestamp

    init(_ text: UnsafeBufferPointer<UInt8>) {
        guard let first = text.first else {
            self = .null
            return
        }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"):
            self = Self.number(text)
        case UInt8(ascii: "."): self = Self.fraction(text)
        case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"), UInt8(ascii: "N"),
            UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"),
            UInt8(ascii: "o"), UInt8(ascii: "O"), UInt8(ascii: "~"):
            self = Self.word(text)
        default: self = .string
        }
    }

    var isString: Bool {
        if case .string = self { true } else { false }
    }

    /// The short tag of the type, as go-yaml's errors name it.
    var tag: String {
        switch self {
        case .string: "!!str"
        case .null: "!!null"
        case .bool: "!!bool"
        case .integer, .unsigned: "!!int"
        case .float: "!!float"
        case .timestamp: "!!timestamp"
        }
    }

    private static func word(_ text: UnsafeBufferPointer<UInt8>) -> YAMLMeaning {
        guard text.count <= 5 else { return .string }
        switch String(decoding: text, as: UTF8.self) {
        case "~", "null", "Null", "NULL": return .null
        case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON":
            return .bool(true)
        case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF":
            return .bool(false)
        default: return .string
        }
    }

    /// A text that begins with a dot.
    private static func fraction(_ text: UnsafeBufferPointer<UInt8>) -> YAMLMeaning {
        if let value = special(text) { return .float(value) }
        guard let digits = withoutUnderscores(text, onlyBetweenDigits: true) else { return .string }
        return YAMLNumber.float(digits[...]).map { .float($0) } ?? .string
    }

    private static func special(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        guard 4...5 ~= text.count else { return nil }
        switch String(decoding: text, as: UTF8.self) {
        case ".nan", ".NaN", ".NAN": return .nan
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .infinity
        case "-.inf", "-.Inf", "-.INF": return -.infinity
        default: return nil
        }
    }

    /// A text that begins with a digit or a sign; underscores count for nothing.
    private static func number(_ text: UnsafeBufferPointer<UInt8>) -> YAMLMeaning {
        if let small = smallInteger(text) { return .integer(small) }
        if let value = special(text) { return .float(value) }
        guard mayBeNumber(text) else { return .string }
        if YAMLTimestamp.matches(text) { return .timestamp }
        let digits = withoutUnderscores(text, onlyBetweenDigits: false) ?? Bytes(text)
        if let value = YAMLNumber.integer(digits[...]) { return .integer(value) }
        if let value = YAMLNumber.unsigned(digits[...]) { return .unsigned(value) }
        if let value = YAMLNumber.float(digits[...]) { return .float(value) }
        if digits.starts(with: "0b".utf8) {
            return YAMLNumber.signed(digits[2...], 2).map { .integer($0) } ?? .string
        }
        return .string
    }

    /// A few decimal digits, which most numbers are.
    private static func smallInteger(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard text.count <= 15, text[0].isASCIIDigit, text[0] != 0x30 || text.count == 1 else {
            return nil
        }
        var value = 0
        for byte in text {
            guard byte.isASCIIDigit else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// Whether all characters can stand in a number or a date.
    private static func mayBeNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in text {
            switch byte {
            case 0x30...0x3A, 0x2B...0x2E, 0x5F, 0x20: continue
            default: guard byte.isASCIILetter else { return false }
            }
        }
        return true
    }

    /// The text without its underscores; nil when one stands where strconv refuses it.
    private static func withoutUnderscores(
        _ text: UnsafeBufferPointer<UInt8>, onlyBetweenDigits: Bool
    ) -> Bytes? {
        guard text.contains(0x5F) else { return Bytes(text) }
        if onlyBetweenDigits {
            for place in text.indices where text[place] == 0x5F {
                guard place > 0, place + 1 < text.count, text[place - 1].isASCIIDigit,
                    text[place + 1].isASCIIDigit
                else { return nil }
            }
        }
        return text.filter { $0 != 0x5F }
    }
}
