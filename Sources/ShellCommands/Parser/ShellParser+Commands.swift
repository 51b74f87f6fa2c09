import SourceText

extension ShellParser {
    /// Assignments, words and redirections up to an operator.
    mutating func simpleCommand(of pipeline: Int, at position: Int) -> Int {
        let index = startCommand(of: pipeline, at: position)
        let outer = command
        command = index
        let (wordMark, assignmentMark) = (openWords.count, openAssignments.count)
        let redirectionMark = openRedirections.count
        var last = offset
        if isWord("[[") {
            test()
            last = offset
        } else if isAtArithmeticCommand {
            tree.commands[index].kind = .arithmetic
            openWords.append(arithmeticWord())
            last = offset
        }
        while !isAbandoned {
            skipBlanks()
            if redirection() {
            } else if !isAtWord {
                break
            } else if openWords.count > wordMark || !assignment() {
                openWords.append(word())
            }
            last = offset
        }
        if wordMark < openWords.count, bytes.matches(openWords[wordMark].range, "[[") {
            tree.commands[index].kind = .test
        }
        let start = tree.commands[index].range.start
        tree.commands[index].range = SourceRange(start, max(start, last))
        tree.commands[index].words = closeWords(from: wordMark)
        tree.commands[index].assignments = closeAssignments(from: assignmentMark)
        tree.commands[index].redirections = closeRedirections(from: redirectionMark)
        readInnerScript(of: index)
        command = outer
        return index
    }

    private mutating func startCommand(of pipeline: Int, at position: Int) -> Int {
        spend()
        tree.commands.append(
            CommandNode(
                kind: .simple, range: SourceRange(at: offset), pipeline: pipeline,
                position: position, construct: construct))
        return tree.commands.count - 1
    }

    /// A command given as words, each of them verbatim.
    mutating func command(ofWords ranges: [SourceRange]) {
        guard let first = ranges.first, let last = ranges.last else { return }
        tree.pipelines.append(
            PipelineNode(range: SourceRange(first.start, last.end), construct: -1))
        tree.pipelines[0].first = .command(startCommand(of: 0, at: 0))
        for range in ranges {
            spend()
            guard !isAbandoned else { break }
            openWords.append(WordNode(range: range, traits: .verbatim))
        }
        tree.commands[0].range = SourceRange(first.start, last.end)
        tree.commands[0].words = closeWords(from: 0)
        command = 0
        readInnerScript(of: 0)
    }

    // MARK: Moving complete nodes to the tree

    mutating func closeWords(from mark: Int) -> Range<Int> {
        let first = tree.words.count
        tree.words += openWords[mark...]
        openWords.removeSubrange(mark...)
        return first..<tree.words.count
    }

    mutating func closeExpansions(from mark: Int) -> Range<Int> {
        let first = tree.expansions.count
        tree.expansions += openExpansions[mark...]
        openExpansions.removeSubrange(mark...)
        return first..<tree.expansions.count
    }

    mutating func closeRedirections(from mark: Int) -> Range<Int> {
        let first = tree.redirections.count
        tree.redirections += openRedirections[mark...]
        openRedirections.removeSubrange(mark...)
        return first..<tree.redirections.count
    }

    private mutating func closeAssignments(from mark: Int) -> Range<Int> {
        let first = tree.assignments.count
        tree.assignments += openAssignments[mark...]
        openAssignments.removeSubrange(mark...)
        return first..<tree.assignments.count
    }

    /// Adds a word that stands alone.
    mutating func keep(_ word: WordNode) -> Int {
        tree.words.append(word)
        return tree.words.count - 1
    }

    // MARK: Assignments

    /// `name=value`, `name+=value`, `name[subscript]=value` or `name=(…)`, if one stands here.
    private mutating func assignment() -> Bool {
        guard let sign = assignmentSign() else { return false }
        spend()
        let start = offset
        let name = bytes[SourceRange(start, sign.operatorStart)].firstIndex { !$0.isWordByte }
        offset = sign.valueStart
        var node = AssignmentNode(
            range: SourceRange(at: start),
            name: SourceRange(start, name ?? sign.operatorStart),
            isAppending: bytes[sign.operatorStart] == UInt8(ascii: "+"), value: -1,
            elements: 0..<0, isArray: byte() == UInt8(ascii: "("))
        if node.isArray {
            node.elements = arrayElements()
        } else {
            node.value = keep(word())
        }
        node.range = SourceRange(start, offset)
        openAssignments.append(node)
        return true
    }

    /// Where the `=` or `+=` of an assignment starts and ends, if one stands here.
    private func assignmentSign() -> (operatorStart: Int, valueStart: Int)? {
        guard byte().isWordByte, !byte().isASCIIDigit else { return nil }
        var place = offset
        while place < end, bytes[place].isWordByte { place += 1 }
        if place < end, bytes[place] == UInt8(ascii: "[") {
            while place < end, bytes[place] != UInt8(ascii: "]"), !isMeta(bytes[place]) {
                place += 1
            }
            guard place < end, bytes[place] == UInt8(ascii: "]") else { return nil }
            place += 1
        }
        guard place < end else { return nil }
        if bytes[place] == UInt8(ascii: "=") { return (place, place + 1) }
        guard bytes[place] == UInt8(ascii: "+"), place + 1 < end,
            bytes[place + 1] == UInt8(ascii: "=")
        else { return nil }
        return (place, place + 2)
    }

    /// `( word* )`
    private mutating func arrayElements() -> Range<Int> {
        let start = offset
        let mark = openWords.count
        offset += 1
        while !isAbandoned {
            skipSeparators()
            guard isAtWord else { break }
            openWords.append(word())
        }
        if byte() == UInt8(ascii: ")") {
            offset += 1
        } else {
            note(.unterminatedArray, SourceRange(start, start + 1))
        }
        return closeWords(from: mark)
    }

    // MARK: Tests

    /// `[[ … ]]`; the words are its operands and operators.
    private mutating func test() {
        let start = offset
        openWords.append(operatorWord(2))
        var mayContinue = false
        while !isAbandoned {
            skipBlanks()
            if mayContinue { skipSeparators() }
            if isWord("]]") {
                openWords.append(operatorWord(2))
                return
            }
            switch (byte(), byte(1)) {
            case (UInt8(ascii: "&"), UInt8(ascii: "&")), (UInt8(ascii: "|"), UInt8(ascii: "|")):
                openWords.append(operatorWord(2))
                mayContinue = true
                continue
            case (UInt8(ascii: "("), _), (UInt8(ascii: ")"), _), (UInt8(ascii: "<"), _),
                (UInt8(ascii: ">"), _):
                openWords.append(operatorWord(1))
            case (UInt8(ascii: "="), UInt8(ascii: "~")):
                openWords.append(operatorWord(2))
                skipBlanks()
                openWords.append(word(isRegex: true))
            default:
                guard isAtWord else {
                    return note(.unclosed("[["), SourceRange(start, start + 2))
                }
                openWords.append(word())
            }
            mayContinue = false
        }
    }

    private mutating func operatorWord(_ length: Int) -> WordNode {
        spend()
        let start = offset
        offset = min(offset + length, end)
        return WordNode(range: SourceRange(start, max(start, offset)), traits: .bare)
    }
}
