package import SourceText

/// Bytes of a named file.
package struct Place: Sendable, Hashable {
    package var path: String
    package var range: SourceRange

    package init(path: String, range: SourceRange) {
        self.path = path
        self.range = range
    }
}

/// A second place that helps to understand a finding.
package struct RelatedPlace: Sendable, Hashable {
    package var place: Place
    package var message: String

    package init(place: Place, message: String) {
        self.place = place
        self.message = message
    }
}

/// A mistake found by a rule. Its sentence is made from the rule's card and `arguments` when it is
/// reported.
package struct Finding: Sendable {
    package var rule: String
    package var severity: Severity
    package var place: Place
    /// Where it stands in the terms of its language, outermost first, such as `["stage builder",
    /// "RUN apt-get update"]`.
    package var logicalPlace: [String]
    /// Which of the findings of one rule at one logical place this is, from 1.
    package var occurrence: Int
    /// The values of the holes in the rule's message, in their order.
    package var arguments: [String]
    package var related: [RelatedPlace]
    /// How it came about, step by step, when it was rendered: from the value that is the cause to
    /// the template that wrote it. The first step is the place itself; none when there is only one.
    package var flow: [RelatedPlace] = []
    /// What is missing, when the finding is about something that was not written.
    package var missing: MissingField?
    /// Whether it is about its subject as a whole, so that the place only stands for it.
    package var isAboutWhole = false
    /// The Kubernetes objects it concerns, as `kind/namespace/name`.
    package var objects: [String]
    /// The scenarios (environments) in which it holds; empty when there is only one.
    package var scenarios: [String]
    package var fix: Fix?
    /// Whether the fix was applied in memory and the finding was gone with nothing new; nil when
    /// not tried.
    package var isFixVerified: Bool?
    /// The comment that allows it, if one does.
    package var suppression: Suppression?

    package init(
        rule: String, severity: Severity, place: Place, logicalPlace: [String], occurrence: Int = 1,
        arguments: [String] = [], related: [RelatedPlace] = [], missing: MissingField? = nil,
        objects: [String] = [], scenarios: [String] = [],
        fix: Fix? = nil, isFixVerified: Bool? = nil, suppression: Suppression? = nil
    ) {
        self.rule = rule
        self.severity = severity
        self.place = place
        self.logicalPlace = logicalPlace
        self.occurrence = occurrence
        self.arguments = arguments
        self.related = related
        self.missing = missing
        self.objects = objects
        self.scenarios = scenarios
        self.fix = fix
        self.isFixVerified = isFixVerified
        self.suppression = suppression
    }
}

/// A field that is not there: the place of a finding is then its nearest parent's.
package struct MissingField: Sendable, Hashable {
    /// The nearest parent that is there, the whole of it.
    package var parent: SourceRange
    /// The keys that would lead from it to the field.
    package var keys: [String]

    package init(parent: SourceRange, keys: [String]) {
        self.parent = parent
        self.keys = keys
    }
}

/// Why a finding is allowed.
package struct Suppression: Sendable, Hashable {
    /// Where it is written.
    package var place: Place
    /// The reason given, if any.
    package var reason: String?

    package init(place: Place, reason: String?) {
        self.place = place
        self.reason = reason
    }
}
