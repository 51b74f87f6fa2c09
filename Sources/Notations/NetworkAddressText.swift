/// Why a text is not an address or a network.
package enum NetworkAddressError: Error {
    case malformed
    /// `fe80::1%eth0`: the zone means something on one host only.
    case zone
    /// `::ffff:10.0.0.1`: an IPv4 address in IPv6's clothes, which compares unlike itself.
    case mappedVersion4
}

extension IPAddress {
    /// Reads an address as RFC 4291 and Go write it: four decimal parts without leading zeros, or
    /// eight hexadecimal groups of which one run may be `::`. `::ffff:a00:1` is read as `10.0.0.1`.
    package init(_ text: some Collection<UInt8>) throws(NetworkAddressError) {
        if text.contains(UInt8(ascii: "%")) { throw .zone }
        guard text.count <= 45 else { throw .malformed }
        let bytes = Array(text)
        if bytes.contains(UInt8(ascii: ":")) {
            self = try IPAddress.version6(bytes)
        } else {
            guard let value = IPAddress.version4(bytes[...]) else { throw .malformed }
            self.init(high: 0, low: UInt64(value), isVersion6: false)
        }
    }

    private static func version4(_ bytes: ArraySlice<UInt8>) -> UInt32? {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0")
            else { return nil }
            var number: UInt32 = 0
            for byte in part {
                guard (0x30...0x39).contains(byte) else { return nil }
                number = number * 10 + UInt32(byte - 0x30)
            }
            guard number <= 255 else { return nil }
            value = value << 8 | number
        }
        return value
    }

    private static func version6(_ bytes: [UInt8]) throws(NetworkAddressError) -> IPAddress {
        var groups: [UInt64] = []
        var gap: Int?
        var hasDottedEnd = false
        var offset = 0
        if bytes.starts(with: [0x3A, 0x3A]) {
            gap = 0
            offset = 2
        }
        while offset < bytes.count {
            let end = bytes[offset...].firstIndex(of: 0x3A) ?? bytes.count
            let part = bytes[offset..<end]
            if part.contains(UInt8(ascii: ".")) {
                guard end == bytes.count, let value = version4(part) else { throw .malformed }
                groups += [UInt64(value >> 16), UInt64(value & 0xFFFF)]
                hasDottedEnd = true
                break
            }
            guard let group = group(part) else { throw .malformed }
            groups.append(group)
            guard end < bytes.count else { break }
            offset = end + 1
            guard offset < bytes.count else { throw .malformed }
            if bytes[offset] == 0x3A {
                guard gap == nil else { throw .malformed }
                gap = groups.count
                offset += 1
            }
        }
        guard gap == nil ? groups.count == 8 : groups.count < 8 else { throw .malformed }
        groups.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap ?? 0)
        return try address(groups, hasDottedEnd: hasDottedEnd)
    }

    private static func group(_ part: ArraySlice<UInt8>) -> UInt64? {
        guard (1...4).contains(part.count) else { return nil }
        var value: UInt64 = 0
        for byte in part {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt64(byte - 0x30)
            case 0x61...0x66, 0x41...0x46: value = value << 4 | UInt64((byte | 0x20) - 0x57)
            default: return nil
            }
        }
        return value
    }

    private static func address(
        _ groups: [UInt64], hasDottedEnd: Bool
    ) throws(NetworkAddressError) -> IPAddress {
        let high = groups[..<4].reduce(0) { $0 << 16 | $1 }
        let low = groups[4...].reduce(0) { $0 << 16 | $1 }
        guard high == 0, low >> 32 == 0xFFFF else {
            return IPAddress(high: high, low: low, isVersion6: true)
        }
        if hasDottedEnd { throw .mappedVersion4 }
        return IPAddress(high: 0, low: low & 0xFFFF_FFFF, isVersion6: false)
    }
}

extension IPAddress: CustomStringConvertible {
    /// The canonical text of RFC 5952: lower case, the longest run of two or more zero groups as
    /// `::`.
    package var description: String {
        guard isVersion6 else {
            return "\(low >> 24).\(low >> 16 & 255).\(low >> 8 & 255).\(low & 255)"
        }
        let shifts: [UInt64] = [48, 32, 16, 0]
        let groups = shifts.map { high >> $0 & 0xFFFF } + shifts.map { low >> $0 & 0xFFFF }
        let gap = longestZeroRun(groups)
        let texts = groups.map { String($0, radix: 16) }
        guard let gap else { return texts.joined(separator: ":") }
        return texts[..<gap.lowerBound].joined(separator: ":") + "::"
            + texts[gap.upperBound...].joined(separator: ":")
    }

    private func longestZeroRun(_ groups: [UInt64]) -> Range<Int>? {
        var best = 0..<0
        var start = 0
        for (index, group) in groups.enumerated() {
            guard group == 0 else {
                start = index + 1
                continue
            }
            if index + 1 - start > best.count { best = start..<index + 1 }
        }
        return best.count > 1 ? best : nil
    }
}

extension IPNetwork: CustomStringConvertible {
    /// Reads `address/length`; the length is decimal, without sign or leading zero.
    package init(_ text: some Collection<UInt8>) throws(NetworkAddressError) {
        guard text.count <= 49 else { throw text.contains(0x25) ? .zone : .malformed }
        let bytes = Array(text)
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { throw .malformed }
        let address = try IPAddress(bytes[..<slash])
        let digits = bytes[(slash + 1)...]
        guard (1...3).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            digits.count == 1 || digits.first != 0x30
        else { throw .malformed }
        let length = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard length <= address.bitCount else { throw .malformed }
        self.init(address: address, prefixLength: length)
    }

    package var description: String { "\(address)/\(prefixLength)" }
}
