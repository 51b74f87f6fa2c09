import SourceText

/// Numbers as Go writes them.
enum NumberText {
    /// A whole number of at most 64 bits: decimal, or after `0x`, `0o`, `0b` or a plain `0`.
    static func integer(_ text: ArraySlice<UInt8>) -> YAMLScalar? {
        guard let (isNegative, radix, digits) = parts(text) else { return nil }
        guard let magnitude = magnitude(digits, radix) else { return nil }
        if isNegative {
            let limit = UInt64(Int64.max) + 1
            return magnitude <= limit ? .int(Int64(truncatingIfNeeded: 0 &- magnitude)) : nil
        }
        if let value = Int64(exactly: magnitude) { return .int(value) }
        // Only what has no sign may use the 64th bit.
        return text.first == UInt8(ascii: "+") ? nil : .float(Double(magnitude))
    }

    /// A decimal number with or without fraction and exponent, if a double can hold it.
    static func float(_ text: ArraySlice<UInt8>) -> Double? {
        guard isFloat(text) else { return nil }
        guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else {
            return nil
        }
        return value
    }

    /// `0b+1` and `0b-1`, which Go takes by accident.
    static func oddBinary(_ text: ArraySlice<UInt8>) -> YAMLScalar? {
        guard text.starts(with: "0b".utf8), let sign = text.dropFirst(2).first else { return nil }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        guard let magnitude = magnitude(text.dropFirst(3), 2) else { return nil }
        guard let value = Int64(exactly: magnitude) else { return nil }
        return .int(sign == UInt8(ascii: "-") ? -value : value)
    }

    /// A number with a prefix that 64 bits cannot hold.
    static func hugeInteger(_ text: ArraySlice<UInt8>) -> YAMLScalar? {
        guard let (isNegative, radix, digits) = parts(text), !digits.isEmpty else { return nil }
        var value = 0.0
        for byte in digits {
            guard let digit = digit(byte), digit < radix else { return nil }
            value = value * Double(radix) + Double(digit)
        }
        return .float(isNegative ? -value : value)
    }

    private static func parts(
        _ text: ArraySlice<UInt8>
    ) -> (isNegative: Bool, radix: UInt64, digits: ArraySlice<UInt8>)? {
        var digits = text
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
        guard digits.first == UInt8(ascii: "0"), digits.count > 1 else {
            return digits.isEmpty ? nil : (isNegative, 10, digits)
        }
        switch digits[digits.startIndex + 1] | 0x20 {
        case UInt8(ascii: "x"): return (isNegative, 16, digits.dropFirst(2))
        case UInt8(ascii: "o"): return (isNegative, 8, digits.dropFirst(2))
        case UInt8(ascii: "b"): return (isNegative, 2, digits.dropFirst(2))
        default: return (isNegative, 8, digits.dropFirst())
        }
    }

    private static func magnitude(_ digits: ArraySlice<UInt8>, _ radix: UInt64) -> UInt64? {
        guard !digits.isEmpty else { return nil }
        var value: UInt64 = 0
        for byte in digits {
            guard let digit = digit(byte), digit < radix else { return nil }
            let (product, overflows) = value.multipliedReportingOverflow(by: radix)
            let (sum, carries) = product.addingReportingOverflow(digit)
            guard !overflows, !carries else { return nil }
            value = sum
        }
        return value
    }

    private static func digit(_ byte: UInt8) -> UInt64? {
        if byte.isASCIIDigit { return UInt64(byte - 0x30) }
        return byte.isASCIIHexDigit ? UInt64((byte | 0x20) - 0x61 + 10) : nil
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
