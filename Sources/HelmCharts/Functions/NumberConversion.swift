import GoTemplates

/// Values as numbers, as the Go package cast (1.7) makes them: what is no number is zero.
enum NumberConversion {
    /// `cast.ToInt64` and `cast.ToInt`, which are the same on 64 bits.
    static func int(_ value: Value) -> Int {
        switch value.payload {
        case .integer(let value, let kind): kind == .duration ? 0 : value
        case .float(let value): int(value)
        case .bool(let value): value ? 1 : 0
        case .string(let bytes): int(bytes)
        case .text(let text): int(text.bytes)
        case .invalid, .null, .list, .map, .object: 0
        }
    }

    /// `cast.ToFloat64`.
    static func float(_ value: Value) -> Double {
        switch value.payload {
        case .integer(let value, let kind):
            if kind == .duration {
                0
            } else if kind == .uint64 || kind == .uint {
                Double(UInt(bitPattern: value))
            } else {
                Double(value)
            }
        case .float(let value): value
        case .bool(let value): value ? 1 : 0
        case .string(let bytes): GoNumberSyntax.float(bytes) ?? 0
        case .text(let text): GoNumberSyntax.float(text.bytes) ?? 0
        case .invalid, .null, .list, .map, .object: 0
        }
    }

    /// As the processor does it: what does not fit is the smallest number.
    static func int(_ value: Double) -> Int { Int(exactly: value.rounded(.towardZero)) ?? .min }

    private static func int(_ bytes: Bytes) -> Int {
        guard case .value(let value) = GoNumberSyntax.int(withoutZeros(bytes), base: 0) else {
            return 0
        }
        return value
    }

    /// A number like `1.00` without the point and the zeros after it.
    private static func withoutZeros(_ bytes: Bytes) -> Bytes {
        guard let end = bytes.lastIndex(where: { $0 != UInt8(ascii: "0") }),
            bytes[end] == UInt8(ascii: "."), end < bytes.count - 1
        else { return bytes }
        return Bytes(bytes[..<end])
    }
}

/// Numbers as Go's `strconv` reads them.
enum GoNumberSyntax {
    enum IntegerResult {
        case value(Int)
        /// Too large; the nearest number that fits.
        case outOfRange(Int)
        case invalid
    }

    /// `strconv.ParseInt`; the base 0 asks the prefix and allows underscores between digits.
    static func int(_ text: Bytes, base: Int) -> IntegerResult {
        var digits = text[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
        guard !digits.isEmpty else { return .invalid }
        var radix = UInt64(base)
        if base == 0 { radix = takePrefix(&digits) }
        var value: UInt64 = 0
        var hasUnderscore = false
        for byte in digits {
            if byte == UInt8(ascii: "_"), base == 0 {
                hasUnderscore = true
                continue
            }
            guard let digit = digit(byte), digit < radix else { return .invalid }
            let (product, high) = value.multipliedReportingOverflow(by: radix)
            let (sum, carry) = product.addingReportingOverflow(digit)
            if high || carry { return .outOfRange(isNegative ? .min : .max) }
            value = sum
        }
        if hasUnderscore, !areUnderscoresAllowed(text) { return .invalid }
        let limit = UInt64(1) << 63
        if !isNegative, value >= limit { return .outOfRange(.max) }
        if isNegative, value > limit { return .outOfRange(.min) }
        return .value(isNegative ? Int(truncatingIfNeeded: 0 &- value) : Int(value))
    }

    private static func takePrefix(_ digits: inout ArraySlice<UInt8>) -> UInt64 {
        guard digits.first == UInt8(ascii: "0") else { return 10 }
        if digits.count >= 3 {
            let bases: [UInt8: UInt64] = [0x62: 2, 0x6F: 8, 0x78: 16]
            if let base = bases[digits[digits.startIndex + 1] | 0x20] {
                digits = digits.dropFirst(2)
                return base
            }
        }
        digits.removeFirst()
        return 8
    }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: UInt64(byte - 0x30)
        case 0x41...0x5A, 0x61...0x7A: UInt64((byte | 0x20) - 0x61 + 10)
        default: nil
        }
    }

    /// Whether underscores stand only between digits or after a prefix.
    private static func areUnderscoresAllowed(_ text: Bytes) -> Bool {
        enum Last { case start, digit, underscore, other }
        var rest = text[...]
        if let first = rest.first, first == 0x2D || first == 0x2B { rest.removeFirst() }
        var last = Last.start
        var isHexadecimal = false
        if rest.count >= 2, rest.first == 0x30 {
            let letter = rest[rest.startIndex + 1] | 0x20
            if [0x62, 0x6F, 0x78].contains(letter) {
                last = .digit
                isHexadecimal = letter == 0x78
                rest = rest.dropFirst(2)
            }
        }
        for byte in rest {
            let isDigit =
                (0x30...0x39).contains(byte)
                || isHexadecimal && (0x61...0x66).contains(byte | 0x20)
            if isDigit {
                last = .digit
            } else if byte == UInt8(ascii: "_") {
                if last != .digit { return false }
                last = .underscore
            } else {
                if last == .underscore { return false }
                last = .other
            }
        }
        return last != .underscore
    }

    /// `strconv.ParseFloat`; nil for what is no number or too large for one.
    static func float(_ text: Bytes) -> Double? {
        var rest = text[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        let isSigned = isNegative || rest.first == UInt8(ascii: "+")
        if isSigned { rest.removeFirst() }
        let word = String(decoding: rest, as: UTF8.self).lowercased()
        if word == "inf" || word == "infinity" { return isNegative ? -.infinity : .infinity }
        if word == "nan", !isSigned { return .nan }
        guard isFloat(rest), !text.contains(UInt8(ascii: "_")) || areUnderscoresAllowed(text)
        else { return nil }
        let plain = text.filter { $0 != UInt8(ascii: "_") }
        guard let value = Double(String(decoding: plain, as: UTF8.self)) else { return nil }
        return value.isInfinite ? nil : value
    }

    /// Digits with at most one point, and an exponent, which hexadecimal digits must have.
    private static func isFloat(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        let isHexadecimal =
            rest.count > 2 && rest.first == 0x30
            && rest[rest.startIndex + 1] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { rest = rest.dropFirst(2) }
        var (hasPoint, hasDigits) = (false, false)
        while let byte = rest.first {
            if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else if (0x30...0x39).contains(byte)
                || isHexadecimal && (0x61...0x66).contains(byte | 0x20)
            {
                hasDigits = true
            } else if byte != UInt8(ascii: "_") {
                break
            }
            rest.removeFirst()
        }
        guard hasDigits else { return false }
        guard let letter = rest.popFirst() else { return !isHexadecimal }
        guard letter | 0x20 == UInt8(ascii: isHexadecimal ? "p" : "e") else { return false }
        if let sign = rest.first, sign == 0x2D || sign == 0x2B { rest.removeFirst() }
        guard let first = rest.first, (0x30...0x39).contains(first) else { return false }
        return rest.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") }
    }
}
