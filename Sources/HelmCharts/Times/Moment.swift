/// A moment on the clock, and the zone it is told in: Go's `time.Time`.
///
/// Far beyond any calendar (some 292 billion years) numbers wrap around, as they do there.
struct Moment: Sendable {
    /// Since 1970-01-01T00:00:00Z.
    var seconds: Int
    /// Of the second, 0 to 999,999,999.
    var nanoseconds = 0
    var zone = Zone.utc

    /// A zone without summer time.
    struct Zone: Sendable {
        var name: String
        /// Seconds east of Greenwich.
        var offset: Int

        static let utc = Zone(name: "UTC", offset: 0)
    }

    /// Go's zero time, 0001-01-01T00:00:00Z.
    static let zero = Moment(seconds: -62_135_596_800)

    init(seconds: Int, nanoseconds: Int = 0, zone: Zone = .utc) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
        self.zone = zone
    }

    /// Days and months may be out of range; they count on into what precedes and follows.
    init(_ date: CivilDate, secondOfDay: Int, nanoseconds: Int = 0, zone: Zone = .utc) {
        let total = date.dayNumber &* 86_400 &+ secondOfDay &- zone.offset
        self.init(seconds: total, nanoseconds: nanoseconds, zone: zone)
    }

    var date: CivilDate { CivilDate(dayNumber: (seconds &+ zone.offset).floored(by: 86_400)) }
    var secondOfDay: Int { (seconds &+ zone.offset).remainder(by: 86_400) }
    var hour: Int { secondOfDay / 3_600 }
    var minute: Int { secondOfDay / 60 % 60 }
    var second: Int { secondOfDay % 60 }

    func told(in zone: Zone) -> Moment {
        Moment(seconds: seconds, nanoseconds: nanoseconds, zone: zone)
    }

    /// This moment moved by nanoseconds.
    func adding(_ duration: Int) -> Moment {
        var (whole, rest) = duration.quotientAndRemainder(dividingBy: 1_000_000_000)
        rest += nanoseconds
        if rest < 0 {
            whole -= 1
            rest += 1_000_000_000
        } else if rest >= 1_000_000_000 {
            whole += 1
            rest -= 1_000_000_000
        }
        return Moment(seconds: seconds &+ whole, nanoseconds: rest, zone: zone)
    }

    /// The nanoseconds since another moment, at most 292 years either way.
    func since(_ other: Moment) -> Int {
        Int(clamping: total - other.total)
    }

    /// Nanoseconds since 1970, in a width that holds them.
    var total: Int128 { Int128(seconds) * 1_000_000_000 + Int128(nanoseconds) }

    /// How far this is beyond the last multiple of `duration` since Go's zero time.
    func excess(over duration: Int) -> Int {
        let rest = (total - Moment.zero.total) % Int128(duration)
        return Int(rest < 0 ? rest + Int128(duration) : rest)
    }
}

/// A day of the Gregorian calendar, carried on before its beginning; year 0 precedes year 1.
struct CivilDate: Sendable {
    var year: Int
    /// 1 to 12.
    var month: Int
    /// 1 to 31.
    var day: Int

    init(_ year: Int, _ month: Int, _ day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// By days since 1970-01-01.
    init(dayNumber: Int) {
        // Years that begin in March have their leap day at the end; 400 of them have 146,097 days.
        let days = dayNumber + 719_468
        let era = days.floored(by: 146_097)
        let dayOfEra = days - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01. Month and day may be out of range.
    var dayNumber: Int {
        let month = self.month &- 3
        let year = self.year &+ month.floored(by: 12)
        let era = year.floored(by: 400)
        let yearOfEra = year.remainder(by: 400)
        let dayOfYear = (153 * month.remainder(by: 12) + 2) / 5
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era &* 146_097 &+ dayOfEra &- 719_468 &+ day &- 1
    }

    /// 1 for January 1st.
    var dayOfYear: Int { dayNumber &- CivilDate(year, 1, 1).dayNumber &+ 1 }

    /// 0 for Sunday.
    var weekday: Int { (dayNumber &+ 4).remainder(by: 7) }

    static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// How many days a month has.
    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Int {
    /// The quotient, rounded down.
    fileprivate func floored(by divisor: Int) -> Int {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }

    /// The remainder of `floored(by:)`, never negative.
    fileprivate func remainder(by divisor: Int) -> Int {
        let rest = self % divisor
        return rest < 0 ? rest + divisor : rest
    }
}
