/// Where the lines of two texts differ.
package struct LineDifference: Sendable {
    /// Lines of the old text that are replaced by lines of the new one; either may be none.
    package struct Change: Sendable {
        package var old: Range<Int>
        package var new: Range<Int>
    }

    /// The lines of both texts, with their ends.
    package let oldLines: [SourceRange]
    package let newLines: [SourceRange]
    package private(set) var changes: [Change] = []

    /// Lines between the first and the last that differ, after which all of them count as one
    /// change: to compare more takes time by the square.
    private static let maximumDistance = 2_000

    package init(from old: [UInt8], to new: [UInt8]) {
        oldLines = Self.lines(old)
        newLines = Self.lines(new)
        guard old != new else { return }
        let shorter = min(oldLines.count, newLines.count)
        var head = 0
        while head < shorter, old[oldLines[head]] == new[newLines[head]] { head += 1 }
        var tail = 0
        while tail < shorter - head,
            old[oldLines[oldLines.count - 1 - tail]] == new[newLines[newLines.count - 1 - tail]]
        {
            tail += 1
        }
        let oldMiddle = head..<(oldLines.count - tail)
        let newMiddle = head..<(newLines.count - tail)
        guard oldMiddle.count + newMiddle.count <= Self.maximumDistance else {
            changes = [Change(old: oldMiddle, new: newMiddle)]
            return
        }
        let difference = newMiddle.map { new[newLines[$0]] }
            .difference(from: oldMiddle.map { old[oldLines[$0]] })
        var removed = Set<Int>()
        var inserted = Set<Int>()
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset + head)
            case .insert(let offset, _, _): inserted.insert(offset + head)
            }
        }
        group(removed, inserted)
    }

    private mutating func group(_ removed: Set<Int>, _ inserted: Set<Int>) {
        var old = 0
        var new = 0
        while old < oldLines.count || new < newLines.count {
            let start = (old, new)
            while removed.contains(old) { old += 1 }
            while inserted.contains(new) { new += 1 }
            if (old, new) != start {
                changes.append(Change(old: start.0..<old, new: start.1..<new))
            }
            old += 1
            new += 1
        }
    }

    private static func lines(_ bytes: [UInt8]) -> [SourceRange] {
        var lines: [SourceRange] = []
        var start = 0
        for (offset, byte) in bytes.enumerated() where byte == 0x0A {
            lines.append(SourceRange(start, offset + 1))
            start = offset + 1
        }
        if start < bytes.count { lines.append(SourceRange(start, bytes.count)) }
        return lines
    }

    /// The lines of the old text that are not in the new one.
    package var removed: [SourceRange] { changes.flatMap { oldLines[$0.old] } }

    /// The lines of the new text that were not in the old one.
    package var added: [SourceRange] { changes.flatMap { newLines[$0.new] } }
}
