/// A replacement of bytes in one file: an empty range inserts, an empty replacement deletes.
package struct Edit: Sendable, Hashable {
    package var range: SourceRange
    package var replacement: String

    package init(_ range: SourceRange, _ replacement: String) {
        self.range = range
        self.replacement = replacement
    }

    /// Whether both cannot be applied together: they share bytes, or insert at the same place.
    package func conflicts(with other: Edit) -> Bool {
        range.overlaps(other.range)
            || (range.start == other.range.start && (range.isEmpty || other.range.isEmpty))
    }
}

extension [Edit] {
    /// The bytes after all edits, which must not conflict and may stand in any order.
    package func applied(to bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + reduce(0) { $0 + $1.replacement.utf8.count })
        var copied = 0
        for edit in sorted(by: { $0.range < $1.range }) {
            precondition(edit.range.start >= copied, "edits of one batch never overlap")
            result += bytes[copied..<edit.range.start]
            result += Array<UInt8>(edit.replacement.utf8)
            copied = edit.range.end
        }
        return result + bytes[copied...]
    }
}
