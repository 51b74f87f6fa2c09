import SourceText

/// Cuts an expression's bytes into tokens. White space and `//` comments are left out.
struct CELLexer {
    private var cursor: Cursor
    private var tokens: [CELToken] = []

    static func tokens(_ bytes: [UInt8]) throws(CELError) -> [CELToken] {
        var lexer = CELLexer(cursor: Cursor(bytes))
        lexer.tokens.reserveCapacity(bytes.count / 3 + 2)
        while try lexer.token() {}
        return lexer.tokens
    }

    private init(cursor: Cursor) { self.cursor = cursor }

    private mutating func skipSpace() {
        while let byte = cursor.byte {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D, 0x0C: cursor.offset += 1
            case UInt8(ascii: "/") where cursor.byte(after: 1) == byte:
                cursor.skip { $0 != UInt8(ascii: "\n") }
            default: return
            }
        }
    }

    /// Reads one token; false at the end.
    private mutating func token() throws(CELError) -> Bool {
        skipSpace()
        let start = cursor.offset
        guard let byte = cursor.byte else {
            add(.end, from: start)
            return false
        }
        if byte.isASCIILetter || byte == UInt8(ascii: "_") {
            try word()
        } else if byte.isASCIIDigit {
            try number()
        } else if byte == UInt8(ascii: "."), cursor.byte(after: 1)?.isASCIIDigit == true {
            try number()
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            try string(from: start, kind: .string, isRaw: false)
        } else if byte == UInt8(ascii: "`") {
            try quotedIdentifier()
        } else {
            try punctuation(byte)
        }
        return true
    }

    private mutating func add(_ kind: CELToken.Kind, from start: Int) {
        tokens.append(CELToken(kind: kind, start: Int32(start), end: Int32(cursor.offset)))
    }

    // MARK: Words

    private mutating func word() throws(CELError) {
        let start = cursor.offset
        let range = cursor.skip { $0.isWordByte }
        if let quote = cursor.byte, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
            let prefix = stringPrefix(range)
        {
            try string(from: start, kind: prefix.kind, isRaw: prefix.isRaw)
            return
        }
        add(Keywords.kind(cursor.bytes[range]), from: start)
    }

    /// `r`, `b` or `br` before a quotation mark, in either case.
    private func stringPrefix(_ range: SourceRange) -> (kind: CELToken.Kind, isRaw: Bool)? {
        let letters = cursor.bytes[range].map { $0.lowercasedASCII }
        return switch letters {
        case [UInt8(ascii: "r")]: (.string, true)
        case [UInt8(ascii: "b")]: (.bytes, false)
        case [UInt8(ascii: "b"), UInt8(ascii: "r")]: (.bytes, true)
        default: nil
        }
    }

    private mutating func quotedIdentifier() throws(CELError) {
        let start = cursor.offset
        cursor.offset += 1
        cursor.skip { byte in
            byte.isWordByte || byte == 0x20
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "/")
        }
        guard cursor.offset > start + 1, cursor.skip(UInt8(ascii: "`")) else {
            throw .syntax(
                cursor.range(from: start), "a quoted field name is not finished",
                help: "between backticks stand letters, digits, `_`, `.`, `-`, `/` and spaces")
        }
        add(.quotedIdentifier, from: start)
    }

    // MARK: Strings

    /// The prefix has been read, the quotation mark stands here.
    private mutating func string(
        from start: Int, kind: CELToken.Kind, isRaw: Bool
    ) throws(CELError) {
        let quote = cursor.bytes[cursor.offset]
        let isTriple = cursor.byte(after: 1) == quote && cursor.byte(after: 2) == quote
        cursor.advance(isTriple ? 3 : 1)
        while let byte = cursor.byte {
            if byte == UInt8(ascii: "\\"), !isRaw {
                cursor.advance(2)
            } else if byte == quote, !isTriple {
                cursor.advance()
                add(kind, from: start)
                return
            } else if byte == quote, cursor.byte(after: 1) == quote, cursor.byte(after: 2) == quote
            {
                cursor.advance(3)
                add(kind, from: start)
                return
            } else if !isTriple, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                break
            } else {
                cursor.advance()
            }
        }
        throw .syntax(cursor.range(from: start), "a string is not closed")
    }

    // MARK: Numbers

    private mutating func number() throws(CELError) {
        let start = cursor.offset
        if cursor.byte == UInt8(ascii: "0"), cursor.byte(after: 1).map({ $0 | 0x20 }) == 0x78,
            cursor.byte(after: 2)?.isASCIIHexDigit == true
        {
            cursor.advance(2)
            cursor.skip { $0.isASCIIHexDigit }
            endInteger(from: start)
        } else {
            cursor.skip { $0.isASCIIDigit }
            if !fractionAndExponent() {
                endInteger(from: start)
            } else {
                add(.double, from: start)
            }
        }
        if let byte = cursor.byte, byte.isWordByte {
            cursor.skip { $0.isWordByte }
            throw .syntax(cursor.range(from: start), "a number runs into a name")
        }
    }

    private mutating func endInteger(from start: Int) {
        if let byte = cursor.byte, byte | 0x20 == UInt8(ascii: "u") {
            cursor.advance()
            add(.unsigned, from: start)
        } else {
            add(.integer, from: start)
        }
    }

    private mutating func fractionAndExponent() -> Bool {
        let start = cursor.offset
        if cursor.byte == UInt8(ascii: "."), cursor.byte(after: 1)?.isASCIIDigit == true {
            cursor.advance()
            cursor.skip { $0.isASCIIDigit }
        }
        if let byte = cursor.byte, byte | 0x20 == UInt8(ascii: "e") {
            let sign = cursor.byte(after: 1)
            let hasSign = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
            if cursor.byte(after: hasSign ? 2 : 1)?.isASCIIDigit == true {
                cursor.advance(hasSign ? 2 : 1)
                cursor.skip { $0.isASCIIDigit }
            }
        }
        return cursor.offset > start
    }

    // MARK: Punctuation

    private mutating func punctuation(_ byte: UInt8) throws(CELError) {
        let start = cursor.offset
        let next = cursor.byte(after: 1)
        let equals = UInt8(ascii: "=")
        let kind: CELToken.Kind
        switch (byte, next) {
        case (equals, equals): kind = .equal
        case (UInt8(ascii: "!"), equals): kind = .notEqual
        case (UInt8(ascii: "<"), equals): kind = .lessEqual
        case (UInt8(ascii: ">"), equals): kind = .greaterEqual
        case (UInt8(ascii: "&"), byte): kind = .and
        case (UInt8(ascii: "|"), byte): kind = .or
        default:
            guard let single = Keywords.punctuation(byte) else {
                throw unexpected(byte, next: next)
            }
            cursor.advance()
            add(single, from: start)
            return
        }
        cursor.advance(2)
        add(kind, from: start)
    }

    private func unexpected(_ byte: UInt8, next: UInt8?) -> CELError {
        let start = cursor.offset
        let rest = cursor.bytes[start...].dropFirst().prefix(3).prefix { $0 & 0xC0 == 0x80 }
        let range = SourceRange(start, start + 1 + rest.count)
        let helps: [UInt8: String] = [
            UInt8(ascii: "="): "equality is written `==`",
            UInt8(ascii: "&"): "and is written `&&`",
            UInt8(ascii: "|"): "or is written `||`",
        ]
        return .syntax(
            range, "`\(cursor.bytes.text(range))` means nothing here", help: helps[byte])
    }
}

private enum Keywords {
    static func kind(_ word: ArraySlice<UInt8>) -> CELToken.Kind {
        guard (2...9).contains(word.count) else { return .identifier }
        return word.withUnsafeBufferPointer { buffer in
            // Words of nine bytes or fewer; the first byte rules out most names.
            switch buffer[0] {
            case UInt8(ascii: "t") where equal(buffer, "true"): .trueWord
            case UInt8(ascii: "f") where equal(buffer, "false"): .falseWord
            case UInt8(ascii: "n") where equal(buffer, "null"): .nullWord
            case UInt8(ascii: "i") where equal(buffer, "in"): .inWord
            default: reserved.contains { equal(buffer, $0) } ? .reserved : .identifier
            }
        }
    }

    private static func equal(_ word: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
        guard word.count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { other in word.indices.allSatisfy { word[$0] == other[$0] } }
    }

    /// Kept for the future by the specification; fields and methods may bear these names.
    private static let reserved: [StaticString] = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let",
        "loop", "package", "namespace", "return", "var", "void", "while",
    ]

    static func punctuation(_ byte: UInt8) -> CELToken.Kind? {
        switch byte {
        case UInt8(ascii: "("): .leftParenthesis
        case UInt8(ascii: ")"): .rightParenthesis
        case UInt8(ascii: "["): .leftBracket
        case UInt8(ascii: "]"): .rightBracket
        case UInt8(ascii: "{"): .leftBrace
        case UInt8(ascii: "}"): .rightBrace
        case UInt8(ascii: "."): .dot
        case UInt8(ascii: ","): .comma
        case UInt8(ascii: ":"): .colon
        case UInt8(ascii: "?"): .question
        case UInt8(ascii: "+"): .plus
        case UInt8(ascii: "-"): .minus
        case UInt8(ascii: "*"): .star
        case UInt8(ascii: "/"): .slash
        case UInt8(ascii: "%"): .percent
        case UInt8(ascii: "!"): .not
        case UInt8(ascii: "<"): .less
        case UInt8(ascii: ">"): .greater
        default: nil
        }
    }
}
