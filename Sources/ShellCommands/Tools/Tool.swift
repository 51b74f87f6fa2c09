/// What we know of a program: one row of the table of tools.
///
///     Tool("apt-get apt", "-y|--yes|--assume-yes -o|--option= -t|--target-release=",
///          subcommands: ["install": "--no-install-recommends"])
///
/// Options are written as a manual page lists them: spellings joined by `|`, a `=` at the end when
/// a value follows, which may be the next word; `=?` when only the same word may hold it, `=;` when
/// it goes on up to a `;`. The name of an option is its first long spelling without dashes, or else
/// its letter. Unknown options are read as taking no value. Adding a tool is adding a row.
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
    let names: WordList
    let options: OptionSpecs
    /// Options that subcommands have beside those above.
    let subcommands: [(names: WordList, options: OptionSpecs)]
    let hasSubcommands: Bool
    /// Subcommands that are followed by one of their own: `pip` of `uv pip install`.
    let groups: WordList
    /// Subcommands that are followed by a command to run: `run` of `poetry run pytest`.
    let runners: WordList
    let style: Style
    /// Whether everything behind the first operand is an operand: `sh file -x`.
    let endsAtOperand: Bool
    /// How many operands stand before the command it runs; nil when it runs none.
    let runsCommandAfter: Int?
    /// Options with which it runs none: `command -v curl`.
    let runsNoneWith: WordList
    /// The option whose value is a program of its own: `-m` of `python -m pip`.
    let runsModuleOf: String?

    init(
        _ names: String, _ options: String = "",
        subcommands: KeyValuePairs<String, String>? = nil, groups: String = "",
        runners: String = "", style: Style = .gnu, endsAtOperand: Bool = false,
        runsCommandAfter: Int? = nil, runsNoneWith: String = "", runsModuleOf: String? = nil
    ) {
        self.names = WordList(names)
        self.options = OptionSpecs(text: options)
        self.subcommands = (subcommands ?? [:]).map {
            (WordList($0.key, separator: ","), OptionSpecs(text: $0.value))
        }
        hasSubcommands = subcommands != nil
        self.groups = WordList(groups)
        self.runners = WordList(runners)
        self.style = style
        self.endsAtOperand = endsAtOperand || runsCommandAfter != nil
        self.runsCommandAfter = runsCommandAfter
        self.runsNoneWith = WordList(runsNoneWith)
        self.runsModuleOf = runsModuleOf
    }

    /// What an option spelled with its dashes is, for a subcommand.
    func option(_ spelling: Substring, subcommand: String?) -> OptionSpec? {
        if let subcommand,
            let row = subcommands.first(where: { $0.names.contains(subcommand) }),
            let spec = row.options[spelling]
        {
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

/// The options of a tool, as text in which they are searched: the table costs nothing until used.
struct OptionSpecs: Sendable {
    let text: String

    /// The option of a spelling with its dashes.
    subscript(spelling: Substring) -> OptionSpec? {
        var spelling = spelling
        var text = text
        return text.withUTF8 { text in
            spelling.withUTF8 { spelling in
                Self.item(of: spelling, in: text).map { Self.spec(text[$0]) }
            }
        }
    }

    private typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Where the item stands one of whose spellings it is.
    private static func item(of spelling: Bytes, in text: Bytes) -> Range<Int>? {
        var start = 0
        var isFound = false
        var isSpellingStart = true
        for offset in text.indices {
            switch text[offset] {
            case 0x20, 0x0A:
                if isFound { return start..<offset }
                start = offset + 1
                isSpellingStart = true
            case UInt8(ascii: "|"): isSpellingStart = true
            case _ where isSpellingStart:
                isSpellingStart = false
                isFound = isFound || stands(spelling, at: offset, in: text)
            default: break
            }
        }
        return isFound ? start..<text.count : nil
    }

    private static func stands(_ spelling: Bytes, at offset: Int, in text: Bytes) -> Bool {
        let end = offset + spelling.count
        guard end <= text.count else { return false }
        for index in spelling.indices where text[offset + index] != spelling[index] {
            return false
        }
        return end == text.count || " |=\n".utf8.contains(text[end])
    }

    /// Reads an item such as `-o|--option=`.
    private static func spec(_ item: Slice<Bytes>) -> OptionSpec {
        let mark = item.firstIndex(of: UInt8(ascii: "=")) ?? item.endIndex
        let spellings = item[..<mark].split(separator: UInt8(ascii: "|"))
        let long = spellings.first { $0.starts(with: "--".utf8) } ?? spellings[0]
        let ending = item[mark...].dropFirst().first
        return OptionSpec(
            name: String(decoding: long.drop { $0 == UInt8(ascii: "-") }, as: UTF8.self),
            takesValue: mark < item.endIndex && ending != UInt8(ascii: "?"),
            takesRest: ending == UInt8(ascii: "?"), takesCommand: ending == UInt8(ascii: ";"))
    }
}

/// Words in one text, as rows of tables write them: `install,reinstall`.
struct WordList: Sendable {
    private let text: String
    private let separator: UInt8

    init(_ text: String, separator: Unicode.Scalar = " ") {
        self.text = text
        self.separator = UInt8(ascii: separator)
    }

    var words: [Substring] { text.utf8.split(separator: separator).map { Substring($0) } }

    func contains(_ word: String) -> Bool {
        !text.isEmpty
            && text.utf8.split(separator: separator).contains { $0.elementsEqual(word.utf8) }
    }
}

/// The tools by name.
struct ToolTable: Sendable {
    static let standard = ToolTable(
        Tool.wrappers + Tool.systemPackages + Tool.languagePackages + Tool.downloads
            + Tool.accounts + Tool.files + Tool.shells + Tool.builders + Tool.others)

    private var tools: [String: Tool] = [:]

    init(_ rows: [Tool]) {
        for row in rows {
            for name in row.names.words { tools[String(name)] = row }
        }
    }

    /// The tool of a name as written, and its usual name, without a version behind it: `python` for
    /// `python3.12`.
    subscript(name: String) -> (tool: Tool, program: String)? {
        if let tool = tools[name] { return (tool, name) }
        let program = String(ToolTable.withoutVersion(name))
        return tools[program].map { ($0, program) }
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
