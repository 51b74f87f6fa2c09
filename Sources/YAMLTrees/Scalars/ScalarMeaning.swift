import SourceText

/// Resolves scalars as the YAML package of Kubernetes does, including where YAML 1.2 differs.
enum ScalarMeaning {
    /// What a text means under a tag, or by itself when `isImplicit`, as that of a plain scalar is.
    static func of(_ text: ArraySlice<UInt8>, tag: String?, isImplicit: Bool) -> YAMLScalar {
        guard let tag else { return isImplicit ? resolved(text) : string(text) }
        guard tag.hasPrefix(prefix) else { return string(text) }
        switch tag.dropFirst(prefix.count) {
        case "int", "bool", "null": return resolved(text)
        case "float":
            let value = resolved(text)
            guard case .int(let number) = value else { return value }
            return .float(Double(number))
        case "binary": return Base64.decoded(text).map { string($0[...]) } ?? string(text)
        default: return string(text)
        }
    }

    private static let prefix = "tag:yaml.org,2002:"

    private static func string(_ text: ArraySlice<UInt8>) -> YAMLScalar {
        .string(String(decoding: text, as: UTF8.self))
    }

    /// What a plain scalar is by its text.
    private static func resolved(_ text: ArraySlice<UInt8>) -> YAMLScalar {
        guard let first = text.first else { return .null }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"):
            return number(text) ?? string(text)
        case UInt8(ascii: "."): return fraction(text) ?? string(text)
        default: return word(text) ?? string(text)
        }
    }

    private static func word(_ text: ArraySlice<UInt8>) -> YAMLScalar? {
        guard text.count <= 5 else { return nil }
        switch String(decoding: text, as: UTF8.self) {
        case "~", "null", "Null", "NULL": return .null
        case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON":
            return .bool(true)
        case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF":
            return .bool(false)
        default: return nil
        }
    }

    /// A text that begins with a dot.
    private static func fraction(_ text: ArraySlice<UInt8>) -> YAMLScalar? {
        special(text) ?? NumberText.float(text).map { .float($0) }
    }

    /// A text that begins with a digit or a sign; underscores between digits count for nothing.
    private static func number(_ text: ArraySlice<UInt8>) -> YAMLScalar? {
        if let value = special(text) { return value }
        let digits = text.contains(UInt8(ascii: "_")) ? text.filter { $0 != 0x5F }[...] : text
        return NumberText.integer(digits) ?? NumberText.float(digits).map { .float($0) }
            ?? NumberText.oddBinary(digits) ?? NumberText.hugeInteger(digits)
    }

    private static func special(_ text: ArraySlice<UInt8>) -> YAMLScalar? {
        guard 4...5 ~= text.count else { return nil }
        switch String(decoding: text, as: UTF8.self) {
        case ".nan", ".NaN", ".NAN": return .float(.nan)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .float(.infinity)
        case "-.inf", "-.Inf", "-.INF": return .float(-.infinity)
        default: return nil
        }
    }
}
