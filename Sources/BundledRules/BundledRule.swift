/// A rule that ships inside the program: what judging needs as values, the rest as text.
package struct BundledRule: Sendable {
    /// The file's name without its ending: `latest-tag`.
    package let id: String
    /// The folder below `rules/`: `image`.
    package let folder: String
    /// The subject it judges, so that rules about what does not occur are never read.
    package let subject: String
    package let severity: String
    /// What must hold, in CEL.
    package let require: String
    /// The parts of `require` that tell at a glance that it holds, as `CELGuards` writes them.
    package let guards: String
    /// Whether it holds of everything as long as its parameters are the defaults.
    package let waitsForParameters: Bool
    package let isOpinion: Bool
    /// Its parameters with their defaults, as YAML; empty when it has none.
    package let parameters: String
    /// The part that judging and fixing need, as YAML.
    package let head: StaticString
    /// The part that only reports and listings need, as YAML.
    package let tail: StaticString
    /// The examples, as YAML.
    package let examples: StaticString
}
