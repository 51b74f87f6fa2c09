/// The forms of names in Kubernetes, which rest on DNS.
package enum NameFormat: Sendable, Hashable {
    /// RFC 1123: `a-z 0-9 -`, at most 63 bytes, no dash at an end.
    case label
    /// RFC 1035: a label that begins with a letter.
    case letterLabel
    /// Labels with dots between them, at most 253 bytes.
    case subdomain
    /// The key of a label or annotation: `name` or `sub.domain/name`.
    case qualifiedName
    /// The value of a label: empty, or at most 63 bytes of `A-Z a-z 0-9 - _ .`.
    case labelValue

    /// What is wrong with a name, each to be read after "it"; empty when nothing is.
    package func faults(in name: String) -> [String] {
        let bytes = Array(name.utf8)[...]
        switch self {
        case .label:
            return NameFormat.tooLong(bytes, limit: 63)
                + (NameFormat.isLabel(bytes) ? [] : [NameFormat.labelRule])
        case .letterLabel:
            let isValid = NameFormat.isLabel(bytes) && !(bytes.first?.isDigit ?? true)
            return NameFormat.tooLong(bytes, limit: 63)
                + (isValid ? [] : [NameFormat.labelRule + ", the first a letter"])
        case .subdomain: return NameFormat.subdomainFaults(bytes)
        case .qualifiedName: return NameFormat.qualifiedFaults(bytes)
        case .labelValue: return bytes.isEmpty ? [] : NameFormat.wordFaults(bytes)
        }
    }

    private static let labelRule = "must be lower case letters, digits and dashes between them"

    private static func tooLong(_ bytes: ArraySlice<UInt8>, limit: Int) -> [String] {
        bytes.count > limit ? ["must have at most \(limit) bytes, not \(bytes.count)"] : []
    }

    private static func subdomainFaults(_ bytes: ArraySlice<UInt8>) -> [String] {
        let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isValid = labels.allSatisfy(isLabel)
        return tooLong(bytes, limit: 253)
            + (isValid ? [] : [labelRule + ", in parts that dots separate"])
    }

    private static func qualifiedFaults(_ bytes: ArraySlice<UInt8>) -> [String] {
        let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        switch parts.count {
        case 1: return wordFaults(parts[0]).map { "the name " + $0 }
        case 2:
            let prefix =
                parts[0].isEmpty ? ["must not be empty"] : subdomainFaults(parts[0])
            return prefix.map { "the part before the slash " + $0 }
                + wordFaults(parts[1]).map { "the name " + $0 }
        default: return ["must have one slash at most"]
        }
    }

    private static func wordFaults(_ bytes: ArraySlice<UInt8>) -> [String] {
        guard let first = bytes.first, let last = bytes.last else { return ["must not be empty"] }
        let isValid =
            first.isAlphanumeric && last.isAlphanumeric
            && bytes.allSatisfy { $0.isAlphanumeric || "-_.".utf8.contains($0) }
        return tooLong(bytes, limit: 63)
            + (isValid
                ? []
                : ["must be letters and digits, with dashes, underscores and dots between them"])
    }

    private static func isLabel(_ bytes: ArraySlice<UInt8>) -> Bool {
        let dash = UInt8(ascii: "-")
        return !bytes.isEmpty && bytes.first != dash && bytes.last != dash
            && bytes.allSatisfy { $0 == dash || $0.isDigit || (0x61...0x7A).contains($0) }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }

    fileprivate var isAlphanumeric: Bool { isDigit || (0x61...0x7A).contains(self | 0x20) }
}
