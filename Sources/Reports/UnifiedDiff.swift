/// The difference of two texts in the unified format that `patch` and `git apply` read.
package enum UnifiedDiff {
    private static let context = 3
    /// Differing lines after which the rest is shown as one replaced block.
    private static let maximumDistance = 2_000

    /// The diff with a header for `path`, or an empty text when nothing differs.
    package static func text(path: String, from old: [UInt8], to new: [UInt8]) -> [UInt8] {
        guard old != new else { return [] }
        let old = lines(old)
        let new = lines(new)
        var output = Array("--- a/\(path)\n+++ b/\(path)\n".utf8)
        for hunk in hunks(changes(from: old, to: new), old.count, new.count) {
            write(hunk, old, new, to: &output)
        }
        return output
    }

    /// Lines with their ends.
    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for (offset, byte) in bytes.enumerated() where byte == 0x0A {
            lines.append(bytes[start...offset])
            start = offset + 1
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }

    /// Old lines that are replaced by new ones.
    private struct Change {
        var old: Range<Int>
        var new: Range<Int>
    }

    private static func changes(
        from old: [ArraySlice<UInt8>], to new: [ArraySlice<UInt8>]
    ) -> [Change] {
        var head = 0
        while head < min(old.count, new.count), old[head] == new[head] { head += 1 }
        var tail = 0
        while tail < min(old.count, new.count) - head,
            old[old.count - 1 - tail] == new[new.count - 1 - tail]
        {
            tail += 1
        }
        let oldMiddle = Array(old[head..<(old.count - tail)])
        let newMiddle = Array(new[head..<(new.count - tail)])
        guard oldMiddle.count + newMiddle.count <= maximumDistance else {
            return [Change(old: head..<(old.count - tail), new: head..<(new.count - tail))]
        }
        let difference = newMiddle.difference(from: oldMiddle)
        var removed = Set<Int>()
        var inserted = Set<Int>()
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset + head)
            case .insert(let offset, _, _): inserted.insert(offset + head)
            }
        }
        return grouped(removed, inserted, old.count, new.count)
    }

    private static func grouped(
        _ removed: Set<Int>, _ inserted: Set<Int>, _ oldCount: Int, _ newCount: Int
    ) -> [Change] {
        var changes: [Change] = []
        var old = 0
        var new = 0
        while old < oldCount || new < newCount {
            let start = (old, new)
            while removed.contains(old) { old += 1 }
            while inserted.contains(new) { new += 1 }
            if (old, new) != start {
                changes.append(Change(old: start.0..<old, new: start.1..<new))
            }
            old += 1
            new += 1
        }
        return changes
    }

    private static func hunks(_ changes: [Change], _ oldCount: Int, _ newCount: Int) -> [[Change]] {
        var hunks: [[Change]] = []
        for change in changes {
            if let last = hunks.last?.last,
                change.old.lowerBound - last.old.upperBound <= 2 * context
            {
                hunks[hunks.count - 1].append(change)
            } else {
                hunks.append([change])
            }
        }
        return hunks
    }

    private static func write(
        _ hunk: [Change], _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>],
        to output: inout [UInt8]
    ) {
        guard let first = hunk.first, let last = hunk.last else { return }
        let before = min(context, first.old.lowerBound)
        let after = min(context, old.count - last.old.upperBound)
        let oldRange = (first.old.lowerBound - before)..<(last.old.upperBound + after)
        let newRange = (first.new.lowerBound - before)..<(last.new.upperBound + after)
        output += Array("@@ -\(position(oldRange)) +\(position(newRange)) @@\n".utf8)
        var place = oldRange.lowerBound
        for change in hunk {
            for line in old[place..<change.old.lowerBound] { write(line, " ", to: &output) }
            for line in old[change.old] { write(line, "-", to: &output) }
            for line in new[change.new] { write(line, "+", to: &output) }
            place = change.old.upperBound
        }
        for line in old[place..<oldRange.upperBound] { write(line, " ", to: &output) }
    }

    /// A range as the format counts it: from 1, and the line before when it is empty.
    private static func position(_ range: Range<Int>) -> String {
        let start = range.isEmpty ? range.lowerBound : range.lowerBound + 1
        return range.count == 1 ? "\(start)" : "\(start),\(range.count)"
    }

    private static func write(
        _ line: ArraySlice<UInt8>, _ mark: Unicode.Scalar, to output: inout [UInt8]
    ) {
        output.append(UInt8(ascii: mark))
        output += line
        if line.last != 0x0A { output += Array("\n\\ No newline at end of file\n".utf8) }
    }
}
