/// What we know of a program: one row of the table of tools.
///
///     Tool("apt-get apt", "-y|--yes|--assume-yes -o|--option= -t|--target-release=",
///          subcommands: ["install": "--no-install-recommends"])
///
/// Options are written as a manual page lists them: spellings joined by `|`, a `=` at the end when
/// a value follows, which may be the next word. The name of an option is its first long spelling
/// without dashes, or else its letter. Unknown options are read as taking no value.
final class Tool: Sendable {
    // A class, so that each use of a tool shares the row instead of copying it; nothing in it
    // changes.

    /// How options are spelled.
    enum Style: Sendable {
        /// `-ab` is `-a -b`; options may follow operands.
        case gnu
        /// `-q=2` is `-q` with the value 2.
        case apt
        /// `-name value`: one dash and whole words (`find`, `java`, `go`).
        case singleDash
        /// `tar xzf file`: the first word is a cluster also without a dash.
        case tar
        /// `chmod -x file`: only `-R`, `-c`, `-f` and `-v` are options, other dashes are operands.
        case modes
        /// Nothing is an option: `[ -f a ]`.
        case words
    }

    /// The program, and other names for it.
    let names: [Substring]
    let options: OptionSpecs
    /// Options a subcommand has beside those above.
    let subcommands: [Substring: OptionSpecs]
    let hasSubcommands: Bool
    /// Subcommands that are followed by one of their own: `pip` of `uv pip install`.
    let groups: [Substring]
    /// Subcommands that are followed by a command to run: `run` of `poetry run pytest`.
    let runners: [Substring]
    let style: Style
    /// Whether everything behind the first operand is an operand: `sh file -x`.
    let endsAtOperand: Bool
    /// How many operands stand before the command it runs; nil when it runs none.
    let runsCommandAfter: Int?
    /// Options with which it runs none: `command -v curl`.
    let runsNoneWith: [Substring]
    /// The option whose value is a program of its own: `-m` of `python -m pip`.
    let runsModuleOf: String?

    init(
        _ names: String, _ options: String = "", subcommands: [String: String]? = nil,
        groups: String = "", runners: String = "", style: Style = .gnu, endsAtOperand: Bool = false,
        runsCommandAfter: Int? = nil, runsNoneWith: String = "", runsModuleOf: String? = nil
    ) {
        self.names = names.split(separator: " ")
        self.options = OptionSpecs(options)
        var specs: [Substring: OptionSpecs] = [:]
        for (names, options) in subcommands ?? [:] {
            let options = OptionSpecs(options)
            for name in names.split(separator: ",") { specs[name] = options }
        }
        self.subcommands = specs
        hasSubcommands = subcommands != nil
        self.groups = groups.split(separator: " ")
        self.runners = runners.split(separator: " ")
        self.style = style
        self.endsAtOperand = endsAtOperand || runsCommandAfter != nil
        self.runsCommandAfter = runsCommandAfter
        self.runsNoneWith = runsNoneWith.split(separator: " ")
        self.runsModuleOf = runsModuleOf
    }

    /// What an option spelled with its dashes is, for a subcommand.
    func option(_ spelling: Substring, subcommand: String?) -> OptionSpec? {
        if let subcommand, let specs = subcommands[subcommand[...]], let spec = specs[spelling] {
            return spec
        }
        return options[spelling]
    }
}

/// An option of a tool.
struct OptionSpec: Sendable {
    /// Its name without dashes.
    var name: String
    var takesValue: Bool
    /// A value stands in the same word or not at all: `sed -i.bak`.
    var takesRest: Bool
    /// Its value goes on up to `;` or `+`, as of `find -exec`.
    var takesCommand: Bool
}

/// The options of a tool by spelling.
struct OptionSpecs: Sendable {
    private var specs: [Substring: OptionSpec] = [:]

    init(_ text: String) {
        for item in text.split(separator: " ") {
            var item = item
            let takesCommand = item.hasSuffix("=;")
            if takesCommand { item.removeLast() }
            let takesRest = item.hasSuffix("=?")
            if takesRest { item.removeLast(2) }
            let takesValue = item.hasSuffix("=")
            if takesValue { item.removeLast() }
            let spellings = item.split(separator: "|")
            let first = spellings.first { $0.hasPrefix("--") } ?? spellings[0]
            let spec = OptionSpec(
                name: String(first.drop { $0 == "-" }), takesValue: takesValue,
                takesRest: takesRest, takesCommand: takesCommand)
            for spelling in spellings { specs[spelling] = spec }
        }
    }

    subscript(spelling: Substring) -> OptionSpec? { specs[spelling] }
}

/// The tools by name.
struct ToolTable: Sendable {
    static let standard = ToolTable(
        Tool.wrappers + Tool.systemPackages + Tool.languagePackages + Tool.downloads
            + Tool.accounts + Tool.files + Tool.shells + Tool.builders + Tool.others)

    private var tools: [Substring: Tool] = [:]

    init(_ rows: [Tool]) {
        for row in rows {
            for name in row.names { tools[name] = row }
        }
    }

    /// The tool of a name as written, and its usual name, without a version behind it: `python` for
    /// `python3.12`.
    subscript(name: String) -> (tool: Tool, program: String)? {
        if let tool = tools[name[...]] { return (tool, name) }
        let program = ToolTable.withoutVersion(name)
        return tools[program].map { ($0, String(program)) }
    }

    private static func withoutVersion(_ name: String) -> Substring {
        let bytes = name.utf8
        var end = bytes.endIndex
        while end > bytes.startIndex {
            let before = bytes.index(before: end)
            let byte = bytes[before]
            guard byte == 0x2D || byte == 0x2E || (0x30...0x39).contains(byte) else { break }
            end = before
        }
        return name[..<end]
    }
}
