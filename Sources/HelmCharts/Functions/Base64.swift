import GoTemplates

/// Base64 of RFC 4648 with padding, read as Go's `encoding/base64` does.
enum Base64 {
    private static let alphabet = Bytes(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let values = inverse(alphabet)

    /// The place of each byte in an alphabet, 255 where it has none.
    static func inverse(_ alphabet: Bytes) -> Bytes {
        var values = Bytes(repeating: 0xFF, count: 256)
        for (value, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(value) }
        return values
    }

    static func encoded(_ bytes: Bytes) -> Bytes {
        Bytes(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { output, count in
            var index = 0
            while index < bytes.count {
                let left = bytes.count - index
                var group = UInt32(bytes[index]) << 16
                if left > 1 { group |= UInt32(bytes[index + 1]) << 8 }
                if left > 2 { group |= UInt32(bytes[index + 2]) }
                for place in 0..<4 {
                    let digit = alphabet[Int(group >> UInt32(18 - 6 * place) & 63)]
                    output[count + place] = place <= left ? digit : UInt8(ascii: "=")
                }
                count += 4
                index += 3
            }
        }
    }

    /// The bytes, and where the text is wrong if it is: then the bytes are those before it.
    /// Line breaks are passed over.
    static func decoded(_ text: Bytes) -> (bytes: Bytes, error: Int?) {
        var bytes: Bytes = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var offset = 0
        while true {
            var digits: (group: UInt32, count: Int) = (0, 0)
            while digits.count < 4 {
                guard offset < text.count else {
                    return (bytes, digits.count == 0 ? nil : offset - digits.count)
                }
                let byte = text[offset]
                if byte == 0x0A || byte == 0x0D {
                    offset += 1
                    continue
                }
                if values[Int(byte)] == 0xFF { break }
                digits.group = digits.group << 6 | UInt32(values[Int(byte)])
                digits.count += 1
                offset += 1
            }
            if digits.count == 4 {
                bytes.append(UInt8(truncatingIfNeeded: digits.group >> 16))
                bytes.append(UInt8(truncatingIfNeeded: digits.group >> 8))
                bytes.append(UInt8(truncatingIfNeeded: digits.group))
                continue
            }
            return end(text, offset, digits, bytes)
        }
    }

    /// The end of a text from its first byte that is no digit, which should be padding.
    private static func end(
        _ text: Bytes, _ start: Int, _ digits: (group: UInt32, count: Int), _ bytes: Bytes
    ) -> (bytes: Bytes, error: Int?) {
        guard text[start] == UInt8(ascii: "="), digits.count >= 2 else { return (bytes, start) }
        func skipBreaks(_ start: Int) -> Int {
            var offset = start
            while offset < text.count, text[offset] == 0x0A || text[offset] == 0x0D { offset += 1 }
            return offset
        }
        var offset = skipBreaks(start + 1)
        if digits.count == 2 {
            if offset == text.count { return (bytes, text.count) }
            if text[offset] != UInt8(ascii: "=") { return (bytes, offset - 1) }
            offset = skipBreaks(offset + 1)
        }
        var bytes = bytes
        let group = digits.group << (digits.count == 2 ? 12 : 6)
        bytes.append(UInt8(truncatingIfNeeded: group >> 16))
        if digits.count == 3 { bytes.append(UInt8(truncatingIfNeeded: group >> 8)) }
        return (bytes, offset < text.count ? offset : nil)
    }
}
