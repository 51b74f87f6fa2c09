/// An IP address of version 4 or 6, without a zone.
package struct IPAddress: Sendable, Hashable {
    /// The upper and lower 64 bits; an IPv4 address stands in the lower 32 bits of `low`.
    package var high: UInt64
    package var low: UInt64
    package var isVersion6: Bool

    package init(high: UInt64, low: UInt64, isVersion6: Bool) {
        self.high = high
        self.low = low
        self.isVersion6 = isVersion6
    }

    /// 32 or 128.
    package var bitCount: Int { isVersion6 ? 128 : 32 }

    /// Whether this is `0.0.0.0` or `::`.
    package var isUnspecified: Bool { high == 0 && low == 0 }

    /// Whether this lies in `127.0.0.0/8` or is `::1`.
    package var isLoopback: Bool {
        isVersion6 ? high == 0 && low == 1 : low >> 24 == 127
    }

    /// Whether this lies in `169.254.0.0/16` or `fe80::/10`.
    package var isLinkLocalUnicast: Bool {
        isVersion6 ? high >> 54 == 0xFE80 >> 6 : low >> 16 == 0xA9FE
    }

    /// Whether this lies in `224.0.0.0/24` or `ff02::/16` (with any flags).
    package var isLinkLocalMulticast: Bool {
        isVersion6 ? (high >> 48) & 0xFF0F == 0xFF02 : low >> 8 == 0xE00000
    }

    /// Whether this lies in `224.0.0.0/4` or `ff00::/8`.
    package var isMulticast: Bool { isVersion6 ? high >> 56 == 0xFF : low >> 28 == 0xE }

    /// Whether this can name one host beyond its link; private ranges count, as in Go.
    package var isGlobalUnicast: Bool {
        let isBroadcast = !isVersion6 && low == 0xFFFF_FFFF
        return !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast && !isBroadcast
    }

    /// The address with all but the first `length` bits cleared.
    package func masked(to length: Int) -> IPAddress {
        guard isVersion6 else {
            let mask: UInt64 = length <= 0 ? 0 : (0xFFFF_FFFF << UInt64(max(0, 32 - length)))
            return IPAddress(high: 0, low: low & mask & 0xFFFF_FFFF, isVersion6: false)
        }
        // A smart shift by 64 or more gives zero, which is what both halves need.
        let highMask = ~UInt64(0) << (64 - min(64, length))
        let lowMask = ~UInt64(0) << (64 - max(0, length - 64))
        return IPAddress(high: high & highMask, low: low & lowMask, isVersion6: true)
    }
}

/// A range of addresses such as `10.0.0.0/8`. The bits after the prefix may be set.
package struct IPNetwork: Sendable, Hashable {
    package var address: IPAddress
    package var prefixLength: Int

    package init(address: IPAddress, prefixLength: Int) {
        self.address = address
        self.prefixLength = prefixLength
    }

    /// The network with the bits after the prefix cleared.
    package var masked: IPNetwork {
        IPNetwork(address: address.masked(to: prefixLength), prefixLength: prefixLength)
    }

    package func contains(_ other: IPAddress) -> Bool {
        other.isVersion6 == address.isVersion6
            && other.masked(to: prefixLength) == address.masked(to: prefixLength)
    }

    package func contains(_ other: IPNetwork) -> Bool {
        prefixLength <= other.prefixLength && contains(other.address)
    }
}
