import Dockerfiles
import Notations
import Rules
import ShellCommands
import SourceText

/// What rules ask about commands of every kind: their user, their shell, what they trust.
extension CommandFacts {
    static let settingFields: [SubjectModel<CommandFacts>.Field] = [
        .flag("isInBuild", "Whether it runs while an image is built: in a `RUN`.") {
            $0.owner.keyword == "RUN"
        },
        .flag("isLast", "Whether it is the last command of its script.") {
            $0.command.index == $0.place.script.commands.count - 1
        },
        .flag(
            "hidesFailure",
            "Whether its failure would go unseen for the `|` behind it; the first of the script."
        ) { $0.isFirstToHideFailure && !$0.hasPipefail },
        .flag("isFirstReader", "Whether it reads a pipe, the first of the script to do so.") {
            facts in
            facts.command.readsPipe && !facts.preceding.contains { $0.command.readsPipe }
        },
        .flag("hidesNothing", "Whether no failure goes unseen for a pipe of its script.") { facts in
            !(facts.preceding + facts.following).contains { $0.isPipedFailure }
        },
        .flag(
            "onlyPrints", "Whether it only prints what it is told: `echo`, `printf`, `cat <<EOF`."
        ) { $0.onlyPrints },
        .flag(
            "isOnBusyBox",
            "Whether the base image is known for the small tools of BusyBox: Alpine, busybox."
        ) { $0.isOnBusyBox },
        .flag(
            "isLocalRequest", "Whether it asks the machine it runs on: `curl http://localhost/`."
        ) { $0.isLocalRequest },
        .flag(
            "keepsErrorPage",
            "Whether a `curl` keeps or hands on the page of an HTTP error as if it were the file."
        ) { $0.keepsErrorPage },
        .optionalText(
            "otherDownloader", "`curl` for wget and the other way, when the stage uses that more."
        ) { $0.otherDownloader },
        .place("wrapper", "The word `sudo` before it.", text: { $0.model.text($1) }) { facts in
            facts.use.wrapper("sudo").map { facts.fileRange($0.word.range) }
        },
        .flag("hasShellInstruction", "Whether a `SHELL` decides which shell runs it.") {
            $0.hasShellInstruction
        },
        .optionalText("user", "The user it runs as, when a `USER` above tells.") {
            $0.userBefore?.text
        },
        .flag("isKnownNonRoot", "Whether a `USER` above is another than root.") {
            $0.userBefore.map { !$0.isRoot } ?? false
        },
        .subject(
            "runner", "The shell or interpreter that runs what it downloads.", of: "command",
            at: { $0.runner.map { $0.fileRange($0.command.range) } }
        ) { $0.runner.map { Self.subject.value($0) } },
        .place(
            "tlsCheckOff", "The words that turn the check of certificates off.",
            text: { $0.model.text($1) }
        ) { $0.tlsCheckOff?.place },
        .place(
            "tlsCheckOffRemoval", "The same with the blank before it, when the rest still works.",
            text: { $0.model.text($1) }
        ) { $0.tlsCheckOff?.removal },
        .optionalText(
            "userNumber", "The numeric id a `useradd` gives.", at: { $0.newUserNumber }
        ) { $0.use.newUser?.uid },
        .flag("skipsLoginLog", "Whether `useradd` leaves lastlog and faillog alone: `-l`.") {
            $0.use.newUser?.skipsLoginLog ?? false
        },
        .optionalText("mode", "The mode that a `chmod` sets.", at: { $0.modeRange }) {
            $0.use.permissionChange?.mode
        },
        .optionalText("saferMode", "An octal mode without the right of others to write.") {
            $0.saferMode
        },
        .flag(
            "letsOthersWrite",
            "Whether a `chmod` lets every user write what the script does not remove later."
        ) { $0.letsOthersWrite },
        .optionalText("directory", "Where a `cd` goes, as written.", at: { $0.directoryRange }) {
            $0.use.directoryChange?.path.raw
        },
        .flag("isPlainDirectory", "Whether a `cd` goes to an absolute path without a variable.") {
            $0.use.directoryChange.map {
                $0.path.quoting == .none && $0.path.raw.hasPrefix("/") && !$0.path.hasExpansions
                    && !$0.path.isPattern
            } ?? false
        },
    ]

    /// The value of a variable of its environment: set before it, or by `ENV` or `ARG`.
    func variable(_ name: String) -> String? {
        use.environmentValue(of: name)
            ?? model.file.scope(of: owner.instruction).variable(name)?.value
    }

    // MARK: Pipes

    /// Whether a failure in a pipe fails the command, where it stands.
    var hasPipefail: Bool {
        let states = place.script.states(ofOption: "pipefail", startingWith: place.shell)
        let index = command.pipeline.index
        return states.indices.contains(index) && states[index]
    }

    private var isFirstToHideFailure: Bool {
        isPipedFailure && !preceding.contains { $0.isPipedFailure }
    }

    /// Whether it stands before a `|` and can fail in a way that matters.
    private var isPipedFailure: Bool {
        command.isPipedOnward && !onlyPrints && !command.isCondition
            && !(command.readsPipe && Self.filters.contains(use.program))
    }

    /// What hardly fails as long as it has an input.
    private static let filters: Set<String> = [
        "cut", "tr", "sed", "awk", "head", "tail", "sort", "uniq", "wc", "tee", "rev", "tac", "cat",
    ]

    private var onlyPrints: Bool {
        switch use.program {
        case "echo", "printf", "yes", "true", ":": true
        case "cat": command.arguments.isEmpty && !command.redirections.isEmpty
        default: false
        }
    }

    // MARK: Stages

    private var isOnBusyBox: Bool {
        guard let base = ancestry.last,
            let image = ImageFacts(model: model, stage: base)?.reference
        else { return false }
        let text = image.repository + ":" + (image.tag ?? "")
        return ["alpine", "busybox", "musl"].contains(where: text.contains)
    }

    private var hasShellInstruction: Bool { nearest(of: model.shellInstructions) != nil }

    private var userBefore: StageUser? {
        nearest(of: model.userInstructions).flatMap { index in
            model.file.instructions[index].arguments.first.map {
                StageUser(instruction: index, text: $0.text)
            }
        }
    }

    /// Its stage and those it builds on, nearest first; the farthest of very many are left out.
    private var ancestry: [Int] {
        var result: [Int] = []
        var next = owner.stage
        while let stage = next, result.count < 64 {
            result.append(stage)
            next = model.file.stages[stage].parent
        }
        return result
    }

    /// The last of some instructions, given in order, that holds for it: above it in its stage, or
    /// in a stage that it builds on.
    private func nearest(of places: [Int]) -> Int? {
        for stage in ancestry {
            let isOwn = stage == owner.stage
            let instructions = model.file.stages[stage].instructions
            let limit = isOwn ? owner.index : (instructions.last ?? 0) + 1
            let index = places.partitioningIndex { $0 >= limit }
            if index > 0, places[index - 1] > model.file.stages[stage].from {
                return places[index - 1]
            }
        }
        return nil
    }

    // MARK: Downloads

    private var runner: CommandFacts? {
        guard let runner = use.download?.runner else { return nil }
        return model.commands(ofScript: scriptIndex).first { $0.command.index == runner.index }
    }

    private var isLocalRequest: Bool {
        let addresses = use.download?.addresses ?? []
        return !addresses.isEmpty && addresses.allSatisfy { LocalHost.isLocal(address: $0.text) }
    }

    private var keepsErrorPage: Bool {
        guard use.program == "curl", let download = use.download, !download.failsOnError,
            !use.hasAny(["head", "write-out", "request", "data", "data-binary", "form", "json"]),
            download.outputFile != "/dev/null"
        else { return false }
        return download.outputFile != nil || command.isPipedOnward
            || use.hasAny(["remote-name", "remote-name-all"])
    }

    private var otherDownloader: String? {
        guard let stage = owner.stage, let main = model.mainDownloaders[stage],
            use.program == "curl" || use.program == "wget"
        else { return nil }
        return main == use.program ? nil : main
    }

    /// What turns the check of certificates off, and what to take away to turn it on.
    private var tlsCheckOff: (place: SourceRange, removal: SourceRange?)? {
        if let option = use.options.first(where: isTLSOff) {
            let facts = OptionFacts(command: self, option: option)
            return (fileRange(option.range), facts.removal)
        }
        if let setting = use.environment.first(where: {
            ($0.name == "GIT_SSL_NO_VERIFY" && !["", "0", "false"].contains($0.value))
                || ($0.name == "NODE_TLS_REJECT_UNAUTHORIZED" && $0.value == "0")
                || ($0.name == "PYTHONHTTPSVERIFY" && $0.value == "0")
        }) {
            return (fileRange(setting.range), nil)
        }
        let words = command.arguments
        guard let place = words.firstIndex(where: { isTLSSetting($0.unquoted.string) }) else {
            return nil
        }
        let word = words[place]
        if ["git", "npm", "yarn", "pnpm"].contains(use.program),
            use.subcommand?.hasPrefix("config") == true,
            words.indices.contains(place + 1), isOff(words[place + 1].unquoted.string)
        {
            return (fileRange(SourceRange(word.range.start, words[place + 1].range.end)), nil)
        }
        return nil
    }

    private func isTLSOff(_ option: ToolOption) -> Bool {
        let value = (option.value ?? "").lowercased()
        switch (use.program, option.name) {
        case ("curl", "insecure"), ("curl", "proxy-insecure"), ("wget", "no-check-certificate"),
            ("apk", "no-check-certificate"), ("conda", "insecure"), ("mamba", "insecure"):
            return true
        case ("pip", "trusted-host"), ("uv", "allow-insecure-host"): return true
        case ("aria2c", "check-certificate"): return value == "false"
        case ("git", "c"), ("git", "config"): return value.hasPrefix("http.sslverify=false")
        case ("npm", "strict-ssl"), ("yarn", "strict-ssl"), ("pnpm", "strict-ssl"):
            return value == "false"
        case ("yum", "setopt"), ("dnf", "setopt"), ("microdnf", "setopt"):
            return value.hasSuffix("sslverify=false") || value.hasSuffix("sslverify=0")
        case ("apt-get", "option"), ("apt", "option"):
            return value.hasSuffix("::verify-peer=false") || value.hasSuffix("::verify-peer=0")
        default: return false
        }
    }

    private func isTLSSetting(_ word: String) -> Bool {
        [
            "http.sslverify", "strict-ssl", "global.trusted-host", "install.trusted-host",
            "enablestrictssl",
        ]
        .contains(word.lowercased())
    }

    private func isOff(_ word: String) -> Bool {
        ["false", "0", "no", "off"].contains(word.lowercased())
    }

    // MARK: Accounts and files

    private var newUserNumber: SourceRange? { use.newUser?.uidRange.map(fileRange) }

    private var modeRange: SourceRange? { use.permissionChange.map { fileRange($0.modeRange) } }

    private var letsOthersWrite: Bool {
        guard let change = use.permissionChange, change.letsOthersWrite else { return false }
        let removed = Set(
            following.prefix(64).flatMap { $0.use.removedPaths.prefix(64) }.map(\.raw))
        return change.paths.isEmpty || !change.paths.allSatisfy { removed.contains($0.raw) }
    }

    private var saferMode: String? {
        guard let change = use.permissionChange, let octal = change.octal else { return nil }
        let safer = String(octal & ~0o002, radix: 8)
        return String(repeating: "0", count: max(0, change.mode.utf8.count - safer.utf8.count))
            + safer
    }

    private var directoryRange: SourceRange? {
        use.directoryChange.map { fileRange($0.path.range) }
    }
}

/// Tells addresses of the machine itself and of private networks.
enum LocalHost {
    /// Whether the host of a URL is the machine itself, or has no dot and so is a neighbour's name.
    static func isLocal(address: String) -> Bool {
        guard address.utf8.count <= 4_096 else { return false }
        let parts = address.split(separator: "://", maxSplits: 1)
        guard let rest = parts.last else { return false }
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let host = authority.split(separator: "@").last ?? ""
        return isLocal(host: String(host))
    }

    /// Whether a host, with its port or without, is the machine itself or a name without a dot.
    static func isLocal(host: String) -> Bool {
        if host.hasPrefix("[") { return host.hasPrefix("[::1]") }
        let name = host.split(separator: ":", omittingEmptySubsequences: false).first ?? ""
        if name.hasPrefix("127.") || name == "0.0.0.0" { return true }
        if [".local", ".internal", ".localhost", ".test", ".svc"].contains(where: name.hasSuffix) {
            return true
        }
        return !name.isEmpty && !name.contains(".") && !name.contains("$")
    }
}

extension Array {
    /// The first index whose element meets a condition that holds for all elements behind it.
    fileprivate func partitioningIndex(where condition: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
