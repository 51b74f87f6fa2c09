/// A token of a template: a kind and a range, no text.
struct TemplateToken {
    let kind: Kind
    let start: Int
    let end: Int

    var range: Range<Int> { start..<end }

    /// Go's `itemType`s; keywords come last.
    enum Kind: UInt8 {
        case error, bool
        /// Any other printable character of ASCII, such as a comma.
        case character
        case characterConstant, comment, complex, assign, declare, endOfFile
        /// A name after a dot.
        case field
        case identifier, leftDelimiter, leftParenthesis, number, pipe, rawString, rightDelimiter
        case rightParenthesis
        /// A run of spaces between operands.
        case space
        case string, text, variable
        case block, `break`, `continue`, dot, define, `else`, end, `if`, `nil`, range, template,
            with

        /// Whether errors show it between `<` and `>`.
        var isKeyword: Bool { rawValue >= Self.block.rawValue }

        /// Whether an operand may begin with it.
        var startsOperand: Bool {
            switch self {
            case .bool, .characterConstant, .complex, .dot, .field, .identifier, .number, .nil,
                .rawString, .string, .variable, .leftParenthesis:
                true
            default: false
            }
        }
    }

    /// The kind of a word, by its bytes.
    static func kind(ofWord word: ArraySlice<UInt8>) -> Kind {
        switch String(decoding: word, as: UTF8.self) {
        case "block": .block
        case "break": .break
        case "continue": .continue
        case "define": .define
        case "else": .else
        case "end": .end
        case "if": .if
        case "range": .range
        case "nil": .nil
        case "template": .template
        case "with": .with
        case "true", "false": .bool
        default: .identifier
        }
    }
}
