import SourceText

/// Reads the lines `key: value` of a template by their indentation, as far as that can be done
/// before it is rendered. Lines of actions, comments and block scalars are passed over.
struct TemplateFieldReader {
    private let bytes: [UInt8]
    private var found: [TemplateField] = []
    /// The keys that are open, with their columns.
    private var open: [(column: Int, key: String)] = []
    /// The column of a key whose block scalar goes on.
    private var block: Int?
    private var isInComment = false
    /// Where the fields of the current document begin.
    private var documentStart = 0

    static func fields(of bytes: [UInt8]) -> [TemplateField] {
        var reader = TemplateFieldReader(bytes: bytes)
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            reader.read(SourceRange(start, end))
            start = end + 1
        }
        reader.endDocument()
        return reader.found
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func endDocument() {
        let kind = found[documentStart...].first { $0.path == ["kind"] }?.value ?? ""
        for index in documentStart..<found.count { found[index].kind = kind }
        documentStart = found.count
        open = []
        block = nil
    }

    private mutating func read(_ line: SourceRange) {
        var cursor = Cursor(bytes, range: line)
        if isInComment {
            isInComment = !bytes[line].holds("*/")
            return
        }
        if cursor.starts(with: "---") { return endDocument() }
        cursor.skip { $0 == 0x20 }
        guard let first = cursor.byte, first > 0x20, first != UInt8(ascii: "#") else { return }
        if cursor.starts(with: "{{") {
            let rest = bytes[cursor.offset..<line.end]
            isInComment = rest.holds("/*") && !rest.holds("*/")
            return
        }
        if let block {
            if cursor.offset - line.start > block { return }
            self.block = nil
        }
        while cursor.starts(with: "- ") {
            cursor.advance()
            cursor.skip { $0 == 0x20 }
        }
        readField(&cursor, line)
    }

    private mutating func readField(_ cursor: inout Cursor, _ line: SourceRange) {
        let column = cursor.offset - line.start
        let quote = cursor.byte.flatMap { $0 == UInt8(ascii: "\"") || $0 == 0x27 ? $0 : nil }
        if quote != nil { cursor.advance() }
        let key = cursor.skip { $0.isWordByte || "-./".utf8.contains($0) }
        if let quote, !cursor.skip(quote) { return }
        guard !key.isEmpty, cursor.skip(UInt8(ascii: ":")), cursor.byte.map({ $0 <= 0x20 }) ?? true
        else { return }
        while let last = open.last, last.column >= column { open.removeLast() }
        open.append((column, bytes.text(key)))
        cursor.skip(while: \.isBlank)
        let value = value(from: cursor.offset, to: line.end)
        found.append(
            TemplateField(
                path: open.map(\.key), value: bytes.text(value),
                range: value.isEmpty ? key : value, valueRange: value))
        if let mark = bytes[value].first, mark == UInt8(ascii: "|") || mark == UInt8(ascii: ">") {
            block = column
        }
    }

    /// A value without a comment and blanks behind it.
    private func value(from start: Int, to limit: Int) -> SourceRange {
        var end = start
        var depth = 0
        while end < limit {
            let rest = bytes[end..<limit]
            if rest.starts(with: "{{".utf8) { depth += 1 }
            if rest.starts(with: "}}".utf8) { depth -= 1 }
            if depth == 0, bytes[end] == UInt8(ascii: "#"), end == start || bytes[end - 1] == 0x20 {
                break
            }
            end += 1
        }
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        return SourceRange(start, end)
    }
}

extension ArraySlice<UInt8> {
    fileprivate func holds(_ mark: StaticString) -> Bool {
        mark.withUTF8Buffer { mark in
            indices.contains { self[$0...].starts(with: mark) }
        }
    }
}
