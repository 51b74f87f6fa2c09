package import SourceText

/// A command seen as the use of a tool: which program really runs, and with what.
///
/// `sudo -E env A=b apt-get -qq install -y curl` is a use of `apt-get`: wrappers `sudo` and `env`,
/// subcommand `install`, options `quiet`, `quiet` and `yes`, operand `curl`.
///
/// A class, so that facts that look at it copy nothing. Nobody changes it once it is read, hence
/// unchecked.
package final class ToolUse: @unchecked Sendable {
    /// The command it is read from.
    package let command: ShellCommand
    /// The tool under its usual name: `pip` for `/usr/bin/pip3.11` and for `python -m pip`.
    package internal(set) var program: String
    /// The program as written without its directory: `pip3.11`.
    package internal(set) var name: String
    /// The word that names the program.
    package internal(set) var programWord: ShellWord
    /// The programs that run it, outermost first: `sudo`, `env`, `python` of `python -m pip`.
    package internal(set) var wrappers: [Wrapper] = []
    /// The subcommand, with its group if it has one: `install`, `pip install` of `uv pip install`.
    package internal(set) var subcommand: String?
    /// The words of the subcommand, in the script.
    package internal(set) var subcommandRange: SourceRange?
    /// All options in order, those before the subcommand included.
    package internal(set) var options: [ToolOption] = []
    /// The words that are neither options, their values nor the subcommand.
    package internal(set) var operands: [ShellWord] = []
    /// Variables set for this command.
    package internal(set) var environment: [EnvironmentSetting] = []
    /// The package manager it uses, if it is one.
    package internal(set) var packageManager: PackageManager?
    /// What it does as a use of a package manager; nil for other tools and other subcommands.
    package internal(set) var packageAction: PackageAction?
    /// Whether the program is in the table of tools, so that its options are known.
    package internal(set) var isKnown = false

    init(command: ShellCommand, program: String, programWord: ShellWord) {
        self.command = command
        self.program = program
        name = program
        self.programWord = programWord
    }

    /// A program that runs another one.
    package struct Wrapper: Sendable {
        /// Its usual name: `sudo`.
        package var program: String
        /// The word that names it.
        package var word: ShellWord
        /// Its own options.
        package var options: [ToolOption]
    }

    /// All of the command, in the script.
    package var range: SourceRange { command.range }

    /// Whether an option of this name is given, however it is spelled.
    package func has(_ option: String) -> Bool { options.contains { $0.name == option } }

    /// Whether one of these options is given.
    package func hasAny(_ names: [String]) -> Bool {
        options.contains { names.contains($0.name) }
    }

    /// The last value given for an option, as most tools let the last one win.
    package func value(of option: String) -> String? {
        options.last { $0.name == option && $0.value != nil }?.value
    }

    /// All values given for an option.
    package func values(of option: String) -> [String] {
        options.filter { $0.name == option }.compactMap(\.value)
    }

    /// The options of this name.
    package func options(named name: String) -> [ToolOption] {
        options.filter { $0.name == name }
    }

    /// The value a variable is given for this command.
    package func environmentValue(of name: String) -> String? {
        environment.last { $0.name == name }?.value
    }

    /// The wrapper of this name, if the command goes through it.
    package func wrapper(_ program: String) -> Wrapper? {
        wrappers.first { $0.program == program }
    }

    /// For tests and `look`: `sudo> apt-get install -yes -option=a:b curl`.
    package var listing: String {
        let path = wrappers.map { "\($0.program)> " }.joined()
        let settings = environment.map { "\($0.name)=\($0.value) " }.joined()
        var parts = [program]
        if let subcommand { parts.append("[\(subcommand)]") }
        parts += options.map { "-" + $0.name + ($0.value.map { "=" + $0 } ?? "") }
        parts += operands.map(\.listing)
        return path + settings + parts.joined(separator: " ")
    }
}

extension ShellCommand {
    /// The command as the use of a tool; nil when the program is absent or known only at run time.
    package var toolUse: ToolUse? { ToolUse.reading(self) }
}

extension ShellScript {
    /// The uses of tools, in the order of the commands.
    package var toolUses: [ToolUse] { commands.compactMap(\.toolUse) }
}
