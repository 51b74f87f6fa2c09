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
