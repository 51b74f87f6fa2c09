import Findings
import Notations

/// A rule's card as a SARIF `reportingDescriptor`, within GitHub's limits.
struct SARIFRule {
    private let card: RuleCard
    private static let textLimit = 1_024
    private static let nameLimit = 255
    private static let tagLimit = 20

    init(_ card: RuleCard) {
        self.card = card
    }

    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.member("id", card.id)
        json.member("name", pascalCaseName.clipped(to: Self.nameLimit))
        json.sarifMessage("shortDescription", card.summary.clipped(to: Self.textLimit))
        let explanation = card.why.paragraphs.first ?? card.summary
        json.sarifMessage("fullDescription", explanation.clipped(to: Self.textLimit))
        json.beginObject("help")
        json.member("text", helpText)
        json.member("markdown", helpMarkdown)
        json.endObject()
        if let reference = card.references.first(where: { $0.isWebAddress }) {
            json.member("helpUri", reference)
        }
        json.beginObject("defaultConfiguration")
        json.member("level", card.severity.sarifLevel)
        json.endObject()
        writeProperties(into: &json)
        json.endObject()
    }

    private func writeProperties(into json: inout JSONWriter) {
        json.beginObject("properties")
        json.member("tags", Array(tags.prefix(Self.tagLimit)))
        json.member("precision", card.precision.rawValue)
        json.member("problem.severity", card.severity.sarifProblemSeverity)
        if let score = card.securitySeverity, let text = Self.score(score) {
            json.member("security-severity", text)
        }
        json.member("effort", card.effort.rawValue)
        json.endObject()
    }

    /// `latest-tag` as `LatestTag`.
    private var pascalCaseName: String {
        var name = ""
        for word in card.id.split(separator: "-") {
            name += word.prefix(1).uppercased() + word.dropFirst()
        }
        return name.isEmpty ? card.id : name
    }

    /// The folder, `security`, and the standards in the form GitHub knows: `external/cwe/cwe-079`.
    private var tags: [String] {
        var tags = [card.folder]
        if card.securitySeverity != nil { tags.append("security") }
        for standard in card.standards {
            let tag = Self.tag(of: standard)
            if !tags.contains(tag) { tags.append(tag) }
        }
        return tags
    }

    private static func tag(of standard: String) -> String {
        let standard = standard.lowercased()
        guard let dash = standard.firstIndex(of: "-") else { return "external/\(standard)" }
        let family = standard[..<dash]
        let number = standard[standard.index(after: dash)...]
        let isShortWeakness = family == "cwe" && number.utf8.count < 3
        let zeros = isShortWeakness ? String(repeating: "0", count: 3 - number.utf8.count) : ""
        return "external/\(family)/\(family)-\(zeros)\(number)"
    }

    /// A number over 0.0 and up to 10.0 with one decimal, as a string; GitHub refuses all else.
    private static func score(_ score: Double) -> String? {
        guard score > 0, score <= 10 else { return nil }
        let tenths = max(1, Int(score * 10 + 0.5))
        return "\(tenths / 10).\(tenths % 10)"
    }

    // MARK: Help

    private var helpText: String {
        var paragraphs = [card.summary] + card.why.paragraphs
        if !card.references.isEmpty {
            paragraphs.append("See " + card.references.joined(separator: ", "))
        }
        return paragraphs.joined(separator: "\n\n")
    }

    private var helpMarkdown: String {
        var sections = ["# \(card.summary)"]
        if !card.why.isEmpty { sections.append(card.why) }
        if let example = card.example {
            sections.append("**Wrong**\n\n" + example.bad.fenced)
            if let fixed = example.fixed { sections.append("**Right**\n\n" + fixed.fenced) }
        }
        if !card.references.isEmpty {
            sections.append(card.references.map { "- <\($0)>" }.joined(separator: "\n"))
        }
        let peers = card.peers.filter { !$0.ids.isEmpty }.map {
            "\($0.tool) \($0.ids.joined(separator: ", "))"
        }
        if !peers.isEmpty { sections.append("Known elsewhere as " + peers.joined(separator: "; ")) }
        return sections.joined(separator: "\n\n")
    }
}

extension Severity {
    var sarifLevel: String {
        switch self {
        case .info: "note"
        case .warning: "warning"
        case .error: "error"
        }
    }

    fileprivate var sarifProblemSeverity: String {
        switch self {
        case .info: "recommendation"
        case .warning: "warning"
        case .error: "error"
        }
    }
}

extension String {
    fileprivate var isWebAddress: Bool {
        (hasPrefix("https://") || hasPrefix("http://"))
            && !utf8.contains { $0 <= 0x20 || $0 >= 0x7F }
    }

    /// As a code block whose fence is longer than any run of backticks inside.
    var fenced: String {
        var longest = 0
        var run = 0
        for byte in utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return fence + "\n" + self + (hasSuffix("\n") ? "" : "\n") + fence
    }
}
