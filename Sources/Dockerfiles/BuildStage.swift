package import Notations
package import SourceText

/// A stage: a `FROM` and what follows up to the next.
package struct BuildStage: Sendable {
    package var index: Int
    /// What follows `AS`, in lower case; nil without.
    package var name: Word?
    /// The index of its `FROM`.
    package var from: Int
    /// Its instructions, `FROM` included.
    package var instructions: Range<Int>
    /// The base as written; its text is empty when `FROM` lacks it.
    package var base: Word
    /// The base with global arguments expanded; nil when that needs a value only a build knows.
    package var baseName: String?
    /// The earlier stage it builds on, if its base is one.
    package var parent: Int?
    /// The stages it needs: the parent and those its `COPY --from` and mounts name; each once, in
    /// order.
    package var dependencies: [Int] = []
    /// What other instructions of it read from: stages, images and contexts.
    package var reads: [StageRead] = []
}

extension BuildStage {
    /// The image it builds on; nil for another stage, `scratch`, and what only a build knows.
    ///
    /// Its ranges count from the start of `base` when the base holds no variables.
    package var image: ImageReference? {
        guard parent == nil, let baseName, baseName != "scratch" else { return nil }
        return ImageReference(baseName)
    }
}

/// A `COPY --from=` or a mount's `from=`.
package struct StageRead: Sendable, Hashable {
    package var instruction: Int
    /// The name as written.
    package var name: String
    package var range: SourceRange
    /// The stage it names; nil when it is an image or a context.
    package var stage: Int?
}
