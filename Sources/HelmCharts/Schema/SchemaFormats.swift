import GoTemplates
import Notations
import Patterns

/// The values of `format` that Helm checks in schemas up to draft 7. Others mean nothing.
enum SchemaFormats {
    /// What is wrong with a value of that format; only strings can be wrong.
    static func fault(of value: Value, _ format: String) -> String? {
        guard let bytes = value.bytes else { return nil }
        switch format {
        case "ipv4": return ipv4(bytes)
        case "ipv6": return ipv6(bytes)
        case "hostname": return hostname(bytes)
        case "email": return email(bytes)
        case "uri", "iri": return uri(bytes)
        case "uri-reference", "iri-reference":
            return bytes.contains(UInt8(ascii: "\\")) ? "contains \\" : nil
        case "date": return SchemaTimeFormats.date(bytes)
        case "time": return SchemaTimeFormats.time(bytes[...])
        case "date-time": return SchemaTimeFormats.dateTime(bytes)
        case "duration": return SchemaTimeFormats.duration(bytes)
        case "regex": return regex(bytes)
        case "uuid": return uuid(bytes)
        case "json-pointer": return pointer(bytes[...])
        case "relative-json-pointer": return relativePointer(bytes)
        default: return nil
        }
    }

    private static func parts(_ text: Bytes, _ separator: UInt8) -> [ArraySlice<UInt8>] {
        text.split(separator: separator, omittingEmptySubsequences: false)
    }

    static func invalidCharacter(_ text: some Collection<UInt8>) -> String {
        let character = String(decoding: text, as: UTF8.self).unicodeScalars.first ?? " "
        return "invalid character " + SchemaViolation.quoted(String(character))
    }

    private static func ipv4(_ text: Bytes) -> String? {
        let groups = parts(text, UInt8(ascii: "."))
        guard groups.count == 4 else { return "expected four decimals" }
        for group in groups {
            if group.count > 1, group.first == 0x30 { return "leading zeros" }
            guard let number = VersionScan.number(group), !group.isEmpty else {
                return "strconv.Atoi: parsing \(GoQuoting.quoted(Bytes(group))): invalid syntax"
            }
            if number > 255 { return "decimal must be between 0 and 255" }
        }
        return nil
    }

    private static func ipv6(_ text: Bytes) -> String? {
        guard text.contains(UInt8(ascii: ":")) else { return "missing colon" }
        if text.contains(UInt8(ascii: "%")) {
            return "zone id is not a part of ipv6 address"
        }
        if (try? IPAddress(text)) != nil { return nil }
        return "ParseAddr(\(GoQuoting.quoted(text))): unable to parse IP"
    }

    private static func hostname(_ text: Bytes) -> String? {
        let name = text.last == UInt8(ascii: ".") ? text.dropLast() : text[...]
        if name.count > 253 { return "more than 253 characters long" }
        for label in parts(Bytes(name), UInt8(ascii: ".")) {
            guard (1...63).contains(label.count) else {
                return "label must be 1 to 63 characters long"
            }
            if label.first == UInt8(ascii: "-") { return "label starts with hyphen" }
            if label.last == UInt8(ascii: "-") { return "label ends with hyphen" }
            if let place = label.firstIndex(where: { !VersionScan.isIdentifier($0) }) {
                return invalidCharacter(label[place...])
            }
        }
        return nil
    }

    private static func email(_ text: Bytes) -> String? {
        if text.count > 254 { return "more than 255 characters long" }
        guard let at = text.lastIndex(of: UInt8(ascii: "@")) else { return "missing @" }
        if let fault = mailbox(text[..<at]) { return fault }
        let domain = Bytes(text[(at + 1)...])
        guard domain.first == UInt8(ascii: "["), domain.last == UInt8(ascii: "]") else {
            return hostname(domain).map { "invalid domain: " + $0 }
        }
        let address = domain.dropFirst().dropLast()
        let prefix = Bytes("IPv6:".utf8)
        if address.starts(with: prefix) {
            return ipv6(Bytes(address.dropFirst(prefix.count))).map {
                "invalid ipv6 address: " + $0
            }
        }
        return ipv4(Bytes(address)).map { "invalid ipv4 address: " + $0 }
    }

    /// What stands before the `@`.
    private static func mailbox(_ name: ArraySlice<UInt8>) -> String? {
        if name.count > 64 { return "local part more than 64 characters long" }
        if name.count > 1, name.first == UInt8(ascii: "\"") {
            let inner = name.dropFirst().dropLast()
            return inner.contains { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") }
                ? "backslash and quote are not allowed within quoted local part" : nil
        }
        if name.first == UInt8(ascii: ".") { return "starts with dot" }
        if name.last == UInt8(ascii: ".") { return "ends with dot" }
        let allowed = Bytes(".!#$%&'*+-/=?^_`{|}~".utf8)
        if zip(name, name.dropFirst()).contains(where: { $0 == 0x2E && $1 == 0x2E }) {
            return "consecutive dots"
        }
        let place = name.firstIndex { !VersionScan.isIdentifier($0) && !allowed.contains($0) }
        return place.map { invalidCharacter(name[$0...]) }
    }

    private static func uri(_ text: Bytes) -> String? {
        let scheme = text.prefix {
            VersionScan.isIdentifier($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: ".")
        }
        let quoted = "parse " + GoQuoting.quoted(text) + ": "
        if text.first == UInt8(ascii: ":") { return quoted + "missing protocol scheme" }
        let isAbsolute =
            scheme.first.map { (0x61...0x7A).contains($0 | 0x20) } == true
            && text.dropFirst(scheme.count).first == UInt8(ascii: ":")
        if isAbsolute { return AbsoluteURL(text) == nil ? quoted + "invalid URI" : nil }
        let segment = text.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        return segment.contains(UInt8(ascii: ":"))
            ? quoted + "first path segment in URL cannot contain colon" : "relative url"
    }

    private static func regex(_ text: Bytes) -> String? {
        let text = String(decoding: text, as: UTF8.self)
        do {
            _ = try Pattern(text)
            return nil
        } catch {
            return error.goMessage(text)
        }
    }

    private static func uuid(_ text: Bytes) -> String? {
        let lengths = [8, 4, 4, 4, 12]
        let groups = parts(text, UInt8(ascii: "-"))
        guard groups.count == lengths.count else { return "must have 5 elements" }
        for (index, (group, length)) in zip(groups, lengths).enumerated() {
            if group.count != length {
                return "element \(index + 1) must be \(length) characters long"
            }
            for byte in group where !VersionScan.isDigit(byte) {
                guard (0x61...0x66).contains(byte | 0x20) else {
                    return "non-hex character "
                        + SchemaViolation.quoted(String(Unicode.Scalar(byte)))
                }
            }
        }
        return nil
    }

    private static func pointer(_ text: ArraySlice<UInt8>) -> String? {
        guard let first = text.first else { return nil }
        guard first == UInt8(ascii: "/") else { return "not starting with /" }
        for (index, byte) in zip(text.indices, text) where byte == UInt8(ascii: "~") {
            let next = text[(index + 1)...].first
            guard next == 0x30 || next == 0x31 else { return "~ must be followed by 0 or 1" }
        }
        return nil
    }

    private static func relativePointer(_ text: Bytes) -> String? {
        let digits = text.prefix(while: VersionScan.isDigit)
        if digits.isEmpty { return "must start with non-negative integer" }
        if digits.count > 1, digits.first == 0x30 { return "starts with zero" }
        let rest = text.dropFirst(digits.count)
        return rest.elementsEqual("#".utf8) ? nil : pointer(rest)
    }
}
