/// Runes as Go reads them: a byte that is not part of UTF-8 is a rune of its own, U+FFFD.
package enum GoRune {
    package static let replacement: UInt32 = 0xFFFD
    package static let largest: UInt32 = 0x10FFFF

    /// The rune at `index` and how many bytes it has; one of one byte is invalid when it is U+FFFD.
    package static func decode(_ bytes: Bytes, at index: Int) -> (rune: UInt32, size: Int) {
        let first = bytes[index]
        if first < 0x80 { return (UInt32(first), 1) }
        let size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard first >= 0xC2, first <= 0xF4, index + size <= bytes.count else {
            return (replacement, 1)
        }
        var rune = UInt32(first) & (0x7F >> UInt32(size))
        for place in 1..<size {
            let byte = bytes[index + place]
            guard byte & 0xC0 == 0x80 else { return (replacement, 1) }
            rune = rune << 6 | UInt32(byte & 0x3F)
        }
        let least: UInt32 = size == 2 ? 0x80 : size == 3 ? 0x800 : 0x10000
        guard rune >= least, Unicode.Scalar(rune) != nil else { return (replacement, 1) }
        return (rune, size)
    }

    /// How many runes there are.
    package static func count(_ bytes: Bytes) -> Int {
        var index = 0
        var count = 0
        while index < bytes.count {
            index += bytes[index] < 0x80 ? 1 : decode(bytes, at: index).size
            count += 1
        }
        return count
    }

    /// Where the rune after the first `count` runes begins; the end when there are not so many.
    package static func offset(after count: Int, in bytes: Bytes) -> Int {
        if count >= bytes.count { return bytes.count }
        var index = 0
        var left = count
        while left > 0, index < bytes.count {
            index += bytes[index] < 0x80 ? 1 : decode(bytes, at: index).size
            left -= 1
        }
        return index
    }

    /// A rune as UTF-8; what is none becomes U+FFFD.
    package static func encode(_ rune: UInt32) -> Bytes {
        if let scalar = Unicode.Scalar(rune) { return Bytes(String(Character(scalar)).utf8) }
        return [0xEF, 0xBF, 0xBD]
    }

    /// Whether Go (with Unicode 15) shows the rune as it is: letters, marks, numbers, punctuation,
    /// symbols and the space.
    package static func isPrint(_ rune: UInt32) -> Bool {
        if rune < 0x7F { return rune >= 0x20 }
        guard let scalar = Unicode.Scalar(rune) else { return false }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator,
            .lineSeparator, .paragraphSeparator:
            return false
        default:
            guard let age = properties.age else { return false }
            return (age.major, age.minor) <= (15, 0)
        }
    }
}
