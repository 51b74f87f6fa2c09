/// A pipeline whose end has not been read.
private struct OpenPipeline {
    let node: Int32
    /// What errors call it.
    let context: String
    let end: TemplateToken.Kind
    /// Where its left parenthesis is.
    let parenthesis: Int?
    /// The command that is being read.
    var command: Int32?
    var count = 0
    /// The first command that cannot take the value of the one before.
    var misplaced: Int?
}

/// Pipelines and their commands.
extension TemplateParser {
    /// Declarations, then commands, up to a token of the given kind, which becomes `closing`.
    /// Pipelines in parentheses are kept on a stack.
    mutating func pipeline(
        _ context: String, until end: TemplateToken.Kind
    ) throws(TemplateSyntaxError) -> Int32 {
        var open = [try begin(context, until: end, at: nil)]
        while true {
            let current = open.count - 1
            if open[current].command == nil {
                guard try commandOrEnd(&open[current]) else { continue }
                let ended = open.removeLast()
                guard current > 0 else { return ended.node }
                try operand(parenthesis(ended), &open[current - 1])
                continue
            }
            let token = nextNonSpace()
            if token.kind == .leftParenthesis {
                guard current < Self.deepestParentheses else {
                    throw error("max expression depth exceeded")
                }
                let context = "parenthesized pipeline"
                open.append(try begin(context, until: .rightParenthesis, at: token.start))
            } else {
                try operand(try term(token), &open[current])
            }
        }
    }

    private mutating func begin(
        _ context: String, until end: TemplateToken.Kind, at parenthesis: Int?
    ) throws(TemplateSyntaxError) -> OpenPipeline {
        let first = peekNonSpace().start
        let pipe = builder.add(.pipe, first..<first, position: first)
        try declarations(of: pipe, context)
        return OpenPipeline(node: pipe, context: context, end: end, parenthesis: parenthesis)
    }

    /// Between commands: begins one. True if the pipeline has ended instead.
    private mutating func commandOrEnd(
        _ pipeline: inout OpenPipeline
    ) throws(TemplateSyntaxError) -> Bool {
        let token = nextNonSpace()
        if token.kind == pipeline.end {
            guard pipeline.count > 0 else {
                throw error("missing value for \(pipeline.context)")
            }
            if let stage = pipeline.misplaced {
                throw error("non executable command in pipeline stage \(stage)")
            }
            closing = token
            return true
        }
        guard token.kind.startsOperand else { throw unexpected(token, pipeline.context) }
        putBack(token)
        pipeline.command = builder.add(
            .command, token.start..<token.start, position: token.start)
        return false
    }

    /// Ends an operand with its fields, and its command if no space follows. There may be no
    /// operand, only a space before the end.
    private mutating func operand(
        _ term: Int32?, _ pipeline: inout OpenPipeline
    ) throws(TemplateSyntaxError) {
        guard let command = pipeline.command else { return }
        if let term {
            let operand = try withFields(term)
            builder.append(operand, to: command)
            builder.end(command, at: Int(builder[operand].end))
        }
        let token = next()
        switch token.kind {
        case .space: return
        case .pipe: break
        case .rightDelimiter, .rightParenthesis: putBack(token)
        default: throw unexpected(token, "operand")
        }
        pipeline.command = nil
        pipeline.count += 1
        builder.append(command, to: pipeline.node)
        builder.end(pipeline.node, at: Int(builder[command].end))
        guard pipeline.count <= Self.longestPipeline else { throw error("pipeline too long") }
        if pipeline.count > 1, pipeline.misplaced == nil, !isExecutable(command) {
            pipeline.misplaced = pipeline.count
        }
    }

    /// A pipeline as an operand. Its own text includes the parentheses.
    private mutating func parenthesis(_ pipeline: OpenPipeline) -> Int32 {
        if let start = pipeline.parenthesis { builder[pipeline.node].start = Int32(start) }
        builder.end(pipeline.node, at: closing.end)
        return pipeline.node
    }

    /// Whether a command can take the value of the one before.
    private func isExecutable(_ command: Int32) -> Bool {
        switch builder[builder[command].first].kind {
        case .bool, .dot, .nil, .number, .string: false
        default: true
        }
    }

    /// `$x :=`, `$x =`, and in ranges `$x, $y :=`, if that stands here.
    private mutating func declarations(
        of pipe: Int32, _ context: String
    ) throws(TemplateSyntaxError) {
        while peekNonSpace().kind == .variable {
            let variable = next()
            let adjacent = next()
            let follower = adjacent.kind == .space ? nextNonSpace() : adjacent
            switch follower.kind {
            case .assign, .declare:
                builder[pipe].flag = follower.kind == .assign
                return declare(variable, in: pipe)
            case .character where bytes[follower.start] == UInt8(ascii: ","):
                declare(variable, in: pipe)
                guard context == "range", builder[pipe].declared < 2 else {
                    throw error("too many declarations in \(context)")
                }
                switch peekNonSpace().kind {
                case .variable, .rightDelimiter, .rightParenthesis: continue
                default: throw error("range can only initialize variables")
                }
            default:
                // The variable is an operand; the space after it counts.
                putBack(follower)
                if adjacent.kind == .space { putBack(adjacent) }
                return putBack(variable)
            }
        }
    }

    private mutating func declare(_ variable: TemplateToken, in pipe: Int32) {
        let name = builder.name(Bytes(bytes[variable.range]))
        let node = builder.add(.variable, variable, value: builder.chain([name]))
        builder.append(node, to: pipe)
        builder[pipe].declared += 1
        scope.declare(name)
    }
}
