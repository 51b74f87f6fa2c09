/// Splits text into words and expands variables as BuildKit's shell lexer does.
package struct ShellLexer: Sendable {
    /// What escapes: a backslash, or a backquote after `# escape`.
    package var escape = UInt8(ascii: "\\")
    /// Whether quotes stay in the result.
    package var keepsQuotes = false
    /// Whether escapes stay in the result.
    package var keepsEscapes = false
    /// Whether quotes are ordinary characters.
    package var ignoresQuotes = false
    /// Whether a variable that is not set stays as written.
    package var keepsUnset = false

    /// The largest result in bytes.
    package static let largestResult = 1 << 20
    /// How deep `${a:-${b:-…}}` may nest.
    package static let deepestNesting = 200

    package init(escape: UInt8 = UInt8(ascii: "\\")) { self.escape = escape }

    /// What became of a text.
    package struct Result: Sendable, Hashable {
        /// The text with variables expanded and quotes removed.
        package var text: String
        /// The same split at spaces that are not quoted, after expansion.
        package var words: [String]
        /// The variables that were found, each once, in order.
        package var matched: [String]
        /// The variables that were not set.
        package var unmatched: [String]
        /// How much matching patterns took.
        var steps: Int
    }

    /// Expands a text; `value` gives what a variable holds, or nil when it is not set.
    package func process(
        _ text: String, value: @escaping (String) -> String?
    ) throws(ExpansionError) -> Result {
        try process(Array(text.utf8), value: value)
    }

    func process(
        _ text: [UInt8], value: @escaping (String) -> String? = { _ in nil }
    ) throws(ExpansionError) -> Result {
        var run = Expander(text, lexer: self, lookup: value)
        var words = WordSplitter()
        let result = try run.text(until: nil, keepsEscapes: keepsEscapes, words: &words)
        return Result(
            text: String(decoding: result, as: UTF8.self), words: words.finish(),
            matched: run.matched, unmatched: run.unmatched, steps: run.steps)
    }

    /// Whether expanding leaves a text as it is.
    package func isPlain(_ text: String) -> Bool {
        !text.utf8.contains { $0 == UInt8(ascii: "$") || $0.isQuote || $0 == escape }
    }
}

/// Why a text cannot be expanded.
package enum ExpansionError: Error, Sendable, Hashable {
    case unmatchedQuote
    case missingBrace
    case missingSlash
    case badSubstitution
    case unsupportedModifier(String)
    case badPattern(String)
    /// `${name?message}` of a variable that is not set, or empty.
    case required(name: String, message: String)
    case tooLarge
    case tooDeep
}

/// Collects words as text is expanded.
struct WordSplitter {
    private var words: [String] = []
    private var word: [UInt8] = []

    /// Adds text in which spaces end words.
    mutating func add(_ text: [UInt8]) {
        var offset = 0
        while offset < text.count {
            let space = text.spaceLength(at: offset, before: text.count)
            if space > 0 {
                endWord()
                offset += space
            } else {
                word.append(text[offset])
                offset += 1
            }
        }
    }

    /// Adds text in which spaces are part of the word.
    mutating func addQuoted(_ text: [UInt8]) { word += text }
    mutating func addQuoted(_ byte: UInt8) { word.append(byte) }

    mutating func endWord() {
        guard !word.isEmpty else { return }
        words.append(String(decoding: word, as: UTF8.self))
        word = []
    }

    mutating func finish() -> [String] {
        endWord()
        return words
    }
}
