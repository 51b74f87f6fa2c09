/// Reads code points from bytes that may not be UTF-8.
enum UTF8Reading {
    /// What a byte reads as that begins no valid code point, as in Go.
    static let replacement: UInt32 = 0xFFFD

    /// The code point at `offset` and its length; an invalid byte is U+FFFD and one byte long.
    ///
    /// At the end of the bytes the length is 0.
    static func scalar(
        in bytes: UnsafeBufferPointer<UInt8>, at offset: Int
    ) -> (scalar: UInt32, length: Int) {
        guard offset < bytes.count else { return (replacement, 0) }
        let first = bytes[offset]
        if first < 0x80 { return (UInt32(first), 1) }
        let length = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1
        guard length > 1, offset + length <= bytes.count else { return (replacement, 1) }
        guard seconds(after: first).contains(bytes[offset + 1]) else { return (replacement, 1) }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for place in 1..<length {
            let byte = bytes[offset + place]
            guard byte & 0xC0 == 0x80 else { return (replacement, 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return (value, length)
    }

    /// Rules out overlong forms, surrogates and what lies beyond U+10FFFF.
    private static func seconds(after first: UInt8) -> ClosedRange<UInt8> {
        switch first {
        case 0xE0: 0xA0...0xBF
        case 0xED: 0x80...0x9F
        case 0xF0: 0x90...0xBF
        case 0xF4: 0x80...0x8F
        default: 0x80...0xBF
        }
    }
}
