/// The decimal digits of a floating-point number without its sign: `0.d₁d₂d₃… × 10^point`.
struct DecimalDigits {
    /// From the first that is not zero to the last that is not, in ASCII; none for zero.
    private(set) var digits: Bytes
    /// Where the decimal point stands, counted from before the first digit.
    private(set) var point: Int

    var count: Int { digits.count }

    /// The digit at a place, zero beyond the last one and before the first.
    subscript(index: Int) -> UInt8 {
        index >= 0 && index < digits.count ? digits[index] : UInt8(ascii: "0")
    }

    /// The fewest digits that only this number has. The number must be finite.
    init(shortest value: Double) {
        digits = []
        point = 0
        // The standard library's description has these digits, in one notation or another.
        var exponent = 0
        var hasPoint = false
        var text = value.magnitude.description.utf8[...]
        while let byte = text.popFirst() {
            switch byte {
            case UInt8(ascii: "."):
                hasPoint = true
            case UInt8(ascii: "e"):
                exponent = Int(Substring(text)) ?? 0
                text = text[text.endIndex...]
            case UInt8(ascii: "0") where digits.isEmpty:
                if hasPoint { point -= 1 }
            default:
                digits.append(byte)
                if !hasPoint { point += 1 }
            }
        }
        point += exponent
        trim()
    }

    /// All digits that the number has in truth, up to 767 of them. The number must be finite.
    init(exact value: Double) {
        digits = []
        point = 0
        guard value != 0 else { return }
        var mantissa = value.significandBitPattern
        var exponent = Int(value.exponentBitPattern) - 1075
        if value.exponentBitPattern == 0 { exponent += 1 } else { mantissa |= 1 << 52 }
        let zeros = mantissa.trailingZeroBitCount
        var number = LargeNumber(mantissa >> UInt64(zeros))
        exponent += zeros
        // m / 2^k is m × 5^k / 10^k.
        if exponent >= 0 {
            number.multiply(by: 2, times: exponent, atOnce: 29)
        } else {
            number.multiply(by: 5, times: -exponent, atOnce: 12)
        }
        digits = number.decimal
        point = digits.count + min(exponent, 0)
        trim()
    }

    private mutating func trim() {
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits.isEmpty { point = 0 }
    }

    /// Keeps so many digits, rounding to the nearest and halves to even.
    mutating func round(to kept: Int) {
        guard kept >= 0, kept < digits.count else { return }
        let next = digits[kept]
        let isHalf = next == UInt8(ascii: "5") && kept + 1 == digits.count
        let isOdd = kept > 0 && digits[kept - 1] & 1 == 1
        let goesUp = isHalf ? isOdd : next >= UInt8(ascii: "5")
        digits.removeSubrange(kept...)
        if goesUp {
            while digits.last == UInt8(ascii: "9") { digits.removeLast() }
            if digits.isEmpty {
                digits = [UInt8(ascii: "1")]
                point += 1
            } else {
                digits[digits.count - 1] += 1
            }
        }
        trim()
    }
}

/// A natural number of any size, in limbs of nine decimal digits, the least first.
private struct LargeNumber {
    private static let base: UInt64 = 1_000_000_000
    private var limbs: [UInt32] = []

    init(_ value: UInt64) {
        var rest = value
        while rest > 0 {
            limbs.append(UInt32(rest % Self.base))
            rest /= Self.base
        }
    }

    /// Multiplies by `factor` to the power of `times`, by at most `atOnce` of them in one pass, the
    /// product of which must fit 32 bits.
    mutating func multiply(by factor: UInt64, times: Int, atOnce: Int) {
        var left = times
        while left > 0 {
            let now = min(left, atOnce)
            var product: UInt64 = 1
            for _ in 0..<now { product *= factor }
            multiply(by: product)
            left -= now
        }
    }

    private mutating func multiply(by factor: UInt64) {
        var carry: UInt64 = 0
        for index in limbs.indices {
            let product = UInt64(limbs[index]) * factor + carry
            limbs[index] = UInt32(product % Self.base)
            carry = product / Self.base
        }
        while carry > 0 {
            limbs.append(UInt32(carry % Self.base))
            carry /= Self.base
        }
    }

    /// The digits in ASCII, without leading zeros.
    var decimal: Bytes {
        var result: Bytes = []
        for limb in limbs.reversed() {
            let text = String(limb).utf8
            if !result.isEmpty {
                result.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 9 - text.count))
            }
            result.append(contentsOf: text)
        }
        return result
    }
}
