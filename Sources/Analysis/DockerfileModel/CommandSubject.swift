import CEL
import Dockerfiles
import Rules
import ShellCommands
import SourceText

extension CommandFacts {
    static let subject: SubjectModel<CommandFacts> = .init(
        "command",
        "One command that an instruction runs, seen through `sudo`, `env` and their like.",
        range: { $0.fileRange($0.command.range) },
        logicalPlace: { $0.logicalPlace },
        fields: [
            .text(
                "program", "The program under its usual name: `pip` for `python -m pip`.",
                at: { $0.programRange }
            ) {
                $0.use.program
            },
            .text("name", "The program as written, without its folder.", at: { $0.programRange }) {
                $0.use.name
            },
            .text(
                "subcommand", "The subcommand, such as `install`, or an empty text.",
                at: { $0.subcommandRange }
            ) {
                $0.use.subcommand ?? ""
            },
            .text("call", "Program and subcommand as written.", at: { $0.callRange }) { facts in
                facts.model.text(facts.callRange)
            },
            .text("text", "The whole command as written.", at: { $0.fileRange($0.command.range) }) {
                facts in
                facts.place.script.text(facts.command.range)
            },
            .texts("operands", "What is neither option nor subcommand, without quotes.") { facts in
                facts.use.operands.map(\.unquoted.string)
            },
            .texts("arguments", "All words behind the program, without quotes.") { facts in
                facts.command.arguments.map(\.unquoted.string)
            },
            .subjects("options", "Its options.", of: "option") { facts in
                facts.use.options.map {
                    OptionFacts.subject.value(OptionFacts(command: facts, option: $0))
                }
            },
            .texts("wrappers", "The programs that run it: `sudo`, `env`.") {
                $0.use.wrappers.map(\.program)
            },
            .place(
                "sudo", "The `sudo` before it, with its options and the blank behind.",
                text: { $0.model.text($1) }
            ) {
                $0.sudoRange
            },
            .text("manager", "The package manager it uses: `apt` for apt-get, or an empty text.") {
                $0.use.packageManager?.name ?? ""
            },
            .text(
                "action",
                "What it does with packages: `install`, `restore`, `update`, `upgrade`, `remove` …"
            ) {
                $0.use.packageAction?.rawValue ?? ""
            },
            .subjects("packages", "The packages it installs.", of: "dependency") { facts in
                facts.packages.map { PackageFacts.subject.value($0) }
            },
            .flag("isPipedOnward", "Whether its output goes into another command.") {
                $0.command.isPipedOnward
            },
            .flag("readsPipe", "Whether its input comes from another command.") {
                $0.command.readsPipe
            },
            .place("pipe", "The `|` behind it.", text: { $0.model.text($1) }) { $0.pipeRange },
            .flag(
                "isConditional", "Whether it may be left out: in a branch or loop, or after `||`."
            ) {
                $0.command.isConditional
            },
            .flag("isNested", "Whether it stands inside `$(…)` or `sh -c '…'`.") {
                $0.command.isNested
            },
            .flag("isFirst", "Whether it is the first command of its script.") {
                $0.command.index == 0
            },
            .flag("isAlone", "Whether it is the only command of its script.") {
                $0.model.toolUses[$0.scriptIndex].count == 1 && $0.place.script.commands.count == 1
            },
            .flag("isJoinedToNext", "Whether `&&` leads to the next command.") {
                $0.joint?.symbol == .and
            },
            .flag(
                "isInSubshell",
                "Whether it stands in `( … )`, where a `cd` is forgotten at the end."
            ) { facts in
                facts.command.enclosing.contains { $0.kind.isSeparateProcess }
            },
            .flag(
                "hasPipefail",
                "Whether a failure in a pipe fails the command: by `SHELL` or `set -o pipefail`."
            ) {
                $0.hasPipefail
            },
            .text("shell", "The program of the shell that runs it.") { $0.place.shell.program },
            .place(
                "endOfList", "Where `&& …` can be added to run last.", text: { $0.model.text($1) }
            ) { $0.endOfList },
            .place(
                "removal", "The command with the operator that only it needs.",
                text: { $0.model.text($1) }
            ) {
                $0.removal
            },
            .subjects("following", "The commands of the same script behind it.", of: "command") {
                facts in
                facts.following.map { Self.subject.value($0) }
            },
            .subjects("preceding", "The commands of the same script before it.", of: "command") {
                facts in
                facts.preceding.map { Self.subject.value($0) }
            },
            .subject("instruction", "The instruction that runs it.", of: "instruction") {
                InstructionFacts.subject.value($0.owner)
            },
            .subject("stage", "The stage it runs in.", of: "stage") { $0.owner.stageValue },
        ] + packageFields + pipeFields + downloadFields + settingFields + secretFields
            + copyFields,
        methods: [
            .init(
                "has", [.string], .bool,
                "Whether an option is given, by its long name: `has('yes')`."
            ) {
                .bool($0.use.has($1.first?.stringValue ?? ""))
            },
            .init(
                "value", [.string], .string,
                "The value of an option, or an empty text: `value('user')`."
            ) {
                .string($0.use.value(of: $1.first?.stringValue ?? "") ?? "")
            },
            .init(
                "option", [.string], .object("option"),
                "The option of a long name, to underline or edit."
            ) {
                facts, arguments in
                let name = arguments.first?.stringValue ?? ""
                guard let option = facts.use.options(named: name).last else { return .null }
                return OptionFacts.subject.value(OptionFacts(command: facts, option: option))
            },
            .init(
                "environment", [.string], .string,
                "The value of a variable set for it, `ENV` and `ARG` included, or an empty text."
            ) {
                .string($0.variable($1.first?.stringValue ?? "") ?? "")
            },
            .init(
                "removesAfter", [.string], .bool,
                "Whether a later command of the script removes what is below a folder."
            ) {
                .bool($0.isRemovedAfter($1.first?.stringValue ?? ""))
            },
            .init(
                "hasCacheMount", [.string], .bool,
                "Whether a cache mount of the instruction covers a folder."
            ) {
                .bool($0.hasCacheMount(covering: [$1.first?.stringValue ?? ""]))
            },
        ])

    var packages: [PackageFacts] {
        use.packages.map { PackageFacts(command: self, package: $0) }
    }

    private var programRange: SourceRange { fileRange(use.programWord.range) }

    private var subcommandRange: SourceRange? { use.subcommandRange.map(fileRange) }

    private var callRange: SourceRange {
        subcommandRange.map(programRange.union) ?? programRange
    }

    private var sudoRange: SourceRange? {
        guard let wrapper = use.wrapper("sudo") else { return nil }
        // Options of sudo belong to it; a variable before it stays.
        let next =
            use.wrappers.first { $0.word.range.start > wrapper.word.range.start }?.word
            ?? use.programWord
        return fileRange(SourceRange(wrapper.word.range.start, next.range.start))
    }

    private var pipeRange: SourceRange? {
        guard command.isPipedOnward, let pipe = command.operatorAfter else { return nil }
        return fileRange(pipe.range)
    }
}

/// One option of a command, for rules.
struct OptionFacts: Sendable {
    let command: CommandFacts
    let option: ToolOption

    static let subject: SubjectModel<OptionFacts> = .init(
        "option", "One option of a command, such as `--insecure`.",
        range: { $0.command.fileRange($0.option.range) },
        logicalPlace: { $0.command.logicalPlace + [$0.option.name] },
        fields: [
            .text(
                "name", "Its long name without dashes.",
                at: { $0.command.fileRange($0.option.range) }
            ) {
                $0.option.name
            },
            .text("spelling", "The option as written, without its value.") { $0.option.spelling },
            .optionalText("value", "Its value without quotes.", at: { $0.valueRange }) {
                $0.option.value
            },
            .place(
                "removal", "The option with the blank before it.",
                text: { $0.command.model.text($1) }
            ) {
                $0.removal
            },
            .flag(
                "skipsSignatures",
                "Whether it makes a package manager install what nobody has signed."
            ) { $0.skipsSignatures },
            .subject("command", "The command it belongs to.", of: "command") {
                CommandFacts.subject.value($0.command)
            },
        ])

    private var skipsSignatures: Bool {
        switch (command.use.program, option.name) {
        case ("apk", "allow-untrusted"): command.use.packageAction != nil
        case ("rpm", "nosignature"), ("rpm", "nodigest"), ("rpm", "noverify"): true
        case (_, "allow-unauthenticated"), (_, "allow-insecure-repositories"):
            command.use.packageManager?.name == "apt"
        case (_, "nogpgcheck"), (_, "no-gpg-checks"), (_, "no-gpgcheck"): true
        case (_, "setopt"):
            ["=0", "=false", "=no"].contains { option.value?.hasSuffix("gpgcheck" + $0) == true }
        default: false
        }
    }

    private var valueRange: SourceRange? { option.valueRange.map(command.fileRange) }

    /// In a cluster only the letter goes; alone, its blank goes with it.
    var removal: SourceRange? {
        let range = command.fileRange(option.range)
        guard !option.isClustered else { return range }
        let bytes = command.model.file.bytes
        var start = range.start
        while start > 0, bytes[start - 1].isBlank { start -= 1 }
        return SourceRange(start, range.end)
    }
}

/// One package a command installs, for rules.
struct PackageFacts: Sendable {
    let command: CommandFacts
    let package: PackageArgument

    static let subject: SubjectModel<PackageFacts> = .init(
        "dependency", "One package a command installs, such as `curl=7.88.1-10`.",
        range: { $0.command.fileRange($0.package.range) },
        logicalPlace: { $0.command.logicalPlace + [$0.package.name] },
        fields: [
            .text("manager", "The package manager: `apt`, `apk`, `dnf`, `pip`, `npm`, …") {
                $0.package.manager.name
            },
            .flag(
                "isOfSystem",
                "Whether it is a package of the operating system rather than of a language."
            ) {
                $0.package.manager.isSystem
            },
            .text(
                "name", "The name without version and extras.",
                at: { $0.command.fileRange($0.package.nameRange) }
            ) {
                $0.package.name
            },
            .text("text", "The package as written.", at: { $0.command.fileRange($0.package.range) })
            { facts in
                facts.command.place.script.text(facts.package.range)
            },
            .optionalText(
                "version", "The version or constraint as written.", at: { $0.versionRange }
            ) {
                $0.package.version
            },
            .text(
                "kind",
                "`named`, `file`, `url`, `repository`, `group`, `requirements` or `variable`."
            ) {
                "\($0.package.kind)"
            },
            .text("constraint", "How far the version is fixed: `none`, `exact`, `range` or `tag`.")
            {
                "\($0.package.constraint)"
            },
            .flag("isNamed", "Whether the manager looks its name up in a repository.") {
                $0.package.isNamed
            },
            .flag(
                "isPinned", "Whether the same version comes tomorrow, as far as the command says."
            ) {
                $0.package.isPinned
            },
            .flag(
                "isLeftOpen",
                "Whether the registry of a language decides its version at each build."
            ) { $0.isLeftOpen },
            .flag(
                "isBuildTool", "Whether it is a compiler, a build tool or headers of a library."
            ) { $0.isBuildTool },
            .flag(
                "isRemovedLater",
                "Whether a later command of the script removes it, or the group it is put in."
            ) { $0.isRemovedLater },
            .subject("command", "The command that installs it.", of: "command") {
                CommandFacts.subject.value($0.command)
            },
        ])

    /// Managers whose registries anybody can publish to.
    private static let openRegistries: Set<String> = [
        "pip", "pipx", "uv", "npm", "yarn", "pnpm", "gem", "go", "cargo",
    ]

    private var isLeftOpen: Bool {
        guard Self.openRegistries.contains(package.manager.name), !package.isPinned,
            package.constraint != .range, !command.use.has("constraint")
        else { return false }
        guard package.manager.name == "go" else { return true }
        // Without a version `go install` takes that of `go.mod`; `tool` and `std` are no modules.
        return package.name.contains(".")
            && (package.constraint == .tag || command.use.subcommand == "get")
    }

    private static let buildTools: Set<String> = [
        "gcc", "g++", "gcc-c++", "clang", "make", "cmake", "ninja-build", "autoconf", "automake",
        "build-essential", "build-base", "maven", "gradle", "pkg-config",
    ]

    private var isBuildTool: Bool {
        guard package.manager.isSystem, package.isNamed else { return false }
        let name = package.name
        return Self.buildTools.contains(name)
            || (name.hasSuffix("-dev") || name.hasSuffix("-devel"))
                && ["lib", "python", "linux-", "musl-", "openssl-", "zlib"].contains(
                    where: name.hasPrefix)
    }

    private var isRemovedLater: Bool {
        let use = command.use
        let removals = command.following.filter {
            $0.use.packageAction == .remove && $0.use.packageManager == use.packageManager
        }
        guard !removals.isEmpty else { return false }
        let names = [package.name, use.value(of: "virtual") ?? package.name]
        return removals.prefix(4).contains { removal in
            removal.use.operands.prefix(64).contains { names.contains($0.unquoted.string) }
        }
    }

    private var versionRange: SourceRange? { package.versionRange.map(command.fileRange) }
}
