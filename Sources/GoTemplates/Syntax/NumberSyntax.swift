/// The syntax of Go's numbers, as `strconv` reads it with base 0.
extension NumberConstant {
    /// `strconv.ParseInt(text, 0, 64)`
    static func signed(_ text: Bytes) -> Int? {
        guard let first = text.first else { return nil }
        let isNegative = first == UInt8(ascii: "-")
        let hasSign = isNegative || first == UInt8(ascii: "+")
        guard let size = unsigned(hasSign ? text.dropFirst() : text[...]) else { return nil }
        if isNegative, size == UInt(Int.max) + 1 { return Int.min }
        guard let value = Int(exactly: size) else { return nil }
        return isNegative ? -value : value
    }

    /// `strconv.ParseUint(text, 0, 64)`
    static func unsigned(_ text: ArraySlice<UInt8>) -> UInt? {
        guard hasGoodUnderscores(text), let first = text.first else { return nil }
        var digits = text
        var base: UInt = 10
        if first == UInt8(ascii: "0"), text.count > 1 {
            base = text.count > 2 ? prefixBase(text) ?? 8 : 8
            digits = text.dropFirst(prefixBase(text) != nil && text.count > 2 ? 2 : 1)
        }
        var value: UInt = 0
        for byte in digits where byte != UInt8(ascii: "_") {
            guard let digit = byte.digitValue, digit < base else { return nil }
            let (product, overflows) = value.multipliedReportingOverflow(by: base)
            let (sum, carries) = product.addingReportingOverflow(UInt(digit))
            guard !overflows, !carries else { return nil }
            value = sum
        }
        return value
    }

    /// What `0b`, `0o` or `0x` stands for.
    private static func prefixBase(_ text: ArraySlice<UInt8>) -> UInt? {
        guard text.count >= 2, text.first == UInt8(ascii: "0") else { return nil }
        switch text[text.startIndex + 1] | 0x20 {
        case UInt8(ascii: "b"): return 2
        case UInt8(ascii: "o"): return 8
        case UInt8(ascii: "x"): return 16
        default: return nil
        }
    }

    /// Whether underscores stand only between digits, or between a prefix and a digit.
    private static func hasGoodUnderscores(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            rest = rest.dropFirst()
        }
        let base = prefixBase(rest)
        if base != nil { rest = rest.dropFirst(2) }
        let limit = base == 16 ? 16 : 10
        var isAfterDigit = base != nil
        var isAfterUnderscore = false
        for byte in rest {
            let isDigit = (byte.digitValue ?? 16) < limit
            let isUnderscore = byte == UInt8(ascii: "_")
            if isUnderscore ? !isAfterDigit : isAfterUnderscore && !isDigit { return false }
            isAfterDigit = isDigit
            isAfterUnderscore = isUnderscore
        }
        return !isAfterUnderscore
    }

    /// `strconv.ParseFloat(text, 64)`, with its errors.
    static func float(_ text: ArraySlice<UInt8>) -> Result<Double, NumberError> {
        let shown = "strconv.ParseFloat: parsing \(QuotedText.quoted(text))"
        guard isFloat(text), hasGoodUnderscores(text) else {
            return .failure(NumberError("\(shown): invalid syntax"))
        }
        let digits = text.filter { $0 != UInt8(ascii: "_") }
        guard let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite else {
            return .failure(NumberError("\(shown): value out of range"))
        }
        return .success(value)
    }

    /// Whether all of a text is a float, underscores aside.
    private static func isFloat(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = FloatText(rest: text)
        rest.skipSign()
        let isHexadecimal = prefixBase(rest.rest) == 16 && rest.rest.count > 2
        if isHexadecimal { rest.rest = rest.rest.dropFirst(2) }
        var digits = rest.skipDigits(isHexadecimal ? 16 : 10)
        if rest.skip(UInt8(ascii: ".")) { digits += rest.skipDigits(isHexadecimal ? 16 : 10) }
        guard digits > 0 else { return false }
        if rest.skip(lowercase: UInt8(ascii: isHexadecimal ? "p" : "e")) {
            rest.skipSign()
            guard let first = rest.rest.first, first.isDecimalDigit else { return false }
            rest.skipDigits(10)
        } else if isHexadecimal {
            return false
        }
        return rest.rest.isEmpty
    }

    /// How many bytes of a text `fmt.Sscan` takes for a float, right or wrong.
    static func floatLength(_ text: ArraySlice<UInt8>) -> Int {
        var rest = FloatText(rest: text)
        rest.skipSign()
        rest.skip(lowercase: UInt8(ascii: "i"))
        var base = 10
        if rest.skip(UInt8(ascii: "0")), rest.skip(lowercase: UInt8(ascii: "x")) { base = 16 }
        rest.skipDigits(base)
        if rest.skip(UInt8(ascii: ".")) { rest.skipDigits(base) }
        if rest.skip(lowercase: UInt8(ascii: "p"))
            || base == 10 && rest.skip(lowercase: UInt8(ascii: "e"))
        {
            rest.skipSign()
            rest.skipDigits(10)
        }
        return text.count - rest.rest.count
    }
}

/// What is left of a float that is being read.
private struct FloatText {
    var rest: ArraySlice<UInt8>

    @discardableResult
    mutating func skip(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest = rest.dropFirst()
        return true
    }

    @discardableResult
    mutating func skip(lowercase byte: UInt8) -> Bool {
        guard let first = rest.first, first | 0x20 == byte else { return false }
        rest = rest.dropFirst()
        return true
    }

    mutating func skipSign() {
        if !skip(UInt8(ascii: "+")) { skip(UInt8(ascii: "-")) }
    }

    /// Skips underscores, too, but counts only digits.
    @discardableResult
    mutating func skipDigits(_ base: Int) -> Int {
        var count = 0
        while let byte = rest.first {
            let isDigit = (byte.digitValue ?? 16) < base
            guard isDigit || byte == UInt8(ascii: "_") else { break }
            if isDigit { count += 1 }
            rest = rest.dropFirst()
        }
        return count
    }
}
