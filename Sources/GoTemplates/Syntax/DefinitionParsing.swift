/// Definitions and calls of templates.
extension TemplateParser {
    /// `define` has been read, outside of everything else.
    mutating func define(_ delimiter: TemplateToken) throws(TemplateSyntaxError) {
        actionStart = nil
        let name = try expectString("define clause").text
        closing = try expect(.rightDelimiter, "define clause")
        openDefinition(.define, name, delimiter)
    }

    /// `block` has been read. A block is a definition and a call of it in one.
    mutating func block(_ delimiter: TemplateToken) throws(TemplateSyntaxError) {
        guard frames.count <= Self.deepestFrames else {
            throw error("branches nested too deeply")
        }
        let (token, name) = try expectString("block clause")
        let call = builder.add(.template, delimiter.range, position: token.start)
        builder[call].value = builder.name(name)
        builder.append(try pipeline("block clause", until: .rightDelimiter), to: call)
        add(call)
        openDefinition(.block, name, delimiter)
        frames[frames.count - 1].node = call
    }

    private mutating func openDefinition(
        _ kind: Frame.Kind, _ name: Bytes, _ delimiter: TemplateToken
    ) {
        actionStart = nil
        let header = closing
        let list = openList()
        var frame = Frame(kind: kind, start: delimiter.start, list: list, header: header)
        frame.name = name
        frame.outerScope = scope
        frame.outerRanges = openRanges
        frames.append(frame)
        scope = VariableScope()
        openRanges = 0
    }

    /// The `end` of a definition has been read.
    mutating func endDefinition(_ delimiter: TemplateToken) throws(TemplateSyntaxError) {
        let frame = frames.removeLast()
        builder.end(frame.list, at: delimiter.start)
        if frame.kind == .block { builder.end(frame.node, at: closing.end) }
        scope = frame.outerScope
        openRanges = frame.outerRanges
        let definition = TemplateTree.Definition(
            name: frame.name, body: frame.list, isEmpty: frame.isBlank,
            range: frame.start..<closing.end)
        guard definitions.add(definition) else { throw multipleDefinition(frame.name) }
    }

    func multipleDefinition(_ name: Bytes) -> TemplateSyntaxError {
        error("template: multiple definition of template \(QuotedText.quoted(name[...]))")
    }

    /// `template` has been read.
    mutating func template(_ delimiter: TemplateToken) throws(TemplateSyntaxError) {
        let (token, name) = try expectString("template clause")
        let call = builder.add(.template, delimiter.range, position: token.start)
        builder[call].value = builder.name(name)
        closing = nextNonSpace()
        if closing.kind != .rightDelimiter {
            putBack(closing)
            builder.append(try pipeline("template clause", until: .rightDelimiter), to: call)
        }
        add(call)
    }
}
