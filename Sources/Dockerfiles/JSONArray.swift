import SourceText

/// The JSON form of an instruction: an array of strings.
enum JSONArray {
    case strings([Word])
    /// Valid JSON, but not all its elements are strings.
    case otherValues
    /// Not a JSON array: the body is read as plain text.
    case noArray

    static func read(_ body: SourceRange, of line: LogicalLine) -> JSONArray {
        guard body.start < body.end, line.text[body.start] == UInt8(ascii: "[") else {
            return .noArray
        }
        var reader = JSONReader(line, body)
        return reader.array()
    }
}

/// Checks JSON as Go's `encoding/json` does, and keeps the strings of the outermost array.
private struct JSONReader {
    private let line: LogicalLine
    private var cursor: Cursor
    private var words: [Word] = []
    private var hasOtherValues = false
    /// For each open array or object whether it is an object.
    private var isObject: [Bool] = []

    /// The depth at which Go's `encoding/json` gives up.
    private static let deepest = 10_000

    init(_ line: LogicalLine, _ body: SourceRange) {
        self.line = line
        cursor = Cursor(line.text, range: body)
    }

    mutating func array() -> JSONArray {
        guard value() else { return .noArray }
        skipSpace()
        guard cursor.isAtEnd else { return .noArray }
        return hasOtherValues ? .otherValues : .strings(words)
    }

    /// A value with all it holds; false when it is no JSON.
    private mutating func value() -> Bool {
        repeat {
            skipSpace()
            guard let byte = cursor.byte else { return false }
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                guard open(byte) else { return false }
                // An opened container that is not empty goes on with its first value.
                if !closesAtOnce() { continue }
            case UInt8(ascii: "\""):
                guard string(isElement: isObject == [false]) else { return false }
            default:
                guard scalar() else { return false }
            }
            guard afterValue() else { return false }
        } while !isObject.isEmpty
        return true
    }

    private mutating func open(_ byte: UInt8) -> Bool {
        if !isObject.isEmpty { hasOtherValues = true }
        guard isObject.count < JSONReader.deepest else { return false }
        isObject.append(byte == UInt8(ascii: "{"))
        cursor.advance()
        skipSpace()
        if isObject.last == true, cursor.byte != UInt8(ascii: "}") { return key() }
        return true
    }

    private mutating func closesAtOnce() -> Bool {
        cursor.byte == UInt8(ascii: "]") || cursor.byte == UInt8(ascii: "}")
    }

    private mutating func key() -> Bool {
        skipSpace()
        guard cursor.byte == UInt8(ascii: "\""), string(isElement: false) else { return false }
        skipSpace()
        return cursor.skip(UInt8(ascii: ":"))
    }

    /// Closes what ends here, and reads on to the next value.
    private mutating func afterValue() -> Bool {
        while let isObject = isObject.last {
            skipSpace()
            if cursor.skip(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                self.isObject.removeLast()
                continue
            }
            guard cursor.skip(UInt8(ascii: ",")) else { return false }
            return isObject ? key() : true
        }
        return true
    }

    private mutating func skipSpace() {
        cursor.skip { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }

    /// A number, `true`, `false` or `null`.
    private mutating func scalar() -> Bool {
        hasOtherValues = true
        if cursor.skip("true") || cursor.skip("false") || cursor.skip("null") { return true }
        _ = cursor.skip(UInt8(ascii: "-"))
        if !cursor.skip(UInt8(ascii: "0")), cursor.skip(while: \.isASCIIDigit).isEmpty {
            return false
        }
        if cursor.skip(UInt8(ascii: ".")), cursor.skip(while: \.isASCIIDigit).isEmpty {
            return false
        }
        if cursor.byte?.lowercasedASCII == UInt8(ascii: "e") {
            cursor.advance()
            if !cursor.skip(UInt8(ascii: "+")) { _ = cursor.skip(UInt8(ascii: "-")) }
            return !cursor.skip(while: \.isASCIIDigit).isEmpty
        }
        return true
    }

    // MARK: Strings

    /// The opening quote is here.
    private mutating func string(isElement: Bool) -> Bool {
        cursor.advance()
        let start = cursor.offset
        var decoded: [UInt8]?
        while let byte = cursor.byte, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { return false }
            if byte == UInt8(ascii: "\\") {
                if decoded == nil { decoded = Array(cursor.bytes[cursor.range(from: start)]) }
                guard let scalar = escapedScalar() else { return false }
                decoded? += Array(UTF8.encode(scalar)!)  // Every scalar has UTF-8.
            } else {
                decoded?.append(byte)
                cursor.advance()
            }
        }
        let range = cursor.range(from: start)
        guard cursor.skip(UInt8(ascii: "\"")) else { return false }
        if isElement {
            let text = decoded.map { String(decoding: $0, as: UTF8.self) }
            words.append(Word(text ?? cursor.bytes.text(range), line.source(range)))
        }
        return true
    }

    /// The character of an escape; nil when it is none. The backslash is here.
    private mutating func escapedScalar() -> Unicode.Scalar? {
        cursor.advance()
        guard let byte = cursor.byte else { return nil }
        cursor.advance()
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return unicodeEscape()
        default: return nil
        }
    }

    /// What follows `\u`; half a pair of surrogates becomes U+FFFD, as in Go.
    private mutating func unicodeEscape() -> Unicode.Scalar? {
        guard let unit = hexUnit() else { return nil }
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let bookmark = cursor
        if unit < 0xDC00, cursor.skip("\\u"), let low = hexUnit(), (0xDC00..<0xE000).contains(low) {
            return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        }
        cursor = bookmark
        return "\u{FFFD}"
    }

    private mutating func hexUnit() -> UInt32? {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = cursor.byte, byte.isASCIIHexDigit else { return nil }
            let digit = byte.isASCIIDigit ? byte - 0x30 : byte.lowercasedASCII - 0x61 + 10
            unit = unit << 4 + UInt32(digit)
            cursor.advance()
        }
        return unit
    }
}
