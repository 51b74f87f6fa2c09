extension TemplateTree {
    /// A node as a listing shows it.
    package struct ListedNode {
        /// The name of Go's type, such as `PipeNode`.
        package let type: String
        package let position: Int
        /// Its canonical text, at least so many bytes of it as were asked for.
        package let text: Bytes
    }

    /// A node and all that is below it, each before its children.
    package func listing(from root: Int32, textLimit: Int = .max) -> [ListedNode] {
        var listing: [ListedNode] = []
        var waiting = [root]
        while let index = waiting.popLast() {
            let node = nodes[Int(index)]
            listing.append(
                ListedNode(
                    type: node.kind.goType, position: Int(node.position),
                    text: printed(index, limit: textLimit)))
            waiting.append(contentsOf: children(of: index).reversed())
        }
        return listing
    }
}

extension TemplateTree {
    /// All nodes, definition by definition, each on a line with its bytes and indented by its
    /// depth, for people.
    package var outline: String {
        var outline = ""
        for definition in definitions where !definition.isEmpty {
            outline += "define \(String(decoding: definition.name, as: UTF8.self))\n"
            var waiting: [(node: Int32, depth: Int)] = [(definition.body, 1)]
            while let (index, depth) = waiting.popLast() {
                let node = nodes[Int(index)]
                let text = String(decoding: printed(index, limit: 120), as: UTF8.self)
                let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
                outline += String(repeating: "  ", count: depth)
                outline += "\(node.kind.goType) \(node.start)..<\(node.end) \(line.prefix(60))\n"
                waiting += children(of: index).map { ($0, depth + 1) }.reversed()
            }
        }
        return outline
    }

    /// The tokens of a text, each on a line with its bytes, for people; the last tells what stopped
    /// the lexer, if anything.
    package static func tokenListing(of bytes: Bytes) -> String {
        var options = TemplateLexer.Options()
        options.givesComments = true
        var lexer = TemplateLexer(bytes, options: options)
        var listing = ""
        while true {
            let token = lexer.next()
            let range = "\(token.start)..<\(token.end)"
            let text = String(decoding: bytes[token.range].prefix(60), as: UTF8.self)
            listing += "\(token.kind) \(range) \(text.debugDescription)"
            if token.kind == .error { listing += " \(lexer.mistake)" }
            listing += "\n"
            if token.kind == .error || token.kind == .endOfFile { return listing }
        }
    }
}

extension TemplateNode.Kind {
    /// The name of Go's type of such nodes.
    package var goType: String {
        switch self {
        case .list: "ListNode"
        case .text: "TextNode"
        case .action: "ActionNode"
        case .pipe: "PipeNode"
        case .command: "CommandNode"
        case .identifier: "IdentifierNode"
        case .field: "FieldNode"
        case .variable: "VariableNode"
        case .chain: "ChainNode"
        case .dot: "DotNode"
        case .nil: "NilNode"
        case .bool: "BoolNode"
        case .number: "NumberNode"
        case .string: "StringNode"
        case .if: "IfNode"
        case .with: "WithNode"
        case .range: "RangeNode"
        case .template: "TemplateNode"
        case .break: "BreakNode"
        case .continue: "ContinueNode"
        }
    }
}
