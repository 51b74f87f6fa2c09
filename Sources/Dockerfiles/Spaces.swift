import SourceText

// What Go's unicode.IsSpace calls space. BuildKit trims lines with it, but splits words at ASCII.

extension [UInt8] {
    /// The bytes of the space character at `offset`: 0 when there is none.
    func spaceLength(at offset: Int, before end: Int) -> Int {
        guard offset < end else { return 0 }
        let first = self[offset]
        if first < 0x80 { return first.isASCIISpace ? 1 : 0 }
        if first == 0xC2, offset + 1 < end {
            return self[offset + 1] == 0x85 || self[offset + 1] == 0xA0 ? 2 : 0
        }
        guard (0xE1...0xE3).contains(first), offset + 2 < end else { return 0 }
        return isWideSpace(first, self[offset + 1], self[offset + 2]) ? 3 : 0
    }

    private func isWideSpace(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (first, second) {
        case (0xE1, 0x9A): third == 0x80
        case (0xE2, 0x80): (0x80...0x8A).contains(third) || [0xA8, 0xA9, 0xAF].contains(third)
        case (0xE2, 0x81): third == 0x9F
        case (0xE3, 0x80): third == 0x80
        default: false
        }
    }

    /// The first place in a range that is no space.
    func skippingSpaces(_ range: SourceRange) -> Int {
        var offset = range.start
        while true {
            let length = spaceLength(at: offset, before: range.end)
            if length == 0 { return offset }
            offset += length
        }
    }

    /// A range without the space at both ends.
    func trimmingSpaces(_ range: SourceRange) -> SourceRange {
        let start = skippingSpaces(range)
        var end = range.end
        while end > start {
            if self[end - 1] < 0x80 {
                guard self[end - 1].isASCIISpace else { break }
                end -= 1
            } else if end - start >= 2, spaceLength(at: end - 2, before: end) == 2 {
                end -= 2
            } else if end - start >= 3, spaceLength(at: end - 3, before: end) == 3 {
                end -= 3
            } else {
                break
            }
        }
        return SourceRange(start, end)
    }
}

extension UInt8 {
    /// A space, tab, line feed, vertical tab, form feed or carriage return.
    var isASCIISpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
    /// What separates words: any of those but the line feed.
    var separatesWords: Bool { self == 0x20 || (self != 0x0A && (0x09...0x0D).contains(self)) }
    /// BuildKit reads flags byte by byte, where two bytes of Latin 1 are space.
    var isLatinSpace: Bool { isASCIISpace || self == 0x85 || self == 0xA0 }
    var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
}
