/// Something that was not analysed or not understood, with its place in one file. Data, never
/// thrown.
package struct Problem: Sendable, Hashable {
    /// A stable name in kebab case, such as `unknown-instruction`.
    package var id: String
    package var range: SourceRange
    /// What is wrong, in one line and without a full stop, naming the culprit.
    package var message: String
    /// What to do about it, if that is known.
    package var help: String?
    /// Whether findings may be missing because of it: a blinding problem never lets a run pass as
    /// clean.
    package var isBlinding: Bool

    package init(
        _ id: String, _ range: SourceRange, _ message: String, help: String? = nil, isBlinding: Bool
    ) {
        self.id = id
        self.range = range
        self.message = message
        self.help = help
        self.isBlinding = isBlinding
    }
}
