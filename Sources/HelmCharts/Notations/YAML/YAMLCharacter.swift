/// What go-yaml's emitter asks of the character at a place in UTF-8.
enum YAMLCharacter {
    /// CR, LF, NEL, LS or PS.
    @inline(__always)
    static func isBreak(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        let byte = text[place]
        if byte < 0x80 { return byte == 0x0A || byte == 0x0D }
        if byte == 0xC2 { return place + 1 < text.count && text[place + 1] == 0x85 }
        guard byte == 0xE2, place + 2 < text.count else { return false }
        return text[place + 1] == 0x80 && text[place + 2] & 0xFE == 0xA8
    }

    /// Whether a character may stand as it is. Those beyond the first 65,536 may not.
    static func isPrintable(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        let byte = text[place]
        switch byte {
        case 0x0A, 0x20...0x7E: return true
        case 0xC2: return text[place + 1] >= 0xA0
        case 0xC3...0xEC, 0xEE: return true
        case 0xED: return text[place + 1] < 0xA0
        case 0xEF:
            let (second, third) = (text[place + 1], text[place + 2])
            if second == 0xBB { return third != 0xBF }
            return second != 0xBF || (third != 0xBE && third != 0xBF)
        default: return false
        }
    }

    /// How many bytes a character has that begins with `byte`.
    @inline(__always)
    static func width(_ byte: UInt8) -> Int {
        if byte < 0x80 { return 1 }
        if byte < 0xE0 { return 2 }
        return byte < 0xF0 ? 3 : 4
    }

    /// The number of a character.
    static func scalar(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> UInt32 {
        let width = width(text[place])
        guard width > 1 else { return UInt32(text[place]) }
        var value = UInt32(text[place]) & (0x7F >> UInt32(width))
        for offset in 1..<width where place + offset < text.count {
            value = value << 6 | UInt32(text[place + offset] & 0x3F)
        }
        return value
    }
}
