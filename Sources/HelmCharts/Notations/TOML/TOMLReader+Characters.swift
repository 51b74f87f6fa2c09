import GoTemplates

/// Characters, blanks and errors.
extension TOMLReader {
    /// The line that the reader is at. Only errors and names ask.
    var line: Int {
        var line = 1
        for byte in bytes[..<place] where byte == 0x0A { line += 1 }
        return line
    }

    /// The byte that comes next, or nil at the end.
    func peek() throws(FunctionError) -> UInt8? {
        guard place < bytes.count else { return nil }
        let byte = bytes[place]
        guard byte < 0x20 || byte >= 0x7F else { return byte }
        if byte >= 0x80 {
            let isCharacter = bytes.withUnsafeBufferPointer {
                byte & 0xC0 == 0x80 || GoJSONString.characterLength($0, at: place) != nil
            }
            guard isCharacter else {
                throw wrong("invalid UTF-8 byte: 0x" + String(byte, radix: 16))
            }
            return byte
        }
        let isLineEnd =
            byte == 0x0A
            || byte == 0x0D && place + 1 < bytes.count
                && bytes[place + 1] == 0x0A
        guard byte == 0x09 || isLineEnd else {
            let digits = (byte < 16 ? "0" : "") + String(byte, radix: 16)
            throw wrong("TOML files cannot contain control characters: '0x\(digits)'")
        }
        return byte
    }

    mutating func skip(_ sign: Unicode.Scalar) throws(FunctionError) -> Bool {
        guard try peek() == UInt8(ascii: sign) else { return false }
        place += 1
        return true
    }

    mutating func skipBlanks(andLines: Bool = false) throws(FunctionError) {
        while let byte = try peek() {
            switch byte {
            case 0x20, 0x09: place += 1
            case 0x0A where andLines, 0x0D where andLines: place += 1
            case UInt8(ascii: "#") where andLines: try skipComment()
            default: return
            }
        }
    }

    mutating func skipComment() throws(FunctionError) {
        guard try peek() == UInt8(ascii: "#") else { return }
        while let byte = try peek(), byte != 0x0A, byte != 0x0D { place += 1 }
    }

    func wrong(_ message: String, line: Int? = nil, isPastLineEnd: Bool = false) -> FunctionError {
        var place = line ?? self.line
        if line == nil {
            let isAtEnd = self.place >= bytes.count
            if isAtEnd, self.place > 0, bytes[self.place - 1] == 0x0A { place -= 1 }
            if isPastLineEnd, !isAtEnd, bytes[self.place] == 0x0A { place += 1 }
        }
        let key = current.isEmpty ? "" : " (last key \(Self.quoted(currentName)))"
        return FunctionError("toml: line \(place)\(key): \(message)")
    }

    private var currentName: String {
        guard isInValue, let last = current.last else {
            return String(decoding: TOMLKey.text(current), as: UTF8.self)
        }
        let table = current.count > 1 ? TOMLKey.text(current.dropLast()) + [0x2E] : []
        return String(decoding: table + last, as: UTF8.self)
    }

    /// The character that comes next, as Go quotes it.
    func quotedCharacter() -> String {
        guard place < bytes.count else { return "'\\x00'" }
        switch bytes[place] {
        case UInt8(ascii: "'"): return "'\\''"
        case UInt8(ascii: "\\"): return "'\\\\'"
        case 0x0A: return "'\\n'"
        case 0x0D: return "'\\r'"
        case 0x09: return "'\\t'"
        default: return "'\(character)'"
        }
    }

    /// The character that comes next.
    var character: String {
        guard place < bytes.count else { return "\u{0}" }
        return bytes.withUnsafeBufferPointer { bytes in
            let length = GoJSONString.characterLength(bytes, at: place) ?? 1
            return String(decoding: bytes[place..<place + length], as: UTF8.self)
        }
    }

    static func quoted(_ text: String) -> String { GoSyntax.text(.string(text)) }
}
