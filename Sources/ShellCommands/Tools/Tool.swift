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
    let names: WordRow
    let options: OptionSpecs
    /// Options that subcommands, with commas between their names, have beside those above.
    let subcommands: KeyValuePairs<String, String>
    let hasSubcommands: Bool
    /// Subcommands that are followed by one of their own: `pip` of `uv pip install`.
    let groups: WordRow
    /// Subcommands that are followed by a command to run: `run` of `poetry run pytest`.
    let runners: WordRow
    let style: Style
    /// Whether everything behind the first operand is an operand: `sh file -x`.
    let endsAtOperand: Bool
    /// How many operands stand before the command it runs; nil when it runs none.
    let runsCommandAfter: Int?
    /// Options with which it runs none: `command -v curl`.
    let runsNoneWith: WordRow
    /// The option whose value is a program of its own: `-m` of `python -m pip`.
    let runsModuleOf: String?

    init(
        _ names: String, _ options: String = "",
        subcommands: KeyValuePairs<String, String>? = nil, groups: String = "",
        runners: String = "", style: Style = .gnu, endsAtOperand: Bool = false,
        runsCommandAfter: Int? = nil, runsNoneWith: String = "", runsModuleOf: String? = nil
    ) {
        self.names = WordRow(names)
        self.options = OptionSpecs(options)
        self.subcommands = subcommands ?? [:]
        hasSubcommands = subcommands != nil
        self.groups = WordRow(groups)
        self.runners = WordRow(runners)
        self.style = style
        self.endsAtOperand = endsAtOperand || runsCommandAfter != nil
        self.runsCommandAfter = runsCommandAfter
        self.runsNoneWith = WordRow(runsNoneWith)
        self.runsModuleOf = runsModuleOf
    }

    /// What an option spelled with its dashes is, for a subcommand.
    func option(_ spelling: Substring, subcommand: String?) -> OptionSpec? {
        if let subcommand {
            for (names, options) in subcommands
            where WordRow(names, separator: ",").contains(subcommand) {
                if let spec = OptionSpecs(options)[spelling] { return spec }
            }
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

/// Words in one text, read where they stand: the table of tools costs nothing until it is asked.
struct WordRow: Sendable {
    private let text: String
    private let separator: UInt8

    init(_ text: String, separator: Unicode.Scalar = " ") {
        self.text = text
        self.separator = UInt8(ascii: separator)
    }

    /// The words in order.
    var words: [Substring] {
        text.utf8.split(separator: separator).map { Substring($0) }
    }

    func contains(_ word: some StringProtocol) -> Bool {
        guard !text.isEmpty, !word.isEmpty else { return false }
        return text.utf8.split(separator: separator).contains { $0.elementsEqual(word.utf8) }
    }
}

/// The options of a tool, found by spelling in the text that lists them.
struct OptionSpecs: Sendable {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// What an option is; of two rows with one spelling the last counts.
    subscript(spelling: Substring) -> OptionSpec? {
        for item in text.utf8.split(separator: UInt8(ascii: " ")).reversed() {
            let end = item.lastIndex { !"=;?".utf8.contains($0) }
            let marks = end.map { item[item.index(after: $0)...] } ?? item
            let spellings = item[..<marks.startIndex].split(separator: UInt8(ascii: "|"))
            guard spellings.contains(where: { $0.elementsEqual(spelling.utf8) }) else { continue }
            let first = spellings.first { $0.starts(with: "--".utf8) } ?? spellings[0]
            return OptionSpec(
                name: String(Substring(first.drop { $0 == UInt8(ascii: "-") })),
                takesValue: marks.elementsEqual("=".utf8),
                takesRest: marks.elementsEqual("=?".utf8),
                takesCommand: marks.elementsEqual("=;".utf8))
        }
        return nil
    }
}

/// The tools by name.
struct ToolTable: Sendable {
    static let standard = ToolTable(
        Tool.wrappers + Tool.systemPackages + Tool.languagePackages + Tool.downloads
            + Tool.accounts + Tool.files + Tool.shells + Tool.builders + Tool.others)

    private var tools: [Substring: Tool] = [:]

    init(_ rows: [Tool]) {
        for row in rows {
            for name in row.names.words { tools[name] = row }
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
