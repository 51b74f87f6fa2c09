import CEL
import Dockerfiles
import Notations
import Rules
import SourceText

/// What a stage builds on, for rules.
struct ImageFacts: Sendable {
    let model: DockerfileModel
    let stage: Int
    /// What `FROM` names, as written.
    let word: Word
    /// The reference, once variables with known values are put in; nil when it cannot be known.
    let reference: ImageReference?

    init?(model: DockerfileModel, stage: Int) {
        let base = model.file.stages[stage].base
        guard !base.text.isEmpty else { return nil }
        self.model = model
        self.stage = stage
        word = base
        reference = model.file.stages[stage].baseName.flatMap { ImageReference($0) }
    }

    static func all(of model: DockerfileModel) -> [ImageFacts] {
        model.file.stages.indices.compactMap { ImageFacts(model: model, stage: $0) }
    }

    static let subject: SubjectModel<ImageFacts> = .init(
        "image", "What a stage builds on: the image or stage that its `FROM` names.",
        range: { $0.word.range },
        logicalPlace: {
            [$0.model.logicalName(ofStage: $0.stage), $0.reference?.familiarName ?? $0.word.text]
        },
        fields: [
            .text("text", "The image as written.", at: { $0.word.range }) { $0.word.text },
            .text("reference", "The image with variables put in, where their values are known.") {
                $0.model.file.stages[$0.stage].baseName ?? $0.word.text
            },
            .flag("isKnown", "Whether the whole name is known: no variable lacks a default.") {
                $0.model.file.stages[$0.stage].baseName != nil
            },
            .flag("isValid", "Whether the known name is that of an image.") { facts in
                facts.model.file.stages[facts.stage].baseName == nil || facts.isStage
                    || facts.reference != nil
            },
            .flag(
                "isDefaultValid",
                "Whether it is the name of an image when the build sets no argument."
            ) { $0.isDefaultValid },
            .flag("hasVariable", "Whether it is written with a variable.") {
                $0.word.text.contains("$")
            },
            .flag("isStage", "Whether it is an earlier stage.") { $0.isStage },
            .flag("isScratch", "Whether it is `scratch`, the empty image.") {
                $0.reference?.isScratch ?? false
            },
            .optionalText(
                "registry", "The registry, when it is written.", at: { $0.range(\.registryRange) }
            ) {
                $0.reference?.registry
            },
            .optionalText(
                "fullRegistry", "The registry that serves it: `docker.io` when none is written."
            ) {
                $0.reference?.effectiveRegistry
            },
            .optionalText(
                "repository", "The repository without the registry.",
                at: { $0.range(\.repositoryRange) }
            ) {
                $0.reference?.repository
            },
            .optionalText(
                "shortRepository",
                "The repository as people say it: `debian`, not `library/debian`."
            ) { $0.shortRepository },
            .optionalText("name", "The last part of the repository: `debian`.") { facts in
                facts.reference?.repository.split(separator: "/").last.map(String.init)
            },
            .optionalText("tag", "The tag, without its colon.", at: { $0.range(\.tagRange) }) {
                $0.reference?.tag
            },
            .optionalText(
                "digest", "The digest, such as `sha256:…`.", at: { $0.range(\.digestRange) }
            ) {
                $0.reference?.digest
            },
            .flag("isPinned", "Whether a digest or a tag other than `latest` fixes what it is.") {
                $0.isPinned
            },
            .place("tagSuffix", "The tag with its colon.", text: { $0.model.text($1) }) {
                $0.range(\.tagRange).map { SourceRange($0.start - 1, $0.end) }
            },
            .optionalText(
                "platform", "The value of `--platform`.", at: { $0.platformFlag?.valueRange }
            ) {
                $0.platformFlag?.value
            },
            .place(
                "platformFlag", "`--platform=…` and the blank after it.",
                text: { $0.model.text($1) }
            ) {
                $0.platformFlagWithBlank
            },
            .subject("stage", "The stage that builds on it.", of: "stage") {
                StageFacts.subject.value(StageFacts(model: $0.model, index: $0.stage))
            },
        ])

    var isStage: Bool { model.file.stages[stage].parent != nil }

    private var isPinned: Bool {
        guard let reference else { return !word.text.hasSuffix(":latest") }
        if isStage || reference.isScratch { return true }
        return reference.digest != nil || (reference.tag != nil && reference.tag != "latest")
    }

    private var shortRepository: String? {
        guard let repository = reference?.repository else { return nil }
        let library = "library/"
        return repository.hasPrefix(library)
            ? String(repository.dropFirst(library.count)) : repository
    }

    private var isDefaultValid: Bool {
        guard !isStage, let expansion = model.file.expand(word, of: from), !expansion.isCertain,
            expansion.undefined.isEmpty, expansion.unknown.allSatisfy(hasNoDefault)
        else { return true }
        return ImageReference(expansion.text) != nil
    }

    /// Whether a global argument is declared without any value, not even one that depends on
    /// others.
    private func hasNoDefault(_ name: String) -> Bool {
        guard let place = model.file.scope(of: from).variable(name)?.instruction else {
            return false
        }
        return model.file.instructions[place].pairs.allSatisfy {
            $0.key.text != name || $0.value == nil
        }
    }

    private var from: Instruction { model.file.instructions[model.file.stages[stage].from] }

    private var platformFlag: InstructionFlag? { from.flag("platform") }

    private var platformFlagWithBlank: SourceRange? {
        platformFlag.map { flag in
            var cursor = Cursor(
                model.file.bytes, range: SourceRange(flag.range.end, from.range.end))
            cursor.skip(while: \.isBlank)
            return SourceRange(flag.range.start, cursor.offset)
        }
    }

    /// The place of a part, when the reference is written as it is meant.
    private func range(_ part: any KeyPath<ImageReference, Range<Int>?> & Sendable) -> SourceRange?
    {
        guard let range = reference?[keyPath: part] else { return nil }
        return place(range)
    }

    private func range(_ part: any KeyPath<ImageReference, Range<Int>> & Sendable) -> SourceRange? {
        reference.flatMap { place($0[keyPath: part]) }
    }

    private func place(_ range: Range<Int>) -> SourceRange? {
        guard reference?.text == word.text, word.range.length == word.text.utf8.count else {
            return nil
        }
        return SourceRange(range.lowerBound, range.upperBound).shifted(by: word.range.start)
    }
}
