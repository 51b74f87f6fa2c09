import GoTemplates

/// Why a text does not follow a layout, in the words of Go's package `time`.
struct TimeParsingError: Error {
    let message: String
}

extension Moment {
    /// Reads a time in the form of a layout, as Go's `time.Parse` does. Without a zone in the text
    /// it is UTC.
    init(_ value: Bytes, layout: Bytes) throws(TimeParsingError) {
        var reader = TimeReader(value, TimeLayout(layout))
        self = try reader.read()
    }
}

/// Reads one time. Fields are nil until they were read.
struct TimeReader {
    let value: Bytes
    let layout: TimeLayout
    var rest: ArraySlice<UInt8>
    var year = 0
    var month: Int?
    var day: Int?
    var dayOfYear: Int?
    var (hour, minute, second, nanoseconds) = (0, 0, 0, 0)
    var isAfternoon: Bool?
    var isUTC = false
    var offset: Int?
    var zoneName = ""

    /// What is wrong with a part.
    enum Fault: Error {
        case malformed
        case outOfRange(String)
    }

    init(_ value: Bytes, _ layout: TimeLayout) {
        self.value = value
        self.layout = layout
        rest = value[...]
    }

    mutating func read() throws(TimeParsingError) -> Moment {
        var position = 0
        while true {
            let piece = layout.piece(at: position)
            let literal = layout.text[piece.literal]
            guard skip(literal) else { throw mismatch(literal, rest) }
            guard let part = piece.part else { break }
            position = piece.range.upperBound
            let held = rest
            do throws(Fault) {
                try read(part, next: { [layout] in layout.piece(at: position).part })
            } catch {
                switch error {
                case .malformed: throw mismatch(layout.text[piece.range], held)
                case .outOfRange(let what): throw failure(": \(what) out of range")
                }
            }
        }
        guard rest.isEmpty else { throw failure(": extra text: " + Self.quoted(rest)) }
        return try moment()
    }

    private func mismatch(
        _ part: ArraySlice<UInt8>, _ found: ArraySlice<UInt8>
    ) -> TimeParsingError {
        TimeParsingError(
            message: "parsing time " + Self.quoted(value[...]) + " as "
                + Self.quoted(layout.text[...]) + ": cannot parse " + Self.quoted(found) + " as "
                + Self.quoted(part))
    }

    private func failure(_ message: String) -> TimeParsingError {
        TimeParsingError(message: "parsing time " + Self.quoted(value[...]) + message)
    }

    private static func quoted(_ text: ArraySlice<UInt8>) -> String {
        GoQuoting.plainlyQuoted(text)
    }

    /// Any number of spaces counts as one.
    private mutating func skip(_ literal: ArraySlice<UInt8>) -> Bool {
        var literal = literal
        while let first = literal.first {
            if first == 0x20 {
                if let next = rest.first, next != 0x20 { return false }
                literal = literal.drop { $0 == 0x20 }
                rest = rest.drop { $0 == 0x20 }
            } else {
                guard rest.first == first else { return false }
                literal.removeFirst()
                rest.removeFirst()
            }
        }
        return true
    }

    private mutating func read(
        _ part: TimeLayout.Part, next: () -> TimeLayout.Part?
    ) throws(Fault) {
        switch part {
        case .longYear: year = try digits(4)
        case .year:
            let short = try digits(2)
            year = short + (short >= 69 ? 1900 : 2000)
        case .longMonth: month = try name(GoNames.months, length: nil) + 1
        case .shortMonth: month = try name(GoNames.months, length: 3) + 1
        case .month(let padding):
            let number = try number(padding)
            month = number
            if !(1...12).contains(number) { throw .outOfRange("month") }
        case .longWeekday: _ = try name(GoNames.weekdays, length: nil)
        case .shortWeekday: _ = try name(GoNames.weekdays, length: 3)
        case .day(let padding): day = try number(padding)
        case .dayOfYear(let padding): dayOfYear = try longNumber(padding)
        case .hour: hour = try limited(number(.none), below: 24, "hour")
        case .hour12(let padding): hour = try limited(number(padding), below: 13, "hour")
        case .minute(let padding): minute = try limited(number(padding), below: 60, "minute")
        case .second(let padding):
            second = try limited(number(padding), below: 60, "second")
            if case .fraction = next() { return }
            optionalFraction()
        case .upperHalf: isAfternoon = try half("PM", "AM")
        case .lowerHalf: isAfternoon = try half("pm", "am")
        case .zoneName: try readZoneName()
        case .offset(let form, let usesZ): try readOffset(form, usesZ)
        case .fraction(let count, let isTrimmed):
            if isTrimmed { optionalFraction() } else { try fraction(count) }
        }
    }

    private func limited(_ number: Int, below limit: Int, _ what: String) throws(Fault) -> Int {
        if number >= limit { throw .outOfRange(what) }
        return number
    }

    /// Exactly so many digits.
    mutating func digits(_ count: Int) throws(Fault) -> Int {
        guard rest.count >= count, rest.prefix(count).allSatisfy(VersionScan.isDigit) else {
            throw .malformed
        }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// One or two digits; two when padded with zeros.
    private mutating func number(_ padding: TimeLayout.Padding) throws(Fault) -> Int {
        if padding == .space, rest.first == 0x20 { rest.removeFirst() }
        let count = rest.prefix(2).prefix(while: VersionScan.isDigit).count
        guard count == 2 || count == 1 && padding != .zero else { throw .malformed }
        return try digits(count)
    }

    private mutating func longNumber(_ padding: TimeLayout.Padding) throws(Fault) -> Int {
        if padding == .space { rest = rest.dropFirst(rest.prefix(2).prefix { $0 == 0x20 }.count) }
        let count = rest.prefix(3).prefix(while: VersionScan.isDigit).count
        guard count == 3 || count > 0 && padding != .zero else { throw .malformed }
        return try digits(count)
    }

    /// Which of the names comes next, in capital or small letters.
    private mutating func name(_ names: [String], length: Int?) throws(Fault) -> Int {
        for (index, name) in names.enumerated() {
            let name = Bytes(name.utf8.prefix(length ?? name.utf8.count))
            if rest.count >= name.count, zip(rest, name).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) {
                rest = rest.dropFirst(name.count)
                return index
            }
        }
        throw .malformed
    }

    private mutating func half(_ after: String, _ before: String) throws(Fault) -> Bool {
        let isAfter = rest.starts(with: after.utf8)
        guard isAfter || rest.starts(with: before.utf8) else { throw .malformed }
        rest = rest.dropFirst(2)
        return isAfter
    }

    private static func isPoint(_ byte: UInt8?) -> Bool { byte == 0x2E || byte == 0x2C }

    /// A point and exactly so many digits; beyond nine they do not count.
    private mutating func fraction(_ count: Int) throws(Fault) {
        guard rest.count > count, Self.isPoint(rest.first) else { throw .malformed }
        let digits = rest.dropFirst().prefix(count)
        guard digits.allSatisfy(VersionScan.isDigit) else { throw .malformed }
        nanoseconds = digits.prefix(9).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        for _ in 0..<max(0, 9 - count) { nanoseconds *= 10 }
        rest = rest.dropFirst(count + 1)
    }

    /// A point and digits, if they are there.
    private mutating func optionalFraction() {
        let count = rest.dropFirst().prefix(while: VersionScan.isDigit).count
        if Self.isPoint(rest.first), count > 0 { try? fraction(count) }
    }
}

extension TimeReader {
    /// The moment that the fields tell.
    private mutating func moment() throws(TimeParsingError) -> Moment {
        if isAfternoon == true, hour < 12 { hour += 12 }
        if isAfternoon == false, hour == 12 { hour = 0 }
        let date = try date()
        let secondOfDay = hour * 3_600 + minute * 60 + second
        let zone = zone
        // What is known by a name alone does not move the time.
        let isKnown = isUTC || offset != nil
        return Moment(
            date, secondOfDay: secondOfDay, nanoseconds: nanoseconds, zone: isKnown ? zone : .utc
        ).told(in: zone)
    }

    private func date() throws(TimeParsingError) -> CivilDate {
        guard let dayOfYear else {
            let date = CivilDate(year, month ?? 1, day ?? 1)
            guard (1...CivilDate.days(in: date.month, of: year)).contains(date.day) else {
                throw failure(": day out of range")
            }
            return date
        }
        guard (1...(CivilDate.isLeap(year) ? 366 : 365)).contains(dayOfYear) else {
            throw failure(": day-of-year out of range")
        }
        let start = CivilDate(year, 1, 1).dayNumber
        let date = CivilDate(dayNumber: start + dayOfYear - 1)
        if let month, month != date.month {
            throw failure(": day-of-year does not match month")
        }
        if let day, day != date.day { throw failure(": day-of-year does not match day") }
        return date
    }
}
