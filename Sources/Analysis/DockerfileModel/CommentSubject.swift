import Dockerfiles
import Rules
import SourceText

/// One comment line, for rules.
struct CommentFacts: Sendable {
    let model: DockerfileModel
    let comment: CommentLine

    static let subject: SubjectModel<CommentFacts> = .init(
        "comment", "One comment line; parser directives are none.",
        range: { $0.comment.range },
        logicalPlace: {
            [$0.model.logicalName(ofStage: $0.stage), $0.model.text($0.comment.range)]
        },
        fields: [
            .text(
                "text", "The comment without its `#` and blanks around it.",
                at: { $0.comment.range }
            ) {
                $0.text
            },
            .flag("isInside", "Whether it stands between continuation lines.") {
                $0.comment.isInside
            },
            .flag("isPragma", "Whether it silences a linter: hadolint's, BuildKit's or another's.")
            { facts in
                [
                    "hadolint ignore", "hadolint global ignore", "check=", "checkov:skip=",
                    "trivy:ignore:", "tally ", "nosemgrep", "kics-scan ",
                ]
                .contains(where: facts.text.hasPrefix)
            },
        ])

    private var stage: Int? {
        comment.instruction.flatMap { model.file.instructions[$0].stage }
    }

    private var text: String {
        var bytes = model.file.bytes[comment.range].dropFirst()
        while let first = bytes.first, first.isBlank { bytes.removeFirst() }
        while let last = bytes.last, last.isBlank || last == 0x0D { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
