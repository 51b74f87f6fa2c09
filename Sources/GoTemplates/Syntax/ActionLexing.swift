/// Inside an action: operands, punctuation and the right delimiter.
extension TemplateLexer {
    mutating func insideAction() -> TemplateToken? {
        if let trims = rightDelimiterTrims(at: position) {
            guard openParentheses == 0 else { return fail("unclosed left paren") }
            return rightDelimiter(trims: trims)
        }
        guard position < bytes.count else { return fail("unclosed action") }
        let byte = bytes[position]
        switch byte {
        case 0x20, 0x09, 0x0D, 0x0A: return spaces()
        case UInt8(ascii: "\""): return quoted(.string, "unterminated quoted string")
        case UInt8(ascii: "'"):
            return quoted(.characterConstant, "unterminated character constant")
        case UInt8(ascii: "`"): return rawString()
        case UInt8(ascii: "$"): return fieldOrVariable(.variable, alone: .variable)
        case UInt8(ascii: "."):
            // At the end of the text or before a digit, a dot begins a number.
            if position + 1 < bytes.count, !bytes[position + 1].isDecimalDigit {
                return fieldOrVariable(.field, alone: .dot)
            }
            return number()
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return number()
        default: return isNamePart(at: position) ? identifier() : punctuation(byte)
        }
    }

    private mutating func punctuation(_ byte: UInt8) -> TemplateToken {
        let rune = RuneReading(bytes, at: position)
        position += rune.width
        switch byte {
        case UInt8(ascii: "="): return token(.assign)
        case UInt8(ascii: "|"): return token(.pipe)
        case UInt8(ascii: ":"):
            guard has([UInt8(ascii: "=")], at: position) else { return fail("expected :=") }
            position += 1
            return token(.declare)
        case UInt8(ascii: "("):
            openParentheses += 1
            return token(.leftParenthesis)
        case UInt8(ascii: ")"):
            openParentheses -= 1
            guard openParentheses >= 0 else { return fail("unexpected right paren") }
            return token(.rightParenthesis)
        case 0x21..<0x7F: return token(.character)
        default: return fail("unrecognized character in action: \(QuotedText.codePoint(rune))")
        }
    }

    /// A space is known to be here. The last one may belong to a right delimiter.
    private mutating func spaces() -> TemplateToken {
        while position < bytes.count, bytes[position].isTemplateSpace { position += 1 }
        if rightDelimiterTrims(at: position - 1) == true { position -= 1 }
        return token(.space)
    }

    /// A quote is known to be here. What its escapes mean is not looked at yet.
    private mutating func quoted(
        _ kind: TemplateToken.Kind, _ mistake: String
    ) -> TemplateToken {
        let quote = bytes[position]
        position += 1
        while position < bytes.count, bytes[position] != 0x0A {
            let byte = bytes[position]
            position += 1
            if byte == quote { return token(kind) }
            if byte == UInt8(ascii: "\\") {
                guard position < bytes.count, bytes[position] != 0x0A else { break }
                position += 1
            }
        }
        return fail(mistake)
    }

    private mutating func rawString() -> TemplateToken {
        position += 1
        while position < bytes.count {
            position += 1
            if bytes[position - 1] == UInt8(ascii: "`") { return token(.rawString) }
        }
        return fail("unterminated raw quoted string")
    }

    /// A `.` or `$` is known to be here, which may also stand alone.
    private mutating func fieldOrVariable(
        _ kind: TemplateToken.Kind, alone: TemplateToken.Kind
    ) -> TemplateToken {
        position += 1
        if isAtTerminator { return token(alone) }
        skipName()
        return isAtTerminator ? token(kind) : badCharacter()
    }

    private mutating func identifier() -> TemplateToken {
        skipName()
        guard isAtTerminator else { return badCharacter() }
        let kind = TemplateToken.kind(ofWord: bytes[start..<position])
        if kind == .break, !options.knowsBreak { return token(.identifier) }
        if kind == .continue, !options.knowsContinue { return token(.identifier) }
        return token(kind)
    }

    private mutating func badCharacter() -> TemplateToken {
        fail("bad character \(QuotedText.codePoint(RuneReading(bytes, at: position)))")
    }

    private mutating func skipName() {
        while isNamePart(at: position) { position += RuneReading(bytes, at: position).width }
    }

    private func isNamePart(at offset: Int) -> Bool {
        guard offset < bytes.count else { return false }
        if bytes[offset] < 0x80 { return bytes[offset].isNamePart }
        let rune = RuneReading(bytes, at: offset)
        return !rune.isBroken && Unicode.Scalar(rune.value)?.isNamePart == true
    }

    /// Whether a name may end here.
    private var isAtTerminator: Bool {
        guard position < bytes.count else { return true }
        switch bytes[position] {
        case 0x20, 0x09, 0x0D, 0x0A, UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "|"),
            UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: ")"):
            return true
        default:
            return has(delimiters.right, at: position)
        }
    }
}

/// Numbers, roughly: what is wrong with them, `NumberConstant` finds.
extension TemplateLexer {
    private mutating func number() -> TemplateToken {
        guard scansNumber() else { return badNumber() }
        guard position < bytes.count, isSign(bytes[position]) else { return token(.number) }
        // A complex number: 1+2i. No spaces, and the end must be an `i`.
        guard scansNumber(), bytes[position - 1] == UInt8(ascii: "i") else { return badNumber() }
        return token(.complex)
    }

    private mutating func badNumber() -> TemplateToken {
        fail("bad number syntax: \(QuotedText.quoted(bytes[start..<position]))")
    }

    /// False if a letter or digit follows that does not belong to a number; it is read, too.
    private mutating func scansNumber() -> Bool {
        accept(isSign)
        var base = 10
        if accept({ $0 == UInt8(ascii: "0") }) {
            if accept({ $0 | 0x20 == UInt8(ascii: "x") }) {
                base = 16
            } else if accept({ $0 | 0x20 == UInt8(ascii: "o") }) {
                base = 8
            } else if accept({ $0 | 0x20 == UInt8(ascii: "b") }) {
                base = 2
            }
        }
        acceptDigits(base)
        if accept({ $0 == UInt8(ascii: ".") }) { acceptDigits(base) }
        let exponent = base == 10 ? UInt8(ascii: "e") : base == 16 ? UInt8(ascii: "p") : 0xFF
        if accept({ $0 | 0x20 == exponent }) {
            accept(isSign)
            acceptDigits(10)
        }
        accept { $0 == UInt8(ascii: "i") }
        guard isNamePart(at: position) else { return true }
        position += RuneReading(bytes, at: position).width
        return false
    }

    private func isSign(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    }

    private mutating func acceptDigits(_ base: Int) {
        while accept({ $0 == UInt8(ascii: "_") || ($0.digitValue ?? 16) < base }) {}
    }

    @discardableResult
    private mutating func accept(_ isWanted: (UInt8) -> Bool) -> Bool {
        guard position < bytes.count, isWanted(bytes[position]) else { return false }
        position += 1
        return true
    }
}

extension UInt8 {
    var isDecimalDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    /// The value of a hexadecimal digit.
    var digitValue: Int? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(self) - 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(self) - 0x61 + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(self) - 0x41 + 10
        default: nil
        }
    }
}
