package import SourceText

/// One `--mount` of a `RUN`.
package struct Mount: Sendable, Hashable {
    /// `bind` when not given; lower case; as written when it holds a variable.
    package var type: String
    /// All its fields in order.
    package var fields: [MountField]
    /// The whole flag.
    package var range: SourceRange

    /// The first field of one of these keys.
    package func field(_ keys: String...) -> MountField? {
        fields.first { keys.contains($0.key) }
    }

    /// The stage, context or image it reads from.
    package var from: MountField? { field("from") }
    /// The path it reads.
    package var source: MountField? { field("source", "src") }
    /// The path it appears at.
    package var target: MountField? { field("target", "dst", "destination") }
}

/// A field of a mount, such as `id=npm` or `readonly`.
package struct MountField: Sendable, Hashable {
    /// In lower case.
    package var key: String
    /// Nil when there is no `=`.
    package var value: String?
    /// The whole field, or the whole flag value when that is quoted.
    package var range: SourceRange
    package var keyRange: SourceRange
    package var valueRange: SourceRange?
}
