/// What Kubernetes demands of the name of a port: IANA's rules for names of services (RFC 6335).
package enum PortName {
    /// Whether a name is at most 15 lower-case letters, digits and single hyphens within, and has a
    /// letter.
    package static func isValid(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard (1...15).contains(bytes.count), bytes.first != hyphen, bytes.last != hyphen else {
            return false
        }
        var hasLetter = false
        for (place, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): hasLetter = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): break
            case hyphen where bytes[place - 1] != hyphen: break
            default: return false
            }
        }
        return hasLetter
    }

    private static let hyphen = UInt8(ascii: "-")
}
