/// `<<: *base` and `<<: [*first, *second]`, as YAML 1.1 has them.
extension YAMLValue {
    /// Whether this is the key `<<`, plain and so not a text.
    var isMergeKey: Bool { node.flags.contains(.isMergeKey) }

    /// The mappings that this one takes in, those first that win.
    var mergedMappings: [YAMLValue] {
        var mappings: [YAMLValue] = []
        for (key, value) in ownEntries where key.isMergeKey {
            let value = value.target
            if value.kind == .mapping { mappings.append(value) }
            mappings += value.items.filter { $0.kind == .mapping }
        }
        return mappings
    }

    /// Its own entries, then those merged that it lacks, aliases followed.
    var mergedEntries: [(key: YAMLValue, value: YAMLValue)] {
        var entries: [(key: YAMLValue, value: YAMLValue)] = []
        var known: Set<ArraySlice<UInt8>> = []
        for (key, value) in ownEntries where !key.isMergeKey {
            known.insert(key.target.text)
            entries.append((key.target, value.target))
        }
        for mapping in mergedMappings {
            for (key, value) in mapping.entries where known.insert(key.text).inserted {
                entries.append((key, value))
            }
        }
        return entries
    }

    /// What stands in this very mapping, `<<` and aliases as they are.
    var ownEntries: [(key: YAMLValue, value: YAMLValue)] {
        let node = node
        guard node.kind == .mapping else { return [] }
        var entries: [(key: YAMLValue, value: YAMLValue)] = []
        entries.reserveCapacity(Int(node.first) / 2)
        var place = index + 1
        while place < node.second {
            let key = value(place)
            let value = value(key.endIndex)
            entries.append((key, value))
            place = value.endIndex
        }
        return entries
    }
}
