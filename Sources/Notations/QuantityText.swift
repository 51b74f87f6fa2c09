extension Quantity {
    /// Reads an amount as apimachinery's `ParseQuantity` does; nil if it is none.
    ///
    /// A number (`1`, `1.`, `.5`, with `+` or `-`), then one of `n u m k M G T P E Ki Mi Gi Ti Pi
    /// Ei`, or `e` or `E` with a whole exponent of at most 32 bits. What is finer than a billionth
    /// is rounded away from zero. More than 2⁶³ - 1 with a binary suffix becomes that. Spaces are
    /// not part of an amount; who reads a manifest trims them first, as the API server does.
    ///
    /// One digit at least is asked for, as the documented grammar has it; apimachinery's scanner
    /// takes `.` and `Mi` for zero.
    package init?(_ text: some Collection<UInt8>) {
        var rest = Array(text)[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        let whole = rest.prefix(while: \.isDigit)
        rest = rest[whole.endIndex...]
        var fraction: ArraySlice<UInt8> = []
        if rest.first == UInt8(ascii: ".") {
            fraction = rest.dropFirst().prefix(while: \.isDigit)
            rest = rest[(rest.startIndex + 1 + fraction.count)...]
        }
        guard !whole.isEmpty || !fraction.isEmpty, let suffix = Suffix(rest) else { return nil }
        let magnitude: Int128 =
            switch suffix.scale {
            case .ten(let power): Quantity.decimal(whole, fraction, power: power)
            case .two(let power): Quantity.binary(whole, fraction, power: power)
            }
        self.init(nanos: isNegative ? -magnitude : magnitude, format: suffix.format)
    }

    /// Billionths of `whole.fraction × 10^power`.
    private static func decimal(
        _ whole: ArraySlice<UInt8>, _ fraction: ArraySlice<UInt8>, power: Int
    ) -> Int128 {
        // The point moves nine places to the right for billionths, and as many as the power says.
        let digits = whole + fraction
        let point = whole.count + power + 9
        let kept = digits.prefix(max(0, point))
        var value: Int128 = 0
        for digit in kept {
            guard let next = value.appending(Int128(digit - 0x30)) else { return .max }
            value = next
        }
        // Zero stays zero however far the point is; anything else is soon beyond the limit.
        guard value > 0 || digits.contains(where: { $0 != 0x30 }) else { return 0 }
        for _ in 0..<max(0, point - digits.count) {
            guard let next = value.appending(0) else { return .max }
            value = next
        }
        let isRounded = digits.dropFirst(kept.count).contains { $0 != 0x30 }
        return isRounded && value < .max ? value + 1 : value
    }

    /// Billionths of `whole.fraction × 2^power`, at most 2⁶³ - 1.
    private static func binary(
        _ whole: ArraySlice<UInt8>, _ fraction: ArraySlice<UInt8>, power: Int
    ) -> Int128 {
        let limit = Int128(Int64.max)
        var value: Int128 = 0
        for digit in whole {
            value = value * 10 + Int128(digit - 0x30)
            if value > limit { return limit * one }
        }
        value <<= Int128(power)
        if value > limit { return limit * one }
        // From the last digit to the first: a tenth of what stands behind it is carried along.
        let unit = one << Int128(power)
        var part: Int128 = 0
        var isRounded = false
        for digit in fraction.reversed() {
            let (quotient, remainder) =
                (Int128(digit - 0x30) * unit + part).quotientAndRemainder(dividingBy: 10)
            part = quotient
            isRounded = isRounded || remainder != 0
        }
        return min(value * one + part + (isRounded ? 1 : 0), limit * one)
    }
}

extension Int128 {
    /// The number with a decimal digit behind it, if it fits.
    fileprivate func appending(_ digit: Int128) -> Int128? {
        let (product, overflowed) = multipliedReportingOverflow(by: 10)
        let (sum, carried) = product.addingReportingOverflow(digit)
        return overflowed || carried ? nil : sum
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}

/// What stands behind the number, and what it multiplies by.
private struct Suffix {
    enum Scale {
        case ten(Int)
        case two(Int)
    }

    let scale: Scale
    let format: Quantity.Format

    init?(_ text: ArraySlice<UInt8>) {
        if let index = Suffix.decimals.firstIndex(where: { text.elementsEqual($0.utf8) }) {
            scale = .ten(index * 3 - 9)
            format = .decimal
        } else if let index = Suffix.binaries.firstIndex(where: { text.elementsEqual($0.utf8) }) {
            scale = .two(index * 10 + 10)
            format = .binary
        } else if let first = text.first, first | 0x20 == UInt8(ascii: "e"),
            let power = Suffix.exponent(text.dropFirst())
        {
            scale = .ten(power)
            format = .exponent
        } else {
            return nil
        }
    }

    /// From 10⁻⁹, in steps of a thousand.
    static let decimals: [String] = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]
    /// From 2¹⁰, in steps of 1024.
    static let binaries: [String] = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]

    private static func exponent(_ text: ArraySlice<UInt8>) -> Int? {
        Int32(String(decoding: text, as: UTF8.self)).map(Int.init)
    }
}

extension Quantity: CustomStringConvertible {
    /// The canonical text of Kubernetes: the largest suffix that leaves no fraction. A binary
    /// amount below 1024, or with a fraction, is written with a decimal suffix.
    package var description: String {
        switch format {
        case .binary: binaryText ?? decimalText
        case .decimal: decimalText
        case .exponent: exponentText
        }
    }

    private var binaryText: String? {
        var (number, fraction) = nanos.quotientAndRemainder(dividingBy: Quantity.one)
        guard fraction == 0, number.magnitude >= 1024 else { return nil }
        var suffix = ""
        for next in Suffix.binaries where number % 1024 == 0 {
            number /= 1024
            suffix = next
        }
        return String(number) + suffix
    }

    private var decimalText: String {
        let (number, thousands) = shortest(thousands: Suffix.decimals.count - 1)
        return String(number) + Suffix.decimals[thousands]
    }

    private var exponentText: String {
        let (number, thousands) = shortest(thousands: 12)
        return thousands == 3 ? String(number) : "\(number)e\(thousands * 3 - 9)"
    }

    /// The number of billionths without the zeros that a suffix can stand for.
    private func shortest(thousands limit: Int) -> (number: Int128, thousands: Int) {
        guard nanos != 0 else { return (0, 3) }
        var (number, thousands) = (nanos, 0)
        while thousands < limit, number % 1000 == 0 {
            number /= 1000
            thousands += 1
        }
        return (number, thousands)
    }
}
