import GoTemplates

/// Texts as encoding/json writes them.
enum GoJSONString {
    /// Which characters are written as they are: all, or not those that mean something in HTML.
    enum Escaping {
        case html
        case raw
    }

    static let digits = Bytes("0123456789abcdef".utf8)

    /// Whether an ASCII character needs no escape.
    @inline(__always)
    static func isPlain(_ byte: UInt8, _ escaping: Escaping) -> Bool {
        guard byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else {
            return false
        }
        guard escaping == .html else { return true }
        return byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "&")
    }

    /// What stands for a character that needs an escape.
    static func escape(_ byte: UInt8) -> Bytes {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
        case 0x08: Bytes("\\b".utf8)
        case 0x0C: Bytes("\\f".utf8)
        case 0x0A: Bytes("\\n".utf8)
        case 0x0D: Bytes("\\r".utf8)
        case 0x09: Bytes("\\t".utf8)
        default: Bytes("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }

    /// The length of the UTF-8 character at a place, or nil when there is none.
    static func characterLength(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Int? {
        let lead = text[place]
        if lead < 0x80 { return 1 }
        let length: Int
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return nil
        }
        guard place + length <= text.count else { return nil }
        for offset in 1..<length where text[place + offset] & 0xC0 != 0x80 { return nil }
        let second = text[place + 1]
        switch lead {
        case 0xE0: return second >= 0xA0 ? 3 : nil
        case 0xED: return second < 0xA0 ? 3 : nil
        case 0xF0: return second >= 0x90 ? 4 : nil
        case 0xF4: return second < 0x90 ? 4 : nil
        default: return length
        }
    }

    /// The text with U+FFFD for every byte that is no part of a character.
    static func validated(_ text: Bytes) -> Bytes {
        text.withUnsafeBufferPointer { isValid($0) } ? text : repaired(text)
    }

    static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var all: UInt8 = 0
        for byte in text { all |= byte }
        if all < 0x80 { return true }
        var place = 0
        while place < text.count {
            guard let length = characterLength(text, at: place) else { return false }
            place += length
        }
        return true
    }

    private static func repaired(_ text: Bytes) -> Bytes {
        var result: Bytes = []
        result.reserveCapacity(text.count + 8)
        text.withUnsafeBufferPointer { text in
            var place = 0
            while place < text.count {
                if let length = characterLength(text, at: place) {
                    result.append(contentsOf: text[place..<place + length])
                    place += length
                } else {
                    result += [0xEF, 0xBF, 0xBD]
                    place += 1
                }
            }
        }
        return result
    }
}
