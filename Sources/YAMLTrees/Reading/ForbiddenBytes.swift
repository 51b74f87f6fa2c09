/// What libyaml's reader takes for text, told before it reads: it looks far ahead, and would lose
/// whole documents before a wrong byte.
struct ForbiddenBytes {
    enum Reason {
        case notUTF8
        case control(UInt32)
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    let isASCII: Bool
    /// The first offset that may be wrong; all before it is fine.
    private let firstDoubt: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        var isASCII = true
        var firstDoubt = bytes.count
        for chunk in stride(from: 0, to: bytes.count, by: 4096) {
            let rest = UnsafeBufferPointer(rebasing: bytes[chunk..<min(chunk + 4096, bytes.count)])
            let found = Self.look(at: rest)
            if found.hasControl || found.hasWide { firstDoubt = min(firstDoubt, chunk) }
            if found.hasWide { isASCII = false }
        }
        self.isASCII = isASCII
        self.firstDoubt = firstDoubt
    }

    /// Written without branches, so that many bytes are looked at in one step.
    private static func look(
        at bytes: UnsafeBufferPointer<UInt8>
    ) -> (hasControl: Bool, hasWide: Bool) {
        var all: UInt8 = 0
        var controls: UInt8 = 0
        for byte in bytes {
            all |= byte
            let isLow: UInt8 = byte < 0x20 ? 1 : 0
            let isBlank: UInt8 = byte == 0x09 || byte == 0x0A || byte == 0x0D ? 1 : 0
            controls |= (isLow & ~isBlank) | (byte == 0x7F ? 1 : 0)
        }
        return (controls != 0, all >= 0x80)
    }

    /// The first place at or after `start` that cannot be read, if there is one.
    func first(from start: Int) -> (offset: Int, reason: Reason)? {
        var offset = max(start, firstDoubt)
        // `firstDoubt` may stand within a character that began in the chunk before.
        while offset < bytes.count, offset > start, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte < 0x80 {
                let isText = byte >= 0x20 ? byte != 0x7F : [0x09, 0x0A, 0x0D].contains(byte)
                guard isText else { return (offset, .control(UInt32(byte))) }
                offset += 1
            } else {
                guard let (scalar, length) = character(at: offset) else {
                    return (offset, .notUTF8)
                }
                guard Self.isText(scalar) else { return (offset, .control(scalar)) }
                offset += length
            }
        }
        return nil
    }

    private static func isText(_ scalar: UInt32) -> Bool {
        scalar == 0x85 || (scalar >= 0xA0 && ![0xFFFE, 0xFFFF].contains(scalar))
    }

    /// A character of several bytes.
    private func character(at offset: Int) -> (scalar: UInt32, length: Int)? {
        let lead = bytes[offset]
        let length: Int
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return nil
        }
        guard offset + length <= bytes.count else { return nil }
        var scalar = UInt32(lead) & (0x7F >> UInt32(length))
        for place in offset + 1..<offset + length {
            guard bytes[place] & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(bytes[place] & 0x3F)
        }
        let smallest: [UInt32] = [0x80, 0x800, 0x10000]
        guard scalar >= smallest[length - 2], scalar <= 0x10FFFF else { return nil }
        return 0xD800...0xDFFF ~= scalar ? nil : (scalar, length)
    }
}
