/// What kind of code point lies beside an offset, as far as assertions ask.
enum Neighbour: UInt8, Sendable {
    case edge
    case newline
    case word
    case other

    init(_ scalar: UInt32) {
        switch scalar {
        case 0x0A: self = .newline
        case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: self = .word
        default: self = .other
        }
    }

    /// What precedes `offset`. Bytes past ASCII are all alike to assertions.
    init(before offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        self = offset > 0 ? Neighbour(UInt32(bytes[offset - 1])) : .edge
    }

    /// What begins at `offset`.
    init(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        self = offset < bytes.count ? Neighbour(UInt32(bytes[offset])) : .edge
    }
}

/// Both sides of an offset.
struct Surroundings {
    let before: Neighbour
    let after: Neighbour

    init(before: Neighbour, after: Neighbour) {
        (self.before, self.after) = (before, after)
    }

    init(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        before = Neighbour(before: offset, in: bytes)
        after = Neighbour(at: offset, in: bytes)
    }

    func satisfy(_ assertion: Assertion) -> Bool {
        switch assertion {
        case .textStart: before == .edge
        case .textEnd: after == .edge
        case .lineStart: before == .edge || before == .newline
        case .lineEnd: after == .edge || after == .newline
        case .wordBoundary: (before == .word) != (after == .word)
        case .noWordBoundary: (before == .word) == (after == .word)
        }
    }
}
