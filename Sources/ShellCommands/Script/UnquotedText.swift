package import SourceText

/// The text of a word without its quotes, which remembers where each byte stands in the script.
///
/// Expansions are kept as written and marked opaque: `"$A"=b\ c` is `$A=b c`, with `$A` opaque.
package struct UnquotedText: Sendable {
    /// The text itself.
    package private(set) var bytes: [UInt8] = []
    /// Where expansions stand in `bytes`, in order.
    package private(set) var opaque: [SourceRange] = []
    private(set) var pieces: [(start: Int, source: Int)] = []
    private let end: Int

    /// The text; bytes that are not UTF-8 become U+FFFD.
    package var string: String { String(decoding: bytes, as: UTF8.self) }

    /// The place in the script of a range of `bytes`.
    package func scriptRange(of range: SourceRange) -> SourceRange {
        if range.isEmpty { return SourceRange(at: scriptOffset(of: range.start)) }
        let start = scriptOffset(of: range.start)
        return SourceRange(start, max(start, scriptOffset(of: range.end - 1) + 1))
    }

    private func scriptOffset(of offset: Int) -> Int {
        guard offset < bytes.count else { return end }
        var low = 0
        var high = pieces.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if pieces[middle].start <= offset { low = middle } else { high = middle }
        }
        return pieces[low].source + offset - pieces[low].start
    }

    init(word: WordNode, _ source: [UInt8], _ tree: ShellTree) {
        end = word.range.end
        guard !word.traits.isDisjoint(with: [.quoting, .heredoc, .expansion]) else {
            append(word.range, of: source)
            return
        }
        var unquoting = Unquoting(
            source: source, end: word.range.end, isHeredoc: word.traits.contains(.heredoc))
        var offset = word.range.start
        for expansion in tree.expansions[word.expansions] where expansion.range.start >= offset {
            unquoting.read(from: offset, to: expansion.range.start, into: &self)
            let start = bytes.count
            append(expansion.range, of: source)
            opaque.append(SourceRange(start, bytes.count))
            offset = expansion.range.end
        }
        unquoting.read(from: offset, to: word.range.end, into: &self)
    }

    fileprivate mutating func append(_ range: SourceRange, of source: [UInt8]) {
        guard !range.isEmpty else { return }
        pieces.append((bytes.count, range.start))
        bytes += source[range]
    }

    /// Appends a byte that stands for an escape at `offset`.
    fileprivate mutating func append(_ decoded: [UInt8], at offset: Int) {
        for byte in decoded {
            pieces.append((bytes.count, offset))
            bytes.append(byte)
        }
    }
}

/// Takes quotes off; keeps its state between the parts of a word that lie around expansions.
private struct Unquoting {
    let source: [UInt8]
    let end: Int
    let isHeredoc: Bool
    var isInDoubleQuotes = false

    mutating func read(from start: Int, to limit: Int, into text: inout UnquotedText) {
        var offset = start
        var kept = start
        while offset < limit {
            let skipped: Int
            switch source[offset] {
            case UInt8(ascii: "\""):
                guard !isHeredoc else { fallthrough }
                isInDoubleQuotes.toggle()
                skipped = 1
            case UInt8(ascii: "'") where !isInDoubleQuotes && !isHeredoc:
                text.append(SourceRange(kept, offset), of: source)
                offset = single(from: offset + 1, to: limit, into: &text)
                kept = offset
                continue
            case UInt8(ascii: "$") where !isInDoubleQuotes && !isHeredoc && offset + 1 < limit:
                if source[offset + 1] == UInt8(ascii: "'") {
                    text.append(SourceRange(kept, offset), of: source)
                    offset = dollarSingle(from: offset + 2, to: limit, into: &text)
                    kept = offset
                    continue
                }
                guard source[offset + 1] == UInt8(ascii: "\"") else { fallthrough }
                skipped = 1
            case UInt8(ascii: "\\") where offset + 1 < limit:
                guard let count = escapeLength(at: offset) else { fallthrough }
                text.append(SourceRange(kept, offset), of: source)
                kept = offset + count
                offset += 2
                continue
            default:
                offset += 1
                continue
            }
            text.append(SourceRange(kept, offset), of: source)
            offset += skipped
            kept = offset
        }
        text.append(SourceRange(min(kept, limit), limit), of: source)
    }

    /// How many bytes a backslash takes away: itself, with a line end after it both, or nil when it
    /// means itself.
    private func escapeLength(at offset: Int) -> Int? {
        switch source[offset + 1] {
        case UInt8(ascii: "\n"): 2
        case UInt8(ascii: "$"), UInt8(ascii: "`"), UInt8(ascii: "\\"): 1
        case UInt8(ascii: "\""): isHeredoc ? nil : 1
        default: isInDoubleQuotes || isHeredoc ? nil : 1
        }
    }

    /// The opening `'` has been read; gives the place after the closing one.
    private func single(from start: Int, to limit: Int, into text: inout UnquotedText) -> Int {
        var offset = start
        while offset < limit, source[offset] != UInt8(ascii: "'") { offset += 1 }
        text.append(SourceRange(start, offset), of: source)
        return min(offset + 1, limit)
    }

    /// The opening `$'` has been read; gives the place after the closing `'`.
    private func dollarSingle(from start: Int, to limit: Int, into text: inout UnquotedText) -> Int
    {
        var offset = start
        var kept = start
        while offset < limit, source[offset] != UInt8(ascii: "'") {
            guard source[offset] == UInt8(ascii: "\\"), offset + 1 < limit else {
                offset += 1
                continue
            }
            text.append(SourceRange(kept, offset), of: source)
            let escape = ANSICEscape(source, at: offset + 1, limit: limit)
            text.append(escape.bytes, at: offset)
            offset += 1 + escape.length
            kept = offset
        }
        text.append(SourceRange(kept, offset), of: source)
        return min(offset + 1, limit)
    }
}

/// An escape of `$'…'` behind its backslash, as bash reads it (QUOTING, ANSI-C).
private struct ANSICEscape {
    var bytes: [UInt8]
    var length = 1

    init(_ source: [UInt8], at offset: Int, limit: Int) {
        let letter = source[offset]
        switch letter {
        case UInt8(ascii: "n"): bytes = [10]
        case UInt8(ascii: "t"): bytes = [9]
        case UInt8(ascii: "r"): bytes = [13]
        case UInt8(ascii: "a"): bytes = [7]
        case UInt8(ascii: "b"): bytes = [8]
        case UInt8(ascii: "e"), UInt8(ascii: "E"): bytes = [27]
        case UInt8(ascii: "f"): bytes = [12]
        case UInt8(ascii: "v"): bytes = [11]
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "?"):
            bytes = [letter]
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            bytes = []
            let value = number(source, from: offset, limit: min(limit, offset + 3), base: 8)
            length = value.count
            bytes = [UInt8(truncatingIfNeeded: value.number)]
        case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"):
            bytes = []
            let most = letter == UInt8(ascii: "x") ? 2 : letter == UInt8(ascii: "u") ? 4 : 8
            let value = number(
                source, from: offset + 1, limit: min(limit, offset + 1 + most), base: 16)
            length = 1 + value.count
            guard value.count > 0 else {
                bytes = [UInt8(ascii: "\\"), letter]
                return
            }
            bytes =
                letter == UInt8(ascii: "x")
                ? [UInt8(truncatingIfNeeded: value.number)]
                : Array(String(Unicode.Scalar(value.number) ?? "\u{FFFD}").utf8)
        default: bytes = [UInt8(ascii: "\\"), letter]
        }
    }

    private func number(
        _ source: [UInt8], from start: Int, limit: Int, base: UInt32
    ) -> (number: UInt32, count: Int) {
        var value: UInt32 = 0
        var offset = start
        while offset < limit, let digit = Self.digit(source[offset]), digit < base {
            // At most eight hexadecimal digits, which fit.
            value = value &* base &+ digit
            offset += 1
        }
        return (value, offset - start)
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        guard byte.isASCIIHexDigit else { return nil }
        return UInt32(byte.isASCIIDigit ? byte - 0x30 : byte.lowercasedASCII - 0x61 + 10)
    }
}

extension [UInt8] {
    /// Whether the bytes of a range are exactly `text`.
    func matches(_ range: SourceRange, _ text: StaticString) -> Bool {
        guard range.length == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { wanted in
            for index in wanted.indices where self[range.start + index] != wanted[index] {
                return false
            }
            return true
        }
    }
}
