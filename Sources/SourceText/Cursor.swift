/// A reading place in bytes. A value: copying it is a bookmark.
package struct Cursor: Sendable {
    package let bytes: [UInt8]
    package var offset: Int
    package let end: Int

    package init(_ bytes: [UInt8], range: SourceRange? = nil) {
        self.bytes = bytes
        offset = range?.start ?? 0
        end = range?.end ?? bytes.count
    }

    package var isAtEnd: Bool { offset >= end }

    /// The byte here, or nil at the end.
    package var byte: UInt8? { offset < end ? bytes[offset] : nil }

    /// The byte `distance` places on, or nil outside the range being read.
    package func byte(after distance: Int) -> UInt8? {
        let place = offset + distance
        return place >= 0 && place < end ? bytes[place] : nil
    }

    package mutating func advance(_ count: Int = 1) { offset = min(offset + count, end) }

    /// Moves past `expected` if it stands here.
    package mutating func skip(_ expected: UInt8) -> Bool {
        guard byte == expected else { return false }
        offset += 1
        return true
    }

    /// Moves past `expected` if it stands here.
    package mutating func skip(_ expected: StaticString) -> Bool {
        guard starts(with: expected) else { return false }
        offset += expected.utf8CodeUnitCount
        return true
    }

    package func starts(with expected: StaticString) -> Bool {
        let count = expected.utf8CodeUnitCount
        guard offset + count <= end else { return false }
        return expected.withUTF8Buffer { wanted in
            for index in 0..<count where bytes[offset + index] != wanted[index] { return false }
            return true
        }
    }

    /// Moves while `condition` holds, and gives the range passed over.
    @discardableResult
    package mutating func skip(while condition: (UInt8) -> Bool) -> SourceRange {
        let start = offset
        while offset < end, condition(bytes[offset]) { offset += 1 }
        return SourceRange(start, offset)
    }

    /// The range from an earlier place to here.
    package func range(from start: Int) -> SourceRange { SourceRange(start, offset) }
}

extension UInt8 {
    package var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }
    package var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
    package var isASCIIUppercase: Bool { (0x41...0x5A).contains(self) }
    package var isASCIIHexDigit: Bool { isASCIIDigit || (0x61...0x66).contains(self | 0x20) }
    /// A letter, a digit or an underscore.
    package var isWordByte: Bool { isASCIILetter || isASCIIDigit || self == 0x5F }
    /// A space or a tab.
    package var isBlank: Bool { self == 0x20 || self == 0x09 }
    package var lowercasedASCII: UInt8 { isASCIIUppercase ? self | 0x20 : self }
}
