/// How far a path leads in a tree, and what it meets on the way.
struct PathWalk {
    /// The last value that is there, its own alias not followed when the path ends with it.
    var value: YAMLValue
    /// The steps that lead nowhere yet.
    var missing: [YAMLPath.Step] = []
    /// Whether the way goes through an alias or a merge.
    var isShared = false

    init(_ path: YAMLPath, from start: YAMLValue) {
        value = start
        for (place, step) in path.steps.enumerated() {
            follow()
            guard let next = child(step) else {
                missing = Array(path.steps[place...])
                return
            }
            value = next
        }
    }

    private mutating func follow() {
        let target = value.target
        if target != value { isShared = true }
        value = target
    }

    private mutating func child(_ step: YAMLPath.Step) -> YAMLValue? {
        switch step {
        case .key(var key):
            return key.withUTF8 { text in
                if let own = value.ownValue(text) { return own }
                guard value.kind == .mapping, let merged = value.lookUp(text) else { return nil }
                isShared = true
                return merged
            }
        case .index(let index):
            guard value.kind == .sequence, index >= 0, index < value.count else { return nil }
            return value.children[index]
        }
    }
}

extension YAMLValue {
    /// The items of a sequence or the keys and values of a mapping, aliases as they are.
    var children: [YAMLValue] {
        guard kind == .sequence || kind == .mapping else { return [] }
        var children: [YAMLValue] = []
        var place = index + 1
        while place < endIndex {
            children.append(value(place))
            place = value(place).endIndex
        }
        return children
    }
}
