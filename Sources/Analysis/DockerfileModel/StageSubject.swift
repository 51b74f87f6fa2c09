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
            .flag("isNameTaken", "Whether an earlier stage has the same name.") {
                $0.model.roles.isNameTaken[$0.index]
            },
            .flag(
                "isInFinalImage",
                "Whether its files are in the image: it is the final stage or one that this builds on."
            ) { $0.model.roles.isInFinalImage[$0.index] },
            .flag(
                "isResult",
                "Whether no other stage needs it, so that it is there to be built itself."
            ) { $0.model.roles.isResult[$0.index] },
            .flag("isWindows", "Whether it runs Windows, as far as names tell.") {
                $0.model.roles.isWindows[$0.index]
            },
            .place(
                "lines", "All its lines, from `FROM` to the last instruction.",
                text: { $0.model.text($1) }
            ) { $0.lines },
            .optionalText(
                "consistentAs",
                "The word `AS` in the letter case most of the file's keywords have.",
                at: { $0.asWord?.range }
            ) { facts in facts.asWord.map { facts.model.keywordCasing.applied(to: $0.text) } },
            .optionalText("user", "The user it ends with, inherited from the stage it builds on.") {
                $0.model.users[$0.index]?.text
            },
            .flag("endsAsRoot", "Whether the user it ends with is root, by name or number.") {
                $0.model.users[$0.index]?.isRoot ?? false
            },
            .subject("lastInstruction", "Its last instruction.", of: "instruction") { facts in
                facts.model.instructions(ofStage: facts.index).last.map {
                    InstructionFacts.subject.value($0)
                }
            },
            .texts("labels", "The names of its labels and those of the stages it builds on.") {
                $0.labels
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

    private var labels: [String] {
        var labels: [String] = []
        var current: Int? = index
        while let stage = current {
            for instruction in model.instructions(ofStage: stage) {
                guard instruction.instruction.kind == .label else { continue }
                labels += instruction.instruction.pairs.map {
                    DefinitionFacts(owner: instruction, pair: $0).key
                }
            }
            current = model.file.stages[stage].parent
        }
        return labels
    }

    /// The word `AS` of the `FROM`.
    private var asWord: Word? {
        from.arguments.count == 3 ? from.arguments[1] : nil
    }

    /// From the `FROM` to the end of the last line.
    private var lines: SourceRange {
        let instructions = model.instructions(ofStage: index)
        guard let first = instructions.first, let last = instructions.last else {
            return from.range
        }
        return first.lines.union(last.lines)
    }
}
