import GoTemplates

/// A layout of Go's package `time`: an example text whose parts stand for those of a time, such as
/// `2006-01-02 15:04:05 -0700 MST`.
struct TimeLayout {
    /// Bytes that stand for themselves, then a part; the last piece has no part.
    struct Piece {
        var literal: Range<Int>
        var part: Part?
        /// Where the part stands.
        var range: Range<Int>
    }

    enum Part: Equatable {
        case longYear, year, longMonth, shortMonth, month(Padding), longWeekday, shortWeekday
        case day(Padding), dayOfYear(Padding), hour, hour12(Padding), minute(Padding)
        case second(Padding)
        case upperHalf, lowerHalf
        case zoneName
        /// Whether UTC is written as `Z`.
        case offset(OffsetForm, usesZ: Bool)
        /// A fraction of a second of so many digits, or without zeros at its end.
        case fraction(Int, isTrimmed: Bool)
    }

    enum Padding { case none, zero, space }

    enum OffsetForm: CaseIterable {
        // In the order in which they are looked for: longer ones before those they begin with.
        case secondsPlain, secondsColon, plain, colon, short

        var digits: [UInt8] {
            switch self {
            case .secondsPlain: Bytes("070000".utf8)
            case .secondsColon: Bytes("07:00:00".utf8)
            case .plain: Bytes("0700".utf8)
            case .colon: Bytes("07:00".utf8)
            case .short: Bytes("07".utf8)
            }
        }
        var hasColon: Bool { self == .colon || self == .secondsColon }
        var hasMinutes: Bool { self != .short }
        var hasSeconds: Bool { self == .secondsPlain || self == .secondsColon }
    }

    let text: Bytes

    init(_ text: Bytes) { self.text = text }

    /// The piece that begins at `start`.
    func piece(at start: Int) -> Piece {
        var offset = start
        while offset < text.count {
            if let (part, length) = part(at: offset) {
                // An underscore before a year is no padding.
                let begin = part == .longYear && text[offset] == 0x5F ? offset + 1 : offset
                return Piece(
                    literal: start..<begin, part: part, range: begin..<(offset + length))
            }
            offset += 1
        }
        return Piece(literal: start..<text.count, part: nil, range: text.count..<text.count)
    }

    private func part(at offset: Int) -> (Part, Int)? {
        switch text[offset] {
        case UInt8(ascii: "J"), UInt8(ascii: "M"): name(at: offset)
        case 0x30...0x35: number(at: offset)
        case UInt8(ascii: "_"): padded(at: offset)
        case UInt8(ascii: "P"): has("PM", at: offset) ? (.upperHalf, 2) : nil
        case UInt8(ascii: "p"): has("pm", at: offset) ? (.lowerHalf, 2) : nil
        case UInt8(ascii: "-"), UInt8(ascii: "Z"): zoneOffset(at: offset)
        case UInt8(ascii: "."), UInt8(ascii: ","): fraction(at: offset)
        default: nil
        }
    }

    private func name(at offset: Int) -> (Part, Int)? {
        if has("January", at: offset) { return (.longMonth, 7) }
        if has("Monday", at: offset) { return (.longWeekday, 6) }
        if has("MST", at: offset) { return (.zoneName, 3) }
        let isWord = byte(offset + 3).map { (0x61...0x7A).contains($0) } ?? false
        if isWord { return nil }
        if has("Jan", at: offset) { return (.shortMonth, 3) }
        return has("Mon", at: offset) ? (.shortWeekday, 3) : nil
    }

    private func number(at offset: Int) -> (Part, Int)? {
        let next = byte(offset + 1)
        switch (text[offset], next) {
        case (0x30, 0x31): return (.month(.zero), 2)
        case (0x30, 0x32): return (.day(.zero), 2)
        case (0x30, 0x33): return (.hour12(.zero), 2)
        case (0x30, 0x34): return (.minute(.zero), 2)
        case (0x30, 0x35): return (.second(.zero), 2)
        case (0x30, 0x36): return (.year, 2)
        case (0x30, _): return has("002", at: offset) ? (.dayOfYear(.zero), 3) : nil
        case (0x31, 0x35): return (.hour, 2)
        case (0x31, _): return (.month(.none), 1)
        case (0x32, _): return has("2006", at: offset) ? (.longYear, 4) : (.day(.none), 1)
        case (0x33, _): return (.hour12(.none), 1)
        case (0x34, _): return (.minute(.none), 1)
        default: return (.second(.none), 1)
        }
    }

    private func padded(at offset: Int) -> (Part, Int)? {
        if has("_2006", at: offset) { return (.longYear, 5) }
        if has("_2", at: offset) { return (.day(.space), 2) }
        return has("__2", at: offset) ? (.dayOfYear(.space), 3) : nil
    }

    private func zoneOffset(at offset: Int) -> (Part, Int)? {
        for form in OffsetForm.allCases where has(form.digits, at: offset + 1) {
            return (.offset(form, usesZ: text[offset] == UInt8(ascii: "Z")), form.digits.count + 1)
        }
        return nil
    }

    private func fraction(at offset: Int) -> (Part, Int)? {
        guard let digit = byte(offset + 1), digit == 0x30 || digit == 0x39 else { return nil }
        var end = offset + 1
        while byte(end) == digit { end += 1 }
        if let next = byte(end), (0x30...0x39).contains(next) { return nil }
        return (.fraction(end - offset - 1, isTrimmed: digit == 0x39), end - offset)
    }

    private func byte(_ offset: Int) -> UInt8? { offset < text.count ? text[offset] : nil }

    private func has(_ word: String, at offset: Int) -> Bool {
        text[offset...].starts(with: word.utf8)
    }

    private func has(_ bytes: Bytes, at offset: Int) -> Bool {
        offset <= text.count && text[offset...].starts(with: bytes)
    }
}
