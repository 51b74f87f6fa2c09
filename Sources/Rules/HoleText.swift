import Findings
import SourceText

/// A text with CEL expressions in braces: `` `{image.reference}` has no tag ``. `{{` and `}}` are
/// braces.
struct HoleText: Sendable {
    var template: MessageTemplate
    /// The expression of each hole, and where it starts in the text.
    var expressions: [(text: String, offset: Int)]

    /// Nil when a brace is left open.
    init?(_ text: String) {
        var literals: [String] = []
        var literal: [UInt8] = []
        expressions = []
        var cursor = Cursor(Array(text.utf8))
        while let byte = cursor.byte {
            if cursor.skip("{{") || cursor.skip("}}") {
                literal.append(byte)
            } else if cursor.skip(UInt8(ascii: "{")) {
                guard let range = Self.skipExpression(&cursor) else { return nil }
                expressions.append((cursor.bytes.text(range), range.start))
                literals.append(String(decoding: literal, as: UTF8.self))
                literal = []
            } else {
                literal.append(byte)
                cursor.advance()
            }
        }
        template = MessageTemplate(
            literals: literals + [String(decoding: literal, as: UTF8.self)])
    }

    /// The opening brace has been read; passes the closing one. Quotes hide braces, and braces
    /// nest.
    private static func skipExpression(_ cursor: inout Cursor) -> SourceRange? {
        let start = cursor.offset
        var depth = 1
        while let byte = cursor.byte {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                cursor.advance()
                cursor.skip { $0 != byte }
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"): depth -= 1
            default: break
            }
            cursor.advance()
            if depth == 0 { return SourceRange(start, cursor.offset - 1) }
        }
        return nil
    }
}
