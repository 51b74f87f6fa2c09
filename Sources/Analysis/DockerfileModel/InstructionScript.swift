import Dockerfiles
import ShellCommands
import SourceText

/// The command line of an instruction, parsed by the shell that will run it.
struct InstructionScript: Sendable {
    /// The place of the instruction in the file.
    var instruction: Int
    /// Whether it belongs to the trigger of an `ONBUILD`.
    var isTrigger: Bool
    var shell: ShellChoice
    var script: ShellScript

    /// The scripts of all instructions that hold a shell command.
    static func all(of file: Dockerfile) -> [InstructionScript] {
        var scripts: [InstructionScript] = []
        let shells = StageShells(file)
        for instruction in file.instructions {
            let isTrigger = instruction.trigger != nil
            let shell = shells.shell(of: instruction)
            if let script = script(of: instruction.trigger ?? instruction, shell, file) {
                scripts.append(
                    InstructionScript(
                        instruction: instruction.index, isTrigger: isTrigger, shell: shell,
                        script: script))
            }
        }
        return scripts
    }

    private static func script(
        of instruction: Instruction, _ shell: ShellChoice, _ file: Dockerfile
    ) -> ShellScript? {
        guard instruction.kind != .shell else { return nil }
        switch instruction.command {
        case .shell(let text):
            let bodies = instruction.heredocs.map { file.content(of: $0) }
            return ShellScript(text, heredocs: bodies, shell: shell)
        case .exec(let words): return ShellScript(words: words.map { ($0.text, $0.range) })
        case nil: return nil
        }
    }
}

/// Which shell runs the commands at each place of a file.
private struct StageShells {
    /// The `SHELL` instructions, by place.
    private var changes: [(instruction: Int, shell: ShellChoice)] = []
    private let file: Dockerfile

    init(_ file: Dockerfile) {
        self.file = file
        for instruction in file.instructions where instruction.kind == .shell {
            guard case .exec(let words) = instruction.command else { continue }
            changes.append((instruction.index, ShellChoice(words.map(\.text))))
        }
    }

    func shell(of instruction: Instruction) -> ShellChoice {
        guard !changes.isEmpty || looksLikeWindows else { return .standard }
        var stage = instruction.stage
        var place = instruction.index
        while let current = stage {
            let range = file.stages[current].instructions
            if let change = changes.last(where: {
                range.contains($0.instruction) && $0.instruction < place
            }) {
                return change.shell
            }
            stage = file.stages[current].parent
            place = Int.max
        }
        return looksLikeWindows ? .windowsStandard : .standard
    }

    /// The backquote as escape is what files for Windows have, and hardly any other.
    private var looksLikeWindows: Bool { file.escape == UInt8(ascii: "`") }
}
