/// Words what libyaml says about a place for people.
struct SyntaxReason {
    let message: String
    let help: String

    private init(_ message: String, _ help: String) {
        self.message = message
        self.help = help
    }

    /// - Parameters:
    ///   - problem: what libyaml says is wrong.
    ///   - context: what libyaml says it was doing.
    ///   - byte: what stands at the place.
    init(problem: String, context: String, byte: UInt8?) {
        if byte == UInt8(ascii: "\t") || problem.contains("tab character") {
            self.init(
                "a tab stands where YAML wants spaces", "indent with spaces; YAML forbids tabs here"
            )
        } else if problem.hasPrefix("found character that cannot start") {
            self = Self.strange(byte)
        } else if let words = Self.words[problem] {
            self.init(words.message, words.help)
        } else {
            self = Self.inContext(problem, context)
        }
    }

    private static func strange(_ byte: UInt8?) -> SyntaxReason {
        let sign = byte.map { "`\(Character(Unicode.Scalar($0)))`" } ?? "this"
        return SyntaxReason(
            "no value can begin with \(sign)", "put the whole value in quotes")
    }

    private static func inContext(_ problem: String, _ context: String) -> SyntaxReason {
        switch context {
        case "while scanning a quoted scalar":
            return SyntaxReason(
                "the quote that opens here is never closed", "close it on this line")
        case "while scanning a block scalar":
            return SyntaxReason(
                "what follows `|` or `>` makes no sense here",
                "write only `-`, `+`, a digit from 1 to 9, or a comment behind it")
        case "while scanning an anchor", "while scanning an alias":
            return SyntaxReason(
                "the name of an anchor has characters it cannot have",
                "name anchors with letters, digits, `-` and `_`, and quote texts that begin with "
                    + "`&` or `*`")
        case "while scanning a tag", "while parsing a tag":
            return SyntaxReason("this is no tag", "quote texts that begin with `!`")
        default: return SyntaxReason("this is not YAML: \(problem)", "see the lines above, too")
        }
    }

    private static let words: [String: (message: String, help: String)] = [
        "mapping values are not allowed in this context": (
            "a `:` stands where no key can be",
            "quote a text that holds `: `, and indent keys like their neighbours"
        ),
        "mapping keys are not allowed in this context": (
            "a key stands where none can be", "begin it on a line of its own"
        ),
        "block sequence entries are not allowed in this context": (
            "a `-` stands where no item can be", "begin the list on a line of its own"
        ),
        "did not find expected key": (
            "this does not line up with the keys above it",
            "indent it like its neighbours, and quote texts that are more than one"
        ),
        "did not find expected '-' indicator": (
            "this does not line up with the items above it",
            "begin it with `- `, or indent it like what it belongs to"
        ),
        "did not find expected ',' or ']'": (
            "the list that opens here goes on without `,` or `]`",
            "separate items with `,`; close with `]`"
        ),
        "did not find expected ',' or '}'": (
            "the mapping that opens here goes on without `,` or `}`",
            "separate entries with `,`, close with `}`, and quote texts that begin with `{`"
        ),
        "could not find expected ':'": (
            "this key has no `:`", "write `key: value`, and quote or indent texts of several lines"
        ),
        "did not find expected <document start>": (
            "something follows the end of the document", "begin the next document with a line `---`"
        ),
        "did not find expected node content": (
            "a value is missing here", "write one, or quote the sign if it is meant as a text"
        ),
        "found unknown escape character": (
            "this escape is none that YAML knows",
            "double the backslash, or use single quotes, which have no escapes"
        ),
        "did not find expected hexdecimal number": (
            "this escape lacks hexadecimal digits", "write `\\x` with 2, `\\u` with 4 of them"
        ),
        "found invalid Unicode character escape code": (
            "this escape names no character", "write the character itself, or `\\U` with 8 digits"
        ),
        "found undefined tag handle": (
            "the prefix of this tag is not declared", "quote texts that begin with `!`"
        ),
        "found incompatible YAML document": (
            "this version of YAML is not known", "leave the line `%YAML` out"
        ),
    ]
}
