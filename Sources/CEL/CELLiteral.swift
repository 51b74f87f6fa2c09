import SourceText

/// The values that literals stand for.
enum CELLiteral {
    /// An integer token, with the minus sign that stands before it.
    static func integer(
        _ bytes: ArraySlice<UInt8>, isNegative: Bool, _ range: SourceRange
    ) throws(CELError) -> CELValue {
        let isHex = bytes.count > 2 && bytes[bytes.startIndex + 1] | 0x20 == UInt8(ascii: "x")
        let digits = String(decoding: isHex ? bytes.dropFirst(2) : bytes, as: UTF8.self)
        guard let value = Int64((isNegative ? "-" : "") + digits, radix: isHex ? 16 : 10) else {
            throw .syntax(range, "the number does not fit 64 bits")
        }
        return .int(value)
    }

    static func unsigned(
        _ bytes: ArraySlice<UInt8>, _ range: SourceRange
    ) throws(CELError) -> CELValue {
        let isHex = bytes.count > 2 && bytes[bytes.startIndex + 1] | 0x20 == UInt8(ascii: "x")
        let digits = String(
            decoding: (isHex ? bytes.dropFirst(2) : bytes).dropLast(), as: UTF8.self)
        guard let value = UInt64(digits, radix: isHex ? 16 : 10) else {
            throw .syntax(range, "the number does not fit 64 bits")
        }
        return .uint(value)
    }

    static func double(
        _ bytes: ArraySlice<UInt8>, isNegative: Bool, _ range: SourceRange
    ) throws(CELError) -> CELValue {
        guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else {
            throw .syntax(range, "the number is too large for a double")
        }
        return .double(isNegative ? -value : value)
    }

    /// The name between backticks.
    static func quotedIdentifier(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
    }

    /// A string or bytes token with its prefix and quotation marks.
    static func text(
        _ token: ArraySlice<UInt8>, isBytes: Bool
    ) throws(CELError) -> CELValue {
        let prefix = token.prefix { $0.isASCIILetter }
        let isRaw = prefix.contains { $0 | 0x20 == UInt8(ascii: "r") }
        var body = token.dropFirst(prefix.count)
        let quote = body.first ?? 0
        let isTriple = body.count >= 6 && body.starts(with: [quote, quote, quote])
        body = body.dropFirst(isTriple ? 3 : 1).dropLast(isTriple ? 3 : 1)
        if !isRaw, body.contains(UInt8(ascii: "\\")) {
            var reader = EscapeReader(body: body, isBytes: isBytes)
            let bytes = try reader.unescaped()
            return isBytes ? .bytes(bytes) : .string(String(decoding: bytes, as: UTF8.self))
        }
        return isBytes ? .bytes(Array(body)) : .string(String(decoding: body, as: UTF8.self))
    }
}

private struct EscapeReader {
    let body: ArraySlice<UInt8>
    let isBytes: Bool
    private var place: Int
    private var result: [UInt8] = []

    init(body: ArraySlice<UInt8>, isBytes: Bool) {
        self.body = body
        self.isBytes = isBytes
        place = body.startIndex
        result.reserveCapacity(body.count)
    }

    mutating func unescaped() throws(CELError) -> [UInt8] {
        while place < body.endIndex {
            let byte = body[place]
            place += 1
            if byte == UInt8(ascii: "\\") {
                try escape()
            } else {
                result.append(byte)
            }
        }
        return result
    }

    /// The backslash has been read.
    private mutating func escape() throws(CELError) {
        let start = place - 1
        // The lexer takes a backslash and the byte after it together.
        guard place < body.endIndex else { throw invalid(from: start) }
        let letter = body[place]
        place += 1
        switch letter {
        case UInt8(ascii: "a"): result.append(0x07)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "v"): result.append(0x0B)
        case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: "`"):
            result.append(letter)
        case UInt8(ascii: "x"), UInt8(ascii: "X"): try number(digits: 2, radix: 16, from: start)
        case UInt8(ascii: "u") where !isBytes: try number(digits: 4, radix: 16, from: start)
        case UInt8(ascii: "U") where !isBytes: try number(digits: 8, radix: 16, from: start)
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            place -= 1
            try number(digits: 3, radix: 8, from: start)
        default: throw invalid(from: start)
        }
    }

    /// A code point in a string, a byte in bytes.
    private mutating func number(digits: Int, radix: Int, from start: Int) throws(CELError) {
        let end = place + digits
        guard end <= body.endIndex,
            body[place..<end].allSatisfy({ $0.isASCIIHexDigit }),
            let value = UInt32(String(decoding: body[place..<end], as: UTF8.self), radix: radix)
        else { throw invalid(from: start) }
        place = end
        if isBytes {
            result.append(UInt8(value & 0xFF))
        } else if let scalar = Unicode.Scalar(value) {
            // Every scalar has a UTF-8 form.
            result.append(contentsOf: UTF8.encode(scalar)!)
        } else {
            throw invalid(from: start)
        }
    }

    private func invalid(from start: Int) -> CELError {
        let end = min(max(place, start + 1), body.endIndex)
        let range = SourceRange(start, end)
        return .syntax(
            range, "an escape that means nothing",
            help: "write `\\\\` for a backslash, or put `r` before the string")
    }
}
