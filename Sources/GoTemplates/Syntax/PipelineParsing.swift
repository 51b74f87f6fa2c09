/// Pipelines and their commands.
extension TemplateParser {
    /// Declarations, then commands, up to a token of the given kind, which becomes `closing`.
    mutating func pipeline(
        _ context: String, until end: TemplateToken.Kind
    ) throws(TemplateSyntaxError) -> Int32 {
        let first = peekNonSpace().start
        let pipe = builder.add(.pipe, first..<first, position: first)
        try declarations(of: pipe, context)
        var count = 0
        var misplaced: Int?
        while true {
            let token = nextNonSpace()
            if token.kind == end {
                guard count > 0 else { throw error("missing value for \(context)") }
                if let misplaced {
                    throw error("non executable command in pipeline stage \(misplaced)")
                }
                closing = token
                return pipe
            }
            guard token.kind.startsOperand else { throw unexpected(token, context) }
            putBack(token)
            let command = try command()
            builder.append(command, to: pipe)
            builder.end(pipe, at: Int(builder[command].end))
            count += 1
            guard count <= Self.longestPipeline else { throw error("pipeline too long") }
            if count > 1, misplaced == nil, !isExecutable(command) { misplaced = count }
        }
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

    /// Operands with spaces between, up to a pipe symbol, which is read, or to the end of the
    /// pipeline, which is not.
    private mutating func command() throws(TemplateSyntaxError) -> Int32 {
        let first = peekNonSpace().start
        let command = builder.add(.command, first..<first, position: first)
        while true {
            if let operand = try operand() {
                builder.append(operand, to: command)
                builder.end(command, at: Int(builder[operand].end))
            }
            let token = next()
            switch token.kind {
            case .space: continue
            case .rightDelimiter, .rightParenthesis:
                putBack(token)
                return command
            case .pipe: return command
            default: throw unexpected(token, "operand")
            }
        }
    }
}
