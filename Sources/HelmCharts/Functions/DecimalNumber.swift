/// A decimal number of any length: an integer times a power of ten, as the Go package decimal has
/// it.
struct DecimalNumber {
    /// The digits of the absolute value, nine a limb, the lowest first; none for zero.
    private var limbs: [UInt32]
    private var isNegative: Bool
    private var exponent: Int

    private static let base: UInt64 = 1_000_000_000

    private init(_ limbs: [UInt32], isNegative: Bool, exponent: Int) {
        self.limbs = limbs
        self.isNegative = isNegative
        self.exponent = exponent
        while self.limbs.last == 0 { self.limbs.removeLast() }
    }

    /// The fewest digits that only this number has; nil for what is not finite.
    init?(_ value: Double) {
        guard value.isFinite else { return nil }
        var digits: [UInt8] = []
        var exponent = 0
        var text = "\(value.magnitude)".utf8[...]
        var isFraction = false
        while let byte = text.popFirst() {
            if byte == UInt8(ascii: ".") {
                isFraction = true
            } else if byte == UInt8(ascii: "e") {
                exponent += Int(Substring(text)) ?? 0
                break
            } else {
                digits.append(byte - 0x30)
                if isFraction { exponent -= 1 }
            }
        }
        var limbs: [UInt32] = []
        var end = digits.count
        while end > 0 {
            let start = max(0, end - 9)
            limbs.append(digits[start..<end].reduce(0) { $0 * 10 + UInt32($1) })
            end = start
        }
        self.init(limbs, isNegative: value < 0, exponent: exponent)
    }

    var isZero: Bool { limbs.isEmpty }

    /// How many digits it takes to hold it, nine at a time.
    var size: Int { limbs.count * 9 }

    /// The nearest floating-point number; infinity when none is near.
    var double: Double {
        guard let top = limbs.last else { return 0 }
        var text = (isNegative ? "-" : "") + String(top)
        for limb in limbs.dropLast().reversed() {
            let digits = String(limb)
            text += String(repeating: "0", count: 9 - digits.count) + digits
        }
        return Double(text + "e\(exponent)") ?? (isNegative ? -.infinity : .infinity)
    }

    static func + (left: DecimalNumber, right: DecimalNumber) -> DecimalNumber {
        let exponent = min(left.exponent, right.exponent)
        let (one, other) = (left.scaled(to: exponent), right.scaled(to: exponent))
        if one.isNegative == other.isNegative {
            return DecimalNumber(
                sum(one.limbs, other.limbs), isNegative: one.isNegative, exponent: exponent)
        }
        if compare(one.limbs, other.limbs) >= 0 {
            return DecimalNumber(
                difference(one.limbs, other.limbs), isNegative: one.isNegative,
                exponent: exponent)
        }
        return DecimalNumber(
            difference(other.limbs, one.limbs), isNegative: other.isNegative, exponent: exponent)
    }

    static func - (left: DecimalNumber, right: DecimalNumber) -> DecimalNumber {
        var negated = right
        negated.isNegative.toggle()
        return left + negated
    }

    static func * (left: DecimalNumber, right: DecimalNumber) -> DecimalNumber {
        DecimalNumber(
            product(left.limbs, right.limbs), isNegative: left.isNegative != right.isNegative,
            exponent: left.exponent + right.exponent)
    }

    /// With 16 digits after the point, halves rounded away from zero. The divisor is not zero.
    static func / (left: DecimalNumber, right: DecimalNumber) -> DecimalNumber {
        let precision = 16
        let shift = left.exponent - right.exponent + precision
        let dividend = product(left.limbs, power(max(shift, 0)))
        let divisor = product(right.limbs, power(max(-shift, 0)))
        var (quotient, remainder) = divide(dividend, divisor)
        if compare(sum(remainder, remainder), divisor) >= 0 { quotient = sum(quotient, [1]) }
        return DecimalNumber(
            quotient, isNegative: left.isNegative != right.isNegative, exponent: -precision)
    }

    private func scaled(to exponent: Int) -> DecimalNumber {
        let factor = Self.power(self.exponent - exponent)
        return DecimalNumber(
            Self.product(limbs, factor), isNegative: isNegative, exponent: exponent)
    }

    // MARK: Limbs

    private static func power(_ exponent: Int) -> [UInt32] {
        var limbs = [UInt32](repeating: 0, count: exponent / 9)
        limbs.append((0..<exponent % 9).reduce(1) { power, _ in power * 10 })
        return limbs
    }

    private static func compare(_ left: [UInt32], _ right: [UInt32]) -> Int {
        if left.count != right.count { return left.count < right.count ? -1 : 1 }
        for (one, other) in zip(left.reversed(), right.reversed()) where one != other {
            return one < other ? -1 : 1
        }
        return 0
    }

    private static func sum(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var carry: UInt64 = 0
        for index in 0..<max(left.count, right.count) {
            carry += UInt64(index < left.count ? left[index] : 0)
            carry += UInt64(index < right.count ? right[index] : 0)
            result.append(UInt32(carry % base))
            carry /= base
        }
        if carry > 0 { result.append(UInt32(carry)) }
        return result
    }

    /// The left is not the smaller one.
    private static func difference(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var borrow: Int64 = 0
        for index in left.indices {
            var limb = Int64(left[index]) - borrow - Int64(index < right.count ? right[index] : 0)
            borrow = limb < 0 ? 1 : 0
            if limb < 0 { limb += Int64(base) }
            result.append(UInt32(limb))
        }
        while result.last == 0 { result.removeLast() }
        return result
    }

    private static func product(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        if left.isEmpty || right.isEmpty { return [] }
        var result = [UInt32](repeating: 0, count: left.count + right.count)
        for (place, limb) in left.enumerated() where limb != 0 {
            var carry: UInt64 = 0
            for (index, other) in right.enumerated() {
                carry += UInt64(limb) * UInt64(other) + UInt64(result[place + index])
                result[place + index] = UInt32(carry % base)
                carry /= base
            }
            result[place + right.count] = UInt32(carry)
        }
        while result.last == 0 { result.removeLast() }
        return result
    }

    /// Long division, limb by limb; each limb of the quotient is found by halving.
    private static func divide(
        _ dividend: [UInt32], _ divisor: [UInt32]
    ) -> (quotient: [UInt32], remainder: [UInt32]) {
        var quotient: [UInt32] = []
        var remainder: [UInt32] = []
        for limb in dividend.reversed() {
            remainder.insert(limb, at: 0)
            while remainder.last == 0 { remainder.removeLast() }
            var (low, high) = (UInt32(0), UInt32(base - 1))
            while low < high {
                let middle = low + (high - low + 1) / 2
                if compare(product(divisor, [middle]), remainder) <= 0 {
                    low = middle
                } else {
                    high = middle - 1
                }
            }
            if low > 0 { remainder = difference(remainder, product(divisor, [low])) }
            quotient.append(low)
        }
        quotient.reverse()
        while quotient.last == 0 { quotient.removeLast() }
        return (quotient, remainder)
    }
}
