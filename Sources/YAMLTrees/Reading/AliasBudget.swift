/// Go's guard against files that mean far more than they say: aliases of aliases of aliases.
///
/// It counts the nodes it decodes and those it meets through aliases. These may be 99 of 100 in
/// small documents, and 10 of 100 from four million nodes on.
struct AliasBudget {
    /// The document itself counts, too.
    private var decoded = 1
    private var throughAliases = 0

    /// The outermost alias with which the document below `root` exceeds the budget, if it does.
    static func excess(below root: Int32, in nodes: [YAMLNode]) -> Int32? {
        var budget = AliasBudget()
        return nodes.withUnsafeBufferPointer { budget.walk(from: root, $0) }
    }

    private mutating func walk(
        from root: Int32, _ nodes: UnsafeBufferPointer<YAMLNode>
    ) -> Int32? {
        var place = root
        var end = nodes[Int(root)].endIndex(from: root)
        // Where to go on once an alias is done, outermost first.
        var returns: [(place: Int32, end: Int32)] = []
        var outermost = root
        while true {
            while place == end {
                guard let back = returns.popLast() else { return nil }
                (place, end) = back
            }
            guard allows(isThroughAlias: !returns.isEmpty) else { return outermost }
            let node = nodes[Int(place)]
            guard node.kind == .alias, node.first >= 0 else {
                place += 1
                continue
            }
            if returns.isEmpty { outermost = place }
            returns.append((place + 1, end))
            place = node.first
            end = nodes[Int(place)].endIndex(from: place)
        }
    }

    private mutating func allows(isThroughAlias: Bool) -> Bool {
        decoded += 1
        if isThroughAlias { throughAliases += 1 }
        guard throughAliases > 100, decoded > 1000 else { return true }
        return Double(throughAliases) <= allowedRatio * Double(decoded)
    }

    private var allowedRatio: Double {
        let low = 400_000
        let high = 4_000_000
        guard decoded > low else { return 0.99 }
        guard decoded < high else { return 0.10 }
        return 0.99 - 0.89 * Double(decoded - low) / Double(high - low)
    }
}
