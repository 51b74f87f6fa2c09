package import SourceText

/// A place in a document that need not exist yet: a node, and keys that lead on from it.
///
///     YAMLLocation(container, ["securityContext", "privileged"])
///
/// Rules ask by the million what stands in a place and hardly ever which keys lead to it, so these
/// are put together only then.
package struct YAMLLocation: Sendable {
    package let base: YAMLValue
    private let first: [String]
    private let path: String
    private let last: String?

    /// The place that some keys lead to from a node, then those in `path` with dots between them,
    /// then `last`, which may hold dots.
    package init(
        _ base: YAMLValue, _ keys: [String] = [], path: String = "", last: String? = nil
    ) {
        self.base = base
        first = keys
        self.path = path
        self.last = last
    }

    /// The keys that lead on from the base.
    package var keys: [String] {
        guard !path.isEmpty || last != nil else { return first }
        return first + path.keysOfPath + (last.map { [$0] } ?? [])
    }

    /// What stands there, or nil.
    package var node: YAMLValue? { base.value(at: first, path: path, last: last) }

    /// The nearest parent and the keys that lead on from it, when it is not there.
    package var missing: (parent: YAMLValue, keys: [String])? {
        var nearest = base
        for (index, key) in keys.enumerated() {
            guard let next = nearest[key] else { return (nearest, Array(keys[index...])) }
            nearest = next
        }
        return nil
    }

    /// What to underline: the value, the key of a value of several lines, or for what is absent
    /// the key of the nearest parent that exists.
    package var range: SourceRange {
        var nearest = base
        for key in keys {
            guard let next = nearest[key] else { return nearest.headline }
            nearest = next
        }
        return nearest.isShownWhole ? nearest.range : nearest.headline
    }
}

extension YAMLValue {
    /// The few words that stand for a node: its key, the name of a list's item, the name of a
    /// resource.
    package var headline: SourceRange {
        if let key { return key.range }
        guard kind == .mapping else { return kind == .sequence ? firstItem ?? range : range }
        if let name = self["metadata"]?["name"] ?? self["name"], name.kind == .scalar,
            !name.range.isEmpty
        {
            return name.range
        }
        return self["kind"]?.range ?? entries.first?.key.range ?? range
    }

    private var firstItem: SourceRange? { items.first?.headline }

    /// Whether a node is short enough to be underlined as it is.
    var isShownWhole: Bool {
        guard !range.isEmpty else { return false }
        switch style {
        case .plain, .singleQuoted, .doubleQuoted, .flow:
            return key == nil || !tree.bytes[range].contains(0x0A)
        case .literal, .folded, .block: return false
        }
    }
}
