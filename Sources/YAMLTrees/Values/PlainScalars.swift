extension YAMLValue {
    /// The plain scalars at or below it that are values or items, not keys, in the file's order.
    /// What aliases refer to is not entered.
    package func plainScalars(
        where isWanted: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> [YAMLValue] {
        var found: [YAMLValue] = []
        for index in index..<endIndex {
            let node = tree.nodes[Int(index)]
            guard node.kind == .scalar, node.style == .plain, !node.flags.contains(.isKey) else {
                continue
            }
            if tree.withText(of: node, isWanted) { found.append(value(index)) }
        }
        return found
    }

    /// Whether the text of any scalar at or below it, what aliases refer to not entered, is such a
    /// one, or there are aliases.
    package func mayHold(text isWanted: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
        (index..<endIndex).contains { index in
            let node = tree.nodes[Int(index)]
            return switch node.kind {
            case .scalar: tree.withText(of: node, isWanted)
            case .alias: true
            case .sequence, .mapping: false
            }
        }
    }
}
