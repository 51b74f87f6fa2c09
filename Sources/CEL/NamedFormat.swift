import Notations

/// The forms of texts that `format.named(…)` knows, by their names in Kubernetes.
package enum NamedFormat: String, Sendable, Hashable, CaseIterable {
    case dns1123Label, dns1123Subdomain, dns1035Label, qualifiedName
    /// Names that are completed later, and so may end in a dash.
    case dns1123LabelPrefix, dns1123SubdomainPrefix, dns1035LabelPrefix
    case labelValue, uri, uuid, byte, date, datetime

    /// What is wrong with the text, each fault a sentence; none when it has the form.
    func faults(in text: String) throws(CELFailure) -> [String] {
        switch self {
        case .dns1123Label: NameFormat.label.faults(in: text)
        case .dns1123Subdomain: NameFormat.subdomain.faults(in: text)
        case .dns1035Label: NameFormat.letterLabel.faults(in: text)
        case .dns1123LabelPrefix: NameFormat.label.faults(in: completed(text))
        case .dns1123SubdomainPrefix: NameFormat.subdomain.faults(in: completed(text))
        case .dns1035LabelPrefix: NameFormat.letterLabel.faults(in: completed(text))
        case .qualifiedName: NameFormat.qualifiedName.faults(in: text)
        case .labelValue: NameFormat.labelValue.faults(in: text)
        case .uri:
            AbsoluteURL(text.utf8) == nil ? ["must be an absolute URL or an absolute path"] : []
        case .uuid: try matches(text, NamedFormat.uuidPattern) ? [] : ["must be a UUID"]
        case .byte: try matches(text, NamedFormat.base64Pattern) ? [] : ["must be base64"]
        case .date: isDate(text) ? [] : ["must be a date such as 2021-01-31"]
        case .datetime:
            CELTimestamp(text.uppercased()) == nil
                ? ["must be a time such as 2021-01-31T12:00:00Z"] : []
        }
    }

    /// As Kubernetes does it: a letter takes the place of the dash and of what stands before it.
    private func completed(_ text: String) -> String {
        guard text.utf8.count > 1, text.utf8.last == UInt8(ascii: "-") else { return text }
        return String(decoding: text.utf8.dropLast(2), as: UTF8.self) + "a"
    }

    private func isDate(_ text: String) -> Bool {
        text.utf8.count == 10 && CELTimestamp(text + "T00:00:00Z") != nil
    }

    private func matches(_ text: String, _ pattern: String) throws(CELFailure) -> Bool {
        try TextPattern.of(pattern).matches(text)
    }

    /// The dashes may be missing.
    private static let uuidPattern = "(?i)^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$"
    /// Groups of four, the last one padded; not empty.
    private static let base64Pattern =
        "^([A-Za-z0-9+/]{4})*[A-Za-z0-9+/]{2}([A-Za-z0-9+/]{2}|[A-Za-z0-9+/]=|==)$"
}
