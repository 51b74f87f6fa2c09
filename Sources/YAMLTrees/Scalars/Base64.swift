import SourceText

/// Base64 as `!!binary` has it: the common alphabet, padded, line ends between.
enum Base64 {
    /// The bytes that a text stands for, or nil when it is not base64.
    static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let digits = text.filter { $0 != 0x0A && $0 != 0x0D }
        let padding = digits.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard digits.count % 4 == 0, padding <= 2 else { return nil }
        var bytes: [UInt8] = []
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
