import GoTemplates

/// Whether a text is an IP address, in the words of Go's `netip.ParseAddr`.
enum IPLiteral {
    enum Version { case four, six }

    /// - Throws: what Go says of a text that is none.
    static func version(of text: Bytes) throws(FunctionError) -> Version {
        do throws(FunctionError) {
            switch text.first(where: { $0 == dot || $0 == colon || $0 == UInt8(ascii: "%") }) {
            case dot:
                try checkVersion4(text[...])
                return .four
            case colon:
                try checkVersion6(text)
                return .six
            case nil: throw FunctionError("unable to parse IP")
            default: throw FunctionError("missing IPv6 address")
            }
        } catch {
            let quoted = String(decoding: GoQuote.quote(text), as: UTF8.self)
            throw FunctionError("ParseAddr(\(quoted)): \(error.message)")
        }
    }

    private static let dot = UInt8(ascii: ".")
    private static let colon = UInt8(ascii: ":")

    private static func failure(_ message: String, at rest: ArraySlice<UInt8>) -> FunctionError {
        let quoted = String(decoding: GoQuote.quote(Bytes(rest)), as: UTF8.self)
        return FunctionError("\(message) (at \(quoted))")
    }

    private static func checkVersion4(_ text: ArraySlice<UInt8>) throws(FunctionError) {
        var (fields, value, digits) = (0, 0, 0)
        for (index, byte) in zip(text.indices, text) {
            switch byte {
            case 0x30...0x39:
                if digits == 1, value == 0 {
                    throw FunctionError("IPv4 field has octet with leading zero")
                }
                value = value * 10 + Int(byte - 0x30)
                digits += 1
                if value > 255 { throw FunctionError("IPv4 field has value >255") }
            case dot:
                if digits == 0 || index == text.indices.last {
                    throw failure("IPv4 field must have at least one digit", at: text[index...])
                }
                if fields == 3 { throw FunctionError("IPv4 address too long") }
                fields += 1
                (value, digits) = (0, 0)
            default: throw failure("unexpected character", at: text[index...])
            }
        }
        if fields < 3 { throw FunctionError("IPv4 address too short") }
    }

    private static func checkVersion6(_ text: Bytes) throws(FunctionError) {
        var rest = text[...]
        if let zone = rest.firstIndex(of: UInt8(ascii: "%")) {
            if zone == rest.endIndex - 1 {
                throw FunctionError("zone must be a non-empty string")
            }
            rest = rest[..<zone]
        }
        var (count, hasGap) = (0, false)
        if rest.starts(with: "::".utf8) {
            hasGap = true
            rest = rest.dropFirst(2)
            if rest.isEmpty { return }
        }
        while count < 16 {
            if try takeGroup(&rest, &count, hasGap) { break }
            if rest.isEmpty { break }
            guard rest.first == colon else {
                throw failure("unexpected character, want colon", at: rest)
            }
            if rest.count == 1 {
                throw failure("colon must be followed by more characters", at: rest)
            }
            rest.removeFirst()
            guard rest.first == colon else { continue }
            if hasGap { throw failure("multiple :: in address", at: rest) }
            hasGap = true
            rest.removeFirst()
            if rest.isEmpty { break }
        }
        if !rest.isEmpty { throw failure("trailing garbage after address", at: rest) }
        if count < 16, !hasGap { throw FunctionError("address string too short") }
        if count == 16, hasGap {
            throw FunctionError("the :: must expand to at least one field of zeros")
        }
    }

    /// Takes four digits, or an address of version 4, which ends the whole.
    private static func takeGroup(
        _ rest: inout ArraySlice<UInt8>, _ count: inout Int, _ hasGap: Bool
    ) throws(FunctionError) -> Bool {
        let digits = rest.prefix { byte in
            (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
        }
        if digits.count > 4 {
            throw failure("each group must have 4 or less digits", at: rest)
        }
        if digits.isEmpty {
            throw failure("each colon-separated field must have at least one digit", at: rest)
        }
        if digits.endIndex < rest.endIndex, rest[digits.endIndex] == dot {
            if !hasGap, count != 12 {
                throw failure(
                    "embedded IPv4 address must replace the final 2 fields of the address",
                    at: rest)
            }
            if count + 4 > 16 {
                throw failure(
                    "too many hex fields to fit an embedded IPv4 at the end of the address",
                    at: rest)
            }
            try checkVersion4(rest)
            rest = []
            count += 4
            return true
        }
        rest = rest[digits.endIndex...]
        count += 2
        return false
    }
}
