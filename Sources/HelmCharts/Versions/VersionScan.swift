import GoTemplates

/// Where the parts of a version stand in a text.
struct VersionScan {
    /// What stands before the first full stop, without `v`.
    private(set) var major = 0..<0
    /// Empty when there is none, as all that follow.
    private(set) var minor = 0..<0
    private(set) var patch = 0..<0
    private(set) var prerelease = 0..<0
    private(set) var metadata = 0..<0
    private(set) var end = 0

    /// Reads as much of a version as stands at `start`; nil when there is not even a major number.
    ///
    /// What begins like a further part but is none (a full stop or `-` at the end) is left alone.
    init?(of text: Bytes, at start: Int, allowing numbers: Numbers) {
        let isPrefixed = start < text.count && text[start] == UInt8(ascii: "v")
        major = Self.number(in: text, isPrefixed ? start + 1 : start, numbers)
        if major.isEmpty { return nil }
        end = major.upperBound
        minor = Self.number(in: text, after: end, numbers)
        if !minor.isEmpty {
            end = minor.upperBound
            patch = Self.number(in: text, after: end, numbers)
            if !patch.isEmpty { end = patch.upperBound }
        }
        prerelease = Self.identifiers(in: text, after: UInt8(ascii: "-"), at: end)
        if !prerelease.isEmpty { end = prerelease.upperBound }
        metadata = Self.identifiers(in: text, after: UInt8(ascii: "+"), at: end)
        if !metadata.isEmpty { end = metadata.upperBound }
    }

    /// What numbers are made of.
    enum Numbers {
        case digits
        /// Also of `x`, `X`, `*` for any number, and of `|`, which no number then has.
        case open
    }

    private static func number(in text: Bytes, _ start: Int, _ numbers: Numbers) -> Range<Int> {
        var end = start
        while end < text.count, isDigit(text[end]) || numbers == .open && isOpen(text[end]) {
            end += 1
        }
        return start..<end
    }

    /// The number after a full stop; empty when there is none.
    private static func number(
        in text: Bytes, after offset: Int, _ numbers: Numbers
    ) -> Range<Int> {
        guard offset < text.count, text[offset] == 0x2E else { return 0..<0 }
        return number(in: text, offset + 1, numbers)
    }

    /// Identifiers with full stops between them, after a sign; empty when there are none.
    private static func identifiers(
        in text: Bytes, after sign: UInt8, at offset: Int
    ) -> Range<Int> {
        guard offset < text.count, text[offset] == sign else { return 0..<0 }
        var end = identifierEnd(in: text, offset + 1)
        guard end > offset + 1 else { return 0..<0 }
        while end < text.count, text[end] == 0x2E {
            let next = identifierEnd(in: text, end + 1)
            if next == end + 1 { break }
            end = next
        }
        return (offset + 1)..<end
    }

    private static func identifierEnd(in text: Bytes, _ start: Int) -> Int {
        var end = start
        while end < text.count, isIdentifier(text[end]) { end += 1 }
        return end
    }

    private static func isOpen(_ byte: UInt8) -> Bool {
        byte | 0x20 == UInt8(ascii: "x") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "|")
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    static func isIdentifier(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-")
    }

    /// A number of at most 64 bits; nothing is 0.
    static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
        var number: UInt64 = 0
        for digit in digits {
            guard isDigit(digit) else { return nil }
            let (product, overflowed) = number.multipliedReportingOverflow(by: 10)
            let (sum, carried) = product.addingReportingOverflow(UInt64(digit - 0x30))
            if overflowed || carried { return nil }
            number = sum
        }
        return number
    }
}
