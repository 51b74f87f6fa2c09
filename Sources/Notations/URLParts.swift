/// The ranges of a URL's text before escapes are looked at.
struct URLParts {
    var scheme: ArraySlice<UInt8> = []
    var opaque: ArraySlice<UInt8> = []
    var userinfo: ArraySlice<UInt8>?
    /// Host and port; nil when the URL has no `//`.
    var authority: ArraySlice<UInt8>?
    var path: ArraySlice<UInt8> = []
    var query: ArraySlice<UInt8>?

    /// Nil for a relative path and for what is wrongly escaped. In a request `//` without a scheme
    /// begins a path, and elsewhere a host.
    init?(_ text: ArraySlice<UInt8>, isRequest: Bool) {
        if text.elementsEqual([UInt8(ascii: "*")]) {
            path = text
            return
        }
        guard let colon = URLParts.schemeEnd(text) else { return nil }
        scheme = text[..<colon]
        var rest = text[colon...]
        if rest.first == UInt8(ascii: ":"), !scheme.isEmpty { rest.removeFirst() }
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            query = rest[(mark + 1)...]
            rest = rest[..<mark]
        }
        guard rest.first == UInt8(ascii: "/") else {
            opaque = rest
            guard !scheme.isEmpty else { return nil }
            return
        }
        let slashes = rest.prefix { $0 == UInt8(ascii: "/") }.count
        if slashes >= 2, !scheme.isEmpty || !isRequest && slashes == 2 {
            guard splitAuthority(&rest) else { return nil }
        }
        path = rest
        guard PercentCode.isValid(path) else { return nil }
    }

    /// The text from the colon of the scheme to the fragment, with host and path as given.
    func afterScheme(_ host: [UInt8], _ path: [UInt8]) -> [UInt8] {
        var text: [UInt8] = scheme.isEmpty ? [] : [UInt8(ascii: ":")]
        let hasPath = !scheme.isEmpty && !path.isEmpty
        if opaque.isEmpty, hasPath || !host.isEmpty || userinfo != nil { text += "//".utf8 }
        text += userinfo.map { $0 + "@".utf8 } ?? []
        text += opaque.isEmpty ? host + path : Array(opaque)
        return text + (query.map { "?".utf8 + Array($0) } ?? [])
    }

    /// Where the scheme ends, which is at once without one; nil when the text begins with a colon.
    private static func schemeEnd(_ text: ArraySlice<UInt8>) -> Int? {
        let end = text.firstIndex { !($0.isLetter || $0.isDigit || "+-.".utf8.contains($0)) }
        guard let end, text[end] == UInt8(ascii: ":"), text.first?.isLetter ?? false else {
            return text.first == UInt8(ascii: ":") ? nil : text.startIndex
        }
        return end
    }

    /// Takes `//user@host:port` from the front; false when it is malformed.
    private mutating func splitAuthority(_ rest: inout ArraySlice<UInt8>) -> Bool {
        var host = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
        rest = rest[host.endIndex...]
        if let at = host.lastIndex(of: UInt8(ascii: "@")) {
            let user = host[..<at]
            let isValid = user.allSatisfy { byte in
                byte.isLetter || byte.isDigit || "-._:~!$&'()*+,;=%@".utf8.contains(byte)
            }
            guard isValid, PercentCode.isValid(user) else { return false }
            userinfo = user
            host = host[(at + 1)...]
        }
        authority = host
        return URLHost(host) != nil
    }
}

/// A host with its port, checked and without escapes.
struct URLHost {
    let bytes: [UInt8]

    init?(_ text: ArraySlice<UInt8>) {
        var name = text
        if text.first == UInt8(ascii: "[") {
            guard let bracket = text.lastIndex(of: UInt8(ascii: "]")) else { return nil }
            guard URLHost.isPort(text[(bracket + 1)...]) else { return nil }
            name = text[..<bracket]
        } else if let colon = text.lastIndex(of: UInt8(ascii: ":")) {
            guard URLHost.isPort(text[colon...]) else { return nil }
        }
        // In brackets a zone may follow `%25`, in which more may be escaped.
        let zone =
            name.endIndex == text.endIndex
            ? nil
            : name.indices.first { place in
                name[place...].starts(with: "%25".utf8)
            }
        guard let head = URLHost.unescaped(text[..<(zone ?? text.endIndex)], isZone: false),
            let tail = URLHost.unescaped(text[(zone ?? text.endIndex)...], isZone: true)
        else { return nil }
        bytes = head + tail
    }

    /// Empty, or a colon with digits, which may be missing.
    private static func isPort(_ text: ArraySlice<UInt8>) -> Bool {
        text.isEmpty
            || text.first == UInt8(ascii: ":") && text.dropFirst().allSatisfy(\.isDigit)
    }

    /// In a host only bytes beyond ASCII are escaped, and the percent sign itself.
    private static func unescaped(_ text: ArraySlice<UInt8>, isZone: Bool) -> [UInt8]? {
        PercentCode.decoded(text) { byte, isEscaped in
            guard isEscaped else { return byte >= 0x80 || isPlain(byte) }
            let isPercent = byte == UInt8(ascii: "%")
            return isPercent || byte >= 0x80 && !isZone
                || isZone && (byte == UInt8(ascii: " ") || isPlain(byte))
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || "-_.~!$&'()*+,;=:[]<>\"".utf8.contains(byte)
    }
}

/// Bytes written as `%` and two hexadecimal digits.
enum PercentCode {
    /// Whether two hexadecimal digits follow every `%`.
    static func isValid(_ text: ArraySlice<UInt8>) -> Bool {
        decoded(text) { _, _ in true } != nil
    }

    /// The text without escapes; nil when one is malformed or a byte is not allowed. The second
    /// argument of `isAllowed` tells whether the byte was escaped.
    static func decoded(
        _ text: some Collection<UInt8>, where isAllowed: (UInt8, Bool) -> Bool
    ) -> [UInt8]? {
        var result: [UInt8] = []
        var bytes = text.makeIterator()
        while let byte = bytes.next() {
            guard byte == UInt8(ascii: "%") else {
                guard isAllowed(byte, false) else { return nil }
                result.append(byte)
                continue
            }
            guard let high = bytes.next()?.hexadecimal, let low = bytes.next()?.hexadecimal,
                isAllowed(high << 4 | low, true)
            else { return nil }
            result.append(high << 4 | low)
        }
        return result
    }

    /// A key or value of a query, in which `+` stands for a space.
    static func parameter(_ text: some Collection<UInt8>) -> String? {
        let spaced = text.lazy.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }
        return decoded(Array(spaced)) { _, _ in true }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// A path as it goes into a request. One that needs no more escapes stays as it is; in any
    /// other the escapes are made anew.
    static func path(_ text: ArraySlice<UInt8>) -> [UInt8] {
        let isReady = text.allSatisfy { isPathByte($0) || "!'()*[]%".utf8.contains($0) }
        if isReady { return Array(text) }
        let plain = decoded(text) { _, _ in true } ?? []
        return plain.flatMap { byte -> [UInt8] in
            isPathByte(byte) ? [byte] : [UInt8(ascii: "%"), digit(byte >> 4), digit(byte & 15)]
        }
    }

    private static func isPathByte(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || "-_.~$&+,/:;=@".utf8.contains(byte)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }

    fileprivate var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }

    fileprivate var hexadecimal: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46, 0x61...0x66: (self | 0x20) - 0x57
        default: nil
        }
    }
}
