import CEL
import YAMLTrees

extension YAMLValue {
    /// How many nodes are turned into values at most: aliases may repeat what they refer to.
    private static let nodeLimit = 100_000
    private static let depthLimit = 100

    /// The node as an expression sees it. What lies beyond the limits is null.
    var celValue: CELValue {
        var budget = Self.nodeLimit
        return value(depth: 0, &budget)
    }

    private func value(depth: Int, _ budget: inout Int) -> CELValue {
        budget -= 1
        guard budget > 0, depth < Self.depthLimit else { return .null }
        switch kind {
        case .scalar: return scalarValue
        case .sequence:
            var elements: [CELValue] = []
            for item in items { elements.append(item.value(depth: depth + 1, &budget)) }
            return .list(elements)
        case .mapping:
            var map = CELMap()
            for (key, value) in entries {
                guard let name = key.string else { continue }
                _ = map.insert(.string(name), value.value(depth: depth + 1, &budget))
            }
            return .map(map)
        case .alias: return target.kind == .alias ? .null : target.value(depth: depth, &budget)
        }
    }

    private var scalarValue: CELValue {
        switch scalar {
        case .bool(let value)?: .bool(value)
        case .int(let value)?: .int(value)
        case .float(let value)?: .double(value)
        case .string(let text)?: .string(text)
        case .null?, nil: .null
        }
    }
}

extension YAMLValue {
    /// Whether it is null, an empty text, or a collection with nothing in it.
    var saysNothing: Bool {
        let node = target
        return node.kind == .scalar ? node.isNull || node.text.isEmpty : node.isEmpty
    }
}
