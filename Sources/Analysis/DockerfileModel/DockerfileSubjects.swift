import Dockerfiles
import Rules
import ShellCommands
import SourceText

extension DockerfileModel {
    /// A kind of subject, as people read it.
    @Sendable static func schema(named name: String) -> (any SubjectSchema)? {
        switch name {
        case "dockerfile": DockerfileFacts.subject
        case "stage": StageFacts.subject
        case "image": ImageFacts.subject
        case "instruction": InstructionFacts.subject
        case "copy": CopyFacts.subject
        case "source": SourceFacts.subject
        case "definition": DefinitionFacts.definition
        case "variable": DefinitionFacts.variable
        case "label": DefinitionFacts.label
        case "reference": ReferenceFacts.subject
        case "user": UserFacts.subject
        case "port": PortFacts.subject
        case "mount": MountFacts.subject
        case "flag": FlagFacts.subject
        case "volume": VolumeFacts.subject
        case "command": CommandFacts.subject
        case "option": OptionFacts.subject
        case "dependency": PackageFacts.subject
        case "download": DownloadFacts.subject
        case "comment": CommentFacts.subject
        case "suppression": SuppressionFacts.subject
        default: nil
        }
    }

    /// The names of the subjects that occur in Dockerfiles, written out as those of manifests are.
    static let subjectNames = [
        "dockerfile", "stage", "image", "instruction", "copy", "source", "definition",
        "variable", "label", "reference", "user", "port", "mount", "flag", "volume", "command",
        "option", "dependency", "download", "comment", "suppression",
    ]

    /// All subjects of one kind, in the order of the file.
    func subjects(named name: String) -> [any Subject] {
        switch name {
        case "dockerfile": [DockerfileFacts.subject.subject(DockerfileFacts(model: self))]
        case "stage":
            subjects(StageFacts.subject, file.stages.indices) { StageFacts(model: self, index: $0) }
        case "image": subjects(ImageFacts.subject, ImageFacts.all(of: self)) { $0 }
        case "instruction": subjects(InstructionFacts.subject, instructions()) { $0 }
        case "copy": subjects(CopyFacts.subject, copies) { $0 }
        case "source": subjects(SourceFacts.subject, subjectsOfSources) { $0 }
        case "definition":
            subjects(DefinitionFacts.definition, definitions([.env, .arg, .label])) { $0 }
        case "variable": subjects(DefinitionFacts.variable, definitions([.env, .arg])) { $0 }
        case "label": subjects(DefinitionFacts.label, definitions([.label])) { $0 }
        case "reference": subjects(ReferenceFacts.subject, ReferenceFacts.all(of: self)) { $0 }
        case "user": subjects(UserFacts.subject, users(ofKind: .user)) { $0 }
        case "port": subjects(PortFacts.subject, ports) { $0 }
        case "flag":
            subjects(
                FlagFacts.subject,
                instructions().flatMap { owner in
                    owner.instruction.flags.map { FlagFacts(owner: owner, flag: $0) }
                }
            ) { $0 }
        case "volume":
            subjects(
                VolumeFacts.subject,
                instructions([.volume]).flatMap { owner in
                    owner.instruction.arguments.map { VolumeFacts(owner: owner, word: $0) }
                }
            ) { $0 }
        case "mount": subjects(MountFacts.subject, mounts) { $0 }
        case "command": subjects(CommandFacts.subject, commands) { $0 }
        case "option":
            subjects(
                OptionFacts.subject,
                commands.flatMap { command in
                    command.use.options.map { OptionFacts(command: command, option: $0) }
                }
            ) { $0 }
        case "dependency": subjects(PackageFacts.subject, commands.flatMap(\.packages)) { $0 }
        case "download": subjects(DownloadFacts.subject, DownloadFacts.all(of: self)) { $0 }
        case "comment":
            subjects(CommentFacts.subject, file.comments) { CommentFacts(model: self, comment: $0) }
        default: []
        }
    }

    /// The table of a subject is made only when there is one.
    private func subjects<Facts, Items: Collection>(
        _ model: @autoclosure () -> SubjectModel<Facts>, _ items: Items,
        _ facts: (Items.Element) -> Facts
    ) -> [any Subject] {
        guard !items.isEmpty else { return [] }
        let model = model()
        return items.map { model.subject(facts($0)) }
    }

    private var copies: [CopyFacts] { instructions([.copy, .add]).map { CopyFacts(owner: $0) } }

    var subjectsOfSources: [SourceFacts] { copies.flatMap(\.sources) }

    private func definitions(_ kinds: [InstructionKind]) -> [DefinitionFacts] {
        instructions(kinds).flatMap { owner in
            owner.instruction.pairs.map { DefinitionFacts(owner: owner, pair: $0) }
        }
    }

    private func users(ofKind kind: InstructionKind) -> [UserFacts] {
        instructions([kind]).compactMap { owner in
            owner.instruction.arguments.first.map { UserFacts(owner: owner, word: $0) }
        }
    }

    private var ports: [PortFacts] {
        instructions([.expose]).flatMap { owner in
            owner.instruction.arguments.map { PortFacts(owner: owner, word: $0) }
        }
    }

    private var mounts: [MountFacts] {
        instructions([.run]).flatMap { owner in
            owner.instruction.mounts.map { MountFacts(owner: owner, mount: $0) }
        }
    }
}
