/// One expansion of one text.
struct Expander {
    private let text: [UInt8]
    private let lexer: ShellLexer
    private let lookup: (String) -> String?
    private var offset = 0
    private var depth = 0
    private var keepsEscapes: Bool
    private(set) var matched: [String] = []
    private(set) var unmatched: [String] = []
    private var seen: Set<String> = []
    /// How much matching patterns took.
    private(set) var steps = 0

    init(_ text: [UInt8], lexer: ShellLexer, lookup: @escaping (String) -> String?) {
        self.text = text
        self.lexer = lexer
        self.lookup = lookup
        keepsEscapes = lexer.keepsEscapes
    }

    private var byte: UInt8? { offset < text.count ? text[offset] : nil }

    /// Reads up to `stop`, which is passed, or to the end.
    mutating func text(
        until stop: UInt8?, keepsEscapes: Bool, words: inout WordSplitter
    ) throws(ExpansionError) -> [UInt8] {
        let outer = self.keepsEscapes
        self.keepsEscapes = keepsEscapes
        defer { self.keepsEscapes = outer }
        var result: [UInt8] = []
        while let byte, byte != stop {
            try next(byte, into: &result, words: &words)
            guard result.count <= ShellLexer.largestResult else { throw .tooLarge }
        }
        if stop != nil {
            guard byte != nil else { throw .missingBrace }
            offset += 1
        }
        return result
    }

    private mutating func next(
        _ byte: UInt8, into result: inout [UInt8], words: inout WordSplitter
    ) throws(ExpansionError) {
        switch byte {
        case UInt8(ascii: "$"):
            let value = try variable()
            result += value
            words.add(value)
        case UInt8(ascii: "'") where !lexer.ignoresQuotes:
            let quoted = try singleQuoted()
            result += quoted
            words.addQuoted(quoted)
        case UInt8(ascii: "\"") where !lexer.ignoresQuotes:
            let quoted = try doubleQuoted()
            result += quoted
            words.addQuoted(quoted)
        case lexer.escape:
            escaped(into: &result, words: &words)
        default:
            let space = text.spaceLength(at: offset, before: text.count)
            if space > 0 { words.endWord() } else { words.addQuoted(byte) }
            let length = max(space, 1)
            result += text[offset..<offset + length]
            offset += length
        }
    }

    private mutating func escaped(into result: inout [UInt8], words: inout WordSplitter) {
        let escape = text[offset]
        offset += 1
        if keepsEscapes {
            result.append(escape)
            words.addQuoted(escape)
        }
        guard let byte else { return }
        guard byte >= 0x80 else {
            words.addQuoted(byte)
            result.append(byte)
            offset += 1
            return
        }
        let length = max(text.spaceLength(at: offset, before: text.count), 1)
        words.addQuoted(Array(text[offset..<offset + length]))
        result += text[offset..<offset + length]
        offset += length
    }

    // MARK: Quotes

    private mutating func singleQuoted() throws(ExpansionError) -> [UInt8] {
        let start = offset
        offset += 1
        while let byte, byte != UInt8(ascii: "'") { offset += 1 }
        guard byte != nil else { throw .unmatchedQuote }
        offset += 1
        return Array(lexer.keepsQuotes ? text[start..<offset] : text[start + 1..<offset - 1])
    }

    private mutating func doubleQuoted() throws(ExpansionError) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        var result: [UInt8] = lexer.keepsQuotes ? [quote] : []
        offset += 1
        while let byte, byte != quote {
            if byte == UInt8(ascii: "$") {
                result += try variable()
            } else if byte == lexer.escape {
                escapedInQuotes(into: &result)
            } else {
                result.append(byte)
                offset += 1
            }
            guard result.count <= ShellLexer.largestResult else { throw .tooLarge }
        }
        guard byte != nil else { throw .unmatchedQuote }
        offset += 1
        if lexer.keepsQuotes { result.append(quote) }
        return result
    }

    /// In double quotes an escape works before a quote, a dollar and itself; else it stays.
    private mutating func escapedInQuotes(into result: inout [UInt8]) {
        if keepsEscapes { result.append(lexer.escape) }
        offset += 1
        guard let byte else { return }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "$") || byte == lexer.escape {
            result.append(byte)
            offset += 1
        } else {
            result.append(lexer.escape)
        }
    }

    // MARK: Variables

    /// The dollar is here.
    private mutating func variable() throws(ExpansionError) -> [UInt8] {
        let start = offset
        offset += 1
        if byte == UInt8(ascii: "{") {
            depth += 1
            defer { depth -= 1 }
            guard depth <= ShellLexer.deepestNesting else { throw .tooDeep }
            return try bracedVariable(from: start)
        }
        let name = self.name()
        if name.isEmpty { return [UInt8(ascii: "$")] }
        if let value = value(of: name) { return Array(value.utf8) }
        return lexer.keepsUnset ? Array(text[start..<offset]) : []
    }

    /// The brace is here.
    private mutating func bracedVariable(from start: Int) throws(ExpansionError) -> [UInt8] {
        offset += 1
        switch byte {
        case nil: throw .missingBrace
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ":"): throw .badSubstitution
        default: break
        }
        let name = self.name()
        guard let operation = byte else { throw .missingBrace }
        offset += 1
        switch operation {
        case UInt8(ascii: "}"):
            if let value = value(of: name) { return Array(value.utf8) }
            return lexer.keepsUnset ? Array(text[start..<offset]) : []
        case UInt8(ascii: ":"):
            guard let second = byte else { throw .missingBrace }
            offset += 1
            return try modified(name, by: second, ignoringEmpty: true)
        case UInt8(ascii: "/"):
            return try replaced(name)
        default:
            return try modified(name, by: operation, ignoringEmpty: false)
        }
    }

    /// `-`, `+`, `?`, `#` and `%`; the operator has been read.
    private mutating func modified(
        _ name: String, by operation: UInt8, ignoringEmpty: Bool
    ) throws(ExpansionError) -> [UInt8] {
        let trims = operation == UInt8(ascii: "#") || operation == UInt8(ascii: "%")
        let colon = ignoringEmpty ? ":" : ""
        let sign = String(decoding: [operation], as: UTF8.self)
        guard trims ? !ignoringEmpty : [0x2B, 0x2D, 0x3F].contains(operation) else {
            throw .unsupportedModifier(colon + sign)
        }
        var ignored = WordSplitter()
        let word = try text(until: UInt8(ascii: "}"), keepsEscapes: trims, words: &ignored)
        let value = self.value(of: name)
        if value == nil, lexer.keepsUnset {
            return Array("${\(name)\(colon)\(sign)".utf8) + word + [UInt8(ascii: "}")]
        }
        let isMissing = value == nil || (ignoringEmpty && value == "")
        switch operation {
        case UInt8(ascii: "-"): return isMissing ? word : Array((value ?? "").utf8)
        case UInt8(ascii: "+"): return isMissing ? [] : word
        case UInt8(ascii: "?"):
            guard isMissing else { return Array((value ?? "").utf8) }
            throw .required(name: name, message: String(decoding: word, as: UTF8.self))
        default:
            return try trimmed(value ?? "", by: word, operation: operation)
        }
    }

    /// `#` and `%` take the shortest match, doubled the longest.
    private mutating func trimmed(
        _ value: String, by word: [UInt8], operation: UInt8
    ) throws(ExpansionError) -> [UInt8] {
        let isGreedy = word.first == operation
        let written = String(decoding: isGreedy ? word.dropFirst() : word[...], as: UTF8.self)
        let pattern = try ShellPattern(written)
        steps += pattern.steps(for: value)
        let result =
            operation == UInt8(ascii: "#")
            ? try pattern.trimmingPrefix(of: value, isGreedy: isGreedy)
            : try pattern.trimmingSuffix(of: value, isGreedy: isGreedy)
        return Array(result.utf8)
    }

    /// `${name/pattern/replacement}`; the first slash has been read.
    private mutating func replaced(_ name: String) throws(ExpansionError) -> [UInt8] {
        let replacesAll = byte == UInt8(ascii: "/")
        if replacesAll { offset += 1 }
        var ignored = WordSplitter()
        let pattern: [UInt8]
        do {
            pattern = try text(until: UInt8(ascii: "/"), keepsEscapes: true, words: &ignored)
        } catch {
            throw error == .missingBrace ? .missingSlash : error
        }
        let replacement = try text(until: UInt8(ascii: "}"), keepsEscapes: true, words: &ignored)
        let value = self.value(of: name)
        if value == nil, lexer.keepsUnset {
            return Array("${\(name)/".utf8) + pattern + [UInt8(ascii: "/")] + replacement
                + [UInt8(ascii: "}")]
        }
        let shellPattern = try ShellPattern(String(decoding: pattern, as: UTF8.self))
        steps += shellPattern.steps(for: value ?? "")
        let result = try shellPattern.replacing(
            in: value ?? "", with: String(decoding: replacement, as: UTF8.self), all: replacesAll)
        return Array(result.utf8)
    }

    private mutating func value(of name: String) -> String? {
        let value = lookup(name)
        guard seen.insert(name).inserted else { return value }
        if value == nil { unmatched.append(name) } else { matched.append(name) }
        return value
    }

    // MARK: Names

    /// Letters, digits and underscores; digits alone; or one of the shell's special characters.
    private mutating func name() -> String {
        let start = offset
        guard let first = byte else { return "" }
        if digitLength(at: offset) > 0 {
            while case let length = digitLength(at: offset), length > 0 { offset += length }
        } else if Expander.specialNames.contains(first) {
            offset += 1
        } else {
            while case let length = nameLength(at: offset), length > 0 { offset += length }
        }
        return String(decoding: text[start..<offset], as: UTF8.self)
    }

    private static let specialNames = Array("@*#?-$!".utf8)

    private func digitLength(at place: Int) -> Int {
        guard place < text.count else { return 0 }
        if text[place] < 0x80 { return text[place].isDigit ? 1 : 0 }
        guard let scalar = scalar(at: place) else { return 0 }
        return scalar.properties.generalCategory == .decimalNumber ? UTF8.width(scalar) : 0
    }

    private func nameLength(at place: Int) -> Int {
        guard place < text.count else { return 0 }
        if text[place] < 0x80 { return text[place].isNameByte ? 1 : 0 }
        guard let scalar = scalar(at: place) else { return 0 }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber:
            return UTF8.width(scalar)
        default:
            return 0
        }
    }

    private func scalar(at place: Int) -> Unicode.Scalar? {
        var decoder = UTF8()
        var bytes = text[place..<min(place + 4, text.count)].makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&bytes) else { return nil }
        return scalar
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
    fileprivate var isNameByte: Bool {
        isDigit || self == 0x5F || (0x61...0x7A).contains(self | 0x20)
    }
}
