/// A path as a URI reference (RFC 3986), which is what SARIF wants.
enum ArtifactURI {
    /// Relative paths stay relative; absolute ones become `file:` URIs.
    static func text(of path: String) -> String {
        let bytes = Array(path.withoutDotSlash.utf8)
        let encoded = encoded(bytes)
        if bytes.first == UInt8(ascii: "/") { return "file://" + encoded }
        // A colon in the first segment would make what is before it a scheme.
        let firstSegment = bytes.prefix { $0 != UInt8(ascii: "/") }
        return firstSegment.contains(UInt8(ascii: ":")) ? "./" + encoded : encoded
    }

    private static func encoded(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            if isAllowed(byte) {
                text.append(byte)
            } else {
                text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let allowedSigns: Set<UInt8> = Set("-._~/!$&'()*+,;=:@".utf8)

    /// Whether a byte may stand in a path as it is.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: allowedSigns.contains(byte)
        }
    }
}

extension String {
    /// A path without the `./` it may begin with: forges compare paths by their letters.
    var withoutDotSlash: String {
        var path = Substring(self)
        while path.hasPrefix("./") { path = path.dropFirst(2) }
        return path.isEmpty ? self : String(path)
    }
}
