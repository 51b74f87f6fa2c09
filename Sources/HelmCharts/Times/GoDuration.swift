import GoTemplates
import Notations

/// Durations of Go, in nanoseconds.
extension GoDuration {
    static let second = 1_000_000_000
    static let hour = 3_600 * second

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
