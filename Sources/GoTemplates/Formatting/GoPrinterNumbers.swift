extension GoPrinter {
    // MARK: Integers

    /// An integer by any verb. Of an unsigned one, `number` has the bits.
    mutating func printInteger(_ value: Value, _ number: Int, isSigned: Bool, _ verb: Verb) {
        if isSigned, flags.isPlain, verb == "d" || verb == "v" {
            return put(String(number).utf8, value.origin)
        }
        let bits = UInt(bitPattern: number)
        let isNegative = isSigned && number < 0
        let magnitude = isSigned ? number.magnitude : bits
        func putDigits(base: Int, isCapital: Bool = false, _ printer: inout GoPrinter) {
            let text = printer.integerText(
                magnitude, isNegative, base: base, isCapital: isCapital, isOctal: verb == "O")
            printer.padDigits(text, value.origin)
        }
        switch verb {
        case "v" where flags.sharpV && !isSigned: putHexadecimal(bits, value.origin)
        case "v", "d": putDigits(base: 10, &self)
        case "b": putDigits(base: 2, &self)
        case "o", "O": putDigits(base: 8, &self)
        case "x": putDigits(base: 16, &self)
        case "X": putDigits(base: 16, isCapital: true, &self)
        case "c": pad(GoRune.encode(rune(bits)), value.origin)
        case "q": pad(GoQuote.quote(rune: rune(bits), toASCII: flags.plus), value.origin)
        case "U": printUnicode(bits, value.origin)
        default: putBadVerb(verb, value)
        }
    }

    /// The number as Go syntax has it, such as `0xff`.
    mutating func putHexadecimal(_ bits: UInt, _ origin: Origin) {
        let isSharp = flags.sharp
        flags.sharp = true
        padDigits(integerText(bits, false, base: 16, isCapital: false, isOctal: false), origin)
        flags.sharp = isSharp
    }

    private func rune(_ bits: UInt) -> UInt32 {
        bits > UInt(GoRune.largest) ? GoRune.replacement : UInt32(bits)
    }

    /// Digits with their zeros, prefix and sign, as flags and precision ask; nil when a precision
    /// of zero asks for no digit of a zero.
    private func integerText(
        _ magnitude: UInt, _ isNegative: Bool, base: Int, isCapital: Bool, isOctal: Bool
    ) -> Bytes? {
        var least = 0
        if let precision = flags.precision {
            if precision == 0, magnitude == 0 { return nil }
            least = precision
        } else if flags.zero, !flags.minus, let width = flags.width {
            least = isNegative || flags.plus || flags.space ? width - 1 : width
        }
        let digits = String(magnitude, radix: base, uppercase: isCapital).utf8
        var text: Bytes = []
        if isNegative {
            text.append(UInt8(ascii: "-"))
        } else if flags.plus {
            text.append(UInt8(ascii: "+"))
        } else if flags.space {
            text.append(UInt8(ascii: " "))
        }
        if isOctal { text.append(contentsOf: "0o".utf8) }
        let startsWithZero = least > digits.count || magnitude == 0
        if flags.sharp {
            switch base {
            case 2: text.append(contentsOf: "0b".utf8)
            case 8 where !startsWithZero: text.append(UInt8(ascii: "0"))
            case 16: text.append(contentsOf: (isCapital ? "0X" : "0x").utf8)
            default: break
            }
        }
        if least > digits.count {
            text.append(
                contentsOf: repeatElement(UInt8(ascii: "0"), count: least - digits.count))
        }
        text.append(contentsOf: digits)
        return text
    }

    /// Digits that have their zeros already, padded with spaces.
    private mutating func padDigits(_ text: Bytes?, _ origin: Origin) {
        let isZero = flags.zero
        flags.zero = false
        if let text { pad(text, origin) } else { putPadding(flags.width ?? 0) }
        flags.zero = isZero
    }

    /// `U+0078`, and with `#` the character, too: `U+0078 'x'`.
    private mutating func printUnicode(_ bits: UInt, _ origin: Origin) {
        let digits = String(bits, radix: 16, uppercase: true).utf8
        let least = max(flags.precision ?? 4, 4)
        var text = Bytes("U+".utf8)
        text.append(
            contentsOf: repeatElement(UInt8(ascii: "0"), count: max(least - digits.count, 0)))
        text.append(contentsOf: digits)
        if flags.sharp, bits <= UInt(GoRune.largest), GoRune.isPrint(UInt32(bits)) {
            text += Bytes(" '".utf8) + GoRune.encode(UInt32(bits)) + Bytes("'".utf8)
        }
        padDigits(text, origin)
    }

    // MARK: Floating-point numbers

    /// A floating-point number by any verb.
    mutating func printFloat(_ value: Value, _ number: Double, _ verb: Verb) {
        switch verb {
        case "v", "g": printFloat(number, .general, -1, value.origin)
        case "G": printFloat(number, .capitalGeneral, -1, value.origin)
        case "b": printFloat(number, .binary, -1, value.origin)
        case "x": printFloat(number, .hexadecimal, -1, value.origin)
        case "X": printFloat(number, .capitalHexadecimal, -1, value.origin)
        case "f", "F": printFloat(number, .plain, 6, value.origin)
        case "e": printFloat(number, .exponent, 6, value.origin)
        case "E": printFloat(number, .capitalExponent, 6, value.origin)
        default: putBadVerb(verb, value)
        }
    }

    /// A floating-point number in a format, by default with a precision.
    mutating func printFloat(
        _ number: Double, _ format: GoNumberText.FloatFormat, _ precision: Int, _ origin: Origin
    ) {
        let precision = flags.precision ?? precision
        var text = GoNumberText.float(number, format, precision: precision)
        var sign = UInt8(ascii: "+")
        if let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            sign = first
            text.removeFirst()
        }
        if flags.space, sign == UInt8(ascii: "+"), !flags.plus { sign = UInt8(ascii: " ") }
        guard number.isFinite else {
            return padUnlikeNumber(number, sign, text, origin)
        }
        if flags.sharp, format != .binary { addPoint(to: &text, format, precision) }
        guard flags.plus || sign != UInt8(ascii: "+") else { return pad(text, origin) }
        if flags.zero, !flags.minus, let width = flags.width, width > text.count + 1 {
            put(CollectionOfOne(sign), origin)
            putPadding(width - text.count - 1)
            put(text, origin)
        } else {
            pad([sign] + text, origin)
        }
    }

    /// `NaN` and the infinities, which zeros do not go with.
    private mutating func padUnlikeNumber(
        _ number: Double, _ sign: UInt8, _ text: Bytes, _ origin: Origin
    ) {
        let isZero = flags.zero
        flags.zero = false
        let isBare = number.isNaN && !flags.space && !flags.plus
        pad(isBare ? text : [sign] + text, origin)
        flags.zero = isZero
    }

    /// What `#` asks for: always a point, and of `%g` the zeros that its precision stands for.
    private func addPoint(
        to text: inout Bytes, _ format: GoNumberText.FloatFormat, _ precision: Int
    ) {
        var missing = 0
        switch format {
        case .general, .capitalGeneral, .hexadecimal: missing = precision == -1 ? 6 : precision
        default: break
        }
        let isHexadecimal = format == .hexadecimal || format == .capitalHexadecimal
        var tail: Bytes = []
        var hasPoint = false
        var sawDigit = false
        for (index, byte) in text.enumerated() {
            let letter = byte | 0x20
            if byte == UInt8(ascii: ".") {
                hasPoint = true
            } else if letter == UInt8(ascii: "p") || letter == UInt8(ascii: "e") && !isHexadecimal {
                tail = Bytes(text[index...])
                text.removeSubrange(index...)
                break
            } else {
                if byte != UInt8(ascii: "0") { sawDigit = true }
                if sawDigit { missing -= 1 }
            }
        }
        if !hasPoint {
            if text == [UInt8(ascii: "0")] { missing -= 1 }
            text.append(UInt8(ascii: "."))
        }
        text.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(missing, 0)))
        text.append(contentsOf: tail)
    }

    /// A complex number by any verb; false when the verb does not go with it.
    mutating func printComplex(
        real: Double, imaginary: Double, _ verb: Verb, _ origin: Origin
    ) -> Bool {
        let format: GoNumberText.FloatFormat
        switch verb {
        case "v", "g": format = .general
        case "G": format = .capitalGeneral
        case "b": format = .binary
        case "x": format = .hexadecimal
        case "X": format = .capitalHexadecimal
        case "f", "F": format = .plain
        case "e": format = .exponent
        case "E": format = .capitalExponent
        default: return false
        }
        let precision = [.plain, .exponent, .capitalExponent].contains(format) ? 6 : -1
        let plus = flags.plus
        put("(", origin)
        printFloat(real, format, precision, origin)
        flags.plus = true
        printFloat(imaginary, format, precision, origin)
        put("i)", origin)
        flags.plus = plus
        return true
    }
}
