package import SourceText

extension ShellScript {
    /// Parses a command line or script. Never fails: what is broken is in `problems`.
    package init(_ text: StitchedText, dialect: ShellDialect) {
        guard dialect.isUnderstood else {
            self.init(unread: text, dialect: dialect)
            return
        }
        var parser = ShellParser(text.bytes)
        parser.script()
        self.init(parser, dialect: dialect, texts: [(0, text)])
    }

    /// A command given as words, as in `CMD ["apt-get", "install"]`: no byte means anything but
    /// itself, and no shell is involved unless the words start one (`["sh", "-c", "…"]`).
    package init(words: [StitchedText]) {
        var bytes: [UInt8] = []
        var texts: [(start: Int, text: StitchedText)] = []
        var ranges: [SourceRange] = []
        for text in words {
            texts.append((bytes.count, text))
            ranges.append(SourceRange(bytes.count, bytes.count + text.bytes.count))
            // A byte between the words, so that an empty one has a place of its own.
            bytes += text.bytes + [UInt8(ascii: " ")]
        }
        var parser = ShellParser(bytes)
        parser.command(ofWords: ranges)
        self.init(parser, dialect: .posix, texts: texts)
    }

    private init(unread text: StitchedText, dialect: ShellDialect) {
        storage = Storage(
            dialect: dialect, bytes: text.bytes, tree: ShellTree(),
            origins: ShellOrigins(texts: [(0, text)]))
    }

    private init(
        _ parser: ShellParser, dialect: ShellDialect, texts: [(start: Int, text: StitchedText)]
    ) {
        storage = Storage(
            dialect: dialect, bytes: parser.bytes, tree: parser.tree,
            origins: ShellOrigins(texts: texts, copies: parser.copies))
    }
}

/// Reads the Shell Command Language of POSIX.1-2024 (XCU 2) with the additions of bash.
///
/// Every construct of bash is read in every dialect: what dash refuses, nobody runs with it.
/// Recursive, with `ShellLimits.depth` levels at most; each byte is looked at a bounded number of
/// times.
struct ShellParser {
    var bytes: [UInt8]
    var offset = 0
    /// Where the text being read ends: the end of all, of a backquote or of an inner script.
    var end: Int
    var tree = ShellTree()
    /// Unquoted copies of inner scripts, appended to `bytes`.
    var copies: [(start: Int, source: Int)] = []

    /// What may end a list here.
    var closers: ListClosers = []
    var depth = 0
    var scriptDepth = 0
    /// The innermost construct, or -1.
    var construct = -1
    /// The command being read, or -1.
    var command = -1
    /// Set when a limit was passed: everything ends as soon as it can.
    var isAbandoned = false
    /// Nodes made so far.
    var nodes = 0

    /// What the word being read holds so far.
    var traits: WordTraits = []
    var isQuoted = false

    // Nodes of things being read; moved to the tree when these are complete, so that the words of a
    // command stand end to end although commands in `$(…)` were read between them.
    var openWords: [WordNode] = []
    var openExpansions: [ExpansionNode] = []
    var openAssignments: [AssignmentNode] = []
    var openRedirections: [RedirectionNode] = []

    /// Here-documents whose bodies start behind the next line end.
    var awaitedHeredocs: [Int] = []
    /// Substitutions already read as a part of the word around this text, in order.
    var knownSubstitutions: ArraySlice<SourceRange> = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        end = bytes.count
    }

    /// All of the text.
    mutating func script() {
        list(until: [])
        closeHeredocs()
    }
}
