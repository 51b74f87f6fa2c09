/// Parses one template text, as text/template/parse does: the same trees, the same errors at the
/// same lines. Nothing recurses: what is open is kept on stacks.
struct TemplateParser {
    let name: Bytes
    let bytes: Bytes
    /// Whether a function of a name exists.
    let knows: (Bytes) -> Bool
    var lexer: TemplateLexer
    var builder = NodeBuilder()
    var definitions = DefinitionTable()
    var scope = VariableScope()
    /// What is open; the text itself first.
    var frames: [Frame] = []
    /// How many `range`s are open here that `break` may leave.
    var openRanges = 0
    /// The left delimiter that errors call the start of the action.
    var actionStart: Int?
    /// The token that ended the last pipeline or clause.
    var closing = TemplateToken(kind: .endOfFile, start: 0, end: 0)
    /// The token that the lexer gave last; errors tell its line.
    private(set) var latest = TemplateToken(kind: .endOfFile, start: 0, end: 0)
    /// Tokens that were put back, the next one last.
    private var waiting: [TemplateToken] = []

    /// How deep parentheses may be nested, for the sake of what walks the tree. Go's limit is
    /// 10,000.
    static let deepestParentheses = 1_000
    /// How deep branches and blocks may be nested; a branch of `else if` is inside the one before.
    static let deepestFrames = 1_000
    static let longestPipeline = 100_000
    /// Offsets are kept in 32 bits.
    static let longestText = 256 << 20

    /// Something with a body that has not ended yet.
    struct Frame {
        var kind: Kind
        /// Where its left delimiter is.
        var start: Int
        /// The list that is being filled.
        var list: Int32
        /// The node of a branch.
        var node: Int32 = -1
        var isElse = false
        /// The name of a definition.
        var name: Bytes = []
        /// Whether a definition holds nothing but spaces so far.
        var isBlank = true
        /// To forget the variables of a branch by.
        var mark = 0
        /// What to go back to after a definition.
        var outerScope = VariableScope()
        var outerRanges = 0
        /// The end of the opening action.
        var header: TemplateToken

        enum Kind {
            /// The text's own template.
            case own
            case define, block, branch
        }
    }

    init(name: Bytes, bytes: Bytes, knows: @escaping (Bytes) -> Bool) {
        self.name = name
        self.bytes = bytes
        self.knows = knows
        var options = TemplateLexer.Options()
        options.knowsBreak = !knows(Bytes("break".utf8))
        options.knowsContinue = !knows(Bytes("continue".utf8))
        lexer = TemplateLexer(bytes, options: options)
    }
}

// MARK: - Tokens

extension TemplateParser {
    mutating func next() -> TemplateToken {
        if let token = waiting.popLast() { return token }
        latest = lexer.next()
        return latest
    }

    mutating func putBack(_ token: TemplateToken) {
        waiting.append(token)
    }

    mutating func peek() -> TemplateToken {
        let token = next()
        putBack(token)
        return token
    }

    mutating func nextNonSpace() -> TemplateToken {
        while true {
            let token = next()
            if token.kind != .space { return token }
        }
    }

    /// The next token that is no space; the spaces before it are dropped.
    mutating func peekNonSpace() -> TemplateToken {
        let token = nextNonSpace()
        putBack(token)
        return token
    }

    mutating func expect(
        _ kind: TemplateToken.Kind, _ context: String
    ) throws(TemplateSyntaxError) -> TemplateToken {
        let token = nextNonSpace()
        guard token.kind == kind else { throw unexpected(token, context) }
        return token
    }

    /// The next token's text without its quotes; it must be a string.
    mutating func expectString(
        _ context: String
    ) throws(TemplateSyntaxError) -> (token: TemplateToken, text: Bytes) {
        let token = nextNonSpace()
        guard token.kind == .string || token.kind == .rawString else {
            throw unexpected(token, context)
        }
        guard let text = QuotedText.unquoted(bytes[token.range]) else {
            throw error("invalid syntax")
        }
        return (token, text)
    }
}

// MARK: - Errors

extension TemplateParser {
    /// An error at the line of the last token.
    func error(_ message: String) -> TemplateSyntaxError {
        error(message, latest, at: latest.start)
    }

    func error(
        _ message: String, _ token: TemplateToken, at offset: Int
    ) -> TemplateSyntaxError {
        let place = "\(String(decoding: name, as: UTF8.self)):\(line(of: token.start))"
        return TemplateSyntaxError("template: \(place): \(message)", at: offset)
    }

    func unexpected(_ token: TemplateToken, _ context: String) -> TemplateSyntaxError {
        guard token.kind == .error else {
            return error("unexpected \(shown(token)) in \(context)", latest, at: token.start)
        }
        var extra = ""
        if let actionStart, line(of: actionStart) != line(of: token.start) {
            let text = String(decoding: name, as: UTF8.self)
            let isAction = lexer.mistake.utf8.reversed().starts(with: " action".utf8.reversed())
            extra = isAction ? " started at " : " in action started at "
            extra += "\(text):\(line(of: actionStart))"
        }
        return error(lexer.mistake + extra, latest, at: token.start)
    }

    private func line(of offset: Int) -> Int {
        bytes[..<offset].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    }

    /// A token as errors show it.
    private func shown(_ token: TemplateToken) -> String {
        if token.kind == .endOfFile { return "EOF" }
        let text = bytes[token.range]
        if token.kind.isKeyword { return "<\(String(decoding: text, as: UTF8.self))>" }
        let quoted = QuotedText.quoted(text, limit: text.count > 10 ? 10 : .max)
        return text.count > 10 ? quoted + "..." : quoted
    }
}
