import SourceText

extension ShellParser {
    /// What a `$` starts; alone it means itself.
    mutating func dollar() {
        switch byte(1) {
        case UInt8(ascii: "("):
            if byte(2) == UInt8(ascii: "("), isArithmetic(from: offset + 3) {
                arithmetic()
            } else {
                commandSubstitution()
            }
        case UInt8(ascii: "{"): bracedParameter()
        case UInt8(ascii: "'") where !isQuoted: dollarSingleQuotes()
        case UInt8(ascii: "\"") where !isQuoted:
            traits.insert(.dollarQuoted)
            offset += 1
            doubleQuotes()
        case UInt8(ascii: "@"), UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: "?"),
            UInt8(ascii: "-"), UInt8(ascii: "$"), UInt8(ascii: "!"):
            parameter(nameLength: 1)
        case let byte where byte.isASCIIDigit: parameter(nameLength: 1)
        case let byte where byte.isWordByte:
            var length = 1
            while self.byte(1 + length).isWordByte { length += 1 }
            parameter(nameLength: length)
        default:
            traits.insert(.bare)
            offset += 1
        }
    }

    private mutating func parameter(nameLength: Int) {
        let index = startExpansion(.parameter)
        openExpansions[index].name = SourceRange(offset + 1, offset + 1 + nameLength)
        offset += 1 + nameLength
        endExpansion(index)
    }

    private mutating func startExpansion(_ kind: ShellExpansion.Kind) -> Int {
        spend()
        traits.insert(.expansion)
        openExpansions.append(
            ExpansionNode(
                kind: kind, range: SourceRange(at: offset), name: SourceRange(at: offset),
                isQuoted: isQuoted, hasOperator: false))
        return openExpansions.count - 1
    }

    private mutating func endExpansion(_ index: Int) {
        let start = openExpansions[index].range.start
        openExpansions[index].range = SourceRange(start, max(start, offset))
    }

    // MARK: ${…}

    /// `${name}`, `${name:-word}`, `${#name}`, `${!name}`, `${name[0]}`, …
    private mutating func bracedParameter() {
        let index = startExpansion(.parameter)
        let start = offset
        deepen()
        offset = min(offset + 2, end)
        if byte() == UInt8(ascii: "#") || byte() == UInt8(ascii: "!"), byte(1) != UInt8(ascii: "}")
        {
            openExpansions[index].hasOperator = true
            offset += 1
        }
        let nameStart = offset
        if byte().isWordByte {
            while byte().isWordByte { offset += 1 }
        } else if offset < end, byte() != UInt8(ascii: "}") {
            offset += 1
        }
        openExpansions[index].name = SourceRange(nameStart, offset)
        if byte() != UInt8(ascii: "}") { openExpansions[index].hasOperator = true }
        // Behind `:-` and the like a `'` in double quotes means itself; in patterns it quotes.
        let isPattern = [UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "/")].contains(byte())
        bracedWord(quotes: isPattern || !isQuoted)
        if byte() == UInt8(ascii: "}"), offset < end {
            offset += 1
        } else {
            note(.unterminatedExpansion, SourceRange(start, min(start + 2, end)))
        }
        depth -= 1
        endExpansion(index)
    }

    /// The word of `${x:-word}` up to its `}`.
    private mutating func bracedWord(quotes: Bool) {
        let outer = traits
        while offset < end {
            switch bytes[offset] {
            case UInt8(ascii: "}"):
                traits = outer
                return
            case UInt8(ascii: "\\"): offset = min(offset + 2, end)
            case UInt8(ascii: "'") where quotes:
                offset += 1
                while offset < end, bytes[offset] != UInt8(ascii: "'") { offset += 1 }
                offset = min(offset + 1, end)
            case UInt8(ascii: "\""): doubleQuotes()
            case UInt8(ascii: "$"): dollar()
            case UInt8(ascii: "`"): backquote()
            default: offset += 1
            }
        }
        traits = outer
    }

    // MARK: Commands in words

    /// `$(…)`
    private mutating func commandSubstitution() {
        substitution(.command, .commandSubstitution)
    }

    /// `<(…)` or `>(…)`
    mutating func processSubstitution() {
        substitution(.process, .processSubstitution)
    }

    private mutating func substitution(
        _ kind: ShellExpansion.Kind, _ construct: ShellConstruct.Kind
    ) {
        let index = startExpansion(kind)
        let start = offset
        if !skipKnownSubstitution() {
            let place = open(construct, from: start)
            let outer = (closers, isQuoted, traits, command)
            (closers, isQuoted, traits) = ([], false, [])
            offset = min(offset + 2, end)
            list(until: .parenthesis)
            (closers, isQuoted, traits, command) = outer
            if offset < end, byte() == UInt8(ascii: ")") {
                offset += 1
            } else {
                note(.unterminatedSubstitution, SourceRange(start, min(start + 2, end)))
            }
            close(place)
        }
        endExpansion(index)
    }

    /// Moves past a substitution whose commands were read as a part of the word around this text.
    private mutating func skipKnownSubstitution() -> Bool {
        while let known = knownSubstitutions.first, known.start < offset {
            knownSubstitutions.removeFirst()
        }
        guard let known = knownSubstitutions.first, known.start == offset else { return false }
        offset = min(known.end, end)
        return true
    }

    /// `` `…` ``: a text of its own, in which a backslash before `` ` ``, `$` and `\` goes away.
    mutating func backquote() {
        let index = startExpansion(.backquoted)
        let start = offset
        guard !skipKnownSubstitution() else { return endExpansion(index) }
        var isEscaped = false
        var place = offset + 1
        while place < end, bytes[place] != UInt8(ascii: "`") {
            let isBackslash = bytes[place] == UInt8(ascii: "\\")
            isEscaped = isEscaped || isBackslash
            place += isBackslash ? 2 : 1
        }
        let inner = SourceRange(start + 1, max(start + 1, min(place, end)))
        let construct = open(.commandSubstitution, from: start)
        let outer = (isQuoted, traits, command)
        (isQuoted, traits) = (false, [])
        readBackquoted(isEscaped ? withoutBackslashes(inner, inQuotes: outer.0) : inner)
        (isQuoted, traits, command) = outer
        offset = isAbandoned ? end : min(place + 1, end)
        if place >= end { note(.unterminatedBackquote, SourceRange(start, start + 1)) }
        close(construct)
        endExpansion(index)
    }

    private mutating func readBackquoted(_ range: SourceRange) {
        guard !isAbandoned else { return }
        inside(range) { $0.list(until: []) }
    }

    /// A copy of the inside of backquotes, one level of backslashes taken away.
    private mutating func withoutBackslashes(
        _ range: SourceRange, inQuotes: Bool
    ) -> SourceRange {
        guard range.length <= ShellLimits.innerScript else { return range }
        let start = bytes.count
        var kept = range.start
        var place = range.start
        while place + 1 < range.end {
            guard bytes[place] == UInt8(ascii: "\\") else {
                place += 1
                continue
            }
            switch bytes[place + 1] {
            case UInt8(ascii: "`"), UInt8(ascii: "$"), UInt8(ascii: "\\"):
                copy(SourceRange(kept, place))
                kept = place + 1
            case UInt8(ascii: "\"") where inQuotes:
                copy(SourceRange(kept, place))
                kept = place + 1
            default: break
            }
            place += 2
        }
        copy(SourceRange(kept, range.end))
        return SourceRange(start, bytes.count)
    }

    /// Appends a copy of bytes, remembering where they came from.
    mutating func copy(_ range: SourceRange) {
        guard !range.isEmpty else { return }
        copies.append((bytes.count, range.start))
        bytes += Array(bytes[range])
    }

    // MARK: Arithmetic

    /// How far a `((` is looked along to tell `((1 + 2))` from `((a) | (b))`.
    private static let arithmeticLookahead = 4_096

    /// Whether the text behind `((` is closed by `))` rather than by two separate `)`.
    private func isArithmetic(from start: Int) -> Bool {
        var parentheses = 0
        var place = start
        let limit = min(end, start + Self.arithmeticLookahead)
        while place < limit {
            switch bytes[place] {
            case UInt8(ascii: "("): parentheses += 1
            case UInt8(ascii: ")"):
                if parentheses == 0 {
                    return place + 1 < end && bytes[place + 1] == UInt8(ascii: ")")
                }
                parentheses -= 1
            case UInt8(ascii: "\\"): place += 1
            default: break
            }
            place += 1
        }
        return false
    }

    /// Whether `((…))` stands here.
    var isAtArithmeticCommand: Bool {
        byte() == UInt8(ascii: "(") && byte(1) == UInt8(ascii: "(")
            && isArithmetic(from: offset + 2)
    }

    /// `((…))` as a word.
    mutating func arithmeticWord() -> WordNode {
        spend()
        let outer = (traits, isQuoted)
        (traits, isQuoted) = (.bare, false)
        let mark = openExpansions.count
        let start = offset
        offset += 2
        arithmeticParts()
        let node = WordNode(
            range: SourceRange(start, max(start, offset)), traits: traits,
            expansions: closeExpansions(from: mark))
        (traits, isQuoted) = outer
        return node
    }

    /// `$((…))`
    private mutating func arithmetic() {
        let index = startExpansion(.arithmetic)
        deepen()
        offset = min(offset + 3, end)
        let outer = isQuoted
        isQuoted = true
        arithmeticParts()
        isQuoted = outer
        depth -= 1
        endExpansion(index)
    }

    /// Up to the `))` that closes, which `isArithmetic` has seen.
    private mutating func arithmeticParts() {
        var parentheses = 0
        while offset < end {
            switch bytes[offset] {
            case UInt8(ascii: "("): parentheses += 1
            case UInt8(ascii: ")"):
                if parentheses == 0 {
                    offset = min(offset + 2, end)
                    return
                }
                parentheses -= 1
            case UInt8(ascii: "$"):
                dollar()
                continue
            case UInt8(ascii: "`"):
                backquote()
                continue
            case UInt8(ascii: "\\"): offset += 1
            default: break
            }
            offset = min(offset + 1, end)
        }
    }
}
