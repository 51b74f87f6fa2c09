package import SourceText

/// Everything one run has to say: what a report writer is given. Sorted by path, offset and rule.
package struct Report: Sendable {
    package var findings: [Finding]
    package var problems: [LocatedProblem]
    /// The cards of all rules that were switched on, sorted by id, whether they found something or
    /// not.
    package var cards: [RuleCard]
    package var coverage: Coverage
    /// The paths of all files that were analysed, sorted, clean ones included; may be left empty.
    package var analysedPaths: [String]
    /// The version of the tool, such as `0.1.0`.
    package var toolVersion: String

    package init(
        findings: [Finding], problems: [LocatedProblem], cards: [RuleCard], coverage: Coverage,
        analysedPaths: [String] = [], toolVersion: String
    ) {
        self.findings = findings
        self.problems = problems
        self.cards = cards
        self.coverage = coverage
        self.analysedPaths = analysedPaths
        self.toolVersion = toolVersion
    }
}

/// A problem with the file it stands in.
package struct LocatedProblem: Sendable, Hashable {
    package var path: String
    package var problem: Problem

    package init(path: String, problem: Problem) {
        self.path = path
        self.problem = problem
    }
}

/// How many inputs were analysed of how many were asked for.
package struct Coverage: Sendable {
    /// One kind of input, such as `dockerfile`, and what became of the files of that kind.
    package struct Kind: Sendable {
        package var name: String
        package var analysed: Int
        package var skipped: Int
        package var failed: Int
        /// Whether it is another language, met on the way and never asked for.
        package var isOther: Bool

        package init(
            name: String, analysed: Int = 0, skipped: Int = 0, failed: Int = 0,
            isOther: Bool = false
        ) {
            self.isOther = isOther
            self.name = name
            self.analysed = analysed
            self.skipped = skipped
            self.failed = failed
        }
    }

    /// Sorted by name.
    package var kinds: [Kind]
    /// How many Kubernetes resources were judged, by their kind, sorted by name.
    package var resources: [(kind: String, count: Int)]
    /// What was rendered of each chart, in the order of their paths.
    package var charts: [ChartCoverage]

    package init(
        kinds: [Kind], resources: [(kind: String, count: Int)] = [], charts: [ChartCoverage] = []
    ) {
        self.kinds = kinds
        self.resources = resources
        self.charts = charts
    }

    package var analysed: Int { kinds.reduce(0) { $0 + $1.analysed } }
    package var skipped: Int { kinds.reduce(0) { $0 + ($1.isOther ? 0 : $1.skipped) } }
    /// How many files of other languages were passed over.
    package var others: Int { kinds.reduce(0) { $0 + ($1.isOther ? $1.skipped : 0) } }
    package var failed: Int { kinds.reduce(0) { $0 + $1.failed } }
    /// How many inputs were asked for.
    package var total: Int { analysed + skipped + failed }
}
