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

/// What would make a finding go away: edits of one file, none overlapping another.
package struct Fix: Sendable, Hashable {
    /// What the fix does, as an order: "Add --no-install-recommends".
    package var title: String
    package var applicability: Applicability
    package var edits: [Edit]
    /// The file that is edited, when it is not the one the finding stands in: what a chart renders
    /// may come from several.
    package var path: String?
    /// What the edits do to the fields of a YAML document; empty when they are about text alone.
    package var changes: [FieldChange]

    /// Whether two of its edits cannot be applied together.
    package var hasConflictingEdits: Bool {
        edits.indices.contains { first in
            edits[(first + 1)...].contains { $0.conflicts(with: edits[first]) }
        }
    }

    package init(
        title: String, applicability: Applicability, edits: [Edit], path: String? = nil,
        changes: [FieldChange] = []
    ) {
        self.title = title
        self.applicability = applicability
        self.edits = edits
        self.path = path
        self.changes = changes
    }
}

extension Fix {
    /// One fix that does what both do, or nil when they are of different kinds or files, or in each
    /// other's way.
    package func joined(with other: Fix?) -> Fix? {
        guard let other, other.title == title, other.path == path else { return nil }
        var joined = self
        joined.edits += other.edits.filter { !edits.contains($0) }
        joined.applicability = min(applicability, other.applicability)
        return joined.hasConflictingEdits ? nil : joined
    }
}

/// What a fix does to one field of a YAML document, whatever file the field comes from.
package struct FieldChange: Sendable, Hashable {
    package enum Action: Sendable, Hashable {
        /// Writes a value, as YAML.
        case set(String)
        /// Appends an item, as YAML, to the list that the field is.
        case add(String)
        case remove
        /// Gives the field's key another name.
        case rename(String)
    }

    package var action: Action
    /// The field, or the nearest parent that is there.
    package var nearest: SourceRange
    /// The field's key, or that of the nearest parent, when it has one.
    package var key: SourceRange?
    /// The keys that lead on to a field that is not there.
    package var missing: [String]

    package init(
        _ action: Action, nearest: SourceRange, key: SourceRange?, missing: [String] = []
    ) {
        self.action = action
        self.nearest = nearest
        self.key = key
        self.missing = missing
    }
}
