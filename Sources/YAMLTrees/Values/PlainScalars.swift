extension YAMLValue {
    /// The plain scalars at or below it that are values or items, not keys, in the file's order.
    /// What aliases refer to is not entered.
    package func plainScalars(
        where isWanted: (ArraySlice<UInt8>) -> Bool
    ) -> [YAMLValue] {
        var found: [YAMLValue] = []
        for index in index..<endIndex {
            let node = tree.nodes[Int(index)]
            guard node.kind == .scalar, node.style == .plain, !node.flags.contains(.isKey) else {
                continue
            }
            let scalar = value(index)
            if isWanted(scalar.text) { found.append(scalar) }
        }
        return found
    }
}
