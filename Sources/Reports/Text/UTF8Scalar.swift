/// One code point read from bytes that need not be UTF-8.
struct UTF8Scalar {
    /// The code point; U+FFFD for a byte that belongs to none.
    var value: UInt32
    /// How many bytes it takes, from 1 to 4.
    var length: Int

    /// Reads the code point at `offset`, which must be before `end`.
    init(_ bytes: [UInt8], at offset: Int, end: Int) {
        let lead = bytes[offset]
        let needed = Self.length(ofLead: lead)
        guard needed > 1, offset + needed <= end else {
            value = lead < 0x80 ? UInt32(lead) : 0xFFFD
            length = 1
            return
        }
        var value = UInt32(lead & (0x7F >> UInt8(needed)))
        for index in (offset + 1)..<(offset + needed) {
            guard bytes[index] & 0xC0 == 0x80 else {
                self.value = 0xFFFD
                length = 1
                return
            }
            value = value << 6 | UInt32(bytes[index] & 0x3F)
        }
        let isValid = Unicode.Scalar(value) != nil && value >= Self.smallest[needed]
        self.value = isValid ? value : 0xFFFD
        length = isValid ? needed : 1
    }

    /// The smallest code point that may be written with so many bytes.
    private static let smallest: [UInt32] = [0, 0, 0x80, 0x800, 0x1_0000]

    private static func length(ofLead byte: UInt8) -> Int {
        switch byte {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
