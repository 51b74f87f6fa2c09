import SourceText

/// A line, or a part of a long one, laid out in the cells of a terminal: tabs are expanded, and
/// every byte of the source knows its column.
struct ShownLine {
    /// A character with the cells it takes.
    private struct Cell {
        var source: Int
        var text: Int
        var column: Int
    }

    private var text: [UInt8] = []
    /// In order, with one more for the end.
    private var cells: [Cell] = []
    private let isCutBefore: Bool
    private let isCutAfter: Bool

    static let tabWidth = 4
    /// How many bytes around a place in a long line are looked at.
    private static let reach = 600

    /// Lays out `line` (without its end), or the part of it around `focus` if it is long.
    init(_ file: SourceFile, line: SourceRange, focus: SourceRange) {
        var part = line
        if line.length > 2 * Self.reach {
            let focus = focus.clamped(to: line)
            let start = file.characterStart(max(line.start, focus.start - Self.reach))
            let end = file.characterStart(min(line.end, focus.start + Self.reach))
            part = SourceRange(start, max(start, end))
        }
        self.init(
            file.bytes, part, isCutBefore: part.start > line.start, isCutAfter: part.end < line.end)
    }

    /// Lays out a range without line ends.
    init(
        _ bytes: [UInt8], _ range: SourceRange, isCutBefore: Bool = false, isCutAfter: Bool = false
    ) {
        self.isCutBefore = isCutBefore
        self.isCutAfter = isCutAfter
        cells.reserveCapacity(range.length + 1)
        text.reserveCapacity(range.length)
        var column = 0
        var offset = range.start
        var joins = false
        while offset < range.end {
            let scalar = UTF8Scalar(bytes, at: offset, end: range.end)
            cells.append(Cell(source: offset, text: text.count, column: column))
            // What a zero-width joiner joins is drawn as one.
            let width = append(scalar.value, at: column)
            column += joins ? 0 : width
            joins = scalar.value == 0x200D
            offset += scalar.length
        }
        cells.append(Cell(source: range.end, text: text.count, column: column))
    }

    /// Appends what is shown for a code point, and gives its width.
    private mutating func append(_ value: UInt32, at column: Int) -> Int {
        if (0x20..<0x7F).contains(value) {
            text.append(UInt8(value))
            return 1
        }
        if value == 0x09 {
            let width = Self.tabWidth - column % Self.tabWidth
            for _ in 0..<width { text.append(UInt8(ascii: " ")) }
            return width
        }
        if let substitute = VisibleScalar.substitute(for: value) {
            text += substitute.utf8
            return substitute.unicodeScalars.count
        }
        if let scalar = Unicode.Scalar(value) { text += Array(UTF8.encode(scalar) ?? .init()) }
        return VisibleScalar.width(of: value)
    }

    var width: Int { cells[cells.count - 1].column }

    /// The column, from 0, of a byte of the source.
    func column(of offset: Int) -> Int { cells[cell(at: offset)].column }

    /// The columns a range of the source takes, at least one.
    func columns(of range: SourceRange) -> Range<Int> {
        let start = column(of: range.start)
        return start..<max(start + 1, column(of: range.end))
    }

    /// The index of the last cell that starts at or before `offset`, or the first cell.
    private func cell(at offset: Int) -> Int {
        var low = 0
        var high = cells.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if cells[middle].source <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// What is shown in `width` columns so that the start of `columns` can be seen, with `…` where
    /// something is cut, and how far everything moved to the left.
    func fitted(to width: Int, showing columns: Range<Int>) -> (text: String, shift: Int) {
        let width = max(width, 20)
        guard isCutBefore || isCutAfter || self.width > width else {
            return (String(decoding: text, as: UTF8.self), 0)
        }
        let start = firstColumn(of: width, showing: columns)
        let isLeftCut = isCutBefore || start > 0
        let room = width - (isLeftCut ? 1 : 0)
        let isRightCut = isCutAfter || self.width - start > room
        let end = start + room - (isRightCut ? 1 : 0)
        // A wide character that would be cut in half is left out.
        let from = cells.firstIndex { $0.column >= start } ?? cells.count - 1
        let to = cells.lastIndex { $0.column <= end } ?? from
        let shown = String(
            decoding: text[cells[from].text..<cells[max(from, to)].text], as: UTF8.self)
        let left = isLeftCut ? "…" : ""
        let right = isRightCut ? "…" : ""
        return (left + shown + right, cells[from].column - (isLeftCut ? 1 : 0))
    }

    private func firstColumn(of width: Int, showing columns: Range<Int>) -> Int {
        // All of the range and a quarter of the line before it, if there is room for both.
        guard columns.upperBound + 2 > width || isCutBefore else { return 0 }
        let spare = max(0, width - columns.count - 2)
        let start = columns.lowerBound - min(spare, width / 4)
        return max(0, min(start, max(0, self.width - width + 2)))
    }
}
