import CEL
import Dockerfiles
import ShellCommands
import SourceText

/// One command that an instruction runs, for rules.
struct CommandFacts: Sendable {
    let model: DockerfileModel
    /// The place of its script in `model.scripts`.
    let scriptIndex: Int
    let use: ToolUse

    var place: InstructionScript { model.scripts[scriptIndex] }
    var command: ShellCommand { use.command }

    var owner: InstructionFacts {
        InstructionFacts(model: model, index: place.instruction, isTrigger: place.isTrigger)
    }

    /// Where a range of the script stands in the file.
    func fileRange(_ range: SourceRange) -> SourceRange { place.script.sourceRange(of: range) }

    var logicalPlace: [String] {
        let name = [use.program, use.subcommand].compactMap { $0 }.joined(separator: " ")
        return [model.logicalName(ofStage: owner.stage), owner.keyword, name]
    }

    /// The commands of the same script behind it.
    var following: [CommandFacts] { neighbours { $0.command.index > command.index } }

    /// The commands of the same script before it.
    var preceding: [CommandFacts] { neighbours { $0.command.index < command.index } }

    private func neighbours(_ isWanted: (CommandFacts) -> Bool) -> [CommandFacts] {
        model.commands(ofScript: scriptIndex).filter(isWanted)
    }

    /// Where `&& …` can be added so that it runs last of the list the command belongs to.
    ///
    /// Nil when the list is not a plain row of `&&` at the top of the script.
    var endOfList: SourceRange? {
        guard command.construct == nil, place.script.isUnderstood else { return nil }
        var pipeline = command.pipeline
        while let next = pipeline.next {
            guard pipeline.operatorAfter?.symbol == .and else { return nil }
            pipeline = next
        }
        guard pipeline.operatorAfter == nil, pipeline.construct == nil else { return nil }
        return fileRange(pipeline.range)
    }

    /// The operator that joins it to the next command of its list.
    var joint: ShellJoint? { command.pipeline.operatorAfter }

    /// The command with the operator and blanks that only it needed, so that the rest still runs.
    var removal: SourceRange? {
        let pipeline = command.pipeline
        guard command.construct == nil, pipeline.count == 1 else { return nil }
        if let next = pipeline.next, let joint = pipeline.operatorAfter,
            joint.symbol == .and || joint.symbol == .semicolon
        {
            return fileRange(SourceRange(pipeline.range.start, next.range.start))
        }
        if let previous = pipeline.previous, pipeline.operatorBefore?.symbol == .and {
            return fileRange(SourceRange(previous.range.end, pipeline.range.end))
        }
        return nil
    }

    /// Whether a cache mount of the instruction covers one of these folders.
    func hasCacheMount(covering folders: [String]) -> Bool {
        owner.instruction.mounts.contains { mount in
            guard mount.type == "cache" || mount.type == "tmpfs", let target = mount.target?.value
            else { return false }
            let folder = target.hasSuffix("/") ? String(target.dropLast()) : target
            return folders.contains { $0 == folder || $0.hasPrefix(folder + "/") }
        }
    }

    /// Whether a command of the script behind this one removes everything below a folder.
    func isRemovedAfter(_ folder: String) -> Bool {
        following.contains { later in
            guard later.use.program == "rm" || later.use.program == "find" else { return false }
            return later.use.operands.contains { word in
                let path = word.unquoted.string
                return path.hasPrefix(folder)
                    || folder.hasPrefix(path.hasSuffix("/") ? path : path + "/")
            }
        }
    }
}

extension DockerfileModel {
    /// The tools that a script uses, in order.
    func commands(ofScript index: Int) -> [CommandFacts] {
        toolUses[index].map { CommandFacts(model: self, scriptIndex: index, use: $0) }
    }

    /// The tools that all instructions use, in order.
    var commands: [CommandFacts] { scripts.indices.flatMap(commands(ofScript:)) }

    /// What the shell finds wrong in scripts; the shell says so itself, so nothing here is blinding
    /// but limits.
    var scriptProblems: [Problem] { scripts.flatMap(\.script.problems) }
}
