import GoTemplates

/// Names put together of words in other ways, as the Go package xstrings (1.5) does it.
enum WordCase {
    /// `some_words`, `some words` and `SOME-WORDS` as `SomeWords`. Connectors at the ends, and all
    /// but one of several, stay.
    static func pascal(_ bytes: Bytes) -> Bytes {
        let runes = TrimmingFunctions.runes(bytes)
        guard let start = runes.firstIndex(where: { !isConnector($0) }) else {
            // A last connector is written twice.
            return encoded(runes) + (runes.last.map { GoRune.encode($0) } ?? [])
        }
        var result = encoded(runes[..<start])
        var isShouting = CharacterClass.isUpper(runes[start])
        var pending = CaseMapping.upper(runes[start])
        for rune in runes[(start + 1)...] {
            if isConnector(pending) {
                if isConnector(rune) {
                    result += GoRune.encode(pending)
                    pending = rune
                    continue
                }
                isShouting = CharacterClass.isUpper(rune)
                pending = CaseMapping.upper(rune)
                continue
            }
            result += GoRune.encode(pending)
            pending = rune
            guard !isConnector(rune), isShouting else {
                isShouting = false
                continue
            }
            isShouting = CharacterClass.isUpper(rune)
            if isShouting { pending = CaseMapping.lower(rune) }
        }
        return result + GoRune.encode(pending)
    }

    /// `SomeWords` as `some_words`, with any connector.
    static func joined(_ bytes: Bytes, by connector: UInt8) -> Bytes {
        var joiner = WordJoiner(bytes, connector)
        return joiner.joined()
    }

    static func isConnector(_ rune: UInt32) -> Bool {
        rune == 0x2D || rune == 0x5F || CharacterClass.isSpace(rune)
    }

    private static func encoded(_ runes: some Sequence<UInt32>) -> Bytes {
        var result: Bytes = []
        for rune in runes { result += GoRune.encode(rune) }
        return result
    }
}

/// Reads a name word by word and writes the words in small letters with a connector between them.
private struct WordJoiner {
    private enum Kind {
        case invalid, number, capitals, letters, connector, punctuation, other

        /// Whether nothing has to be put before it: there is a connector or a mark already.
        var isDivider: Bool { self == .connector || self == .punctuation }
    }

    private struct Word {
        var kind = Kind.invalid
        var range = 0..<0
    }

    private let bytes: Bytes
    private let connector: UInt8
    private var position = 0
    private var result: Bytes = []

    init(_ bytes: Bytes, _ connector: UInt8) {
        self.bytes = bytes
        self.connector = connector
        result.reserveCapacity(bytes.count + bytes.count / 4)
    }

    private var isAtEnd: Bool { position == bytes.count }

    mutating func joined() -> Bytes {
        guard !bytes.isEmpty else { return [] }
        var word = next()
        while !isAtEnd {
            if word.kind != .connector { write(word) }
            let last = word
            word = next()
            switch last.kind {
            case .number: finishNumber(&word, isWordBefore: false)
            case .connector: write(last)
            case .punctuation: break
            default: divide(&word)
            }
        }
        write(word)
        return result
    }

    /// What stands between a word of letters and what follows it.
    private mutating func divide(_ word: inout Word) {
        guard word.kind == .number else {
            if !word.kind.isDivider { result.append(connector) }
            return
        }
        if isAtEnd { return }
        let number = word
        word = next()
        if word.kind == .letters {
            // Small letters after it make the number a word of its own: `HTTP2xx`.
            result.append(connector)
            write(number)
            finishNumber(&word, isWordBefore: true)
        } else {
            // Else it belongs to the word before it: `Bld4Floor`.
            write(number)
            if !word.kind.isDivider { result.append(connector) }
        }
    }

    /// Small letters and numbers go on with a number.
    private mutating func finishNumber(_ word: inout Word, isWordBefore: Bool) {
        while word.kind == .letters || word.kind == .number {
            write(word)
            word = next()
        }
        if word.kind != .invalid, !word.kind.isDivider { result.append(connector) }
    }

    private mutating func write(_ word: Word) {
        guard word.kind == .capitals || word.kind == .connector else {
            result += bytes[word.range]
            return
        }
        var index = word.range.lowerBound
        while index < word.range.upperBound {
            let (rune, size) = GoRune.decode(bytes, at: index)
            index += size
            if WordCase.isConnector(rune) {
                result.append(connector)
            } else {
                result += GoRune.encode(
                    CharacterClass.isUpper(rune) ? CaseMapping.lower(rune) : rune)
            }
        }
    }

    // MARK: Reading words

    private mutating func next() -> Word {
        let start = position
        guard !isAtEnd else { return Word(range: start..<start) }
        let first = rune(at: position)
        position += first.size
        var kind = Kind.other
        switch first.rune {
        case nil: kind = .invalid
        case let rune? where WordCase.isConnector(rune):
            kind = .connector
            skip(after: rune) { WordCase.isConnector($0) }
        case let rune? where CharacterClass.isPunctuation(rune):
            kind = .punctuation
            skip(after: rune) { CharacterClass.isPunctuation($0) }
        case let rune? where CharacterClass.isUpper(rune):
            kind = .capitals
            readCapitals(after: rune)
        case let rune? where Self.isAlphabetic(rune):
            kind = .letters
            skip(after: rune) { Self.isAlphabetic($0) && !CharacterClass.isUpper($0) }
        case let rune? where CharacterClass.isNumber(rune):
            kind = .number
            skip(after: rune) { CharacterClass.isNumber($0) }
        case let rune?:
            skip(after: rune) {
                !(WordCase.isConnector($0) || Self.isAlphabetic($0)
                    || CharacterClass.isNumber($0) || CharacterClass.isPunctuation($0))
            }
        }
        return Word(kind: kind, range: start..<position)
    }

    /// A capital letter with the small letters after it, or several capital letters but for the
    /// last one if that begins a word: `HTTP` of `HTTPStatus`.
    private mutating func readCapitals(after first: UInt32) {
        guard !isAtEnd else { return }
        let second = rune(at: position)
        let rune = second.rune ?? first
        if CharacterClass.isUpper(rune) {
            var last = second.size
            position += last
            while !isAtEnd {
                let next = self.rune(at: position)
                let value = next.rune ?? rune
                guard CharacterClass.isUpper(value) else {
                    if Self.isAlphabetic(value) { position -= last }
                    return
                }
                last = next.size
                position += last
            }
        } else if Self.isAlphabetic(rune) {
            position += second.size
            skip(after: rune) { Self.isAlphabetic($0) && !CharacterClass.isUpper($0) }
        }
    }

    private mutating func skip(after first: UInt32, while isPart: (UInt32) -> Bool) {
        var last = first
        while !isAtEnd {
            let next = rune(at: position)
            last = next.rune ?? last
            guard isPart(last) else { return }
            position += next.size
        }
    }

    /// The next rune that is one, with the bytes before it that are none; nil when there are only
    /// such.
    private func rune(at start: Int) -> (rune: UInt32?, size: Int) {
        var index = start
        while index < bytes.count {
            let (rune, size) = GoRune.decode(bytes, at: index)
            index += size
            if rune != GoRune.replacement { return (rune, index - start) }
        }
        return (nil, index - start)
    }

    /// A letter of an alphabet, so none of the Chinese characters.
    private static func isAlphabetic(_ rune: UInt32) -> Bool {
        guard CharacterClass.isLetter(rune) else { return false }
        switch rune {
        case 0x3400...0x4D85, 0x4E00...0x9FCC, 0x20000...0x2B81D: return false
        default: return true
        }
    }
}
