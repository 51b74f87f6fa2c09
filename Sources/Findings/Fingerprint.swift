extension Finding {
    /// A name that survives moved lines and changed wording: 16 hex digits of rule, logical place
    /// and occurrence.
    package var fingerprint: String {
        var hash = FNV1a()
        hash.add(rule)
        for part in logicalPlace { hash.add(part) }
        hash.add(String(occurrence))
        return hash.hexadecimal
    }
}

/// The 64-bit FNV-1a hash, which needs no key and so gives the same value on every machine.
private struct FNV1a {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
        add(0)
    }

    private mutating func add(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }

    var hexadecimal: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
