/// What Kubernetes demands of the name of a resource.
package enum ObjectName {
    /// What is wrong with a name of that kind, continuing "the name …"; nil when nothing is or when
    /// a template fills it in later.
    package static func problem(_ name: String, kind: String) -> String? {
        guard !name.isEmpty, !isTemplate(name) else { return nil }
        let bytes = Array(name.utf8)
        switch kind {
        case "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding":
            return bytes.contains(where: { $0 == 0x2F || $0 == 0x25 })
                ? "holds `/` or `%`" : nil
        case "Namespace": return label(bytes)
        case "Service":
            return label(bytes)
                ?? ((0x30...0x39).contains(bytes[0]) ? "begins with a digit" : nil)
        case "CronJob":
            return bytes.count > 52 ? "is longer than 52 letters" : subdomain(bytes)
        default: return subdomain(bytes)
        }
    }

    private static func isTemplate(_ name: String) -> Bool {
        name.utf8.contains { [0x24, 0x7B, 0x7D, 0x3C, 0x3E].contains($0) }
    }

    private static func label(_ bytes: [UInt8]) -> String? {
        if bytes.count > 63 { return "is longer than 63 letters" }
        return bytes.contains(UInt8(ascii: ".")) ? "holds a dot" : subdomain(bytes)
    }

    private static func subdomain(_ bytes: [UInt8]) -> String? {
        if bytes.count > 253 { return "is longer than 253 letters" }
        if bytes.contains(where: { (0x41...0x5A).contains($0) }) { return "has capital letters" }
        if bytes.contains(UInt8(ascii: "_")) { return "holds `_`" }
        if bytes.contains(where: { !isNamePart($0) && $0 != 0x2D && $0 != 0x2E }) {
            return "holds what is neither a letter, a digit, `-` nor `.`"
        }
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isFramed = parts.allSatisfy { part in
            guard let first = part.first, let last = part.last else { return false }
            return isNamePart(first) && isNamePart(last)
        }
        return isFramed ? nil : "does not begin and end with a letter or digit"
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }
}
