import SourceText

extension ShellParser {
    /// `list : and_or (separator and_or)*`. Ends before a closer of this list or of one around it.
    mutating func list(until own: ListClosers) {
        let outer = closers
        closers.formUnion(own)
        var previous = -1
        var joint: ShellJoint?
        while true {
            skipSeparators()
            guard offset < end, !isAbandoned, !isAtCloser else { break }
            guard !skipUnexpected() else { continue }
            let start = offset
            let pipeline = pipeline()
            link(previous, joint, pipeline)
            previous = pipeline
            joint = listOperator()
            tree.pipelines[pipeline].after = joint
            if joint == nil { noteMissingOperator() }
            if offset == start { offset += 1 }
        }
        if let joint, joint.symbol == .and || joint.symbol == .or {
            note(.missingCommand, joint.range)
        }
        closers = outer
    }

    private mutating func link(_ previous: Int, _ joint: ShellJoint?, _ pipeline: Int) {
        guard previous >= 0 else { return }
        tree.pipelines[previous].next = pipeline
        tree.pipelines[pipeline].previous = previous
        tree.pipelines[pipeline].before = joint
    }

    /// A list goes on without an operator: `(a) b`.
    private mutating func noteMissingOperator() {
        guard offset < end, closer() == nil else { return }
        let range = SourceRange(offset, offset + 1)
        note(.unexpected(bytes.text(range)), range)
    }

    /// Moves past an operator or closer that nothing here waits for.
    private mutating func skipUnexpected() -> Bool {
        let length: Int
        if let closer = closer() {
            length = closer.length
        } else {
            switch byte() {
            case UInt8(ascii: "&") where byte(1) == UInt8(ascii: ">"): return false
            case UInt8(ascii: ";"): length = 1
            case UInt8(ascii: "&"), UInt8(ascii: "|"): length = byte(1) == byte() ? 2 : 1
            default: return false
            }
        }
        let range = SourceRange(offset, offset + length)
        note(.unexpected(bytes.text(range)), range)
        offset += length
        // The operator behind a stray word is no second mistake.
        skipBlanks()
        if byte() == UInt8(ascii: ";"), byte(1) != UInt8(ascii: ";") { offset += 1 }
        return true
    }

    /// `pipeline : ["!"] command ("|" command)*`
    private mutating func pipeline() -> Int {
        spend()
        let index = tree.pipelines.count
        let start = offset
        tree.pipelines.append(PipelineNode(range: SourceRange(at: start), construct: construct))
        skipPrefixes(of: index)
        var last = offset
        var joint: ShellJoint?
        var position = 0
        while let member = member(of: index, at: position) {
            last = max(last, member.end)
            add(member.member, behind: joint, to: index)
            joint = nil
            position += 1
            guard !isAbandoned, let pipe = pipe() else { break }
            skipSeparators()
            joint = pipe
        }
        if let joint { note(.missingCommand, joint.range) }
        tree.pipelines[index].range = SourceRange(start, max(start, last))
        return index
    }

    private mutating func add(
        _ member: PipelineMember, behind joint: ShellJoint?, to pipeline: Int
    ) {
        if let joint {
            tree.pipelines[pipeline].rest.append((joint, member))
        } else {
            tree.pipelines[pipeline].first = member
        }
    }

    /// `!` and bash's `time`, which is a prefix only before what is not a simple command.
    private mutating func skipPrefixes(of pipeline: Int) {
        while true {
            if skipWord("!") {
                tree.pipelines[pipeline].isNegated.toggle()
            } else if isWord("time") {
                let bookmark = offset
                offset += 4
                skipBlanks()
                guard isAtCompound || isWord("!") else {
                    offset = bookmark
                    return
                }
            } else {
                return
            }
            skipBlanks()
        }
    }

    /// A member of a pipeline, or nil when an operator, a closer or the end stands here.
    private mutating func member(
        of pipeline: Int, at position: Int
    ) -> (member: PipelineMember, end: Int)? {
        guard offset < end, !isAbandoned, closer() == nil else { return nil }
        switch byte() {
        case UInt8(ascii: ";"), UInt8(ascii: "|"), 0x0A: return nil
        case UInt8(ascii: "&") where byte(1) != UInt8(ascii: ">"): return nil
        default: break
        }
        if let construct = compound(of: pipeline, at: position) {
            return (.construct(construct), tree.constructs[construct].range.end)
        }
        let command = simpleCommand(of: pipeline, at: position)
        return (.command(command), tree.commands[command].range.end)
    }
}
