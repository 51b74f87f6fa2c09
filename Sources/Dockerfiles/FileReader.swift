import SourceText

/// A line of the file as BuildKit sees it: without a byte order mark and without its line end.
struct PhysicalLine {
    var start: Int
    var end: Int
    /// Where the next line starts.
    var next: Int
    /// From 1.
    var number: Int

    var range: SourceRange { SourceRange(start, end) }
}

/// Gives the lines of a file one by one.
struct LineReader {
    let bytes: [UInt8]
    private(set) var offset = 0
    private(set) var number = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> PhysicalLine? {
        guard offset < bytes.count else { return nil }
        number += 1
        var start = offset
        if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        offset = lineEnd(from: offset)
        var end = offset
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return PhysicalLine(start: start, end: end, next: offset, number: number)
    }

    private func lineEnd(from start: Int) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            var place = start
            while place < buffer.count {
                if buffer[place] == 0x0A { return place + 1 }
                place += 1
            }
            return place
        }
    }
}

/// Reads a file into directives, comments and instructions.
struct FileReader {
    private let bytes: [UInt8]
    private var lines: LineReader
    private var canHaveDirectives = true
    /// The first comment since the last instruction or empty comment.
    private var firstCommentAbove = 0
    /// The comments that wait for the instruction below them.
    private var firstWaitingComment = 0
    /// Where reading stopped for a line that is too long; the end of the file otherwise.
    private(set) var end: Int

    private var stageCount = 0

    private(set) var escape = UInt8(ascii: "\\")
    private(set) var directives: [Directive] = []
    private(set) var comments: [CommentLine] = []
    private(set) var instructions: [Instruction] = []
    private(set) var problems: [Problem] = []

    /// The most bytes BuildKit reads in a line, its end not counted.
    static let longestLine = 65_535

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        lines = LineReader(bytes)
        end = bytes.count
    }

    mutating func read() {
        while let line = nextLine() {
            let start = bytes.skippingSpaces(line.range)
            if start < line.end, bytes[start] == UInt8(ascii: "#") {
                readComment(line, at: start)
                continue
            }
            canHaveDirectives = false
            if start < line.end { readInstruction(line, at: start) }
        }
        if instructions.isEmpty {
            problems.append(.noInstructions(SourceRange(at: bytes.count)))
        }
    }

    /// The next line; none after one that is too long, as in BuildKit.
    private mutating func nextLine() -> PhysicalLine? {
        let start = lines.offset
        guard start < end, let line = lines.next() else { return nil }
        let length = line.next - start - (bytes[line.next - 1] == 0x0A ? 1 : 0)
        guard length <= FileReader.longestLine else {
            end = start
            problems.append(.lineTooLong(line.range, limit: FileReader.longestLine))
            return nil
        }
        return line
    }

    // MARK: Comments and directives

    private mutating func readComment(_ line: PhysicalLine, at start: Int) {
        let range = SourceRange(start, line.end)
        if canHaveDirectives, readDirective(range, number: line.number) { return }
        canHaveDirectives = false
        comments.append(
            CommentLine(
                range: range, line: line.number, indentation: start - line.start,
                instruction: nil, isInside: false))
        if bytes.buildKitText(of: range, indentation: start - line.start).isEmpty {
            firstCommentAbove = comments.count
        }
    }

    /// Whether the comment is a directive.
    private mutating func readDirective(_ range: SourceRange, number: Int) -> Bool {
        guard let directive = Directive(range, line: number, in: bytes) else { return false }
        if directives.contains(where: { $0.name == directive.name }) {
            problems.append(.repeatedDirective(directive))
            return true
        }
        directives.append(directive)
        if directive.name == "escape" {
            if directive.value == "`" || directive.value == "\\" {
                escape = directive.value.utf8.first ?? escape
            } else {
                problems.append(.badEscape(directive))
            }
        }
        return true
    }

    // MARK: Instructions

    private mutating func readInstruction(_ first: PhysicalLine, at start: Int) {
        let index = instructions.count
        for waiting in firstWaitingComment..<comments.count {
            comments[waiting].instruction = index
        }
        let commentsAbove = firstCommentAbove..<comments.count
        let commentCount = comments.count
        var hasEmptyContinuation = false
        var last = first
        let pieces = joinLines(from: start, last: &last, isBroken: &hasEmptyContinuation)
        let line = LogicalLine(pieces, of: bytes)
        var reader = InstructionReader(line, of: bytes, escape: escape)
        var instruction = reader.instruction(
            index: index, range: SourceRange(start, last.end), lines: first.number...last.number)
        if instruction.kind == .from { stageCount += 1 }
        instruction.setStage(stageCount == 0 ? nil : stageCount - 1)
        problems += reader.problems
        instruction.commentsAbove = commentsAbove
        instruction.commentsInside = commentCount..<comments.count
        instruction.hasEmptyContinuation = hasEmptyContinuation
        readHeredocs(of: &instruction, on: line, last: &last)
        instructions.append(consume instruction)
        firstCommentAbove = comments.count
        firstWaitingComment = comments.count
    }

    /// The pieces of an instruction's lines that BuildKit joins.
    private mutating func joinLines(
        from start: Int, last: inout PhysicalLine, isBroken: inout Bool
    ) -> [SourceRange] {
        guard let cut = bytes.continuation(in: SourceRange(start, last.end), escape: escape) else {
            return [SourceRange(start, last.end)]
        }
        var pieces = [SourceRange(start, cut)]
        while let line = nextLine() {
            last = line
            let text = bytes.skippingSpaces(line.range)
            if text == line.end {
                isBroken = true
            } else if bytes[text] == UInt8(ascii: "#") {
                comments.append(
                    CommentLine(
                        range: SourceRange(text, line.end), line: line.number,
                        indentation: text - line.start, instruction: instructions.count,
                        isInside: true))
            } else if let cut = bytes.continuation(in: line.range, escape: escape) {
                pieces.append(SourceRange(line.start, cut))
            } else {
                pieces.append(line.range)
                break
            }
        }
        return pieces
    }

    // MARK: Heredocs

    private mutating func readHeredocs(
        of instruction: inout Instruction, on line: LogicalLine, last: inout PhysicalLine
    ) {
        guard instruction.triggers.first?.takesHeredocs ?? instruction.takesHeredocs else {
            return
        }
        guard var heredocs = HeredocWord.heredocs(on: line) else {
            problems.append(.badHeredocWord(instruction.range))
            return
        }
        guard !heredocs.isEmpty else { return }
        for index in heredocs.indices {
            readHeredoc(&heredocs[index], last: &last)
            if heredocs[index].end == nil {
                problems.append(
                    .unterminatedHeredoc(instruction.range, name: heredocs[index].name))
                break
            }
        }
        instruction.heredocs = heredocs
        instruction.range.end = max(instruction.range.end, last.end)
        instruction.lines = instruction.lines.lowerBound...last.number
        if !instruction.triggers.isEmpty {
            instruction.triggers[0].heredocs = heredocs
            instruction.triggers[0].range.end = instruction.range.end
        }
    }

    private mutating func readHeredoc(_ heredoc: inout Heredoc, last: inout PhysicalLine) {
        let start = lines.offset
        let word = Array(heredoc.name.utf8)
        heredoc.content = SourceRange(at: start)
        while let line = nextLine() {
            last = line
            var text = line.range
            if heredoc.stripsTabs {
                while text.start < text.end, bytes[text.start] == 0x09 { text.start += 1 }
            }
            if text.length == word.count, bytes[text].elementsEqual(word) {
                heredoc.end = line.range
                return
            }
            heredoc.content = SourceRange(start, line.next)
        }
    }
}

extension Instruction {
    fileprivate mutating func setStage(_ stage: Int?) {
        self.stage = stage
        for index in triggers.indices { triggers[index].setStage(stage) }
    }

    fileprivate var takesHeredocs: Bool {
        (kind == .run || kind == .copy || kind == .add) && !isJSON
    }
}

extension [UInt8] {
    /// Where the escape stands that continues a line: the last byte but blanks, alone or after
    /// another byte than itself.
    func continuation(in line: SourceRange, escape: UInt8) -> Int? {
        var end = line.end
        while end > line.start, self[end - 1].isBlank { end -= 1 }
        guard end > line.start, self[end - 1] == escape else { return nil }
        return end - 1 == line.start || self[end - 2] != escape ? end - 1 : nil
    }

    /// A comment's text as BuildKit keeps it: an indented one loses a space instead of its `#`.
    func buildKitText(of comment: SourceRange, indentation: Int) -> SourceRange {
        trimmingSpaces(SourceRange(comment.start - indentation + 1, comment.end))
    }
}
