package import SourceText

/// A comment line.
package struct CommentLine: Sendable, Hashable {
    /// From the `#` to the end of the line, without the line end.
    package var range: SourceRange
    /// From 1.
    package var line: Int
    /// Bytes of space before the `#`.
    package var indentation: Int
    /// The instruction it stands in, else the next one below; nil after the last.
    package var instruction: Int?
    /// Whether it stands between continuation lines.
    package var isInside: Bool
}
