package import Findings
package import SourceText

/// What the analysis of one file has to say. Sorted by offset, then rule.
package struct FileAnalysis: Sendable {
    /// What became of the file.
    package enum Outcome: Sendable {
        case analysed
        /// It is surely ours and could not be analysed.
        case failed
        /// It is another language that only looks like ours from outside.
        case other
    }

    package var path: String
    package var kind: FileKind
    package var outcome: Outcome
    package var findings: [Finding]
    package var problems: [Problem]
    /// What a file of another language is, in the words of reports; nil when it is ours.
    package var otherKind: String?
    /// How many resources of each kind a manifest holds.
    package var resources: [String: Int]
    /// Whether it belongs to a chart that is counted by itself.
    package var isPart: Bool
    /// Of a chart, how much of its templates was rendered; nil when it has none to count.
    package var coverage: ChartCoverage?

    package init(
        path: String, kind: FileKind, outcome: Outcome, findings: [Finding] = [],
        problems: [Problem] = [], otherKind: String? = nil, resources: [String: Int] = [:],
        isPart: Bool = false
    ) {
        self.path = path
        self.kind = kind
        self.outcome = outcome
        self.findings = findings
        self.problems = problems
        self.otherKind = otherKind
        self.resources = resources
        self.isPart = isPart
    }

    /// Whether something in it could not be understood, so that findings may be missing.
    package var isBlind: Bool { outcome == .failed || problems.contains(where: \.isBlinding) }
}
