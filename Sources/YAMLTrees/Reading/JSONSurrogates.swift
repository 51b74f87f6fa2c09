import SourceText

/// JSON writes characters beyond the first 65,536 as two escapes, which libyaml refuses. They are
/// replaced by the characters themselves before it reads, and places in the new text are led back.
struct JSONSurrogates {
    private(set) var text: [UInt8] = []
    /// Where each replacement ends in `text`, and how many bytes fewer than in the file stand
    /// before that.
    private var pieces: [(end: Int, missing: Int)] = []

    /// Nil when nothing has to be replaced: another kind of file, or none of those escapes.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        let first = bytes.first { $0 > 0x20 }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return nil }
        var copied = 0
        var offset = 0
        while offset + 6 <= bytes.count {
            guard bytes[offset] == UInt8(ascii: "\\") else {
                offset += 1
                continue
            }
            guard let (scalar, length) = Self.surrogates(bytes, at: offset) else {
                offset += 2
                continue
            }
            text += bytes[copied..<offset]
            text += Array(String(scalar).utf8)
            offset += length
            copied = offset
            pieces.append((text.count, offset - text.count))
        }
        guard !pieces.isEmpty else { return nil }
        text += bytes[copied...]
    }

    /// The place in what was replaced of a place in the text.
    func offset(of place: Int) -> Int {
        var low = 0
        var high = pieces.count
        while low < high {
            let middle = (low + high) / 2
            if pieces[middle].end <= place { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? place : place + pieces[low - 1].missing
    }

    /// Two halves of a character, or a lone half, which JSON readers replace by U+FFFD.
    private static func surrogates(
        _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int
    ) -> (scalar: Unicode.Scalar, length: Int)? {
        guard let high = escape(bytes, at: offset), 0xD800...0xDFFF ~= high else { return nil }
        let replacement: Unicode.Scalar = "\u{FFFD}"
        guard high < 0xDC00, let low = escape(bytes, at: offset + 6), 0xDC00...0xDFFF ~= low else {
            return (replacement, 6)
        }
        let value = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
        return (Unicode.Scalar(value) ?? replacement, 12)
    }

    /// The number in `\uXXXX`.
    private static func escape(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt32? {
        guard offset + 6 <= bytes.count, bytes[offset] == UInt8(ascii: "\\") else { return nil }
        guard bytes[offset + 1] == UInt8(ascii: "u") else { return nil }
        var value: UInt32 = 0
        for byte in bytes[offset + 2..<offset + 6] {
            guard byte.isASCIIHexDigit else { return nil }
            let digit = byte.isASCIIDigit ? byte - 0x30 : (byte | 0x20) - 0x61 + 10
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
