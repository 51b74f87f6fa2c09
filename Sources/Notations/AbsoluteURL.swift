/// An absolute URI or an absolute path, in its parts: `https://a.b:80/c?d=e#f`, `/c?d=e`.
///
/// Read as Go's `net/url` reads them, which Kubernetes' `uri` format and its CEL function `url`
/// rest on: more liberal than RFC 3986 in the path, where spaces may stand.
package struct AbsoluteURL: Sendable {
    /// In lower case; empty for an absolute path.
    package let scheme: String
    /// What stands after the scheme of a URI without slashes, such as `a@b.c` of `mailto:a@b.c`.
    package let opaque: String
    /// As written, before the `@`; nil without one.
    package let userinfo: String?
    /// Host and port, with the brackets of IPv6 and without escapes.
    package let host: String
    /// The path as it goes into a request: `with space` is `with%20space`.
    package let escapedPath: String
    /// As written, after the `?`; nil without one.
    package let query: String?
    /// As written, after the `#`; empty without one.
    package let fragment: String
    /// The whole, with its path escaped; two URLs are equal when these are, byte for byte.
    package let description: String

    /// Nil for what is neither an absolute URI nor an absolute path.
    package init?(_ text: some Collection<UInt8>) {
        let bytes = Array(text)
        guard !bytes.isEmpty, bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        // As Kubernetes does: the whole must do for a request, and then the fragment is told apart.
        let end = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.count
        let fragment = bytes[end...].dropFirst()
        guard URLParts(bytes[...], isRequest: true) != nil,
            let parts = URLParts(bytes[..<end], isRequest: false),
            let host = URLHost(parts.authority ?? []), PercentCode.isValid(fragment)
        else { return nil }
        let path = PercentCode.path(parts.path)
        func string(_ bytes: some Collection<UInt8>) -> String {
            String(decoding: bytes, as: UTF8.self)
        }
        scheme = string(parts.scheme).lowercased()
        opaque = string(parts.opaque)
        userinfo = parts.userinfo.map { string($0) }
        self.host = string(host.bytes)
        escapedPath = string(path)
        query = parts.query.map { string($0) }
        self.fragment = string(fragment)
        let tail = fragment.isEmpty ? [] : bytes[end...]
        description = scheme + string(parts.afterScheme(host.bytes, path) + tail)
    }

    /// The host without port and brackets.
    package var hostname: String {
        let name = host.utf8.dropLast(portSuffix.count)
        let isBracketed = name.first == UInt8(ascii: "[") && name.last == UInt8(ascii: "]")
        return String(decoding: isBracketed ? name.dropFirst().dropLast() : name, as: UTF8.self)
    }

    /// The digits after the colon; empty without.
    package var port: String { String(decoding: portSuffix.dropFirst(), as: UTF8.self) }

    private var portSuffix: Substring.UTF8View {
        guard let colon = host.utf8.lastIndex(of: UInt8(ascii: ":")) else { return ""[...].utf8 }
        let suffix = host[colon...].utf8
        return suffix.dropFirst().allSatisfy { (0x30...0x39).contains($0) } ? suffix : ""[...].utf8
    }

    /// Keys and values of the query in their order, without escapes. What is not well escaped or
    /// has a semicolon is left out, as in Go.
    package var parameters: [(key: String, value: String)] {
        (query ?? "").utf8.split(separator: UInt8(ascii: "&")).compactMap { pair in
            guard !pair.contains(UInt8(ascii: ";")) else { return nil }
            let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            guard let key = PercentCode.parameter(pair[..<end]),
                let value = PercentCode.parameter(pair[end...].dropFirst())
            else { return nil }
            return (key, value)
        }
    }
}

extension AbsoluteURL: Hashable, CustomStringConvertible {
    package static func == (left: AbsoluteURL, right: AbsoluteURL) -> Bool {
        left.description.utf8.elementsEqual(right.description.utf8)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(Array(description.utf8)) }
}
