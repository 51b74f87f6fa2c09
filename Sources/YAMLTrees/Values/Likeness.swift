extension YAMLValue {
    /// Whether it holds the same as another value, with its keys in the same order; in whatever
    /// style and with whatever comments. What aliases refer to is looked into.
    package func isWrittenLike(_ other: YAMLValue) -> Bool {
        let (one, other) = (target, other.target)
        guard one.kind == other.kind, one.count == other.count else { return false }
        switch one.kind {
        case .scalar: return one.scalar == other.scalar
        case .sequence:
            var others = other.items.makeIterator()
            return one.items.allSatisfy { others.next()?.isWrittenLike($0) ?? false }
        case .mapping:
            var others = other.entries.makeIterator()
            return one.entries.allSatisfy { key, value in
                guard let other = others.next() else { return false }
                return key.isWrittenLike(other.key) && value.isWrittenLike(other.value)
            }
        case .alias: return false
        }
    }
}
