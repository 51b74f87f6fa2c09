import GoTemplates

/// Base64 as Go's standard encoding has it: padded, line ends ignored.
enum GoBase64 {
    private static let alphabet = Bytes(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encoded(_ bytes: Bytes) -> Bytes {
        var result: Bytes = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let rest = min(3, bytes.count - start)
            var bits = 0
            for offset in 0..<3 {
                bits = bits << 8 | (offset < rest ? Int(bytes[start + offset]) : 0)
            }
            for place in 0..<4 {
                let digit = bits >> (18 - 6 * place) & 63
                result.append(place <= rest ? alphabet[digit] : UInt8(ascii: "="))
            }
        }
        return result
    }

    /// The bytes that a text stands for, or nil when it is not base64.
    static func decoded(_ text: ArraySlice<UInt8>) -> Bytes? {
        let digits = text.filter { $0 != 0x0A && $0 != 0x0D }
        let padding = digits.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard digits.count % 4 == 0, padding <= 2 else { return nil }
        var bytes: Bytes = []
        var bits: UInt32 = 0
        for (place, byte) in digits.enumerated() {
            guard let value = place < digits.count - padding ? value(of: byte) : 0 else {
                return nil
            }
            bits = bits << 6 | value
            guard place % 4 == 3 else { continue }
            bytes += [UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)]
        }
        return bytes.dropLast(padding)
    }

    private static func value(of byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
