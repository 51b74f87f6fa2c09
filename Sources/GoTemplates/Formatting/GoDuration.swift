/// `time.Duration` as Go prints it.
package enum GoDuration {
    /// A number of nanoseconds in hours, minutes and seconds, such as `1h15m30.918s`; below a
    /// second in the largest unit that gives a whole part.
    package static func text(nanoseconds: Int) -> Bytes {
        if nanoseconds == 0 { return Bytes("0s".utf8) }
        let sign = nanoseconds < 0 ? "-" : ""
        let amount = nanoseconds.magnitude
        let text =
            switch amount {
            case ..<1_000: "\(amount)ns"
            case ..<1_000_000: decimal(amount, digits: 3) + "µs"
            case ..<1_000_000_000: decimal(amount, digits: 6) + "ms"
            default: clock(amount)
            }
        return Bytes((sign + text).utf8)
    }

    private static func clock(_ amount: UInt) -> String {
        let minute: UInt = 60_000_000_000
        let minutes = amount / minute
        let seconds = decimal(amount % minute, digits: 9) + "s"
        if minutes == 0 { return seconds }
        if minutes < 60 { return "\(minutes)m" + seconds }
        return "\(minutes / 60)h\(minutes % 60)m" + seconds
    }

    /// A number whose last `digits` digits stand after the point, without zeros at its end.
    private static func decimal(_ amount: UInt, digits: Int) -> String {
        var unit: UInt = 1
        for _ in 0..<digits { unit *= 10 }
        let (whole, rest) = amount.quotientAndRemainder(dividingBy: unit)
        if rest == 0 { return "\(whole)" }
        var fraction = String(String(unit + rest).dropFirst())
        while fraction.last == "0" { fraction.removeLast() }
        return "\(whole).\(fraction)"
    }
}
