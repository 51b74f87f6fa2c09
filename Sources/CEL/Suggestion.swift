import SourceText

/// The name someone probably meant.
enum Suggestion {
    /// "did you mean `x`?" for the candidate nearest to `name`, if one is near enough.
    static func sentence(_ name: String, among candidates: [String]) -> String? {
        Spelling.nearest(to: name, in: candidates).map { "did you mean `\($0)`?" }
    }
}
