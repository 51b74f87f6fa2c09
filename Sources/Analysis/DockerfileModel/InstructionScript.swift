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
            return ShellScript(withHeredocs(text, instruction, file), dialect: shell.dialect)
        case .exec(let words):
            return ShellScript(words: words.map { StitchedText($0.range, of: file.bytes) })
        case nil: return nil
        }
    }
}

extension InstructionScript {
    /// The text the shell reads: here-documents behind the line that opens them. One that stands
    /// alone is a script of its own.
    private static func withHeredocs(
        _ text: StitchedText, _ instruction: Instruction, _ file: Dockerfile
    ) -> StitchedText {
        guard let first = instruction.heredocs.first else { return text }
        let line = text.bytes.prefix { $0 != 0x0A }
        if instruction.heredocs.count == 1, !line.contains(where: \.isBlank),
            line.starts(with: "<<".utf8)
        {
            return file.content(of: first)
        }
        var whole = StitchedText()
        let opening = instruction.bodyStart
        whole.append(SourceRange(opening, first.content.start), of: file.bytes)
        for heredoc in instruction.heredocs {
            let end = heredoc.end.map { min($0.end + 1, file.bytes.count) } ?? heredoc.content.end
            whole.append(SourceRange(heredoc.content.start, end), of: file.bytes)
        }
        return whole
    }
}

extension Instruction {
    /// Where what follows keyword and flags starts.
    fileprivate var bodyStart: Int {
        body.isEmpty ? keyword.end : body.sourceOffset(of: 0)
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
