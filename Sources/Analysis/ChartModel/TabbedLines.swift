import SourceText

/// The lines of a template that tabs indent, and the same with blanks.
///
/// A tab stands for as many blanks as the file indents by, where that gives a column at which a
/// line can stand: deeper than a key that opens a table, or beside something above. Where it does
/// not, nobody can tell what was meant.
struct TabbedLines {
    /// From the first line with tabs to the first byte behind the last one's indentation.
    private(set) var range: SourceRange
    /// What stands there, with blanks.
    private(set) var replacement: String

    init?(_ bytes: [UInt8]) {
        var reader = TabReader(bytes)
        guard let edits = reader.edits(), let first = edits.first, let last = edits.last else {
            return nil
        }
        range = SourceRange(first.range.start, last.range.end)
        let shifted = edits.map { Edit($0.range.shifted(by: -first.range.start), $0.replacement) }
        replacement = String(decoding: shifted.applied(to: Array(bytes[range])), as: UTF8.self)
    }
}

private struct TabReader {
    private let bytes: [UInt8]
    /// The blanks by which the file indents.
    private let unit: Int
    /// The columns at which something stands open above the current line.
    private var columns: [Int] = []
    /// Whether the line above opens a table, and whether it opens a text of several lines.
    private var isOpened = false
    private var block: Int?
    private var isInComment = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        unit = Self.unit(of: bytes)
    }

    /// The first indentation by blanks alone.
    private static func unit(of bytes: [UInt8]) -> Int {
        for line in bytes.split(separator: 0x0A) {
            let blanks = line.prefix { $0 == 0x20 }.count
            guard blanks > 0, let next = line.dropFirst(blanks).first, next > 0x20,
                next != UInt8(ascii: "{"), next != UInt8(ascii: "#")
            else { continue }
            return min(blanks, 8)
        }
        return 2
    }

    /// An edit for each indentation with tabs; nil when one of them cannot be told.
    mutating func edits() -> [Edit]? {
        var edits: [Edit] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            guard read(SourceRange(start, end), into: &edits) else { return nil }
            start = end + 1
        }
        return edits
    }

    /// False when the line is indented by tabs to where nothing can stand.
    private mutating func read(_ line: SourceRange, into edits: inout [Edit]) -> Bool {
        var cursor = Cursor(bytes, range: line)
        if isInComment {
            isInComment = !bytes.text(line).contains("*/")
            return true
        }
        let indentation = cursor.skip(while: \.isBlank)
        guard let first = cursor.byte, first > 0x20, first != UInt8(ascii: "#") else { return true }
        if cursor.starts(with: "{{") {
            let text = bytes.text(line)
            isInComment = text.contains("/*") && !text.contains("*/")
            return true
        }
        let tabs = bytes[indentation].count { $0 == 0x09 }
        let column = indentation.length - tabs + tabs * unit
        if let block, column > block { return tabs == 0 }
        block = nil
        if tabs > 0 {
            let isDeeper = column > columns.last ?? -1
            guard isOpened ? isDeeper || columns.contains(column) : columns.contains(column) else {
                return false
            }
            edits.append(Edit(indentation, String(repeating: " ", count: column)))
        }
        open(at: column, bytes[cursor.offset..<line.end])
        return true
    }

    /// Notes the columns of a line, and what it opens.
    private mutating func open(at column: Int, _ content: ArraySlice<UInt8>) {
        var text = content
        while let last = text.last, last <= 0x20 { text.removeLast() }
        var column = column
        columns.removeAll { $0 >= column }
        columns.append(column)
        let start = column
        while text.starts(with: "- ".utf8) {
            let blanks = text.dropFirst().prefix { $0 == 0x20 }.count
            text = text.dropFirst(1 + blanks)
            column += 1 + blanks
            columns.append(column)
        }
        isOpened = text.last == UInt8(ascii: ":")
        let mark = text.reversed().drop { "+-".utf8.contains($0) || $0.isASCIIDigit }.first
        if mark == UInt8(ascii: "|") || mark == UInt8(ascii: ">") { block = start }
    }
}
