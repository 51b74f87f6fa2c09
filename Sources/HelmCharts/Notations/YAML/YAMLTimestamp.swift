import SourceText

/// The dates and times that go-yaml knows: `2001-1-2`, `2001-1-2 3:4:5.6` and
/// `2001-1-2T3:4:5.6+07:00`.
struct YAMLTimestamp {
    private let text: UnsafeBufferPointer<UInt8>
    private var place = 0

    static func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 8, text[4] == UInt8(ascii: "-") else { return false }
        guard text[..<4].allSatisfy({ $0.isASCIIDigit }) else { return false }
        var timestamp = YAMLTimestamp(text: text)
        return timestamp.isDate() && timestamp.isTimeOrEnd()
    }

    private init(text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    private mutating func isDate() -> Bool {
        guard let year = number(upTo: 4), skip("-"), let month = number(upTo: 2) else {
            return false
        }
        guard 1...12 ~= month, skip("-"), let day = number(upTo: 2), day >= 1 else { return false }
        let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= lengths[month - 1]
    }

    private mutating func isTimeOrEnd() -> Bool {
        if place == text.count { return true }
        let hasZone = skip("T") || skip("t")
        guard hasZone || skip(" ") else { return false }
        guard let hour = number(upTo: 2), hour < 24, skip(":") else { return false }
        guard let minute = number(upTo: 2), minute < 60, skip(":") else { return false }
        guard let second = number(upTo: 2), second < 60 else { return false }
        skipFraction()
        if hasZone { guard isZone() else { return false } }
        return place == text.count
    }

    private mutating func isZone() -> Bool {
        if skip("Z") { return true }
        guard skip("+") || skip("-") else { return false }
        guard let hour = exactNumber(), hour <= 24, skip(":") else { return false }
        guard let minute = exactNumber() else { return false }
        return minute <= 60
    }

    private mutating func skipFraction() {
        guard place + 1 < text.count, text[place + 1].isASCIIDigit else { return }
        guard text[place] == UInt8(ascii: ".") || text[place] == UInt8(ascii: ",") else { return }
        place += 1
        while place < text.count, text[place].isASCIIDigit { place += 1 }
    }

    private mutating func exactNumber() -> Int? {
        let start = place
        guard let value = number(upTo: 2), place == start + 2 else { return nil }
        return value
    }

    private mutating func number(upTo length: Int) -> Int? {
        let start = place
        var value = 0
        while place < text.count, place < start + length, text[place].isASCIIDigit {
            value = value * 10 + Int(text[place] - 0x30)
            place += 1
        }
        return place > start ? value : nil
    }

    private mutating func skip(_ byte: Unicode.Scalar) -> Bool {
        guard place < text.count, text[place] == UInt8(ascii: byte) else { return false }
        place += 1
        return true
    }
}
