import Notations

/// A moment between the years 1 and 9999, in seconds since 1970 and nanoseconds into the second.
package struct CELTimestamp: Sendable, Hashable {
    package let seconds: Int64
    /// 0 to 999,999,999, counted forwards also before 1970.
    package let nanoseconds: Int32

    init(seconds: Int64, nanoseconds: Int32) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// The moment, or nil if its year is outside 1 to 9999.
    package init?(seconds: Int64) {
        self.init(seconds: seconds, nanosecondsOn: 0)
    }

    private init?(seconds: Int64, nanosecondsOn: Int64) {
        let billion: Int64 = 1_000_000_000
        let carry = nanosecondsOn.quotientFloored(by: billion)
        let (sum, overflowed) = seconds.addingReportingOverflow(carry)
        guard !overflowed, (-62_135_596_800...253_402_300_799).contains(sum) else { return nil }
        self.init(seconds: sum, nanoseconds: Int32(nanosecondsOn - carry * billion))
    }

    /// This moment and `duration` nanoseconds, or nil outside the range of years.
    func adding(_ duration: Int64) -> CELTimestamp? {
        let (sum, overflowed) = Int64(nanoseconds).addingReportingOverflow(duration)
        return overflowed ? nil : CELTimestamp(seconds: seconds, nanosecondsOn: sum)
    }

    /// The nanoseconds from `other` to this, or nil if 64 bits cannot hold them.
    func nanoseconds(since other: CELTimestamp) -> Int64? {
        let (scaled, overflowed) = (seconds - other.seconds)
            .multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, carried) = scaled.addingReportingOverflow(
            Int64(nanoseconds) - Int64(other.nanoseconds))
        return overflowed || carried ? nil : sum
    }
}

extension CELTimestamp: Comparable {
    package static func < (left: CELTimestamp, right: CELTimestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}

extension CELTimestamp: CustomStringConvertible {
    /// Reads RFC 3339: `2009-02-13T23:31:30.5Z` or with an offset such as `+02:00`.
    package init?(_ text: String) {
        var reader = DigitReader(bytes: Array(text.utf8.prefix(64)))
        guard let year = reader.number(digits: 4), reader.skip("-"),
            let month = reader.number(digits: 2), reader.skip("-"),
            let day = reader.number(digits: 2), reader.skip("T") || reader.skip("t"),
            let hour = reader.number(digits: 2), reader.skip(":"),
            let minute = reader.number(digits: 2), reader.skip(":"),
            let second = reader.number(digits: 2),
            (1...12).contains(month), (1...CivilDate.days(inMonth: month, of: year)).contains(day),
            hour < 24, minute < 60, second < 60,
            let nanoseconds = reader.fraction(), let offset = reader.offset(), reader.isAtEnd
        else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSince1970
        let clock = Int64(hour * 3600 + minute * 60 + second)
        self.init(seconds: days * 86_400 + clock - Int64(offset), nanosecondsOn: nanoseconds)
    }

    package var description: String {
        let parts = CivilTime(self, offset: 0)
        let date = parts.date
        let clock = [parts.hour, parts.minute, parts.second].map { padded($0, 2) }
        return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2)
            + "T" + clock.joined(separator: ":")
            + DurationText.decimals(ofNanoseconds: UInt64(nanoseconds)) + "Z"
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

/// A time zone without a name: the seconds to add to UTC.
enum FixedZone {
    /// Reads `UTC`, `Z`, nothing, or an offset such as `+11:00`, `-02:30`, `02:00`.
    static func offset(_ text: String) -> Int? {
        if ["", "UTC", "Z"].contains(text) { return 0 }
        var reader = DigitReader(bytes: Array(text.utf8.prefix(16)))
        let isNegative = reader.skip("-")
        if !isNegative { _ = reader.skip("+") }
        guard let hours = reader.number(digits: 2), reader.skip(":"),
            let minutes = reader.number(digits: 2), reader.isAtEnd, hours < 24, minutes < 60
        else { return nil }
        let offset = hours * 3600 + minutes * 60
        return isNegative ? -offset : offset
    }
}

/// A day of the proleptic Gregorian calendar.
struct CivilDate {
    var year: Int
    /// 1 to 12.
    var month: Int
    /// 1 to 31.
    var day: Int

    static func days(inMonth month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return days[month - 1]
    }

    /// Counted with years that start in March, so that the leap day ends a year.
    var daysSince1970: Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = Int64(shifted).quotientFloored(by: 400)
        let yearOfEra = Int64(shifted) - era * 400
        let dayOfYear = Int64((153 * ((month + 9) % 12) + 2) / 5 + day - 1)
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    init(daysSince1970: Int64) {
        let days = daysSince1970 + 719_468
        let era = days.quotientFloored(by: 146_097)
        let dayOfEra = days - era * 146_097
        let leaps = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leaps) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5) + 1
        month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    }
}

/// A moment as a clock and a calendar at some offset show it.
struct CivilTime {
    let date: CivilDate
    let hour: Int
    let minute: Int
    let second: Int
    /// 0 is Sunday.
    let dayOfWeek: Int
    /// 0 is the first of January.
    let dayOfYear: Int

    init(_ timestamp: CELTimestamp, offset: Int) {
        let local = timestamp.seconds + Int64(offset)
        let days = local.quotientFloored(by: 86_400)
        let clock = Int(local - days * 86_400)
        date = CivilDate(daysSince1970: days)
        hour = clock / 3600
        minute = clock / 60 % 60
        second = clock % 60
        dayOfWeek = Int((days + 4) - (days + 4).quotientFloored(by: 7) * 7)
        let newYear = CivilDate(year: date.year, month: 1, day: 1).daysSince1970
        dayOfYear = Int(days - newYear)
    }
}

extension Int64 {
    /// Division that rounds down, also below zero.
    fileprivate func quotientFloored(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

private struct DigitReader {
    let bytes: [UInt8]
    var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: scalar) else { return false }
        place += 1
        return true
    }

    mutating func number(digits count: Int) -> Int? {
        guard place + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[place..<place + count] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        place += count
        return value
    }

    /// `.5` as nanoseconds; 0 when there is no point. Digits past the ninth are dropped.
    mutating func fraction() -> Int64? {
        guard skip(".") else { return 0 }
        var value: Int64 = 0
        var count = 0
        while place < bytes.count, (0x30...0x39).contains(bytes[place]) {
            if count < 9 { value = value * 10 + Int64(bytes[place] - 0x30) }
            count += 1
            place += 1
        }
        guard count > 0 else { return nil }
        for _ in min(count, 9)..<9 { value *= 10 }
        return value
    }

    /// `Z` or `+02:00` in seconds.
    mutating func offset() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let isNegative = skip("-")
        guard isNegative || skip("+"), let hours = number(digits: 2), skip(":"),
            let minutes = number(digits: 2), hours < 24, minutes < 60
        else { return nil }
        let offset = hours * 3600 + minutes * 60
        return isNegative ? -offset : offset
    }
}
