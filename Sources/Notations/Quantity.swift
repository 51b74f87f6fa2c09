/// An amount of a resource as Kubernetes writes it: `500m`, `1.5Gi`, `2e3`.
///
/// The value is exact: a whole number of billionths, in 128 bits. More than ±1.7 × 10²⁹ is held at
/// that limit (Kubernetes has no limit for decimal suffixes), so two such amounts are equal.
package struct Quantity: Sendable {
    /// How the amount was written, and so how it is written again.
    package enum Format: UInt8, Sendable {
        /// `n u m k M G T P E`, or no suffix.
        case decimal
        /// `Ki Mi Gi Ti Pi Ei`.
        case binary
        /// `e3`, `E-6`.
        case exponent
    }

    /// The amount in billionths.
    package let nanos: Int128
    package let format: Format

    package init(nanos: Int128, format: Format = .decimal) {
        self.nanos = nanos
        self.format = format
    }

    package init(_ value: Int64, format: Format = .decimal) {
        self.init(nanos: Int128(value) * Quantity.one, format: format)
    }

    /// The billionths of 1.
    static let one: Int128 = 1_000_000_000

    /// -1, 0 or 1.
    package var sign: Int { Int(truncatingIfNeeded: nanos.signum()) }

    /// The amount, if it is a whole number of at most 64 bits.
    package var integer: Int64? {
        let (quotient, remainder) = nanos.quotientAndRemainder(dividingBy: Quantity.one)
        return remainder == 0 ? Int64(exactly: quotient) : nil
    }

    /// The amount, rounded to what a double can hold.
    package var approximation: Double {
        // Most amounts fit in 64 bits, which are turned into a double at once.
        (Int64(exactly: nanos).map { Double($0) } ?? Double(nanos)) / 1_000_000_000
    }

    /// The sum, held at the limit.
    package func adding(_ other: Quantity) -> Quantity {
        let (sum, overflowed) = nanos.addingReportingOverflow(other.nanos)
        return result(overflowed ? Quantity.limit(isNegative: nanos < 0) : sum, other)
    }

    /// The difference, held at the limit.
    package func subtracting(_ other: Quantity) -> Quantity {
        let (difference, overflowed) = nanos.subtractingReportingOverflow(other.nanos)
        return result(overflowed ? Quantity.limit(isNegative: nanos < 0) : difference, other)
    }

    /// Zero takes the format of the other amount, as in Kubernetes.
    private func result(_ nanos: Int128, _ other: Quantity) -> Quantity {
        Quantity(nanos: max(nanos, -.max), format: self.nanos == 0 ? other.format : format)
    }

    /// The greatest or the least amount.
    static func limit(isNegative: Bool) -> Int128 { isNegative ? -.max : .max }
}

/// Amounts are compared by what they are worth, however they are written: `1000m` equals `1`.
extension Quantity: Comparable, Hashable {
    package static func == (left: Quantity, right: Quantity) -> Bool { left.nanos == right.nanos }

    package static func < (left: Quantity, right: Quantity) -> Bool { left.nanos < right.nanos }

    package func hash(into hasher: inout Hasher) { hasher.combine(nanos) }
}
