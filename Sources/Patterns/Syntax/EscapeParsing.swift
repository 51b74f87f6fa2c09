/// What follows a backslash.
extension PatternParser {
    /// Reads an escape outside brackets and adds what it stands for.
    mutating func escaped() throws(PatternError) {
        guard offset + 1 < bytes.count else { return literal(try escapedScalar()) }
        switch bytes[offset + 1] {
        case UInt8(ascii: "A"): assertion(.textStart, length: 2)
        case UInt8(ascii: "z"): assertion(.textEnd, length: 2)
        case UInt8(ascii: "b"): assertion(.wordBoundary, length: 2)
        case UInt8(ascii: "B"): assertion(.noWordBoundary, length: 2)
        case UInt8(ascii: "Q"): quotedText()
        default:
            if let set = try escapedClass() {
                push(tree.add(set))
            } else {
                literal(try escapedScalar())
            }
        }
    }

    /// Reads `\Q…\E`, whose end may be missing.
    private mutating func quotedText() {
        offset += 2
        while offset < bytes.count {
            if skip("\\E") { return }
            literal(scalar())
        }
    }

    /// Reads `\d` or `\p{Greek}`; nil and nothing read where none stands.
    mutating func escapedClass() throws(PatternError) -> ScalarSet? {
        guard offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\") else { return nil }
        let letter = bytes[offset + 1]
        if letter | 0x20 == UInt8(ascii: "p") { return try unicodeClass() }
        guard let set = NamedClasses.perl(letter) else { return nil }
        offset += 2
        return try counted(folded(set, inverting: letter & 0x20 == 0))
    }

    /// Reads `\pN`, `\p{Greek}`, `\P{Greek}` or `\p{^Greek}`.
    private mutating func unicodeClass() throws(PatternError) -> ScalarSet {
        let start = offset
        var isInverted = bytes[offset + 1] == UInt8(ascii: "P")
        offset += 2
        var nameRange = offset..<offset
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "{") {
            guard let end = bytes[offset...].firstIndex(of: UInt8(ascii: "}")) else {
                throw PatternFault.invalidRange.error(start..<bytes.count)
            }
            nameRange = offset + 1..<end
            offset = end + 1
        } else if offset < bytes.count {
            _ = scalar()
            nameRange = start + 2..<offset
        }
        if bytes[nameRange].first == UInt8(ascii: "^") {
            isInverted.toggle()
            nameRange = nameRange.lowerBound + 1..<nameRange.upperBound
        }
        let name = String(decoding: bytes[nameRange], as: UTF8.self)
        guard let set = unicodeClasses[name] ?? UnicodeClasses.named(name) else {
            throw PatternFault.invalidRange.error(start..<offset)
        }
        unicodeClasses[name] = set
        return try counted(folded(set, inverting: isInverted))
    }

    /// The set as the flags want it. Folding comes before inverting, as in RE2.
    func folded(_ set: ScalarSet, inverting: Bool) -> ScalarSet {
        let set = flags.ignoresCase ? CaseFolding.folded(set) : set
        return inverting ? set.inverted : set
    }

    /// Counts the ranges of a class against the limit.
    mutating func counted(_ set: ScalarSet) throws(PatternError) -> ScalarSet {
        rangeCount += set.ranges.count
        guard rangeCount <= PatternLimits.ranges else {
            throw PatternFault.tooLarge.error(0..<bytes.count)
        }
        return set
    }

    /// Reads an escape for one code point. A backslash stands here.
    mutating func escapedScalar() throws(PatternError) -> UInt32 {
        let start = offset
        offset += 1
        guard offset < bytes.count else {
            throw PatternFault.trailingBackslash.error(start..<offset)
        }
        let byte = bytes[offset]
        let next = scalar()
        switch byte {
        case UInt8(ascii: "a"): return 7
        case UInt8(ascii: "f"): return 12
        case UInt8(ascii: "n"): return 10
        case UInt8(ascii: "r"): return 13
        case UInt8(ascii: "t"): return 9
        case UInt8(ascii: "v"): return 11
        case UInt8(ascii: "x"): if let scalar = hexadecimal() { return scalar }
        case 0x30...0x37: if let scalar = octal(from: next - 0x30) { return scalar }
        default: if byte < 0x80, !byte.isWordByte || byte == 0x5F { return next }
        }
        throw PatternFault.invalidEscape.error(start..<offset)
    }

    /// Reads up to two more octal digits. `\1` to `\7` alone would be a reference back.
    private mutating func octal(from first: UInt32) -> UInt32? {
        var value = first
        var count = 1
        while count < 3, offset < bytes.count, (0x30...0x37).contains(bytes[offset]) {
            value = value * 8 + UInt32(bytes[offset] - 0x30)
            offset += 1
            count += 1
        }
        return first == 0 || count > 1 ? value : nil
    }

    /// Reads `7F` or `{10FFFF}`; `\x` has been read.
    private mutating func hexadecimal() -> UInt32? {
        guard skip("{") else {
            guard let high = hexadecimalDigit(), let low = hexadecimalDigit() else { return nil }
            return high * 16 + low
        }
        var value: UInt32 = 0
        var hasDigit = false
        while !skip("}") {
            guard let digit = hexadecimalDigit() else { return nil }
            value = value * 16 + digit
            hasDigit = true
            if value > ScalarSet.maximum { return nil }
        }
        return hasDigit ? value : nil
    }

    private mutating func hexadecimalDigit() -> UInt32? {
        guard offset < bytes.count else { return nil }
        let byte = bytes[offset]
        switch byte {
        case 0x30...0x39: offset += 1
        case 0x41...0x46, 0x61...0x66: offset += 1
        default: return nil
        }
        return byte.isDigitByte ? UInt32(byte - 0x30) : UInt32((byte | 0x20) - 0x61 + 10)
    }
}
