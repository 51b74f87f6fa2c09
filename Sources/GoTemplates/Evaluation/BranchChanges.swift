/// What a branch (`if`, `with`, `range`) may change that is seen after it: variables it assigns,
/// and maps it calls `set` and the like on. That it was not taken is then an origin of them, too.
struct BranchChanges: Sendable {
    struct Changes: Sendable {
        /// Indexes of names.
        var variables: Set<Int32> = []
        /// Operands that stand for the changed maps.
        var maps: [Int32] = []
        /// Whether it may end a turn of the `range` around it.
        var endsTurns = false

        var isEmpty: Bool { variables.isEmpty && maps.isEmpty }
    }

    private var byBranch: [Int32: Changes] = [:]
    private var endings: Set<Int32> = []

    /// The functions that change their first argument.
    private static let changing: Set<Bytes> = Set(
        ["set", "unset", "merge", "mergeOverwrite", "mustMerge", "mustMergeOverwrite"]
            .map { Bytes($0.utf8) })

    init(_ tree: TemplateTree) {
        for definition in tree.definitions { _ = visit(definition.body, tree) }
    }

    subscript(branch: Int32) -> Changes? { byBranch[branch] }

    /// Whether there is a `break` or `continue` in a branch for the `range` around it.
    func endsTurns(_ branch: Int32) -> Bool { !endings.isEmpty && endings.contains(branch) }

    static func changes(_ function: Bytes) -> Bool { changing.contains(function) }

    /// Recursion is as deep as branches and parentheses are nested, which the parser limits.
    private mutating func visit(_ node: Int32, _ tree: TemplateTree) -> Changes {
        var found = Changes()
        let current = tree.nodes[Int(node)]
        if current.kind == .pipe, current.flag {
            for child in tree.children(of: node).prefix(Int(current.declared)) {
                found.variables.insert(tree.chains[Int(tree.nodes[Int(child)].value)][0])
            }
        }
        if current.kind == .command, let map = changedMap(node, tree) { found.maps.append(map) }
        for child in tree.children(of: node) {
            let below = visit(child, tree)
            found.variables.formUnion(below.variables)
            found.maps += below.maps
            found.endsTurns = found.endsTurns || below.endsTurns
        }
        switch current.kind {
        case .break, .continue: found.endsTurns = true
        case .range: found.endsTurns = false
        case .if, .with: if found.endsTurns { endings.insert(node) }
        default: break
        }
        switch current.kind {
        case .if, .with, .range: if !found.isEmpty { byBranch[node] = found }
        default: break
        }
        return found
    }

    private func changedMap(_ command: Int32, _ tree: TemplateTree) -> Int32? {
        var operands = tree.children(of: command)
        guard let name = operands.next(), tree.nodes[Int(name)].kind == .identifier,
            Self.changes(tree.names[Int(tree.nodes[Int(name)].value)]), let map = operands.next()
        else { return nil }
        switch tree.nodes[Int(map)].kind {
        case .variable, .field, .dot: return map
        default: return nil
        }
    }
}
