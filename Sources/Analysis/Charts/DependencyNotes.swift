package import Findings

/// What came of the search for charts that can stand in for dependencies nobody fetched.
package struct DependencyNotes: Sendable {
    /// For what is still missing: what would fit, or why something near does not.
    package var hints: [String]
    /// What is wrong by itself, such as charts that depend on each other in a circle.
    package var problems: [LocatedProblem]

    package init(hints: [String] = [], problems: [LocatedProblem] = []) {
        self.hints = hints
        self.problems = problems
    }

    /// How many hints are told.
    private static let mostHints = 3

    /// What to do about missing dependencies.
    var help: String {
        var parts = ["fetch them: helm dependency build"] + hints.prefix(Self.mostHints)
        if hints.count > Self.mostHints { parts.append("and so on") }
        return parts.joined(separator: "; ")
    }
}
