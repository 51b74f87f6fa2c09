import SourceText

extension ShellParser {
    /// Whether a word starts here, once blanks are skipped.
    var isAtWord: Bool {
        guard offset < end, !isAbandoned else { return false }
        let byte = byte()
        if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") {
            return self.byte(1) == UInt8(ascii: "(")
        }
        return !isMeta(byte)
    }

    /// A word, possibly empty.
    mutating func word(isRegex: Bool = false) -> WordNode {
        spend()
        let outer = (traits, isQuoted)
        (traits, isQuoted) = ([], false)
        let mark = openExpansions.count
        let start = offset
        wordParts(isRegex: isRegex)
        let node = WordNode(
            range: SourceRange(start, max(start, offset)), traits: traits,
            expansions: closeExpansions(from: mark))
        (traits, isQuoted) = outer
        return node
    }

    /// Everything up to an unquoted byte that ends a word. In the groups of a pattern (`@(a|b)`)
    /// and of a regular expression these bytes are a part of the word.
    private mutating func wordParts(isRegex: Bool) {
        let start = offset
        var groups = 0
        while offset < end {
            switch bytes[offset] {
            case 0x0A: return
            case 0x20, 0x09, UInt8(ascii: ";"), UInt8(ascii: "&"):
                guard groups > 0 else { return }
                offset += 1
            case UInt8(ascii: "|"):
                guard groups > 0 || isRegex else { return }
                offset += 1
            case UInt8(ascii: ")"):
                guard groups > 0 else { return }
                groups -= 1
                offset += 1
            case UInt8(ascii: "("):
                if isRegex || groups > 0 || isPatternGroup(after: start) {
                    groups += 1
                    offset += 1
                } else if offset > start, bytes[offset - 1] == UInt8(ascii: "=") {
                    arrayInWord()
                } else {
                    return
                }
            case UInt8(ascii: "<"), UInt8(ascii: ">"):
                if byte(1) == UInt8(ascii: "("), !isRegex {
                    processSubstitution()
                } else {
                    guard groups > 0 || isRegex else { return }
                    offset += 1
                }
            case UInt8(ascii: "'"): singleQuotes()
            case UInt8(ascii: "\""): doubleQuotes()
            case UInt8(ascii: "\\"):
                traits.insert(.escaped)
                offset = min(offset + 2, end)
            case UInt8(ascii: "$"): dollar()
            case UInt8(ascii: "`"): backquote()
            case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["):
                traits.formUnion([.bare, .pattern])
                offset += 1
            case 0x0D where byte(1) == 0x0A: return
            default:
                traits.insert(.bare)
                offset += 1
            }
        }
    }

    /// Whether the `(` here opens a group of a pattern, as in `!(a|b)`.
    private func isPatternGroup(after start: Int) -> Bool {
        guard offset > start else { return false }
        switch bytes[offset - 1] {
        case UInt8(ascii: "@"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "*"),
            UInt8(ascii: "+"):
            return true
        default: return false
        }
    }

    /// `(x y)` behind `name=` in the words of `declare` or `export`; a part of the word.
    private mutating func arrayInWord() {
        let start = offset
        deepen()
        offset += 1
        while !isAbandoned {
            skipSeparators()
            guard isAtWord else { break }
            let before = offset
            wordParts(isRegex: false)
            if offset == before { offset += 1 }
        }
        if byte() == UInt8(ascii: ")") {
            offset += 1
        } else {
            note(.unterminatedArray, SourceRange(start, start + 1))
        }
        depth -= 1
    }

    // MARK: Quotes

    private mutating func singleQuotes() {
        traits.insert(.singleQuoted)
        let start = offset
        offset += 1
        while offset < end, bytes[offset] != UInt8(ascii: "'") { offset += 1 }
        closeQuote(.unterminatedSingleQuote, start)
    }

    private mutating func closeQuote(_ defect: ShellDefect, _ start: Int) {
        guard offset < end else {
            offset = end
            return note(defect, SourceRange(start, min(start + 1, end)))
        }
        offset += 1
    }

    /// `$'…'`; the `$` stands here.
    mutating func dollarSingleQuotes() {
        traits.insert(.dollarQuoted)
        let start = offset + 1
        offset += 2
        while offset < end, bytes[offset] != UInt8(ascii: "'") {
            offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        closeQuote(.unterminatedSingleQuote, start)
    }

    mutating func doubleQuotes() {
        traits.insert(.doubleQuoted)
        let start = offset
        let outer = isQuoted
        isQuoted = true
        offset += 1
        quotedParts(until: UInt8(ascii: "\""))
        isQuoted = outer
        closeQuote(.unterminatedDoubleQuote, start)
    }

    /// What double quotes and here-documents hold, up to `closing` or to the end.
    mutating func quotedParts(until closing: UInt8?) {
        while offset < end {
            switch bytes[offset] {
            case closing: return
            case UInt8(ascii: "\\"):
                traits.insert(.escaped)
                offset = min(offset + 2, end)
            case UInt8(ascii: "$"): dollar()
            case UInt8(ascii: "`"): backquote()
            default: offset += 1
            }
        }
    }
}
