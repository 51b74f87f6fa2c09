package import SourceText

/// A parser directive such as `# syntax=docker/dockerfile:1`.
package struct Directive: Sendable, Hashable {
    /// In lower case: `syntax`, `escape` or `check`.
    package var name: String
    package var value: String
    /// From the `#` to the end of the line, without the line end.
    package var range: SourceRange
    package var valueRange: SourceRange
    /// From 1.
    package var line: Int
}

extension Directive {
    private static let names = ["syntax", "escape", "check"]

    /// Reads `# name = value`; nil for an ordinary comment.
    init?(_ range: SourceRange, line: Int, in bytes: [UInt8]) {
        let start = bytes.skippingSpaces(SourceRange(range.start + 1, range.end))
        var cursor = Cursor(bytes, range: SourceRange(start, range.end))
        guard cursor.byte?.isASCIILetter == true else { return nil }
        let nameRange = cursor.skip { $0.isASCIILetter || $0.isASCIIDigit }
        let name = bytes.text(nameRange).lowercased()
        guard Directive.names.contains(name) else { return nil }
        cursor.skip { Directive.isSpace($0) }
        guard cursor.skip(UInt8(ascii: "=")), !cursor.isAtEnd else { return nil }
        cursor.skip { Directive.isSpace($0) }
        // A value of nothing but space is its last byte.
        var value = SourceRange(min(cursor.offset, range.end - 1), range.end)
        while value.length > 1, Directive.isSpace(bytes[value.end - 1]) { value.end -= 1 }
        self.init(
            name: name, value: bytes.text(value), range: range, valueRange: value, line: line)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
    }
}
