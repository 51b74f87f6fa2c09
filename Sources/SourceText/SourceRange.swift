/// A half-open range of bytes in one file, counted from 0.
package struct SourceRange: Sendable, Hashable {
    package var start: Int
    package var end: Int

    package init(_ start: Int, _ end: Int) {
        precondition(start <= end, "a range never ends before it starts")
        self.start = start
        self.end = end
    }

    /// The empty range at `offset`: a place between two bytes.
    package init(at offset: Int) {
        self.init(offset, offset)
    }

    package var length: Int { end - start }
    package var isEmpty: Bool { start == end }

    package func contains(_ offset: Int) -> Bool { start <= offset && offset < end }

    package func contains(_ other: SourceRange) -> Bool { start <= other.start && other.end <= end }

    /// Whether the two share a byte, or one is an empty range strictly inside the other.
    package func overlaps(_ other: SourceRange) -> Bool { start < other.end && other.start < end }

    /// The smallest range that holds both.
    package func union(_ other: SourceRange) -> SourceRange {
        SourceRange(min(start, other.start), max(end, other.end))
    }

    /// The same bytes when the text they stand in is moved by `distance`.
    package func shifted(by distance: Int) -> SourceRange {
        SourceRange(start + distance, end + distance)
    }

    package func clamped(to other: SourceRange) -> SourceRange {
        let start = min(max(self.start, other.start), other.end)
        return SourceRange(start, max(start, min(end, other.end)))
    }
}

extension SourceRange: Comparable {
    package static func < (left: SourceRange, right: SourceRange) -> Bool {
        (left.start, left.end) < (right.start, right.end)
    }
}

extension [UInt8] {
    /// The bytes of a range.
    package subscript(range: SourceRange) -> ArraySlice<UInt8> { self[range.start..<range.end] }

    /// The text of a range; bytes that are not UTF-8 become U+FFFD.
    package func text(_ range: SourceRange) -> String {
        String(decoding: self[range], as: UTF8.self)
    }
}
