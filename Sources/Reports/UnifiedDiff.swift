import SourceText

/// The difference of two texts in the unified format that `patch` and `git apply` read.
package enum UnifiedDiff {
    private static let context = 3

    private typealias Change = LineDifference.Change

    /// The diff with a header for `path`, or an empty text when nothing differs.
    package static func text(path: String, from old: [UInt8], to new: [UInt8]) -> [UInt8] {
        guard old != new else { return [] }
        let difference = LineDifference(from: old, to: new)
        let oldLines = difference.oldLines.map { old[$0] }
        let newLines = difference.newLines.map { new[$0] }
        let name = path.hasPrefix("/") ? path : "/" + path
        var output = Array("--- a\(name)\n+++ b\(name)\n".utf8)
        for hunk in hunks(difference.changes) { write(hunk, oldLines, newLines, to: &output) }
        return output
    }

    private static func hunks(_ changes: [Change]) -> [[Change]] {
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
