/// Turns libyaml's marks, which count code points from where its parser began, into byte offsets.
///
/// Marks come in order but for short steps back, so all of them together cost one walk over the
/// bytes, and none where every byte is a code point.
struct ByteOffsets {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let isASCII: Bool
    /// Where the parser began.
    private let start: Int
    private var codePoint = 0
    private var byte: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isASCII: Bool) {
        self.bytes = bytes
        self.isASCII = isASCII
        self.start = start
        byte = start
    }

    @inline(__always)
    mutating func offset(ofCodePoint wanted: Int) -> Int {
        isASCII ? min(start + wanted, bytes.count) : walk(to: wanted)
    }

    private mutating func walk(to wanted: Int) -> Int {
        while codePoint < wanted, byte < bytes.count {
            byte += 1
            while byte < bytes.count, bytes[byte] & 0xC0 == 0x80 { byte += 1 }
            codePoint += 1
        }
        while codePoint > wanted, byte > start {
            byte -= 1
            while byte > start, bytes[byte] & 0xC0 == 0x80 { byte -= 1 }
            codePoint -= 1
        }
        return byte
    }
}
