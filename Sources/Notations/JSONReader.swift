/// Why a text is not JSON, and the byte where it stops being so.
package struct JSONError: Error, Hashable {
    package var offset: Int
    package var message: String
}

extension JSONValue {
    /// Arrays and objects inside one another beyond this are refused.
    package static let deepest = 500

    /// Reads one JSON text (RFC 8259), with white space around it.
    package init(_ bytes: [UInt8]) throws(JSONError) {
        var reader = JSONReader(bytes: bytes)
        reader.skipSpace()
        self = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.offset == bytes.count else { throw reader.error("text after the value") }
    }
}

private struct JSONReader {
    let bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    func error(_ message: String) -> JSONError { JSONError(offset: offset, message: message) }

    mutating func skipSpace() {
        while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }

    mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < JSONValue.deepest else { throw error("nested too deeply") }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        guard bytes[offset...].starts(with: word.utf8) else { throw error("a value is expected") }
        offset += word.utf8.count
        return value
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        var elements: [JSONValue] = []
        offset += 1
        skipSpace()
        if skip("]") { return .array(elements) }
        while true {
            skipSpace()
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if skip("]") { return .array(elements) }
            guard skip(",") else { throw error("`,` or `]` is expected") }
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        var members: [JSONMember] = []
        offset += 1
        skipSpace()
        if skip("}") { return .object(members) }
        while true {
            skipSpace()
            guard byte == UInt8(ascii: "\"") else { throw error("a name in quotes is expected") }
            let name = try string()
            skipSpace()
            guard skip(":") else { throw error("`:` is expected") }
            skipSpace()
            members.append(JSONMember(name, try value(depth: depth + 1)))
            skipSpace()
            if skip("}") { return .object(members) }
            guard skip(",") else { throw error("`,` or `}` is expected") }
        }
    }

    private mutating func skip(_ expected: Unicode.Scalar) -> Bool {
        guard byte == UInt8(ascii: expected) else { return false }
        offset += 1
        return true
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = offset
        _ = skip("-")
        if !skip("0") { try digits() }
        if skip(".") { try digits() }
        if skip("e") || skip("E") {
            if !skip("+") { _ = skip("-") }
            try digits()
        }
        return .number(String(decoding: bytes[start..<offset], as: UTF8.self))
    }

    private mutating func digits() throws(JSONError) {
        let start = offset
        while let byte, (0x30...0x39).contains(byte) { offset += 1 }
        guard offset > start else { throw error("a value is expected") }
    }

    /// A quotation mark stands here.
    private mutating func string() throws(JSONError) -> String {
        offset += 1
        var start = offset
        var result: [UInt8] = []
        while let byte {
            switch byte {
            case UInt8(ascii: "\""):
                result += bytes[start..<offset]
                offset += 1
                return String(decoding: result, as: UTF8.self)
            case UInt8(ascii: "\\"):
                result += bytes[start..<offset]
                offset += 1
                try escape(into: &result)
                start = offset
            case 0..<0x20: throw error("a control character in a string")
            default: offset += 1
            }
        }
        throw error("a string without its end")
    }

    /// The backslash has been read.
    private mutating func escape(into result: inout [UInt8]) throws(JSONError) {
        guard let letter = byte else { throw error("a string without its end") }
        offset += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(letter)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "u"):
            result += Array(String(try scalar()).utf8)
        default: throw error("an unknown escape")
        }
    }

    /// `\u` has been read. Half a surrogate pair becomes U+FFFD.
    private mutating func scalar() throws(JSONError) -> Character {
        let first = try codeUnit()
        guard first & 0xFC00 == 0xD800, bytes[offset...].starts(with: [0x5C, 0x75]) else {
            return Character(Unicode.Scalar(first) ?? "\u{FFFD}")
        }
        let bookmark = offset
        offset += 2
        let second = try codeUnit()
        guard second & 0xFC00 == 0xDC00 else {
            offset = bookmark
            return "\u{FFFD}"
        }
        let value = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
        return Character(Unicode.Scalar(value) ?? "\u{FFFD}")
    }

    private mutating func codeUnit() throws(JSONError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let byte, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw error("four hexadecimal digits are expected")
            }
            value = value << 4 | UInt16(digit)
            offset += 1
        }
        return value
    }
}
