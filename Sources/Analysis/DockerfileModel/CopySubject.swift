import CEL
import Dockerfiles
import Rules
import SourceText

/// One `COPY` or `ADD`, for rules.
struct CopyFacts: Sendable {
    let owner: InstructionFacts

    var instruction: Instruction { owner.instruction }

    static let subject: SubjectModel<CopyFacts> = .init(
        "copy", "One `COPY` or `ADD`.",
        range: { $0.owner.model.file.firstLine(of: $0.instruction) },
        logicalPlace: { $0.owner.logicalPlace },
        fields: [
            .text("keyword", "`COPY` or `ADD`.", at: { $0.instruction.keyword }) {
                $0.owner.keyword
            },
            .optionalText(
                "destination", "Where it puts what it takes.",
                at: { $0.instruction.destination?.range }
            ) {
                $0.instruction.destination?.text
            },
            .subjects("sources", "What it takes.", of: "source") { facts in
                facts.sources.map { SourceFacts.subject.value($0) }
            },
            .optionalText(
                "from", "The value of `--from`.", at: { $0.instruction.flag("from")?.valueRange }
            ) {
                $0.instruction.flag("from")?.value
            },
            .flag("isFromEarlierStage", "Whether `--from` names a stage above.") {
                $0.read?.stage.map { _ in true } ?? false
            },
            .flag("isFromItself", "Whether `--from` names the stage it stands in.") {
                $0.isFromItself
            },
            .optionalText("nearestStage", "The stage whose name is nearest to `--from`.") {
                $0.nearestStage
            },
            .flag(
                "needsFolder",
                "Whether its destination must be a folder, as it takes several things."
            ) {
                $0.sources.count > 1 || $0.sources.contains { $0.isPattern }
            },
            .flag(
                "hasWorkingFolder",
                "Whether a `WORKDIR` stands above it in its stage or a base stage."
            ) {
                $0.hasWorkingFolder
            },
            .optionalText(
                "knownDestination", "Where it puts what it takes, when no build is needed to know.",
                at: { $0.instruction.destination?.range }
            ) { $0.knownDestination },
            .flag(
                "isRelative", "Whether its destination is known to depend on the working folder."
            ) { $0.knownDestination.map { !WorkingFolders.isAbsolute($0) } ?? false },
            .flag(
                "isPlainlyLocal",
                "Whether all it takes is known to be files of the context that `ADD` does not unpack."
            ) { $0.sources.allSatisfy(\.isPlainlyLocal) },
            .subject("stage", "The stage it stands in.", of: "stage") { $0.owner.stageValue },
            .subject("instruction", "The instruction itself.", of: "instruction") {
                InstructionFacts.subject.value($0.owner)
            },
            .optionalText(
                "mode", "The value of `--chmod`.", at: { $0.instruction.flag("chmod")?.valueRange }
            ) { $0.instruction.flag("chmod")?.value },
        ],
        methods: [
            .init(
                "flag", [.string], .string,
                "The value of a flag, or an empty text: `flag('chown')`."
            ) {
                .string($0.instruction.flag($1.first?.stringValue ?? "")?.value ?? "")
            },
            .init("hasFlag", [.string], .bool, "Whether the flag is there: `hasFlag('link')`.") {
                .bool($0.instruction.flag($1.first?.stringValue ?? "") != nil)
            },
        ])

    var sources: [SourceFacts] {
        instruction.sources.map { SourceFacts(copy: self, word: $0) }
    }

    private var read: StageRead? {
        owner.isTrigger ? nil : owner.model.copyRead(ofInstruction: owner.index)
    }

    private var isFromItself: Bool {
        guard let stage = owner.stage, let from = instruction.flag("from")?.value else {
            return false
        }
        let name = owner.model.file.stages[stage].name?.text
        return name == from.lowercased() || String(stage) == from
    }

    private var nearestStage: String? {
        guard let stage = owner.stage, let from = instruction.flag("from")?.value else {
            return nil
        }
        let names = owner.model.file.stages[..<stage].compactMap { $0.name?.text }
        return Spelling.nearest(to: from, in: names)
    }

    private var hasWorkingFolder: Bool { owner.model.workingFolders.states[owner.index].isSet }

    private var knownDestination: String? { instruction.destination.flatMap(owner.known) }
}

/// One thing that a `COPY` or `ADD` takes, for rules.
struct SourceFacts: Sendable {
    let copy: CopyFacts
    let word: Word

    static let subject: SubjectModel<SourceFacts> = .init(
        "source", "One thing that a `COPY` or `ADD` takes.",
        range: { $0.word.range },
        logicalPlace: { $0.copy.owner.logicalPlace + [$0.word.text] },
        fields: [
            .text("path", "The path or URL as written.", at: { $0.word.range }) { $0.word.text },
            .text("name", "The last part of the path.") { facts in
                facts.word.text.split(separator: "/").last.map(String.init) ?? facts.word.text
            },
            .flag("isRemote", "Whether it is fetched: an `http`, `https`, `ftp` or git address.") {
                $0.isRemote
            },
            .flag("isArchive", "Whether its name is that of an archive `ADD` unpacks.") {
                $0.isArchive
            },
            .flag("isHeredoc", "Whether it is a here-document.") { $0.isHeredoc },
            .flag(
                "isWholeContext",
                "Whether it is the whole context or root folder: `.`, `./`, `/`, `*`."
            ) {
                [".", "./", "/", "*", "./*", "/*", "/."].contains($0.word.text)
            },
            .flag("isPattern", "Whether it holds a wildcard.") { $0.isPattern },
            .flag("hasVariable", "Whether it holds a variable.") { $0.word.text.contains("$") },
            .optionalText(
                "secret", "What credential a file of that name holds: `a private key`."
            ) { $0.isRemote ? nil : SecretFiles.meaning(of: $0.text) },
            .subject("copy", "The instruction it belongs to.", of: "copy") {
                CopyFacts.subject.value($0.copy)
            },
        ])

    var isPattern: Bool { word.text.utf8.contains { "*?[".utf8.contains($0) } }

    /// The path with variables put in where they are known, else as written.
    var text: String { copy.owner.known(word) ?? word.text }

    /// Whether it is known to be a file of the context that `ADD` would not unpack.
    var isPlainlyLocal: Bool {
        guard !isHeredoc, let path = copy.owner.known(word) else { return false }
        return !path.isEmpty && !isRemote && !isArchive
    }

    private var isHeredoc: Bool { word.text.hasPrefix("<<") }

    private var isRemote: Bool {
        let lower = text.lowercased()
        return ["http://", "https://", "ftp://", "git://", "git@", "ssh://"].contains(
            where: lower.hasPrefix)
            || lower.hasSuffix(".git")
    }

    private static let archiveEndings = [
        ".tar", ".gz", ".tgz", ".tpz", ".bz2", ".tb2", ".tbz2", ".tbz", ".xz", ".txz", ".zst",
        ".tzst", ".lzma", ".tlz", ".lz", ".z", ".tz",
    ]

    private var isArchive: Bool {
        let lower = text.lowercased()
        return Self.archiveEndings.contains(where: lower.hasSuffix)
    }
}
