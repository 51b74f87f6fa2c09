import GoTemplates
import SourceText

/// Numbers as Go's strconv reads them for go-yaml, underscores already taken out.
enum YAMLNumber {
    /// A whole number with a sign or without: decimal, or after `0x`, `0o`, `0b` or a plain `0`.
    static func integer(_ text: ArraySlice<UInt8>) -> Int? {
        var digits = text
        let sign = digits.first
        let isNegative = sign == UInt8(ascii: "-")
        if isNegative || sign == UInt8(ascii: "+") { digits = digits.dropFirst() }
        guard let magnitude = magnitude(digits) else { return nil }
        return value(magnitude, isNegative)
    }

    /// A whole number without a sign.
    static func unsigned(_ text: ArraySlice<UInt8>) -> UInt? {
        magnitude(text)
    }

    /// A whole number with a sign or without, to a base.
    static func signed(_ text: ArraySlice<UInt8>, _ radix: UInt) -> Int? {
        var digits = text
        let sign = digits.first
        let isNegative = sign == UInt8(ascii: "-")
        if isNegative || sign == UInt8(ascii: "+") { digits = digits.dropFirst() }
        guard !digits.isEmpty, let magnitude = magnitude(digits, radix) else { return nil }
        return value(magnitude, isNegative)
    }

    /// A decimal number with or without fraction and exponent, if a double can hold it.
    static func float(_ text: ArraySlice<UInt8>) -> Double? {
        guard isFloat(text) else { return nil }
        guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else {
            return nil
        }
        return value
    }

    private static func value(_ magnitude: UInt, _ isNegative: Bool) -> Int? {
        guard isNegative else { return Int(exactly: magnitude) }
        guard magnitude <= UInt(Int.max) + 1 else { return nil }
        return Int(truncatingIfNeeded: 0 &- magnitude)
    }

    private static func magnitude(_ text: ArraySlice<UInt8>) -> UInt? {
        guard let first = text.first else { return nil }
        guard first == UInt8(ascii: "0"), text.count > 1 else { return magnitude(text, 10) }
        guard text.count > 2 else { return magnitude(text.dropFirst(), 8) }
        switch text[text.startIndex + 1] | 0x20 {
        case UInt8(ascii: "x"): return magnitude(text.dropFirst(2), 16)
        case UInt8(ascii: "o"): return magnitude(text.dropFirst(2), 8)
        case UInt8(ascii: "b"): return magnitude(text.dropFirst(2), 2)
        default: return magnitude(text.dropFirst(), 8)
        }
    }

    private static func magnitude(_ digits: ArraySlice<UInt8>, _ radix: UInt) -> UInt? {
        var value: UInt = 0
        for byte in digits {
            guard let digit = digit(byte), digit < radix else { return nil }
            let (product, overflows) = value.multipliedReportingOverflow(by: radix)
            let (sum, carries) = product.addingReportingOverflow(digit)
            guard !overflows, !carries else { return nil }
            value = sum
        }
        return value
    }

    private static func digit(_ byte: UInt8) -> UInt? {
        if byte.isASCIIDigit { return UInt(byte - 0x30) }
        return byte.isASCIIHexDigit ? UInt((byte | 0x20) - 0x61 + 10) : nil
    }

    private static func isFloat(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        let whole = rest.prefix { $0.isASCIIDigit }.count
        rest = rest.dropFirst(whole)
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { $0.isASCIIDigit }.count
            guard whole + fraction > 0 else { return false }
            rest = rest.dropFirst(1 + fraction)
        } else if whole == 0 {
            return false
        }
        return rest.isEmpty || isExponent(rest)
    }

    private static func isExponent(_ text: ArraySlice<UInt8>) -> Bool {
        guard let letter = text.first, letter | 0x20 == UInt8(ascii: "e") else { return false }
        var digits = text.dropFirst()
        if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") {
            digits = digits.dropFirst()
        }
        return !digits.isEmpty && digits.allSatisfy { $0.isASCIIDigit }
    }
}
