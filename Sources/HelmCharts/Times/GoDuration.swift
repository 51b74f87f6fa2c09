import GoTemplates
import Notations

/// Durations of Go, in nanoseconds.
enum GoDuration {
    static let second = 1_000_000_000
    static let hour = 3_600 * second

    /// As Go prints them: `1h0m1.5s`, `22.5µs`, `0s`.
    static func text(_ duration: Int) -> String {
        let size = duration.magnitude
        let sign = duration < 0 ? "-" : ""
        if size == 0 { return "0s" }
        if size < 1_000 { return "\(sign)\(size)ns" }
        if size < 1_000_000 { return sign + decimal(size, 1_000) + "µs" }
        if size < 1_000_000_000 { return sign + decimal(size, 1_000_000) + "ms" }
        let minutes = size / 60_000_000_000
        let seconds = decimal(size % 60_000_000_000, 1_000_000_000) + "s"
        if minutes == 0 { return sign + seconds }
        if minutes < 60 { return "\(sign)\(minutes)m\(seconds)" }
        return "\(sign)\(minutes / 60)h\(minutes % 60)m\(seconds)"
    }

    private static func decimal(_ size: UInt, _ unit: UInt) -> String {
        let fraction = UInt64(size % unit) * (1_000_000_000 / UInt64(unit))
        return String(size / unit) + DurationText.decimals(ofNanoseconds: fraction)
    }

    /// To the nearest whole second; halves go away from zero.
    static func roundedToSeconds(_ duration: Int) -> Int {
        let rest = duration % second
        let whole = duration - rest
        if rest.magnitude * 2 < second { return whole }
        let (rounded, overflowed) = whole.addingReportingOverflow(rest < 0 ? -second : second)
        return overflowed ? (rest < 0 ? .min : .max) : rounded
    }

    /// Reads a duration; the error is the one of Go's `time.ParseDuration`.
    static func reading(_ text: Bytes) throws(FunctionError) -> Int {
        if let nanoseconds = DurationText.nanoseconds(text) { return Int(nanoseconds) }
        throw FunctionError("time: " + fault(of: text))
    }

    private static func fault(of text: Bytes) -> String {
        var rest = text[...]
        if rest.first == 0x2B || rest.first == 0x2D { rest.removeFirst() }
        while !rest.isEmpty {
            var number = rest.prefix(while: VersionScan.isDigit)
            if rest[number.endIndex...].first == 0x2E {
                let fraction = rest[number.endIndex...].dropFirst().prefix(
                    while: VersionScan.isDigit)
                number = rest[..<fraction.endIndex]
            }
            guard number.contains(where: VersionScan.isDigit) else { break }
            rest = rest[number.endIndex...]
            let unit = rest.prefix { !VersionScan.isDigit($0) && $0 != 0x2E }
            if unit.isEmpty { return "missing unit in duration " + GoQuoting.plainlyQuoted(text) }
            if DurationText.nanoseconds([0x31] + unit) == nil {
                return "unknown unit " + GoQuoting.plainlyQuoted(unit) + " in duration "
                    + GoQuoting.plainlyQuoted(text)
            }
            rest = rest[unit.endIndex...]
        }
        return "invalid duration " + GoQuoting.plainlyQuoted(text)
    }
}
