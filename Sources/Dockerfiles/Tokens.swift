package import SourceText

/// A stretch of a file with one meaning.
package struct Token: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case byteOrderMark = "byte-order-mark"
        case directive, comment, keyword, flag, word
        /// A shell command's text, or the marks of JSON around its words.
        case text
        case heredoc
        case heredocEnd = "heredoc-end"
        /// The escape that joins a line with the next, and blanks behind it.
        case continuation
        case blank, newline
        /// What follows a line that is too long, and that line.
        case unread
    }

    package var kind: Kind
    package var range: SourceRange
}

extension Dockerfile {
    /// The tokens of the file: end to end they are its bytes.
    package func tokens() -> [Token] {
        var writer = TokenWriter(self)
        writer.write()
        return writer.tokens
    }
}

/// Cuts a file at what its instructions, comments and directives know of places.
private struct TokenWriter {
    private let file: Dockerfile
    private let bytes: [UInt8]
    private var offset = 0
    private var lines: LineReader
    private var line = PhysicalLine(start: 0, end: 0, next: 0, number: 0)
    /// Where the escape stands that continues the line.
    private var continuation: Int?
    private(set) var tokens: [Token] = []

    init(_ file: Dockerfile) {
        self.file = file
        bytes = file.bytes
        lines = LineReader(bytes)
    }

    mutating func write() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { add(.byteOrderMark, to: 3) }
        var marks = file.directives.map { Token(kind: .directive, range: $0.range) }
        marks += file.comments.filter { !$0.isInside }.map {
            Token(kind: .comment, range: $0.range)
        }
        var outside = marks.sorted { $0.range < $1.range }[...]
        for instruction in file.instructions {
            while let mark = outside.first, mark.range.start < instruction.range.start {
                addMark(mark)
                outside.removeFirst()
            }
            write(instruction)
        }
        for mark in outside { addMark(mark) }
        addText(to: file.end)
        add(.unread, to: bytes.count)
    }

    private mutating func write(_ instruction: Instruction) {
        addText(to: instruction.range.start)
        var marks = self.marks(of: instruction)
        marks += file.comments[instruction.commentsInside].map {
            Token(kind: .comment, range: $0.range)
        }
        marks.sort { $0.range < $1.range }
        for mark in marks { addMark(mark) }
        addText(to: instruction.range.end)
    }

    private func marks(of instruction: Instruction) -> [Token] {
        var marks = [Token(kind: .keyword, range: instruction.keyword)]
        marks += instruction.flags.map { Token(kind: .flag, range: $0.range) }
        if let trigger = instruction.trigger {
            return marks + self.marks(of: trigger)
        }
        if instruction.kind == .env || instruction.kind == .label {
            for pair in instruction.pairs {
                marks.append(Token(kind: .word, range: pair.key.range))
                if let value = pair.value { marks.append(Token(kind: .word, range: value.range)) }
            }
        } else if instruction.kind == .healthcheck, !instruction.isJSON {
            marks += instruction.arguments.prefix(1).map { Token(kind: .word, range: $0.range) }
        } else {
            marks += instruction.arguments.map { Token(kind: .word, range: $0.range) }
        }
        for heredoc in instruction.heredocs {
            marks.append(Token(kind: .heredoc, range: heredoc.content))
            if let end = heredoc.end { marks.append(Token(kind: .heredocEnd, range: end)) }
        }
        return marks
    }

    // MARK: Adding

    private mutating func add(_ kind: Token.Kind, to end: Int) {
        guard end > offset else { return }
        tokens.append(Token(kind: kind, range: SourceRange(offset, end)))
        offset = end
    }

    /// A known stretch; one over several lines is cut at continuations and comments.
    private mutating func addMark(_ mark: Token) {
        addText(to: mark.range.start)
        switch mark.kind {
        case .heredoc, .heredocEnd, .comment, .directive: add(mark.kind, to: mark.range.end)
        default: addText(to: mark.range.end, as: mark.kind)
        }
    }

    /// Everything up to `end`: blanks, line ends, continuations and text between them.
    private mutating func addText(to end: Int, as kind: Token.Kind = .text) {
        while offset < end {
            enterLine()
            if offset >= line.end {
                add(.newline, to: min(end, line.next))
            } else if offset == continuation {
                add(.continuation, to: min(end, line.end))
            } else {
                addStretch(to: min(end, continuation ?? line.end), as: kind)
            }
        }
    }

    /// Blanks or text of one line.
    private mutating func addStretch(to end: Int, as kind: Token.Kind) {
        var place = offset
        while place < end, bytes[place].isBlank { place += 1 }
        if place > offset, kind == .text || place == end { return add(.blank, to: place) }
        while place < end, kind != .text || !bytes[place].isBlank { place += 1 }
        add(kind, to: place)
    }

    /// Finds the line of the offset, which only moves on.
    private mutating func enterLine() {
        while offset >= line.next, let next = lines.next() {
            line = next
            continuation = bytes.continuation(in: next.range, escape: file.escape)
        }
    }
}

extension Dockerfile {
    /// The tokens, one a line: place, kind, and text in Go's quotes.
    package var tokenListing: String {
        tokens().map { token in
            "\(token.range.start)..\(token.range.end) \(token.kind.rawValue) "
                + goQuoted(text(token.range)) + "\n"
        }.joined()
    }
}
