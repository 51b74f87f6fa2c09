import SourceText

/// Draws quoted source with line numbers in a gutter and marks below it.
struct CodeFrame {
    let style: TextStyle
    /// How many cells the line numbers take.
    let gutter: Int
    /// How many cells a row may take.
    let width: Int
    /// The most lines of one range that are all quoted.
    private let quotedLines = 5

    /// What is drawn below a range, and in which colour.
    struct Mark {
        var character: Character = "^"
        var ink: Ink
        var label = ""
    }

    // MARK: Rows

    /// `  --> path:line:column`, or another arrow of three characters.
    func place(_ file: SourceFile, _ offset: Int, arrow: String = "-->") -> String {
        var place = file.path.visible
        if file.isReadable {
            let position = file.position(at: offset)
            place += ":\(position.line):\(position.column)"
        }
        return spaces(gutter) + style.paint(arrow, .gutter) + " " + place + "\n"
    }

    /// A row that only has the bar.
    var bar: String { row("", bar: "|", "") }

    /// A row of text below the source: `   = help: …`, wrapped.
    func note(_ title: String, _ text: String, ink: Ink = .strong) -> String {
        let lines = wrapped(text, under: title)
        let head = spaces(gutter + 1) + style.paint("= ", .gutter) + style.paint(title + ":", ink)
        return head + " " + lines.joined(separator: "\n" + spaces(indent(under: title))) + "\n"
    }

    /// A further paragraph of a note.
    func continuation(of title: String, _ text: String) -> String {
        wrapped(text, under: title).map { spaces(indent(under: title)) + $0 + "\n" }.joined()
    }

    private func indent(under title: String) -> Int { gutter + 3 + title.displayWidth + 2 }

    private func wrapped(_ text: String, under title: String) -> [String] {
        text.visible.wrapped(to: max(width - indent(under: title), 40))
    }

    /// A row with a number and a sign instead of the bar: `12 + text`.
    func row(_ number: String, bar: String, _ text: String) -> String {
        let number = spaces(gutter - number.utf8.count) + number
        let space = text.isEmpty ? "" : " "
        return style.paint(number + " " + bar, .gutter) + space + text + "\n"
    }

    /// A row that stands for lines that are left out.
    var gap: String { style.paint(spaces(gutter - 1) + "...", .gutter) + "\n" }

    /// How many cells are left for source.
    var room: Int { max(20, width - gutter - 3) }

    // MARK: Frames

    /// The lines of a range with marks below it; empty when the file cannot be read.
    func quotation(of range: SourceRange, in file: SourceFile, mark: Mark, context: Bool = false)
        -> String
    {
        guard file.isReadable else { return "" }
        let range = withoutLineEnd(range.clamped(to: file.whole), in: file)
        let first = file.lines.line(at: range.start)
        let last = file.lines.line(at: max(range.start, range.end - 1))
        let head = context ? contextRows(before: first, in: file) : ""
        return first == last
            ? head + singleLine(first, range, file, mark)
            : head + severalLines(first...last, range, file, mark)
    }

    /// A range that ends with a line's end is marked to the last character before it.
    private func withoutLineEnd(_ range: SourceRange, in file: SourceFile) -> SourceRange {
        let last = file.lines.line(at: max(range.start, range.end - 1))
        let end = min(range.end, file.lines.range(ofLine: last).end)
        return SourceRange(range.start, max(range.start, end))
    }

    private func singleLine(
        _ line: Int, _ range: SourceRange, _ file: SourceFile, _ mark: Mark
    ) -> String {
        let shown = ShownLine(file, line: file.lines.range(ofLine: line), focus: range)
        let columns = shown.columns(of: range)
        let fitted = shown.fitted(to: room, showing: columns)
        let start = max(0, columns.lowerBound - fitted.shift)
        let end = max(start + 1, min(columns.upperBound - fitted.shift, room))
        let marks = String(repeating: mark.character, count: end - start)
        let label = mark.label.isEmpty ? "" : " " + mark.label.visible
        return row(String(line), bar: "|", fitted.text)
            + row("", bar: "|", spaces(start) + style.paint(marks + label, mark.ink))
    }

    private func severalLines(
        _ lines: ClosedRange<Int>, _ range: SourceRange, _ file: SourceFile, _ mark: Mark
    ) -> String {
        let isShortened = lines.count > quotedLines
        let next = lines.lowerBound + 1
        let middle = isShortened ? next...next : next...lines.upperBound
        var rows = opening(of: lines.lowerBound, range, file, mark)
        for line in middle { rows += barredRow(line, file, mark) }
        if isShortened { rows += gap + barredRow(lines.upperBound, file, mark) }
        return rows + closing(of: lines.upperBound, range, file, mark)
    }

    private func barredRow(_ line: Int, _ file: SourceFile, _ mark: Mark) -> String {
        row(String(line), bar: "|", style.paint("|", mark.ink) + " " + text(of: line, file))
    }

    /// The first line of a range of several: `/` beside it, or a line drawn to its middle.
    private func opening(
        of line: Int, _ range: SourceRange, _ file: SourceFile, _ mark: Mark
    ) -> String {
        let whole = file.lines.range(ofLine: line)
        let shown = ShownLine(file, line: whole, focus: SourceRange(at: range.start))
        let columns = shown.columns(of: SourceRange(at: range.start))
        let fitted = shown.fitted(to: room - 2, showing: columns)
        guard whole.start + indentation(of: whole, in: file) < range.start else {
            return row(String(line), bar: "|", style.paint("/", mark.ink) + " " + fitted.text)
        }
        let column = max(0, columns.lowerBound - fitted.shift)
        let rule = String(repeating: "_", count: column + 1) + String(mark.character)
        return row(String(line), bar: "|", "  " + fitted.text)
            + row("", bar: "|", " " + style.paint(rule, mark.ink))
    }

    private func closing(
        of line: Int, _ range: SourceRange, _ file: SourceFile, _ mark: Mark
    ) -> String {
        let shown = ShownLine(
            file, line: file.lines.range(ofLine: line),
            focus: SourceRange(at: file.lines.starts[line - 1]))
        let end = min(max(1, shown.column(of: range.end)), room - 2)
        let label = mark.label.isEmpty ? "" : " " + mark.label.visible
        let rule = "|" + String(repeating: "_", count: end) + String(mark.character) + label
        return row("", bar: "|", style.paint(rule, mark.ink))
    }

    /// A line from its beginning, as much as fits.
    private func text(of line: Int, _ file: SourceFile) -> String {
        let range = file.lines.range(ofLine: line)
        let shown = ShownLine(file, line: range, focus: SourceRange(at: range.start))
        return shown.fitted(to: room - 2, showing: 0..<1).text
    }
}

// MARK: - The line a line belongs to

extension CodeFrame {
    /// The nearest line before that is indented less: the key a YAML line stands under, or the
    /// instruction a continued line belongs to.
    private func contextRows(before line: Int, in file: SourceFile) -> String {
        let depth = indentation(of: file.lines.range(ofLine: line), in: file)
        guard depth > 0, let context = context(of: line, depth, in: file) else { return "" }
        let row = row(String(context), bar: "|", text(of: context, file))
        return context == line - 1 ? row : row + gap
    }

    private func context(of line: Int, _ depth: Int, in file: SourceFile) -> Int? {
        for candidate in stride(from: line - 1, through: max(1, line - 100), by: -1) {
            let range = file.lines.range(ofLine: candidate)
            let indentation = indentation(of: range, in: file)
            guard range.start + indentation < range.end else { continue }
            let isComment = file.bytes[range.start + indentation] == UInt8(ascii: "#")
            if indentation < depth, !isComment { return candidate }
        }
        return nil
    }

    /// How many blanks a line starts with, up to a limit.
    private func indentation(of line: SourceRange, in file: SourceFile) -> Int {
        let end = min(line.end, line.start + 200)
        var offset = line.start
        while offset < end, file.bytes[offset].isBlank { offset += 1 }
        return offset - line.start
    }
}

func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
