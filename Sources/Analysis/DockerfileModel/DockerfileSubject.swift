import CEL
import Dockerfiles
import Rules
import SourceText

/// The whole file, for rules about what is missing or mixed.
struct DockerfileFacts: Sendable {
    let model: DockerfileModel

    static let subject: SubjectModel<DockerfileFacts> = .init(
        "dockerfile", "A whole Dockerfile.",
        range: { facts in
            facts.model.file.instructions.last.map { facts.model.file.firstLine(of: $0) }
                ?? SourceRange(at: 0)
        },
        logicalPlace: { _ in [] },
        fields: [
            .subjects("stages", "All stages in order.", of: "stage") { facts in
                facts.model.file.stages.indices.map {
                    StageFacts.subject.value(StageFacts(model: facts.model, index: $0))
                }
            },
            .subject("finalStage", "The stage that a build makes.", of: "stage") { facts in
                facts.model.finalStage.map {
                    StageFacts.subject.value(StageFacts(model: facts.model, index: $0))
                }
            },
            .subjects("instructions", "All instructions in order.", of: "instruction") { facts in
                facts.model.instructions().map { InstructionFacts.subject.value($0) }
            },
            .text("keywordCasing", "The letter case most keywords have: `upper` or `lower`.") {
                $0.model.keywordCasing.rawValue
            },
            .optionalText("syntax", "The image of the `# syntax=` directive.") { facts in
                facts.model.file.directives.first { $0.name == "syntax" }?.value
            },
        ])
}
