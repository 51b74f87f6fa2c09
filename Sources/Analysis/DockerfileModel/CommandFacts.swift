import CEL
import Dockerfiles
import ShellCommands
import SourceText

/// One command that an instruction runs, for rules.
struct CommandFacts: Sendable {
    let model: DockerfileModel
    /// The place of its script in `model.scripts`.
    let scriptIndex: Int
    /// Its place among the tools that the script uses.
    let useIndex: Int

    // Indexes instead of the things themselves: facts are copied for every field that is read.
    var use: ToolUse { model.toolUses[scriptIndex][useIndex] }
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

    /// How many commands before or behind one are looked at.
    private static let neighbourhood = 256

    /// The nearest commands of the same script behind it.
    var following: [CommandFacts] {
        let end = min(model.toolUses[scriptIndex].count, useIndex + 1 + Self.neighbourhood)
        return ((useIndex + 1)..<end).map(neighbour)
    }

    /// The nearest commands of the same script before it.
    var preceding: [CommandFacts] {
        (max(0, useIndex - Self.neighbourhood)..<useIndex).map(neighbour)
    }

    private func neighbour(_ index: Int) -> CommandFacts {
        CommandFacts(model: model, scriptIndex: scriptIndex, useIndex: index)
    }

    /// Where `&& …` can be added so that it runs last of the list the command belongs to.
    ///
    /// Nil when the list is not a plain row at the top of the script: `||` and `&` would take what
    /// is added for something else.
    var endOfList: SourceRange? {
        guard command.construct == nil, place.script.isUnderstood else { return nil }
        var pipeline = command.pipeline
        var steps = 0
        while let next = pipeline.next {
            guard let symbol = pipeline.operatorAfter?.symbol,
                symbol == .and || symbol == .semicolon || symbol == .newline,
                steps < Self.neighbourhood
            else { return nil }
            pipeline = next
            steps += 1
        }
        let last = pipeline.operatorAfter?.symbol
        guard last == nil || last == .newline, pipeline.construct == nil, !pipeline.isNegated
        else { return nil }
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
        toolUses[index].indices.map {
            CommandFacts(model: self, scriptIndex: index, useIndex: $0)
        }
    }

    /// The tools that all instructions use, in order.
    var commands: [CommandFacts] { scripts.indices.flatMap(commands(ofScript:)) }

    /// What the shell finds wrong in scripts; the shell says so itself, so nothing here is blinding
    /// but limits.
    var scriptProblems: [Problem] { scripts.flatMap(\.script.problems) }
}
