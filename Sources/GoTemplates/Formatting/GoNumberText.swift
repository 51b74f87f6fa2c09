/// Numbers as Go's `strconv` writes them.
package enum GoNumberText {
    /// How `FormatFloat` writes a number; the raw value is the letter that Go has for it.
    package enum FloatFormat: UInt8, Sendable {
        /// -ddd.dddd
        case plain = 0x66
        /// -d.dddde±dd, with `e` or `E`.
        case exponent = 0x65
        case capitalExponent = 0x45
        /// The shorter of both: with an exponent when it is large.
        case general = 0x67
        case capitalGeneral = 0x47
        /// -ddddp±ddd: mantissa and exponent as the bits have them.
        case binary = 0x62
        /// -0x1.yyyyp±dd, in small or capital letters.
        case hexadecimal = 0x78
        case capitalHexadecimal = 0x58
    }

    private static let zero = UInt8(ascii: "0")

    /// A 64-bit floating-point number (`strconv.FormatFloat`). A negative precision asks for the
    /// fewest digits that only this number has.
    package static func float(
        _ value: Double, _ format: FloatFormat = .general, precision: Int = -1
    ) -> Bytes {
        if value.isNaN { return Bytes("NaN".utf8) }
        if precision < 0, format == .general, value != 0, value.magnitude < 1e6,
            let whole = Int(exactly: value)
        {
            return Bytes(String(whole).utf8)
        }
        if value.isInfinite { return Bytes((value < 0 ? "-Inf" : "+Inf").utf8) }
        var text: Bytes = value.sign == .minus ? [UInt8(ascii: "-")] : []
        switch format {
        case .binary: appendBinary(value, to: &text)
        case .hexadecimal, .capitalHexadecimal:
            appendHexadecimal(value, format, precision, to: &text)
        case .plain, .exponent, .capitalExponent, .general, .capitalGeneral:
            appendDecimal(value, format, precision, to: &text)
        }
        return text
    }

    /// A complex number as `fmt` prints it with `%v`, such as `(1+2i)`.
    package static func complex(real: Double, imaginary: Double) -> Bytes {
        let imaginaryText = float(imaginary)
        var text: Bytes = [UInt8(ascii: "(")]
        text += float(real)
        if let first = imaginaryText.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "+") {
            text.append(UInt8(ascii: "+"))
        }
        return text + imaginaryText + Bytes("i)".utf8)
    }

    // MARK: Decimal

    private static func appendDecimal(
        _ value: Double, _ format: FloatFormat, _ wanted: Int, to text: inout Bytes
    ) {
        let isShortest = wanted < 0
        var precision = wanted
        var number = isShortest ? DecimalDigits(shortest: value) : DecimalDigits(exact: value)
        switch format {
        case .exponent, .capitalExponent:
            if isShortest { precision = max(number.count - 1, 0) }
            number.round(to: precision + 1)
            appendExponent(number, precision, format.rawValue, to: &text)
        case .general, .capitalGeneral:
            if isShortest { precision = number.count } else { precision = max(precision, 1) }
            number.round(to: precision)
            appendGeneral(number, precision, isShortest, format, to: &text)
        default:
            if isShortest { precision = max(number.count - number.point, 0) }
            number.round(to: number.point + precision)
            appendPlain(number, precision, to: &text)
        }
    }

    private static func appendGeneral(
        _ number: DecimalDigits, _ precision: Int, _ isShortest: Bool, _ format: FloatFormat,
        to text: inout Bytes
    ) {
        // A number with all the digits it has gets an exponent from 10^21 on in JSON, here from the
        // seventh digit before the point on.
        var limit = precision
        if limit > number.count && number.count >= number.point { limit = number.count }
        if isShortest { limit = 6 }
        let exponent = number.point - 1
        if exponent < -4 || exponent >= limit {
            let letter = format == .general ? UInt8(ascii: "e") : UInt8(ascii: "E")
            appendExponent(number, min(precision, number.count) - 1, letter, to: &text)
        } else {
            appendPlain(number, max(number.count - number.point, 0), to: &text)
        }
    }

    private static func appendExponent(
        _ number: DecimalDigits, _ precision: Int, _ letter: UInt8, to text: inout Bytes
    ) {
        text.append(number[0])
        if precision > 0 {
            text.append(UInt8(ascii: "."))
            for index in 1...precision { text.append(number[index]) }
        }
        text.append(letter)
        appendPower(number.count == 0 ? 0 : number.point - 1, to: &text)
    }

    private static func appendPlain(
        _ number: DecimalDigits, _ precision: Int, to text: inout Bytes
    ) {
        if number.point > 0 {
            for index in 0..<number.point { text.append(number[index]) }
        } else {
            text.append(zero)
        }
        if precision > 0 {
            text.append(UInt8(ascii: "."))
            for index in 0..<precision { text.append(number[number.point + index]) }
        }
    }

    /// A power with its sign and at least two digits.
    private static func appendPower(_ power: Int, to text: inout Bytes) {
        text.append(power < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        if power.magnitude < 10 { text.append(zero) }
        text.append(contentsOf: String(power.magnitude).utf8)
    }

    // MARK: Powers of two

    /// The 53 bits of the mantissa and the power of two that they count.
    private static func parts(of value: Double) -> (mantissa: UInt64, exponent: Int) {
        if value.exponentBitPattern == 0 { return (value.significandBitPattern, -1074) }
        return (value.significandBitPattern | 1 << 52, Int(value.exponentBitPattern) - 1075)
    }

    private static func appendBinary(_ value: Double, to text: inout Bytes) {
        let (mantissa, exponent) = parts(of: value)
        text.append(contentsOf: String(mantissa).utf8)
        text.append(UInt8(ascii: "p"))
        if exponent >= 0 { text.append(UInt8(ascii: "+")) }
        text.append(contentsOf: String(exponent).utf8)
    }

    private static func appendHexadecimal(
        _ value: Double, _ format: FloatFormat, _ precision: Int, to text: inout Bytes
    ) {
        let isCapital = format == .capitalHexadecimal
        // The leading one goes to bit 60, so that four bits follow one another as digits.
        var (mantissa, exponent) = parts(of: value)
        exponent = mantissa == 0 ? 0 : exponent + 52
        mantissa <<= 8
        while mantissa != 0 && mantissa & 1 << 60 == 0 {
            mantissa <<= 1
            exponent -= 1
        }
        if precision >= 0 && precision < 15 {
            let dropped = UInt64(60 - precision * 4)
            let extra = (mantissa << UInt64(precision * 4)) & (1 << 60 - 1)
            mantissa >>= dropped
            if extra | (mantissa & 1) > 1 << 59 { mantissa += 1 }
            mantissa <<= dropped
            if mantissa & 1 << 61 != 0 {
                mantissa >>= 1
                exponent += 1
            }
        }
        text += [zero, format.rawValue, zero + UInt8(mantissa >> 60 & 1)]
        mantissa <<= 4
        if precision > 0 || precision < 0 && mantissa != 0 { text.append(UInt8(ascii: ".")) }
        var digits = 0
        while precision < 0 ? mantissa != 0 : digits < precision {
            text.append(hexDigit(UInt8(mantissa >> 60), isCapital: isCapital))
            mantissa <<= 4
            digits += 1
        }
        text.append(isCapital ? UInt8(ascii: "P") : UInt8(ascii: "p"))
        appendPower(exponent, to: &text)
    }

    /// The hexadecimal digit of a number below 16.
    static func hexDigit(_ value: UInt8, isCapital: Bool = false) -> UInt8 {
        if value < 10 { return zero + value }
        return (isCapital ? UInt8(ascii: "A") : UInt8(ascii: "a")) + value - 10
    }
}
