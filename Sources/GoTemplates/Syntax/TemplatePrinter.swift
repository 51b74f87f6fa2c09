/// Writes nodes as Go's `Node.String` does. It does not recurse: what is still to be written waits
/// on a stack.
struct TemplatePrinter {
    private let tree: TemplateTree
    /// Whether texts are written with quotes (`%q`), as Go's own tests print trees.
    private let quotesText: Bool
    /// No more than about so many bytes are written.
    private let limit: Int
    private var output: Bytes = []
    private var steps: [Step] = []

    private enum Step {
        case node(Int32)
        /// A node and those after it, with something between them.
        case siblings(Int32, String)
        /// An operand, in parentheses if it is a pipeline.
        case operands(Int32)
        case text(String)
    }

    init(_ tree: TemplateTree, quotesText: Bool, limit: Int) {
        self.tree = tree
        self.quotesText = quotesText
        self.limit = limit
    }

    mutating func printed(_ node: Int32) -> Bytes {
        steps = [.node(node)]
        while output.count < limit, let step = steps.popLast() {
            switch step {
            case .node(let node): write(node)
            case .siblings(let node, let separator): siblings(node, separator)
            case .operands(let node): operands(node)
            case .text(let text): write(text)
            }
        }
        return output
    }

    private mutating func siblings(_ node: Int32, _ separator: String) {
        let next = tree.nodes[Int(node)].next
        if next >= 0 {
            steps.append(.siblings(next, separator))
            steps.append(.text(separator))
        }
        steps.append(.node(node))
    }

    private mutating func operands(_ node: Int32) {
        let next = tree.nodes[Int(node)].next
        if next >= 0 {
            steps.append(.operands(next))
            steps.append(.text(" "))
        }
        operand(node)
    }

    private mutating func operand(_ node: Int32) {
        guard tree.nodes[Int(node)].kind == .pipe else { return steps.append(.node(node)) }
        write("(")
        steps.append(.text(")"))
        steps.append(.node(node))
    }

    private mutating func write(_ index: Int32) {
        let node = tree.nodes[Int(index)]
        switch node.kind {
        case .list: if node.first >= 0 { steps.append(.siblings(node.first, "")) }
        case .text: writeText(tree.bytes[Int(node.start)..<Int(node.end)])
        case .action: wrap("{{", node.first, "}}")
        case .pipe: pipe(node)
        case .command: if node.first >= 0 { steps.append(.operands(node.first)) }
        case .identifier: output += tree.names[Int(node.value)]
        case .field: fields(node.value)
        case .variable: variable(node.value)
        case .chain: chain(node)
        case .dot: write(".")
        case .nil: write("nil")
        case .bool: write(node.value == 1 ? "true" : "false")
        case .number, .string: output += tree.bytes[Int(node.start)..<Int(node.end)]
        case .if, .with, .range: branch(node)
        case .template: call(node)
        case .break: write("{{break}}")
        case .continue: write("{{continue}}")
        }
    }

    private mutating func write(_ text: String) { output += text.utf8 }

    private mutating func writeText(_ text: ArraySlice<UInt8>) {
        if quotesText { write(QuotedText.quoted(text)) } else { output += text }
    }

    private mutating func wrap(_ left: String, _ node: Int32, _ right: String) {
        write(left)
        steps.append(.text(right))
        steps.append(.node(node))
    }

    private mutating func pipe(_ node: TemplateNode) {
        var command = node.first
        for index in 0..<node.declared {
            if index > 0 { write(", ") }
            variable(tree.nodes[Int(command)].value)
            command = tree.nodes[Int(command)].next
        }
        if node.declared > 0 { write(node.flag ? " = " : " := ") }
        steps.append(.siblings(command, " | "))
    }

    private mutating func fields(_ chain: Int32) {
        for name in tree.chains[Int(chain)] {
            write(".")
            output += tree.names[Int(name)]
        }
    }

    private mutating func variable(_ chain: Int32) {
        for (index, name) in tree.chains[Int(chain)].enumerated() {
            if index > 0 { write(".") }
            output += tree.names[Int(name)]
        }
    }

    private mutating func chain(_ node: TemplateNode) {
        for name in tree.chains[Int(node.value)].reversed() {
            steps.append(.text("." + String(decoding: tree.names[Int(name)], as: UTF8.self)))
        }
        operand(node.first)
    }

    private mutating func branch(_ node: TemplateNode) {
        write("{{\(node.kind) ")
        let list = tree.nodes[Int(node.first)].next
        let other = tree.nodes[Int(list)].next
        steps.append(.text("{{end}}"))
        if other >= 0 {
            steps.append(.node(other))
            steps.append(.text("{{else}}"))
        }
        steps.append(.node(list))
        steps.append(.text("}}"))
        steps.append(.node(node.first))
    }

    private mutating func call(_ node: TemplateNode) {
        let name = QuotedText.quoted(tree.names[Int(node.value)][...])
        write("{{template \(name)")
        steps.append(.text("}}"))
        guard node.first >= 0 else { return }
        write(" ")
        steps.append(.node(node.first))
    }
}

extension TemplateTree {
    /// A node's canonical text, Go's `Node.String()`: single spaces, no trim markers, no comments,
    /// `else if` as an `if` of its own. With a limit, at least so many of its first bytes.
    package func printed(
        _ node: Int32, quotesText: Bool = false, limit: Int = .max
    ) -> Bytes {
        var printer = TemplatePrinter(self, quotesText: quotesText, limit: limit)
        return printer.printed(node)
    }
}
