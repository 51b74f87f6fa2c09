/// A rule that ships inside the program, as text split in two.
package struct BundledRule: Sendable {
    /// The file's name without its ending: `latest-tag`.
    package let id: String
    /// The folder below `rules/`: `image`.
    package let folder: String
    /// The subject it judges, so that rules about what does not occur are never read.
    package let subject: String
    /// The part that judging needs, as YAML.
    package let head: StaticString
    /// The part that only reports, listings and tests need, as YAML.
    package let tail: StaticString
}
