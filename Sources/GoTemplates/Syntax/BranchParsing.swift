/// Texts, branches and jumps: what stands between the actions, and where actions lead.
extension TemplateParser {
    /// Parses all of the text.
    mutating func parse() throws(TemplateSyntaxError) -> TemplateTree {
        guard bytes.count <= Self.longestText else { throw error("text too long") }
        let list = builder.add(.list, 0..<bytes.count, position: peek().start)
        frames = [Frame(kind: .own, start: 0, list: list, header: closing)]
        while true {
            let token = nextNonSpace()
            switch token.kind {
            case .text: text(token)
            case .leftDelimiter: try action(token)
            case .endOfFile:
                guard frames.count == 1 else { throw error("unexpected EOF") }
                return try finish()
            default: throw unexpected(token, "input")
            }
        }
    }

    private mutating func finish() throws(TemplateSyntaxError) -> TemplateTree {
        let own = TemplateTree.Definition(
            name: name, body: frames[0].list, isEmpty: frames[0].isBlank, range: 0..<bytes.count)
        if !own.isEmpty, definitions.holds(name) { throw multipleDefinition(name) }
        return TemplateTree(
            name: name, bytes: bytes, nodes: builder.nodes, definitions: [own] + definitions.all,
            names: builder.names, chains: builder.chains, numbers: builder.numbers,
            strings: builder.strings, comments: lexer.comments)
    }

    private mutating func text(_ token: TemplateToken) {
        let frame = frames.count - 1
        builder.append(builder.add(.text, token), to: frames[frame].list)
        if frames[frame].isBlank { frames[frame].isBlank = isBlank(token.range) }
    }

    /// A left delimiter has been read.
    private mutating func action(_ delimiter: TemplateToken) throws(TemplateSyntaxError) {
        actionStart = delimiter.start
        let token = nextNonSpace()
        switch token.kind {
        case .define where frames.count == 1: return try define(delimiter)
        case .block: return try block(delimiter)
        case .if: return try open(.if, delimiter.start)
        case .range: return try open(.range, delimiter.start)
        case .with: return try open(.with, delimiter.start)
        case .else: return try `else`(delimiter)
        case .end: return try end(delimiter)
        case .break: try jump(.break, token, delimiter)
        case .continue: try jump(.continue, token, delimiter)
        case .template: try template(delimiter)
        default:
            putBack(token)
            let action = builder.add(.action, delimiter.range, position: token.start)
            builder.append(try pipeline("command", until: .rightDelimiter), to: action)
            add(action)
        }
        actionStart = nil
    }

    /// Adds an action that has been read to the end.
    mutating func add(_ node: Int32) {
        builder.end(node, at: closing.end)
        builder.append(node, to: frames[frames.count - 1].list)
        frames[frames.count - 1].isBlank = false
    }

    /// `break` or `continue` has been read.
    private mutating func jump(
        _ kind: TemplateNode.Kind, _ keyword: TemplateToken, _ delimiter: TemplateToken
    ) throws(TemplateSyntaxError) {
        closing = try expect(.rightDelimiter, "{{\(kind)}}")
        guard openRanges > 0 else { throw error("{{\(kind)}} outside {{range}}") }
        add(builder.add(kind, delimiter.range, position: keyword.start))
    }

    /// `if`, `range` or `with` has been read.
    private mutating func open(
        _ kind: TemplateNode.Kind, _ start: Int, isChained: Bool = false
    ) throws(TemplateSyntaxError) {
        guard frames.count <= Self.deepestFrames else {
            throw error("branches nested too deeply")
        }
        let mark = scope.mark
        let pipe = try pipeline("\(kind)", until: .rightDelimiter)
        let position = Int(builder[pipe].position)
        let branch = builder.add(kind, start..<closing.end, position: position)
        builder[branch].flag = isChained
        builder.append(pipe, to: branch)
        add(branch)
        if kind == .range { openRanges += 1 }
        let header = closing
        let list = openList()
        builder.append(list, to: branch)
        var frame = Frame(kind: .branch, start: start, list: list, header: header)
        frame.node = branch
        frame.mark = mark
        frames.append(frame)
    }

    /// A list that begins where the last action has ended.
    mutating func openList() -> Int32 {
        let start = closing.end
        return builder.add(.list, start..<start, position: peekNonSpace().start)
    }

    /// `else` has been read.
    private mutating func `else`(_ delimiter: TemplateToken) throws(TemplateSyntaxError) {
        let follower = peekNonSpace()
        let isChain = follower.kind == .if || follower.kind == .with
        if !isChain { closing = try expect(.rightDelimiter, "else") }
        actionStart = nil
        let index = frames.count - 1
        guard frames[index].kind == .branch else { throw stray("{{else}}") }
        guard !frames[index].isElse else { throw error("expected end; found {{else}}") }
        let branch = builder[frames[index].node].kind
        if branch == .range { openRanges -= 1 }
        builder.end(frames[index].list, at: delimiter.start)
        frames[index].isElse = true
        guard isChain else {
            frames[index].list = openList()
            return builder.append(frames[index].list, to: frames[index].node)
        }
        let start = delimiter.start
        frames[index].list = builder.add(.list, start..<start, position: follower.start)
        builder.append(frames[index].list, to: frames[index].node)
        // Any other word is a mistake, which the loop reports.
        guard follower.kind == (branch == .if ? .if : branch == .with ? .with : .error) else {
            return
        }
        _ = next()
        try open(branch, start, isChained: true)
    }

    /// `end` has been read.
    private mutating func end(_ delimiter: TemplateToken) throws(TemplateSyntaxError) {
        closing = try expect(.rightDelimiter, "end")
        actionStart = nil
        switch frames[frames.count - 1].kind {
        case .own: throw stray("{{end}}")
        case .define, .block: try endDefinition(delimiter)
        case .branch: endBranches(delimiter)
        }
    }

    /// Ends a branch, and those whose `else if` it was.
    private mutating func endBranches(_ delimiter: TemplateToken) {
        while let frame = frames.popLast() {
            builder.end(frame.list, at: delimiter.start)
            scope.forget(since: frame.mark)
            if builder[frame.node].kind == .range, !frame.isElse { openRanges -= 1 }
            guard builder[frame.node].flag else {
                return builder.end(frame.node, at: closing.end)
            }
            builder.end(frame.node, at: delimiter.start)
        }
    }

    /// An `else` or `end` that nothing waits for.
    private func stray(_ action: String) -> TemplateSyntaxError {
        let frame = frames[frames.count - 1]
        switch frame.kind {
        case .define: return error("unexpected \(action) in define clause")
        case .block:
            return error("unexpected \(action) in block clause", frame.header, at: latest.start)
        case .own, .branch: return error("unexpected \(action)")
        }
    }
}
