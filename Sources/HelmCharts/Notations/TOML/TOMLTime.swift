import GoTemplates
import SourceText

/// A date, a time or both, as TOML writes them: a `time.Time` to templates.
final class TOMLTime: GoJSONWritable {
    /// What of it was written.
    enum Kind {
        case moment
        case localMoment
        case localDate
        case localTime
    }

    private let kind: Kind
    private let date: String
    /// With a fraction that does not end in zeros.
    private let time: String
    /// `Z` or `+07:00`.
    private let zone: String

    var typeName: String { "time.Time" }

    var printed: Bytes {
        let digits = zone == "Z" ? "+0000" : zone.filter { $0 != ":" }
        let name =
            switch kind {
            case .moment: zone == "Z" ? "UTC" : digits
            case .localMoment: "datetime-local"
            case .localDate: "date-local"
            case .localTime: "time-local"
            }
        return Bytes("\(date) \(time) \(digits) \(name)".utf8)
    }

    var json: GoJSONForm { .value(.string("\(date)T\(time)\(zone)")) }

    /// As it stands in TOML.
    var text: Bytes {
        switch kind {
        case .moment: Bytes("\(date)T\(time)\(zone)".utf8)
        case .localMoment: Bytes("\(date)T\(time)".utf8)
        case .localDate: Bytes(date.utf8)
        case .localTime: Bytes(time.utf8)
        }
    }

    /// Nil for what is no date and no time.
    init?(_ text: Bytes) {
        var parts = Parts(text)
        let date = parts.date()
        if date != nil, parts.isAtEnd {
            (kind, self.date, time, zone) = (.localDate, date ?? "", "00:00:00", "Z")
            return
        }
        if date != nil {
            guard parts.skip("T") || parts.skip("t") || parts.skip(" ") else { return nil }
        }
        guard let time = parts.time() else { return nil }
        self.time = time
        self.date = date ?? "0000-01-01"
        if parts.isAtEnd {
            (kind, zone) = (date == nil ? .localTime : .localMoment, "Z")
            return
        }
        guard date != nil, let zone = parts.zone(), parts.isAtEnd else { return nil }
        (kind, self.zone) = (.moment, zone)
    }

    private struct Parts {
        private let text: Bytes
        private var place = 0

        init(_ text: Bytes) {
            self.text = text
        }

        var isAtEnd: Bool { place == text.count }

        mutating func skip(_ sign: Unicode.Scalar) -> Bool {
            guard place < text.count, text[place] == UInt8(ascii: sign) else { return false }
            place += 1
            return true
        }

        private mutating func number(_ length: Int, _ range: ClosedRange<Int>) -> Int? {
            guard place + length <= text.count else { return nil }
            var value = 0
            for byte in text[place..<place + length] {
                guard byte.isASCIIDigit else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            guard range.contains(value) else { return nil }
            place += length
            return value
        }

        mutating func date() -> String? {
            let start = place
            guard let year = number(4, 0...9999), skip("-"), let month = number(2, 1...12),
                skip("-")
            else {
                place = start
                return nil
            }
            let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            guard number(2, 1...lengths[month - 1]) != nil else {
                place = start
                return nil
            }
            return String(decoding: text[start..<place], as: UTF8.self)
        }

        mutating func time() -> String? {
            let start = place
            guard number(2, 0...23) != nil, skip(":"), number(2, 0...59) != nil else { return nil }
            guard skip(":") else {
                return String(decoding: text[start..<place], as: UTF8.self) + ":00"
            }
            guard number(2, 0...59) != nil else { return nil }
            var end = place
            if skip(".") {
                let first = place
                guard place < text.count, text[place].isASCIIDigit else { return nil }
                while place < text.count, text[place].isASCIIDigit {
                    place += 1
                    // A time has nanoseconds, and no zeros at its end.
                    if place - first <= 9, text[place - 1] != 0x30 { end = place }
                }
            }
            return String(decoding: text[start..<end], as: UTF8.self)
        }

        mutating func zone() -> String? {
            if skip("Z") || skip("z") { return "Z" }
            let start = place
            guard skip("+") || skip("-") else { return nil }
            guard let hours = number(2, 0...24), skip(":"), let minutes = number(2, 0...60) else {
                return nil
            }
            if hours == 0, minutes == 0 { return "Z" }
            return String(decoding: text[start..<place], as: UTF8.self)
        }
    }
}
