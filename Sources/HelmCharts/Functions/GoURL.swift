import GoTemplates

/// A URL in its parts as Go's `net/url` reads and writes it, relative ones included.
struct GoURL {
    var scheme: Bytes = []
    var opaque: Bytes = []
    var user: User?
    /// Host and port, without escapes.
    var host: Bytes = []
    var path: Bytes = []
    var query: Bytes = []
    var fragment: Bytes = []

    struct User {
        var name: Bytes
        var password: Bytes?

        var text: Bytes {
            let name = URLEscape.escaped(name, .userinfo)
            guard let password else { return name }
            return name + ":".utf8 + URLEscape.escaped(password, .userinfo)
        }
    }

    init() {}

    /// - Throws: what Go's `url.Parse` says.
    init(_ text: Bytes) throws(FunctionError) {
        let mark = text.firstIndex(of: UInt8(ascii: "#"))
        let body = text[..<(mark ?? text.endIndex)]
        do {
            try parse(body)
        } catch {
            throw Self.failure(Bytes(body), error)
        }
        guard let mark else { return }
        do {
            fragment = try URLEscape.unescaped(text[(mark + 1)...], .fragment)
        } catch {
            throw Self.failure(text, error)
        }
    }

    private static func failure(_ text: Bytes, _ error: FunctionError) -> FunctionError {
        let quoted = String(decoding: GoQuote.quote(text), as: UTF8.self)
        return FunctionError("parse \(quoted): \(error.message)")
    }

    private mutating func parse(_ text: ArraySlice<UInt8>) throws(FunctionError) {
        guard text.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw FunctionError("net/url: invalid control character in URL")
        }
        if text.elementsEqual("*".utf8) {
            path = Bytes(text)
            return
        }
        var rest = try takeScheme(text)
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            query = Bytes(rest[(mark + 1)...])
            rest = rest[..<mark]
        }
        let slash = UInt8(ascii: "/")
        if rest.first != slash {
            if !scheme.isEmpty {
                opaque = Bytes(rest)
                return
            }
            if rest.prefix(while: { $0 != slash }).contains(UInt8(ascii: ":")) {
                throw FunctionError("first path segment in URL cannot contain colon")
            }
        }
        let slashes = rest.prefix { $0 == slash }.count
        if slashes >= 2, !scheme.isEmpty || slashes == 2 {
            let authority = rest.dropFirst(2).prefix { $0 != slash }
            rest = rest[authority.endIndex...]
            try parse(authority: authority)
        }
        path = try URLEscape.unescaped(rest, .path)
    }

    /// Takes the scheme from the front and gives the rest.
    private mutating func takeScheme(
        _ text: ArraySlice<UInt8>
    ) throws(FunctionError) -> ArraySlice<UInt8> {
        let end = text.firstIndex { byte in
            !(byte.isASCIILetter || byte.isASCIIDigit || "+-.".utf8.contains(byte))
        }
        guard let end, text[end] == UInt8(ascii: ":") else { return text }
        if end == text.startIndex { throw FunctionError("missing protocol scheme") }
        guard text[text.startIndex].isASCIILetter else { return text }
        scheme = text[..<end].map { $0.isASCIILetter ? $0 | 0x20 : $0 }
        return text[(end + 1)...]
    }

    private mutating func parse(authority: ArraySlice<UInt8>) throws(FunctionError) {
        guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else {
            host = try URLHostSyntax.host(authority, scheme)
            return
        }
        host = try URLHostSyntax.host(authority[(at + 1)...], scheme)
        let info = authority[..<at]
        let isValid = info.allSatisfy { byte in
            byte.isASCIILetter || byte.isASCIIDigit || "-._:~!$&'()*+,;=%@".utf8.contains(byte)
        }
        if !isValid { throw FunctionError("net/url: invalid userinfo") }
        let colon = info.firstIndex(of: UInt8(ascii: ":"))
        var user = User(
            name: try URLEscape.unescaped(info[..<(colon ?? info.endIndex)], .userinfo))
        if let colon {
            user.password = try URLEscape.unescaped(info[(colon + 1)...], .userinfo)
        }
        self.user = user
    }

    /// The host without port and brackets.
    var hostname: Bytes {
        var name = host[...]
        if let colon = host.lastIndex(of: UInt8(ascii: ":")), URLHostSyntax.isPort(host[colon...]) {
            name = host[..<colon]
        }
        if name.first == UInt8(ascii: "["), name.last == UInt8(ascii: "]") {
            name = name.dropFirst().dropLast()
        }
        return Bytes(name)
    }

    /// The whole, escaped where it must be.
    var text: Bytes {
        var text = scheme.isEmpty ? [] : scheme + ":".utf8
        if !opaque.isEmpty {
            text += opaque
        } else {
            appendHierarchy(to: &text)
        }
        if !query.isEmpty { text += "?".utf8 + query }
        if !fragment.isEmpty { text += "#".utf8 + URLEscape.escaped(fragment, .fragment) }
        return text
    }

    private func appendHierarchy(to text: inout Bytes) {
        let slash = UInt8(ascii: "/")
        if !host.isEmpty || user != nil || !scheme.isEmpty && !path.isEmpty { text += "//".utf8 }
        if let user { text += user.text + "@".utf8 }
        text += URLEscape.escaped(host, .host)
        let escaped = path.elementsEqual("*".utf8) ? path : URLEscape.escaped(path, .path)
        if let first = escaped.first, first != slash, !host.isEmpty { text.append(slash) }
        if text.isEmpty, escaped.prefix(while: { $0 != slash }).contains(UInt8(ascii: ":")) {
            text += "./".utf8
        }
        text += escaped
    }
}

/// The host of a URL with its port.
enum URLHostSyntax {
    static func host(
        _ text: ArraySlice<UInt8>, _ scheme: Bytes
    ) throws(FunctionError) -> Bytes {
        if let open = text.lastIndex(of: UInt8(ascii: "[")) {
            guard open == text.startIndex else { throw FunctionError("invalid IP-literal") }
            return try literal(text)
        }
        if let first = text.firstIndex(of: UInt8(ascii: ":")) {
            let last = text.lastIndex(of: UInt8(ascii: ":")) ?? first
            let isWeb = scheme.elementsEqual("http".utf8) || scheme.elementsEqual("https".utf8)
            try check(port: text[(isWeb ? first : last)...])
        }
        return try URLEscape.unescaped(text, .host)
    }

    /// An address of IPv6 in brackets, with a zone maybe.
    private static func literal(_ text: ArraySlice<UInt8>) throws(FunctionError) -> Bytes {
        guard let close = text.lastIndex(of: UInt8(ascii: "]")) else {
            throw FunctionError("missing ']' in host")
        }
        let port = text[(close + 1)...]
        try check(port: port)
        let name = text[(text.startIndex + 1)..<close]
        let zone = name.indices.first { name[$0...].starts(with: "%25".utf8) } ?? close
        let address = try URLEscape.unescaped(name[..<zone], .host)
        let plain = try address + URLEscape.unescaped(name[zone...], .zone)
        do throws(FunctionError) {
            guard try IPLiteral.version(of: plain) == .six else {
                throw FunctionError("invalid IP-literal")
            }
        } catch {
            let isParsed = error.message == "invalid IP-literal"
            throw isParsed ? error : FunctionError("invalid host: \(error.message)")
        }
        return Bytes("[".utf8) + plain + "]".utf8 + port
    }

    private static func check(port: ArraySlice<UInt8>) throws(FunctionError) {
        if !isPort(port) {
            let quoted = String(decoding: GoQuote.quote(Bytes(port)), as: UTF8.self)
            throw FunctionError("invalid port \(quoted) after host")
        }
    }

    /// Nothing, or a colon with digits, which may be missing.
    static func isPort(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first else { return true }
        return first == UInt8(ascii: ":") && text.dropFirst().allSatisfy(\.isASCIIDigit)
    }
}

/// Bytes of a URL written as `%` and two digits.
enum URLEscape {
    /// Which part of a URL it is.
    enum Part {
        case path, userinfo, host, zone, fragment

        /// Whether a byte may stand in it as it is.
        func holds(_ byte: UInt8) -> Bool {
            if byte.isASCIILetter || byte.isASCIIDigit || "-_.~".utf8.contains(byte) { return true }
            return switch self {
            case .path: "$&+,/:;=@".utf8.contains(byte)
            case .userinfo: "$&+,;=".utf8.contains(byte)
            case .host, .zone: "!\"$&'()*+,:;<=>[]".utf8.contains(byte)
            case .fragment: "!$&()*+,/:;=?@".utf8.contains(byte)
            }
        }
    }

    static func escaped(_ bytes: Bytes, _ part: Part) -> Bytes {
        let digits = Bytes("0123456789ABCDEF".utf8)
        return bytes.flatMap { byte in
            part.holds(byte)
                ? [byte]
                : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }

    /// - Throws: the first escape that is none or may not stand there, or a byte that may not.
    static func unescaped(
        _ text: ArraySlice<UInt8>, _ part: Part
    ) throws(FunctionError) -> Bytes {
        var result: Bytes = []
        result.reserveCapacity(text.count)
        let isHost = part == .host || part == .zone
        var rest = text
        while let byte = rest.first {
            guard byte == UInt8(ascii: "%") else {
                if isHost, byte < 0x80, !part.holds(byte) {
                    let quoted = GoQuote.quote([byte])
                    throw FunctionError(
                        "invalid character \(String(decoding: quoted, as: UTF8.self)) in host name")
                }
                result.append(byte)
                rest.removeFirst()
                continue
            }
            let escape = rest.prefix(3)
            guard let value = value(of: escape), isAllowed(value, part) else {
                let quoted = String(decoding: GoQuote.quote(Bytes(escape)), as: UTF8.self)
                throw FunctionError("invalid URL escape \(quoted)")
            }
            result.append(value)
            rest = rest.dropFirst(3)
        }
        return result
    }

    /// In a host only bytes beyond ASCII are escaped, and the percent sign itself.
    private static func isAllowed(_ value: UInt8, _ part: Part) -> Bool {
        switch part {
        case .host: value >= 0x80 || value == UInt8(ascii: "%")
        case .zone: value == UInt8(ascii: "%") || value == 0x20 || part.holds(value)
        case .path, .userinfo, .fragment: true
        }
    }

    private static func value(of escape: ArraySlice<UInt8>) -> UInt8? {
        guard escape.count == 3 else { return nil }
        var value: UInt8 = 0
        for byte in escape.dropFirst() {
            switch byte {
            case 0x30...0x39: value = value << 4 | (byte - 0x30)
            case 0x41...0x46, 0x61...0x66: value = value << 4 | ((byte | 0x20) - 0x57)
            default: return nil
            }
        }
        return value
    }
}

extension UInt8 {
    fileprivate var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
    fileprivate var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }
}
