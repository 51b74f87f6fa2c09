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
    private(set) var tokens: [Token] = []

    init(_ file: Dockerfile) {
        self.file = file
        bytes = file.bytes
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
        addText(to: bytes.count)
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
            if bytes[offset].isBlank {
                var blank = offset
                while blank < end, bytes[blank].isBlank { blank += 1 }
                add(kind == .text || endsLine(blank) ? .blank : kind, to: blank)
            } else if lineEnd(at: offset) > 0 {
                add(.newline, to: min(end, offset + lineEnd(at: offset)))
            } else if let next = continuationEnd(at: offset) {
                add(.continuation, to: min(end, next))
            } else {
                addRun(to: end, as: kind)
            }
        }
    }

    private mutating func addRun(to end: Int, as kind: Token.Kind) {
        var place = offset
        repeat { place += 1 } while place < end && !stops(at: place, kind)
        add(kind, to: place)
    }

    private func stops(at place: Int, _ kind: Token.Kind) -> Bool {
        if bytes[place].isBlank { return kind == .text }
        return lineEnd(at: place) > 0 || continuationEnd(at: place) != nil
    }

    private func endsLine(_ place: Int) -> Bool { place == bytes.count || lineEnd(at: place) > 0 }

    /// The length of the line end here: carriage returns and a line feed.
    private func lineEnd(at place: Int) -> Int {
        var end = place
        while end < bytes.count, bytes[end] == 0x0D { end += 1 }
        if end < bytes.count, bytes[end] == 0x0A { return end + 1 - place }
        return end == bytes.count ? end - place : 0
    }

    /// Where the blanks behind a continuing escape end; nil when the escape here is none.
    private func continuationEnd(at place: Int) -> Int? {
        guard bytes[place] == file.escape else { return nil }
        var end = place + 1
        while end < bytes.count, bytes[end].isBlank { end += 1 }
        guard endsLine(end) else { return nil }
        let isFirst = place == 0 || bytes[place - 1] != file.escape
        return isFirst ? end : nil
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
