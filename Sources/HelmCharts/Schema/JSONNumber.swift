import GoTemplates

/// Numbers in schemas and their messages.
enum JSONNumber {
    static func value(_ value: Value) -> Double? {
        switch value.payload {
        case .integer(let value, _): Double(value)
        case .float(let value): value
        default: nil
        }
    }

    /// A count: a whole number that is not negative.
    static func count(_ value: Value) -> Int? {
        guard let number = self.value(value), number >= 0, number == number.rounded() else {
            return nil
        }
        return Int(exactly: min(number, 1e15))
    }

    /// Whether one number is another one times a whole number, both taken as the decimal fractions
    /// that they are written as.
    static func isMultiple(_ number: Double, of divisor: Double) -> Bool {
        guard let number = Decimal(number), let divisor = Decimal(divisor), divisor.digits > 0
        else { return false }
        if number.digits == 0 { return true }
        let shift = number.exponent - divisor.exponent
        if shift < 0 {
            // More decimal places than any number of that many digits can lose.
            guard shift >= -19 else { return false }
            var whole = UInt128(divisor.digits)
            for _ in 0..<(-shift) { whole *= 10 }
            return UInt128(number.digits) % whole == 0
        }
        var rest = UInt128(number.digits % divisor.digits)
        for _ in 0..<shift where rest > 0 { rest = rest * 10 % UInt128(divisor.digits) }
        return rest == 0
    }

    /// A decimal fraction without its sign: digits times a power of ten.
    struct Decimal {
        var digits: UInt64 = 0
        /// The power of ten, with no zeros at the end of the digits.
        var exponent = 0

        /// The shortest fraction that means this number; nil for what is not finite.
        init?(_ number: Double) {
            guard number.isFinite else { return nil }
            let text = "\(number.magnitude)".utf8
            let end = text.firstIndex(of: UInt8(ascii: "e")) ?? text.endIndex
            var isAfterPoint = false
            for byte in text[..<end] {
                if byte == UInt8(ascii: ".") {
                    isAfterPoint = true
                } else {
                    digits = digits * 10 + UInt64(byte - 0x30)
                    if isAfterPoint { exponent -= 1 }
                }
            }
            if end < text.endIndex {
                exponent += Int(Substring(text[text.index(after: end)...])) ?? 0
            }
            while digits > 0, digits % 10 == 0 {
                digits /= 10
                exponent += 1
            }
        }
    }

    /// As messages print a number: digits in groups of three, `1.5×10⁰⁷` from a million on and
    /// below a ten-thousandth.
    static func printed(_ number: Double) -> String {
        guard let decimal = Decimal(number) else { return "\(number)" }
        let sign = number < 0 ? "-" : ""
        if decimal.digits == 0 { return sign + "0" }
        let digits = Array(String(decimal.digits))
        let power = decimal.exponent + digits.count - 1
        if power < -4 || power >= 6 {
            let fraction = digits.count > 1 ? "." + String(digits[1...]) : ""
            return sign + String(digits[0]) + fraction + "×10" + superscript(power)
        }
        if power < 0 {
            return sign + "0." + String(repeating: "0", count: -power - 1) + String(digits)
        }
        let zeros = Array(repeating: Character("0"), count: max(0, power + 1 - digits.count))
        let whole = String((digits + zeros)[...power])
        let fraction = digits.count > power + 1 ? "." + String(digits[(power + 1)...]) : ""
        return sign + printed(Int(whole) ?? 0) + fraction
    }

    /// A count in groups of three digits.
    static func printed(_ count: Int) -> String {
        var text = ""
        let digits = String(count)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }

    /// At least two digits.
    private static func superscript(_ number: Int) -> String {
        let forms = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        let digits = String(number.magnitude).utf8.map { forms[Int($0 - 0x30)] }
        return (number < 0 ? "⁻" : "") + (digits.count < 2 ? "⁰" : "") + String(digits)
    }
}
