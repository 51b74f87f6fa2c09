import GoTemplates

/// A `time.Duration` as Go prints it, such as `1h2m3.5s`.
enum GoDurationText {
    static func text(_ nanoseconds: Int) -> Bytes {
        guard nanoseconds != 0 else { return Bytes("0s".utf8) }
        let magnitude = nanoseconds.magnitude
        let sign = nanoseconds < 0 ? "-" : ""
        if magnitude < 1_000 { return Bytes("\(sign)\(magnitude)ns".utf8) }
        if magnitude < 1_000_000 { return Bytes((sign + decimal(magnitude, 1_000) + "µs").utf8) }
        if magnitude < 1_000_000_000 {
            return Bytes((sign + decimal(magnitude, 1_000_000) + "ms").utf8)
        }
        let minutes = magnitude / 60_000_000_000
        let seconds = decimal(magnitude % 60_000_000_000, 1_000_000_000) + "s"
        if minutes == 0 { return Bytes((sign + seconds).utf8) }
        if minutes < 60 { return Bytes("\(sign)\(minutes)m\(seconds)".utf8) }
        return Bytes("\(sign)\(minutes / 60)h\(minutes % 60)m\(seconds)".utf8)
    }

    private static func decimal(_ value: UInt, _ unit: UInt) -> String {
        let rest = value % unit
        guard rest > 0 else { return String(value / unit) }
        var digits = String(rest + unit).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(value / unit).\(digits)"
    }
}
