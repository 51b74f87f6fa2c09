/// Where a pattern matched, in byte offsets of the bytes searched.
package struct Match: Hashable, Sendable {
    /// The whole match, then one range a capture group; nil where a group took no part.
    package let groups: [Range<Int>?]

    /// The whole match.
    package var range: Range<Int> { groups[0] ?? 0..<0 }

    /// The range of a capture group; nil if it took no part or does not exist.
    package subscript(group: Int) -> Range<Int>? {
        groups.indices.contains(group) ? groups[group] : nil
    }

    /// `slots` holds a start and an end a group, -1 where unset.
    init(slots: [Int]) {
        groups = stride(from: 0, to: slots.count, by: 2).map { index in
            let (start, end) = (slots[index], slots[index + 1])
            return start >= 0 && end >= start ? start..<end : nil
        }
    }
}
