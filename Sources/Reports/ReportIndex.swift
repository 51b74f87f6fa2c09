import Findings

/// The cards of a report by id, and the sentences made from them.
struct ReportIndex {
    private let cards: [RuleCard]
    private let indexes: [String: Int]
    private let reasons: [String]
    /// How many code points of a sentence are shown: its arguments come from the input.
    static let sentenceLimit = 1_000

    init(_ report: Report) {
        cards = report.cards
        reasons = report.cards.map { $0.why.paragraphs.first ?? "" }
        indexes = Dictionary(
            report.cards.indices.map { (report.cards[$0].id, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The index of a rule's card in the report.
    func index(of rule: String) -> Int? { indexes[rule] }

    /// The first paragraph of why a rule matters, or nothing.
    func reason(of rule: String) -> String { indexes[rule].map { reasons[$0] } ?? "" }

    func card(of rule: String) -> RuleCard? { indexes[rule].map { cards[$0] } }

    /// What a finding says, in the same words in every format.
    func sentence(of finding: Finding) -> String {
        guard let card = card(of: finding.rule) else { return "Rule \(finding.rule) does not hold" }
        let arguments = finding.arguments.map { $0.clipped(to: Self.sentenceLimit) }
        return card.message.sentence(with: arguments).clipped(to: Self.sentenceLimit)
    }
}

extension String {
    /// At most `limit` code points, the last of them an ellipsis if some are missing.
    func clipped(to limit: Int) -> String {
        guard utf8.count > limit else { return self }
        let scalars = unicodeScalars
        guard
            let end = scalars.index(
                scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return self }
        return String(scalars[..<scalars.index(before: end)]) + "…"
    }
}

extension Finding {
    /// Whether a comment allows it.
    var isSuppressed: Bool { suppression != nil }

    /// Whether its fix may be applied at all: there is one, it is more than a suggestion, and it
    /// did not fail its proof.
    var hasUsableFix: Bool {
        guard let fix else { return false }
        return fix.applicability != .display && isFixVerified != false
    }
}
