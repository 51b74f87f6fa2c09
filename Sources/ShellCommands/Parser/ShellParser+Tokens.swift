import SourceText

/// What may end a list of commands.
struct ListClosers: OptionSet, Sendable {
    var rawValue: UInt8

    /// `)`
    static let parenthesis = ListClosers(rawValue: 1)
    /// `}`
    static let brace = ListClosers(rawValue: 2)
    static let then = ListClosers(rawValue: 4)
    /// `do`
    static let loopStart = ListClosers(rawValue: 8)
    static let done = ListClosers(rawValue: 16)
    /// `elif`, `else`, `fi`
    static let ifPart = ListClosers(rawValue: 32)
    static let esac = ListClosers(rawValue: 64)
    /// `;;`, `;&`, `;;&`
    static let caseBreak = ListClosers(rawValue: 128)
}

extension ShellParser {
    /// The byte `distance` places on, or 0 at the end.
    func byte(_ distance: Int = 0) -> UInt8 {
        offset + distance < end ? bytes[offset + distance] : 0
    }

    /// Whether a byte ends a word when it is not quoted.
    func isMeta(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"),
            UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"):
            true
        default: false
        }
    }

    /// Whether `word` stands here, alone.
    func isWord(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard offset + count <= end else { return false }
        return bytes.matches(SourceRange(offset, offset + count), word) && isWordEnd(offset + count)
    }

    private func isWordEnd(_ place: Int) -> Bool {
        guard place < end else { return true }
        return isMeta(bytes[place])
            || (bytes[place] == 0x0D && place + 1 < end && bytes[place + 1] == 0x0A)
    }

    /// Moves past a reserved word, if it stands here.
    mutating func skipWord(_ word: StaticString) -> Bool {
        guard isWord(word) else { return false }
        offset += word.utf8CodeUnitCount
        return true
    }

    /// Moves past blanks, joined lines and a comment.
    mutating func skipBlanks() {
        while offset < end {
            switch bytes[offset] {
            case 0x20, 0x09: offset += 1
            case 0x0D where byte(1) == 0x0A: offset += 1
            case UInt8(ascii: "\\") where byte(1) == 0x0A: offset += 2
            case UInt8(ascii: "#"):
                while offset < end, bytes[offset] != 0x0A { offset += 1 }
            default: return
            }
        }
    }

    /// Moves past blanks, comments and line ends, and reads the here-documents behind these.
    mutating func skipSeparators() {
        while true {
            skipBlanks()
            guard byte() == 0x0A, offset < end else { return }
            lineEnd()
        }
    }

    /// A line end stands here.
    mutating func lineEnd() {
        offset += 1
        if !awaitedHeredocs.isEmpty { readHeredocs() }
    }

    /// What ends a list and stands here, with its length.
    func closer() -> (kind: ListClosers, length: Int)? {
        switch byte() {
        case UInt8(ascii: ")"): return (.parenthesis, 1)
        case UInt8(ascii: ";"):
            switch (byte(1), byte(2)) {
            case (UInt8(ascii: ";"), UInt8(ascii: "&")): return (.caseBreak, 3)
            case (UInt8(ascii: ";"), _), (UInt8(ascii: "&"), _): return (.caseBreak, 2)
            default: return nil
            }
        case UInt8(ascii: "}"): return isWord("}") ? (.brace, 1) : nil
        case UInt8(ascii: "t"): return isWord("then") ? (.then, 4) : nil
        case UInt8(ascii: "d"):
            return isWord("do") ? (.loopStart, 2) : isWord("done") ? (.done, 4) : nil
        case UInt8(ascii: "f"): return isWord("fi") ? (.ifPart, 2) : nil
        case UInt8(ascii: "e"):
            return isWord("else") || isWord("elif")
                ? (.ifPart, 4) : isWord("esac") ? (.esac, 4) : nil
        default: return nil
        }
    }

    /// Whether something that may end a list here stands here.
    var isAtCloser: Bool {
        guard let closer = closer() else { return false }
        return closers.contains(closer.kind)
    }

    /// An operator between pipelines, if one stands here; a line end is one.
    mutating func listOperator() -> ShellJoint? {
        skipBlanks()
        let start = offset
        let symbol: ShellJoint.Symbol
        switch (byte(), byte(1)) {
        case (UInt8(ascii: "&"), UInt8(ascii: "&")): (symbol, offset) = (.and, offset + 2)
        case (UInt8(ascii: "|"), UInt8(ascii: "|")): (symbol, offset) = (.or, offset + 2)
        case (UInt8(ascii: "&"), _): (symbol, offset) = (.background, offset + 1)
        case (UInt8(ascii: ";"), UInt8(ascii: ";")), (UInt8(ascii: ";"), UInt8(ascii: "&")):
            return nil
        case (UInt8(ascii: ";"), _): (symbol, offset) = (.semicolon, offset + 1)
        case (0x0A, _):
            lineEnd()
            return ShellJoint(symbol: .newline, range: SourceRange(start, start + 1))
        default: return nil
        }
        return ShellJoint(symbol: symbol, range: SourceRange(start, offset))
    }

    /// `|` or `|&`, if one stands here.
    mutating func pipe() -> ShellJoint? {
        skipBlanks()
        guard byte() == UInt8(ascii: "|"), byte(1) != UInt8(ascii: "|") else { return nil }
        let start = offset
        let symbol: ShellJoint.Symbol = byte(1) == UInt8(ascii: "&") ? .pipeBoth : .pipe
        offset += symbol == .pipe ? 1 : 2
        return ShellJoint(symbol: symbol, range: SourceRange(start, offset))
    }

    // MARK: Limits and problems

    mutating func note(_ defect: ShellDefect, _ range: SourceRange) {
        guard !isAbandoned, tree.defects.count < ShellLimits.problems else { return }
        tree.defects.append(Noticed(defect: defect, range: range))
    }

    /// Gives up: what follows is not read.
    mutating func abandon(_ defect: ShellDefect) {
        guard !isAbandoned else { return }
        // A limit is told even when there were many problems before it.
        tree.defects.append(Noticed(defect: defect, range: SourceRange(at: offset)))
        isAbandoned = true
        offset = end
    }

    /// Counts a node.
    mutating func spend() {
        nodes += 1
        if nodes > ShellLimits.nodes { abandon(.tooLong) }
    }

    /// Reads a part of the bytes as a text of its own, then goes on where it was.
    mutating func inside(_ range: SourceRange, _ read: (inout ShellParser) -> Void) {
        let outer = (offset, end, awaitedHeredocs, closers)
        (offset, end, awaitedHeredocs, closers) = (range.start, range.end, [], [])
        if isAbandoned { offset = end }
        read(&self)
        closeHeredocs()
        (offset, end, awaitedHeredocs, closers) = outer
        if isAbandoned { offset = end }
    }
}
