import GoTemplates

/// Base32 of RFC 4648 with padding, read as Go's `encoding/base32` does.
enum Base32 {
    private static let alphabet = Bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
    private static let values = Base64.inverse(alphabet)

    static func encoded(_ bytes: Bytes) -> Bytes {
        var result: Bytes = []
        result.reserveCapacity((bytes.count + 4) / 5 * 8)
        var index = 0
        while index < bytes.count {
            let part = bytes[index..<min(index + 5, bytes.count)]
            var group: UInt64 = 0
            for place in 0..<5 {
                let isThere = place < part.count
                group = group << 8 | (isThere ? UInt64(part[part.startIndex + place]) : 0)
            }
            let digits = (part.count * 8 + 4) / 5
            for place in 0..<8 {
                let digit = alphabet[Int(group >> UInt64(35 - 5 * place) & 31)]
                result.append(place < digits ? digit : UInt8(ascii: "="))
            }
            index += 5
        }
        return result
    }

    /// The bytes, or where the text is wrong once its line breaks are taken out.
    static func decoded(_ text: Bytes) -> (bytes: Bytes, error: Int?) {
        let text = text.filter { $0 != 0x0A && $0 != 0x0D }
        var bytes: Bytes = []
        var offset = 0
        while offset < text.count {
            var group: UInt64 = 0
            var count = 0
            while count < 8 {
                guard offset < text.count else { return (bytes, offset - count) }
                let byte = text[offset]
                offset += 1
                if byte == UInt8(ascii: "="), count >= 2, text.count - offset < 8 {
                    if let error = fault(of: text, offset, count) { return (bytes, error) }
                    offset = text.count
                    break
                }
                guard values[Int(byte)] != 0xFF else { return (bytes, offset - 1) }
                group = group << 5 | UInt64(values[Int(byte)])
                count += 1
            }
            group <<= UInt64(5 * (8 - count))
            for place in 0..<(count * 5 / 8) {
                bytes.append(UInt8(truncatingIfNeeded: group >> UInt64(32 - 8 * place)))
            }
        }
        return (bytes, nil)
    }

    /// What is wrong with the padding whose first byte stands before `offset`, after so many
    /// digits of the last group.
    private static func fault(of text: Bytes, _ offset: Int, _ count: Int) -> Int? {
        if text.count - offset + count < 7 { return text.count }
        for place in 0..<(7 - count) where offset + place < text.count {
            if text[offset + place] != UInt8(ascii: "=") { return offset + place - 1 }
        }
        return count == 3 || count == 6 ? offset - 1 : nil
    }
}
