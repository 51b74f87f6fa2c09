import SourceText

extension ShellParser {
    /// A construct that was begun, and what to go back to at its end.
    struct OpenConstruct {
        var index: Int
        var outer: Int
    }

    mutating func open(
        _ kind: ShellConstruct.Kind, from start: Int, pipeline: Int = -1, position: Int = 0
    ) -> OpenConstruct {
        spend()
        let place = OpenConstruct(index: tree.constructs.count, outer: construct)
        let parentDepth = construct < 0 ? -1 : tree.constructs[construct].depth
        tree.constructs.append(
            ConstructNode(
                kind: kind, range: SourceRange(at: start), parent: construct,
                depth: parentDepth + 1, pipeline: pipeline, position: position,
                command: kind.isInsideCommand ? command : -1))
        construct = place.index
        deepen()
        return place
    }

    mutating func close(_ place: OpenConstruct) {
        let start = tree.constructs[place.index].range.start
        tree.constructs[place.index].range = SourceRange(start, max(start, offset))
        construct = place.outer
        depth -= 1
    }

    /// One level deeper; gives up below the deepest.
    mutating func deepen() {
        depth += 1
        if depth > ShellLimits.depth { abandon(.tooDeep) }
    }

    /// Whether a construct starts here, rather than a simple command.
    var isAtCompound: Bool {
        switch byte() {
        case UInt8(ascii: "("): true
        case UInt8(ascii: "{"): isWord("{")
        case UInt8(ascii: "i"): isWord("if")
        case UInt8(ascii: "f"): isWord("for") || isWord("function")
        case UInt8(ascii: "w"): isWord("while")
        case UInt8(ascii: "u"): isWord("until")
        case UInt8(ascii: "c"): isWord("case")
        case UInt8(ascii: "s"): isWord("select")
        default: false
        }
    }

    /// A compound command or a function with the redirections behind it, if one starts here.
    mutating func compound(of pipeline: Int, at position: Int) -> Int? {
        let start = offset
        guard isAtCompound ? !isAtArithmeticCommand : isAtFunction else { return nil }
        let place = open(kindHere, from: start, pipeline: pipeline, position: position)
        switch tree.constructs[place.index].kind {
        case .subshell: enclosed(by: 1, .parenthesis, "(")
        case .group: enclosed(by: 1, .brace, "{")
        case .ifStatement: ifStatement()
        case .whileLoop: whileLoop()
        case .forLoop: forLoop(place.index)
        case .caseStatement: caseStatement(place.index)
        default: function()
        }
        close(place)
        compoundRedirections(place.index)
        return place.index
    }

    private var kindHere: ShellConstruct.Kind {
        switch byte() {
        case UInt8(ascii: "("): .subshell
        case UInt8(ascii: "{") where isWord("{"): .group
        case UInt8(ascii: "i") where isWord("if"): .ifStatement
        case UInt8(ascii: "w") where isWord("while"): .whileLoop
        case UInt8(ascii: "u") where isWord("until"): .whileLoop
        case UInt8(ascii: "c") where isWord("case"): .caseStatement
        case UInt8(ascii: "s") where isWord("select"): .forLoop
        case UInt8(ascii: "f") where isWord("for"): .forLoop
        default: .function
        }
    }

    private mutating func compoundRedirections(_ index: Int) {
        let mark = openRedirections.count
        var last = tree.constructs[index].range.end
        while true {
            skipBlanks()
            guard redirection() else { break }
            last = offset
        }
        let start = tree.constructs[index].range.start
        tree.constructs[index].range = SourceRange(start, max(start, last))
        tree.constructs[index].redirections = closeRedirections(from: mark)
    }

    /// A list between an opening of `length` bytes and a closer.
    private mutating func enclosed(by length: Int, _ end: ListClosers, _ opening: String) {
        let start = offset
        offset += length
        list(until: end)
        expect(end, opening, SourceRange(start, start + length))
    }

    /// Moves past a closer that ends what began at `opening`, or says that it is missing.
    @discardableResult
    private mutating func expect(
        _ kind: ListClosers, _ word: String, _ opening: SourceRange
    ) -> Bool {
        if let closer = closer(), closer.kind == kind {
            offset += closer.length
            return true
        }
        note(.unclosed(word), opening)
        return false
    }

    /// A list that is a part of a larger construct.
    private mutating func part(_ kind: ShellConstruct.Kind, until end: ListClosers) {
        let place = open(kind, from: offset)
        list(until: end)
        close(place)
    }

    /// `if list then list (elif list then list)* [else list] fi`
    private mutating func ifStatement() {
        let opening = SourceRange(offset, offset + 2)
        offset += 2
        while true {
            part(.condition, until: .then)
            guard expect(.then, "if", opening) else { return }
            part(.branch, until: .ifPart)
            if skipWord("elif") { continue }
            if skipWord("else") { part(.branch, until: .ifPart) }
            expect(.ifPart, "if", opening)
            return
        }
    }

    /// `while list do list done`, `until list do list done`
    private mutating func whileLoop() {
        let opening = SourceRange(offset, offset + 5)
        offset += 5
        part(.condition, until: .loopStart)
        body(opening, "while")
    }

    /// `for name [in words] do list done`, `for ((…)) do list done`
    private mutating func forLoop(_ index: Int) {
        let start = offset
        while offset < end, bytes[offset].isASCIILetter { offset += 1 }
        let opening = SourceRange(start, offset)
        skipBlanks()
        let mark = openWords.count
        if byte() == UInt8(ascii: "("), byte(1) == UInt8(ascii: "(") {
            openWords.append(arithmeticWord())
        } else {
            if isAtWord { tree.constructs[index].variable = word().range }
            skipSeparators()
            if skipWord("in") { words() }
        }
        tree.constructs[index].words = closeWords(from: mark)
        skipBlanks()
        if byte() == UInt8(ascii: ";") { offset += 1 }
        skipSeparators()
        body(opening, "for")
    }

    /// `do list done`, or bash's `{ list }`.
    private mutating func body(_ opening: SourceRange, _ word: String) {
        skipSeparators()
        if isWord("{") {
            offset += 1
            part(.loopBody, until: .brace)
            expect(.brace, word, opening)
        } else if expect(.loopStart, word, opening) {
            part(.loopBody, until: .done)
            expect(.done, word, opening)
        }
    }

    /// Words up to an operator.
    private mutating func words() {
        while !isAbandoned {
            skipBlanks()
            guard isAtWord else { return }
            openWords.append(word())
        }
    }

    /// `case word in ([(] pattern (| pattern)* ) list ;;)* esac`
    private mutating func caseStatement(_ index: Int) {
        let opening = SourceRange(offset, offset + 4)
        offset += 4
        skipBlanks()
        let mark = openWords.count
        if isAtWord { openWords.append(word()) }
        tree.constructs[index].words = closeWords(from: mark)
        skipSeparators()
        guard skipWord("in") else { return note(.unclosed("case"), opening) }
        while true {
            skipSeparators()
            if skipWord("esac") { return }
            guard offset < end, !isAbandoned, patterns() else { break }
            part(.branch, until: [.caseBreak, .esac])
            if let closer = closer(), closer.kind == .caseBreak { offset += closer.length }
        }
        note(.unclosed("case"), opening)
    }

    /// The patterns of a branch and the `)` behind them.
    private mutating func patterns() -> Bool {
        if byte() == UInt8(ascii: "(") { offset += 1 }
        while !isAbandoned {
            skipBlanks()
            if isAtWord { _ = word() }
            skipBlanks()
            switch byte() {
            case UInt8(ascii: "|"): offset += 1
            case UInt8(ascii: ")"):
                offset += 1
                return true
            default: return false
            }
        }
        return false
    }

    // MARK: Functions

    /// Whether `name ()` or `function name` starts here.
    private var isAtFunction: Bool {
        if isWord("function") { return true }
        var place = offset
        while place < end, isFunctionNameByte(bytes[place]) { place += 1 }
        guard place > offset else { return false }
        while place < end, bytes[place].isBlank { place += 1 }
        guard place < end, bytes[place] == UInt8(ascii: "(") else { return false }
        place += 1
        while place < end, bytes[place].isBlank { place += 1 }
        return place < end && bytes[place] == UInt8(ascii: ")")
    }

    private func isFunctionNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "$"), UInt8(ascii: "`"),
            UInt8(ascii: "\\"), UInt8(ascii: "="):
            false
        default: !isMeta(byte)
        }
    }

    /// `name() compound`, `function name [()] compound`
    private mutating func function() {
        let start = offset
        if skipWord("function") { skipBlanks() }
        while offset < end, isFunctionNameByte(bytes[offset]) { offset += 1 }
        let name = SourceRange(start, offset)
        skipBlanks()
        if byte() == UInt8(ascii: "(") {
            offset += 1
            skipBlanks()
            if byte() == UInt8(ascii: ")") { offset += 1 }
        }
        skipSeparators()
        guard isAtCompound, !isAtArithmeticCommand, compound(of: -1, at: 0) != nil else {
            return note(.unclosed(bytes.text(name)), name)
        }
    }
}
