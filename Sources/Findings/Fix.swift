package import SourceText

/// How far a fix may be trusted. Ordered: `display` is the least.
package enum Applicability: String, Sendable, Hashable, CaseIterable, Comparable {
    /// A suggestion, never applied.
    case display
    /// May change behaviour beyond the mistake; applied with `--unsafe-fixes`.
    case unsafe
    /// Never changes behaviour beyond the mistake; applied with `--fix`.
    case safe

    package static func < (left: Applicability, right: Applicability) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .display: 0
        case .unsafe: 1
        case .safe: 2
        }
    }
}

/// What would make a finding go away: edits of the file it stands in, none overlapping another.
package struct Fix: Sendable, Hashable {
    /// What the fix does, as an order: "Add --no-install-recommends".
    package var title: String
    package var applicability: Applicability
    package var edits: [Edit]

    /// Whether two of its edits cannot be applied together.
    package var hasConflictingEdits: Bool {
        edits.indices.contains { first in
            edits[(first + 1)...].contains { $0.conflicts(with: edits[first]) }
        }
    }

    package init(title: String, applicability: Applicability, edits: [Edit]) {
        self.title = title
        self.applicability = applicability
        self.edits = edits
    }
}
