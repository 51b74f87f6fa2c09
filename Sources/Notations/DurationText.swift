/// Durations as Go and Kubernetes write them: `1h45m`, `-1.5s`, `300ms`, `0`.
package enum DurationText {
    /// The nanoseconds `text` stands for, or nil if it is malformed or passes 64 bits (292 years).
    ///
    /// Follows Go's `time.ParseDuration`: an optional sign, then decimal numbers, each with a unit
    /// of
    /// `ns us µs ms s m h`; a lone `0` needs no unit. Fractions of a nanosecond are dropped.
    package static func nanoseconds(_ text: some Collection<UInt8>) -> Int64? {
        // More than any duration needs; bounds the work on hostile text.
        guard text.count <= 400 else { return nil }
        var rest = Array(text)[...]
        var isNegative = false
        if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            isNegative = first == UInt8(ascii: "-")
            rest = rest.dropFirst()
        }
        if rest.count == 1, rest.first == UInt8(ascii: "0") { return 0 }
        guard !rest.isEmpty else { return nil }
        var total: UInt64 = 0
        while !rest.isEmpty {
            guard let part = component(&rest) else { return nil }
            let (sum, overflowed) = total.addingReportingOverflow(part)
            guard !overflowed else { return nil }
            total = sum
        }
        // The least 64-bit number has no positive partner.
        if isNegative, total == Int64.min.magnitude { return .min }
        return Int64(exactly: total).map { isNegative ? -$0 : $0 }
    }

    /// A duration in seconds with as many decimals as it needs: `6347s`, `-1.5s`.
    package static func seconds(ofNanoseconds nanoseconds: Int64) -> String {
        let magnitude = nanoseconds.magnitude
        let whole = String(magnitude / 1_000_000_000)
        let sign = nanoseconds < 0 ? "-" : ""
        return sign + whole + decimals(ofNanoseconds: magnitude % 1_000_000_000) + "s"
    }

    /// A fraction of a second as `.5` or `.000000001`; nothing when it is zero.
    package static func decimals(ofNanoseconds nanoseconds: UInt64) -> String {
        guard nanoseconds > 0 else { return "" }
        var digits = String(nanoseconds)
        digits = String(repeating: "0", count: max(0, 9 - digits.utf8.count)) + digits
        while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
        return "." + digits
    }

    /// One number and its unit, in nanoseconds.
    private static func component(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        let whole = digits(&rest)
        var fraction: ArraySlice<UInt8> = []
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            fraction = digits(&rest)
        }
        guard !whole.isEmpty || !fraction.isEmpty, let unit = unit(&rest) else { return nil }
        var total: UInt64 = 0
        for digit in whole {
            let (product, overflowed) = total.multipliedReportingOverflow(by: 10)
            let (sum, carried) = product.addingReportingOverflow(UInt64(digit - 0x30))
            guard !overflowed, !carried else { return nil }
            total = sum
        }
        let (scaled, overflowed) = total.multipliedReportingOverflow(by: unit)
        let (sum, carried) = scaled.addingReportingOverflow(part(fraction, of: unit))
        return overflowed || carried ? nil : sum
    }

    private static func part(_ fraction: ArraySlice<UInt8>, of unit: UInt64) -> UInt64 {
        var value: UInt64 = 0
        var scale: UInt64 = 1
        // 18 digits are more than an hour has nanoseconds.
        for digit in fraction.prefix(18) {
            value = value * 10 + UInt64(digit - 0x30)
            scale *= 10
        }
        let product = value.multipliedFullWidth(by: unit)
        return scale.dividingFullWidth(product).quotient
    }

    private static func digits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        rest = rest[digits.endIndex...]
        return digits
    }

    private static func unit(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        for (name, size) in units where rest.starts(with: name.utf8) {
            rest = rest.dropFirst(name.utf8.count)
            return size
        }
        return nil
    }

    /// Longer names before those they start with.
    private static let units: [(String, UInt64)] = [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000),
        ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ]
}
