import Dockerfiles
import Notations
import Rules
import ShellCommands
import SourceText

/// What rules ask about commands of every kind: their stage, their user, the files they change.
extension CommandFacts {
    static let settingFields: [SubjectModel<CommandFacts>.Field] = [
        .flag("isInBuild", "Whether it runs while an image is built: in a `RUN`.") {
            $0.owner.kind == .run
        },
        .flag("isLast", "Whether it is the last command of its script.") {
            $0.isLast
        },
        .flag(
            "leavesNothing",
            "Whether it is for a running system or a person: `ps`, `vim`, `service` at the end."
        ) { $0.leavesNothing },
        .flag(
            "isOnBusyBox",
            "Whether the base image is known for the small tools of BusyBox: Alpine, busybox."
        ) { $0.isOnBusyBox },
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

    /// Counting all commands takes time, so that is left to the last of those that are known.
    private var isLast: Bool {
        model.toolUses[scriptIndex].last?.command.index == command.index
            && place.script.commands.count == command.index + 1
    }

    /// Programs that look at, steer or end a running system, or need a terminal.
    private static let sessionPrograms: Set<String> = [
        "ps", "top", "htop", "free", "vim", "vi", "nano", "shutdown", "reboot", "ifconfig", "ssh",
        "telnet", "mount",
    ]

    private var leavesNothing: Bool {
        switch use.program {
        // What follows works with the service while it runs.
        case "service", "kill": isLast && (use.program == "service" || command.index == 0)
        // `enable` makes links.
        case "systemctl":
            !["enable", "disable", "mask", "unmask", "preset", "set-default"].contains(
                use.subcommand ?? "enable")
        default: Self.sessionPrograms.contains(use.program)
        }
    }

    // MARK: Stages

    private var isOnBusyBox: Bool {
        guard let base = ancestry.last,
            let image = ImageFacts(model: model, stage: base)?.reference
        else { return false }
        let text = image.repository + ":" + (image.tag ?? "")
        return ["alpine", "busybox", "musl"].contains(where: text.holds)
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
