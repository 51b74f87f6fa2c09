/// Cuts a template into tokens. It is always in one of two states: in the text between actions, or
/// inside an action. Positions are those of Go's lexer.
struct TemplateLexer {
    let bytes: Bytes
    let delimiters: Delimiters
    let options: Options
    /// What the token of kind `error` says. The lexer stops there.
    private(set) var mistake = ""
    /// Comments, with their delimiters.
    private(set) var comments: [Range<Int>] = []
    var position = 0
    /// Where the token that is being read begins.
    var start = 0
    private var isInsideAction = false
    var openParentheses = 0

    /// What actions begin and end with.
    struct Delimiters {
        var left = Bytes("{{".utf8)
        var right = Bytes("}}".utf8)
    }

    struct Options {
        /// Whether comments are tokens, too.
        var givesComments = false
        /// Whether `break` is a keyword; not if there is a function of that name.
        var knowsBreak = true
        var knowsContinue = true
    }

    init(_ bytes: Bytes, delimiters: Delimiters = Delimiters(), options: Options = Options()) {
        self.bytes = bytes
        self.delimiters = delimiters
        self.options = options
    }

    /// The next token; after the end, the end again.
    mutating func next() -> TemplateToken {
        while true {
            if let token = isInsideAction ? insideAction() : text() { return token }
        }
    }

    /// A token from `start` to where the reader is.
    mutating func token(_ kind: TemplateToken.Kind) -> TemplateToken {
        defer { start = position }
        return TemplateToken(kind: kind, start: start, end: position)
    }

    mutating func fail(_ mistake: String) -> TemplateToken {
        self.mistake = mistake
        return TemplateToken(kind: .error, start: start, end: position)
    }

    /// Outside of actions: text up to the next left delimiter, or that delimiter.
    private mutating func text() -> TemplateToken? {
        guard let delimiter = offset(of: delimiters.left, from: position) else {
            position = bytes.count
            return token(position > start ? .text : .endOfFile)
        }
        var end = delimiter
        if hasLeftTrimMarker(at: delimiter + delimiters.left.count) {
            while end > start, bytes[end - 1].isTemplateSpace { end -= 1 }
        }
        let text = TemplateToken(kind: .text, start: start, end: end)
        start = delimiter
        position = delimiter
        return end > text.start ? text : leftDelimiter()
    }

    /// A left delimiter is known to be here.
    private mutating func leftDelimiter() -> TemplateToken? {
        position += delimiters.left.count
        let marker = hasLeftTrimMarker(at: position) ? 2 : 0
        if has(Bytes("/*".utf8), at: position + marker) { return comment(from: position + marker) }
        let delimiter = token(.leftDelimiter)
        isInsideAction = true
        openParentheses = 0
        position += marker
        start = position
        return delimiter
    }

    /// `/*` is known to be here; the left delimiter has been read.
    private mutating func comment(from opening: Int) -> TemplateToken? {
        let outside = start
        start = opening
        guard let closing = offset(of: Bytes("*/".utf8), from: opening + 2) else {
            return fail("unclosed comment")
        }
        position = closing + 2
        let comment = TemplateToken(kind: .comment, start: opening, end: position)
        guard let trims = rightDelimiterTrims(at: position) else {
            return fail("comment ends before closing delimiter")
        }
        position += (trims ? 2 : 0) + delimiters.right.count
        comments.append(outside..<position)
        if trims { skipSpaces() }
        start = position
        return options.givesComments ? comment : nil
    }

    /// A right delimiter is known to be here, with its trim marker if it has one.
    mutating func rightDelimiter(trims: Bool) -> TemplateToken {
        if trims { position += 2 }
        start = position
        position += delimiters.right.count
        let delimiter = token(.rightDelimiter)
        if trims { skipSpaces() }
        start = position
        isInsideAction = false
        return delimiter
    }

    private mutating func skipSpaces() {
        while position < bytes.count, bytes[position].isTemplateSpace { position += 1 }
    }

    /// Whether the text goes on with a right delimiter, and if so, whether that trims what follows.
    func rightDelimiterTrims(at offset: Int) -> Bool? {
        if hasRightTrimMarker(at: offset), has(delimiters.right, at: offset + 2) { return true }
        return has(delimiters.right, at: offset) ? false : nil
    }

    /// A minus, then a space.
    private func hasLeftTrimMarker(at offset: Int) -> Bool {
        offset + 1 < bytes.count && bytes[offset] == UInt8(ascii: "-")
            && bytes[offset + 1].isTemplateSpace
    }

    /// A space, then a minus.
    private func hasRightTrimMarker(at offset: Int) -> Bool {
        offset + 1 < bytes.count && bytes[offset].isTemplateSpace
            && bytes[offset + 1] == UInt8(ascii: "-")
    }

    func has(_ word: Bytes, at offset: Int) -> Bool {
        guard offset + word.count <= bytes.count else { return false }
        for index in word.indices where bytes[offset + index] != word[index] { return false }
        return true
    }

    private func offset(of word: Bytes, from offset: Int) -> Int? {
        guard let first = word.first else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            var index = offset
            let last = bytes.count - word.count
            while index <= last {
                if bytes[index] == first, bytes[index...].starts(with: word) { return index }
                index += 1
            }
            return nil
        }
    }
}
