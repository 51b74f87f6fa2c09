/// Tells addresses of the machine itself and of private networks.
enum LocalHost {
    /// Whether the host of a URL is the machine itself, or has no dot and so is a neighbour's name.
    static func isLocal(address: String) -> Bool {
        guard address.utf8.count <= 4_096 else { return false }
        let parts = address.split(separator: "://", maxSplits: 1)
        guard let rest = parts.last else { return false }
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let host = authority.split(separator: "@").last ?? ""
        return isLocal(host: String(host))
    }

    /// Whether a host, with its port or without, is the machine itself or a name without a dot.
    static func isLocal(host: String) -> Bool {
        if host.hasPrefix("[") { return host.hasPrefix("[::1]") }
        let name = host.split(separator: ":", omittingEmptySubsequences: false).first ?? ""
        if name.hasPrefix("127.") || name == "0.0.0.0" { return true }
        if [".local", ".internal", ".localhost", ".test", ".svc"].contains(where: name.hasSuffix) {
            return true
        }
        return !name.isEmpty && !name.contains(".") && !name.contains("$")
    }
}
