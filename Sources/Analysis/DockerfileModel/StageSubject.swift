import CEL
import Dockerfiles
import Rules
import SourceText

/// One build stage, for rules.
struct StageFacts: Sendable {
    let model: DockerfileModel
    let index: Int

    var stage: BuildStage { model.file.stages[index] }
    var from: Instruction { model.file.instructions[stage.from] }
    var isFinal: Bool { index == model.finalStage }

    static let subject: SubjectModel<StageFacts> = .init(
        "stage", "One build stage: a `FROM` and what follows up to the next.",
        range: { $0.model.file.firstLine(of: $0.from) },
        logicalPlace: { [$0.model.logicalName(ofStage: $0.index)] },
        fields: [
            .optionalText("name", "What follows `AS`, in lower case.", at: { $0.stage.name?.range })
            {
                $0.stage.name?.text
            },
            .optionalText(
                "writtenName", "What follows `AS`, as written.", at: { $0.stage.name?.range }
            ) {
                facts in facts.stage.name.map { facts.model.text($0.range) }
            },
            .optionalText("asKeyword", "The word `AS`, as written.", at: { $0.asWord?.range }) {
                $0.asWord?.text
            },
            .text("fromKeyword", "The word `FROM`, as written.", at: { $0.from.keyword }) {
                $0.from.keywordText
            },
            .number("index", "Its number, from 0.") { $0.index },
            .flag("isFinal", "Whether it is the stage that a build makes.") { $0.isFinal },
            .flag("isUsed", "Whether the final stage needs it.") { $0.model.isStageUsed[$0.index] },
            .flag("isNameTaken", "Whether an earlier stage has the same name.") { $0.isNameTaken },
            .optionalText("user", "The user it ends with, inherited from the stage it builds on.") {
                $0.model.users[$0.index]?.text
            },
            .flag("endsAsRoot", "Whether the user it ends with is root, by name or number.") {
                $0.model.users[$0.index]?.isRoot ?? false
            },
            .subject("image", "What it builds on.", of: "image") { facts in
                ImageFacts(model: facts.model, stage: facts.index).map {
                    ImageFacts.subject.value($0)
                }
            },
            .subjects("instructions", "Its instructions, `FROM` included.", of: "instruction") {
                facts in
                facts.model.instructions(ofStage: facts.index).map {
                    InstructionFacts.subject.value($0)
                }
            },
            .flag(
                "isShipped",
                "Whether its layers are part of an image people use: nothing merely copies from it."
            ) { $0.model.isStageShipped[$0.index] },
        ],
        methods: [
            .init("has", [.string], .bool, "Whether it has an instruction: `stage.has('USER')`.") {
                facts, arguments in
                let keyword = arguments.first?.stringValue ?? ""
                return .bool(
                    facts.model.instructions(ofStage: facts.index).contains {
                        $0.keyword == keyword
                    })
            }
        ])

    /// The word `AS` of the `FROM`.
    private var asWord: Word? {
        from.arguments.count == 3 ? from.arguments[1] : nil
    }

    private var isNameTaken: Bool {
        guard let name = stage.name?.text else { return false }
        return model.file.stages[..<index].contains { $0.name?.text == name }
    }
}
