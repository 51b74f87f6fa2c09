/// What a report needs to know of a rule.
package struct RuleCard: Sendable {
    /// The rule's name, which is the mistake: `latest-tag`.
    package var id: String
    /// The folder it stands in: `image`.
    package var folder: String
    /// The mistake in one line.
    package var summary: String
    package var severity: Severity
    package var message: MessageTemplate
    /// What goes wrong and what to do instead; Markdown in several lines.
    package var why: String
    package var references: [String]
    /// Ids of standards it follows, such as `CIS-DI-0006`.
    package var standards: [String]
    /// The ids under which other tools know the mistake, by tool.
    package var peers: [(tool: String, ids: [String])]
    package var effort: Effort
    package var precision: Precision
    /// How severe it is as a security problem, from 0.1 to 10; nil for rules that are not about
    /// security.
    package var securitySeverity: Double?
    /// A wrong and, when the rule has a fix, the fixed text of its first example.
    package var example: (bad: String, fixed: String?)?

    package init(
        id: String, folder: String, summary: String, severity: Severity, message: MessageTemplate,
        why: String,
        references: [String] = [], standards: [String] = [],
        peers: [(tool: String, ids: [String])] = [],
        effort: Effort = .minutes, precision: Precision = .high, securitySeverity: Double? = nil,
        example: (bad: String, fixed: String?)? = nil
    ) {
        self.id = id
        self.folder = folder
        self.summary = summary
        self.severity = severity
        self.message = message
        self.why = why
        self.references = references
        self.standards = standards
        self.peers = peers
        self.effort = effort
        self.precision = precision
        self.securitySeverity = securitySeverity
        self.example = example
    }
}

/// How much work it is to put right.
package enum Effort: String, Sendable, CaseIterable {
    case minutes
    case hours
    case days
}

/// How often a finding of the rule is a real mistake.
package enum Precision: String, Sendable, CaseIterable {
    case veryHigh = "very-high"
    case high
    case medium
    case low
}
