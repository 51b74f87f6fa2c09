/// The nodes of a template while it is being parsed, with the tables they refer to.
struct NodeBuilder {
    private(set) var names: [Bytes] = []
    private(set) var chains: [[Int32]] = []
    private(set) var numbers: [NumberConstant] = []
    private(set) var strings: [Bytes] = []
    private(set) var nodes: [TemplateNode] = []
    /// For each node its last child so far.
    private var lastChildren: [Int32] = []
    private var nameIndexes: [Bytes: Int32] = [:]
    private var chainIndexes: [[Int32]: Int32] = [:]

    subscript(node: Int32) -> TemplateNode {
        get { nodes[Int(node)] }
        set { nodes[Int(node)] = newValue }
    }

    mutating func add(_ kind: TemplateNode.Kind, _ range: Range<Int>, position: Int) -> Int32 {
        nodes.append(
            TemplateNode(kind, position: position, start: range.lowerBound, end: range.upperBound))
        lastChildren.append(-1)
        return Int32(nodes.count - 1)
    }

    /// A node that is one token.
    mutating func add(
        _ kind: TemplateNode.Kind, _ token: TemplateToken, value: Int32 = -1
    ) -> Int32 {
        let node = add(kind, token.range, position: token.start)
        nodes[Int(node)].value = value
        return node
    }

    mutating func append(_ child: Int32, to parent: Int32) {
        let last = lastChildren[Int(parent)]
        if last < 0 {
            nodes[Int(parent)].first = child
        } else {
            nodes[Int(last)].next = child
        }
        lastChildren[Int(parent)] = child
    }

    mutating func end(_ node: Int32, at offset: Int) {
        nodes[Int(node)].end = Int32(offset)
    }

    /// The index of a name; the same for the same name.
    mutating func name(_ bytes: Bytes) -> Int32 {
        if let index = nameIndexes[bytes] { return index }
        let index = Int32(names.count)
        names.append(bytes)
        nameIndexes[bytes] = index
        return index
    }

    mutating func chain(_ names: [Int32]) -> Int32 {
        if let index = chainIndexes[names] { return index }
        let index = Int32(chains.count)
        chains.append(names)
        chainIndexes[names] = index
        return index
    }

    mutating func number(_ number: NumberConstant) -> Int32 {
        numbers.append(number)
        return Int32(numbers.count - 1)
    }

    mutating func string(_ bytes: Bytes) -> Int32 {
        strings.append(bytes)
        return Int32(strings.count - 1)
    }
}
