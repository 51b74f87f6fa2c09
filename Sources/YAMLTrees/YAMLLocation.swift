package import SourceText

/// A place in a document that need not exist yet: a node, and keys that lead on from it.
///
///     YAMLLocation(container, ["securityContext", "privileged"])
package struct YAMLLocation: Sendable {
    package var base: YAMLValue
    package var keys: [String]

    package init(_ base: YAMLValue, _ keys: [String] = []) {
        self.base = base
        self.keys = keys
    }

    /// What stands there, or nil.
    package var node: YAMLValue? { base.value(at: keys) }

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
