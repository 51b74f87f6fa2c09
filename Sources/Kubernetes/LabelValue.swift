/// What Kubernetes demands of the value of a label.
package enum LabelValue {
    /// Whether a value is at most 63 letters, digits, `-`, `_` and `.`, and begins and ends with a
    /// letter or digit unless it is empty.
    package static func isValid(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = value.first, let last = value.last else { return true }
        return value.count <= 63 && isAlphanumeric(first) && isAlphanumeric(last)
            && value.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
