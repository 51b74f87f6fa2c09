import GoTemplates

/// A text in which `$1`, `${1}`, `$name` and `${name}` stand for the groups of an expression and
/// `$$` for a dollar sign (Go's `Regexp.Expand`).
struct ReplacementText {
    enum Part {
        /// Bytes of the text.
        case text(Range<Int>)
        /// Groups by number, in the order in which they are asked.
        case groups([Int])
    }

    private(set) var parts: [Part] = []

    init(_ bytes: Bytes, names: [String?]) {
        var (start, offset) = (0, 0)
        func finishText(_ parts: inout [Part]) {
            if start < offset { parts.append(.text(start..<offset)) }
        }
        while offset < bytes.count {
            guard bytes[offset] == UInt8(ascii: "$") else {
                offset += 1
                continue
            }
            if offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "$") {
                offset += 1
                finishText(&parts)
                offset += 1
                start = offset
            } else if let reference = Self.reference(in: bytes, at: offset + 1) {
                finishText(&parts)
                parts.append(.groups(Self.groups(bytes[reference.name], names)))
                offset = reference.end
                start = offset
            } else {
                offset += 1
            }
        }
        finishText(&parts)
    }

    /// The name after a dollar sign, which may stand in braces; nil where there is none.
    private static func reference(
        in bytes: Bytes, at offset: Int
    ) -> (name: Range<Int>, end: Int)? {
        let hasBrace = offset < bytes.count && bytes[offset] == UInt8(ascii: "{")
        let start = hasBrace ? offset + 1 : offset
        var end = start
        while end < bytes.count {
            let (rune, size) = GoRune.decode(bytes, at: end)
            guard rune == 0x5F || CharacterClass.isLetter(rune) || CharacterClass.isDigit(rune)
            else { break }
            end += size
        }
        guard end > start else { return nil }
        guard hasBrace else { return (start..<end, end) }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "}") else { return nil }
        return (start..<end, end + 1)
    }

    private static func groups(_ name: ArraySlice<UInt8>, _ names: [String?]) -> [Int] {
        let hasLeadingZero = name.count > 1 && name.first == UInt8(ascii: "0")
        if name.allSatisfy({ (0x30...0x39).contains($0) }), name.count < 9, !hasLeadingZero {
            return [name.reduce(0) { $0 * 10 + Int($1 - 0x30) }]
        }
        let wanted = String(decoding: name, as: UTF8.self)
        return names.indices.filter { names[$0] == wanted }
    }
}
