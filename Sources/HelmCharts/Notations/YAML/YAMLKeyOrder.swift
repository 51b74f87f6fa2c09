import GoTemplates

/// The order in which go-yaml writes keys: signs before letters, numbers within texts by their
/// value.
struct YAMLKeyOrder {
    private let style: YAMLStyle

    init(_ style: YAMLStyle) {
        self.style = style
    }

    /// Entries in that order, of entries in the order of their bytes.
    func sorted(_ entries: [MapValue.Entry]) -> [MapValue.Entry] {
        var index = 1
        while index < entries.count {
            if precedes(entries[index].key, entries[index - 1].key) {
                return entries.sorted { precedes($0.key, $1.key) }
            }
            index += 1
        }
        return entries
    }

    private func precedes(_ left: Bytes, _ right: Bytes) -> Bool {
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in precedes(left, right) }
        }
    }

    private func precedes(
        _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var place = 0
        let shared = min(left.count, right.count)
        while place < shared, left[place] == right[place] { place += 1 }
        guard place < shared else { return left.count < right.count }
        while place > 0, left[place] & 0xC0 == 0x80 || right[place] & 0xC0 == 0x80 { place -= 1 }
        let one = YAMLCharacter.scalar(left, place)
        let other = YAMLCharacter.scalar(right, place)
        let (oneIsLetter, otherIsLetter) = (Self.isLetter(one), Self.isLetter(other))
        if oneIsLetter && otherIsLetter { return one < other }
        if oneIsLetter || otherIsLetter {
            let isAfterDigit = style == .pretty && place > 0 && Self.isDigit(left[place - 1])
            return isAfterDigit ? oneIsLetter : otherIsLetter
        }
        return comparesNumbers(left, right, place, one, other)
    }

    private func comparesNumbers(
        _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>, _ place: Int,
        _ one: UInt32, _ other: UInt32
    ) -> Bool {
        var start = 0
        if one == 0x30 || other == 0x30 {
            var before = place - 1
            while before >= 0, Self.isDigit(left[before]) {
                if left[before] != 0x30 {
                    start = 1
                    break
                }
                before -= 1
            }
        }
        let (leftNumber, leftEnd) = Self.number(left, place, start)
        let (rightNumber, rightEnd) = Self.number(right, place, start)
        if leftNumber != rightNumber { return leftNumber < rightNumber }
        if leftEnd != rightEnd { return leftEnd < rightEnd }
        return one < other
    }

    /// The number that begins at a place, with digits before it, and where it ends.
    private static func number(
        _ text: UnsafeBufferPointer<UInt8>, _ place: Int, _ start: Int
    ) -> (value: Int, end: Int) {
        var value = start
        var end = place
        while end < text.count, isDigit(text[end]) {
            value = value &* 10 &+ Int(text[end] - 0x30)
            end += 1
        }
        return (value, end)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

    private static func isLetter(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return (0x61...0x7A).contains(scalar | 0x20) }
        switch Unicode.Scalar(scalar)?.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            return true
        default: return false
        }
    }
}
