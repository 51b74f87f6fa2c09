import SourceText

/// The lines a batch of edits changes, before and after.
struct EditPreview {
    /// Lines that follow each other and are changed together.
    struct Hunk {
        /// The number, from 1, of the first of `removed`, and what it is after the edits.
        var oldLine: Int
        var newLine: Int
        /// An unchanged line before what is inserted, to show where that is.
        var before: ArraySlice<UInt8>?
        var removed: [ArraySlice<UInt8>]
        var added: [ArraySlice<UInt8>]
    }

    private(set) var hunks: [Hunk] = []
    /// How many places are changed that no hunk shows.
    private(set) var hiddenCount = 0

    private static let hunkLimit = 3
    private static let byteLimit = 8_000
    /// How much of a long line is shown around an edit.
    private static let reach = 200

    init(_ edits: [Edit], in file: SourceFile) {
        let edits = edits.sorted { $0.range < $1.range }
        guard file.isReadable, Self.areApplicable(edits, to: file) else { return }
        let groups = Self.groups(of: edits, in: file)
        var shift = 0
        for group in groups.prefix(Self.hunkLimit) {
            guard let hunk = Self.hunk(group, shift, in: file) else {
                hiddenCount += 1
                continue
            }
            hunks.append(hunk)
            shift += hunk.added.count - hunk.removed.count
        }
        hiddenCount += max(0, groups.count - Self.hunkLimit)
    }

    /// The largest line number that is shown.
    var lastLine: Int {
        hunks.map { max($0.oldLine + $0.removed.count, $0.newLine + $0.added.count) }.max() ?? 0
    }

    /// Fixes never overlap; should one do, it is not shown rather than shown wrongly.
    private static func areApplicable(_ edits: [Edit], to file: SourceFile) -> Bool {
        var end = 0
        for edit in edits {
            guard edit.range.start >= end else { return false }
            end = edit.range.end
        }
        return end <= file.bytes.count
    }

    /// Edits of the same or neighbouring lines together.
    private static func groups(of edits: [Edit], in file: SourceFile) -> [[Edit]] {
        var groups: [[Edit]] = []
        var lastLine = -1
        for edit in edits {
            if file.lines.line(at: edit.range.start) <= lastLine + 1 {
                groups[groups.count - 1].append(edit)
            } else {
                groups.append([edit])
            }
            lastLine = file.lines.line(at: edit.range.end)
        }
        return groups
    }

    private static func hunk(_ edits: [Edit], _ shift: Int, in file: SourceFile) -> Hunk? {
        let range = shownRange(of: edits, in: file)
        let size = edits.reduce(range.length) { $0 + $1.replacement.utf8.count }
        guard size <= byteLimit else { return nil }
        let old = Array(file.bytes[range])
        let new = edits.map { Edit($0.range.shifted(by: -range.start), $0.replacement) }.applied(
            to: old)
        let line = file.lines.line(at: range.start)
        return hunk(lines(of: old), lines(of: new), line, shift)
    }

    /// The whole lines of the edits and, where lines are inserted, the one before; of long lines
    /// the part around the edits.
    private static func shownRange(of edits: [Edit], in file: SourceFile) -> SourceRange {
        let start = edits[0].range.start
        let end = edits[edits.count - 1].range.end
        let line = file.lines.line(at: start)
        let startsLine = line > 1 && file.lines.starts[line - 1] == start
        let first = file.lines.range(ofLine: startsLine ? line - 1 : line)
        let last = file.lines.range(ofLine: file.lines.line(at: end))
        return SourceRange(
            file.characterStart(max(first.start, start - reach)),
            max(end, file.characterStart(min(last.end, end + reach))))
    }

    /// Leaves out the lines both have at the beginning and at the end.
    private static func hunk(
        _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>], _ line: Int, _ shift: Int
    ) -> Hunk {
        let shorter = min(old.count, new.count)
        var head = 0
        while head < shorter, old[head] == new[head] { head += 1 }
        var tail = 0
        while tail < shorter - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
            tail += 1
        }
        return Hunk(
            oldLine: line + head, newLine: line + head + shift,
            before: head > 0 && head + tail == old.count ? old[head - 1] : nil,
            removed: Array(old[head..<(old.count - tail)]),
            added: Array(new[head..<(new.count - tail)]))
    }

    private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        }
    }
}

extension CodeFrame {
    /// The most lines of a hunk that are shown removed, and as many added.
    private static var previewLines: Int { 6 }

    /// Removed lines with `-` and added lines with `+`.
    func preview(_ preview: EditPreview) -> String {
        var rows = ""
        for hunk in preview.hunks {
            let changed = firstDifference(hunk)
            if let before = hunk.before {
                rows += row(hunk.newLine - 1, bar: "|", before, changed, nil)
            }
            rows += changes(hunk.removed, from: hunk.oldLine, bar: "-", changed, .removed)
            rows += changes(hunk.added, from: hunk.newLine, bar: "+", changed, .added)
        }
        guard preview.hiddenCount > 0 else { return rows }
        return rows
            + note("note", "and \(String.count(preview.hiddenCount, "more place")) not shown")
    }

    private func changes(
        _ lines: [ArraySlice<UInt8>], from number: Int, bar: String, _ changed: Int, _ ink: Ink
    ) -> String {
        var rows = ""
        for (index, line) in lines.prefix(Self.previewLines).enumerated() {
            rows += row(number + index, bar: bar, line, index == 0 ? changed : 0, ink)
        }
        return lines.count > Self.previewLines ? rows + gap : rows
    }

    private func row(
        _ number: Int, bar: String, _ line: ArraySlice<UInt8>, _ changed: Int, _ ink: Ink?
    ) -> String {
        let bytes = Array(line)
        let shown = ShownLine(bytes, SourceRange(0, bytes.count))
        let columns = shown.columns(of: SourceRange(at: min(changed, bytes.count)))
        let text = shown.fitted(to: room, showing: columns).text
        let head = style.paint(spaces(gutter - String(number).utf8.count) + "\(number) ", .gutter)
        let tail = text.isEmpty ? bar : bar + " " + text
        return head + (ink.map { style.paint(tail, $0) } ?? tail) + "\n"
    }

    /// Where the first removed and the first added line begin to differ.
    private func firstDifference(_ hunk: EditPreview.Hunk) -> Int {
        guard let removed = hunk.removed.first, let added = hunk.added.first else { return 0 }
        return zip(removed, added).prefix { $0 == $1 }.count
    }
}
