// Macros that visit elements.
extension Evaluator {
    /// What a loop goes through.
    private enum Visited {
        case list([CELValue])
        case map([CELMap.Entry])

        var count: Int {
            switch self {
            case .list(let elements): elements.count
            case .map(let entries): entries.count
            }
        }
    }

    mutating func loop(_ loop: ProgramLoop) throws(CELFailure) -> CELValue {
        let operand = try value(loop.operand)
        let visited: Visited
        switch operand {
        case .list(let elements): visited = .list(elements)
        case .map(let map): visited = .map(map.entries)
        default: throw .noOverload("\(loop.kind)", operand)
        }
        return switch loop.kind {
        case .all: try quantified(loop, visited, stop: false)
        case .exists: try quantified(loop, visited, stop: true)
        case .existsOne: try existsOne(loop, visited)
        case .map: try mapped(loop, visited)
        case .filter: try filtered(loop, visited)
        case .transformMap, .transformMapEntry: try transformed(loop, visited)
        case .sortBy: try sorted(loop, visited)
        }
    }

    /// Gives the loop's names the values of one visit, and says whether the filter lets it through.
    private mutating func visit(
        _ loop: ProgramLoop, _ visited: Visited, _ place: Int
    ) throws(CELFailure) -> Bool {
        let hasTwoNames = loop.secondSlot >= 0
        switch visited {
        case .list(let elements):
            locals[Int(loop.slot)] = hasTwoNames ? .int(Int64(place)) : elements[place]
            if hasTwoNames { locals[Int(loop.secondSlot)] = elements[place] }
        case .map(let entries):
            locals[Int(loop.slot)] = entries[place].key
            if hasTwoNames { locals[Int(loop.secondSlot)] = entries[place].value }
        }
        return loop.filter < 0 ? true : try condition(loop.filter)
    }

    /// `all` and `exists`: the first visit that decides does so, also after ones that failed.
    private mutating func quantified(
        _ loop: ProgramLoop, _ visited: Visited, stop: Bool
    ) throws(CELFailure) -> CELValue {
        var failure: CELFailure?
        for place in 0..<visited.count {
            do {
                _ = try visit(loop, visited, place)
                if try condition(loop.body) == stop { return .bool(stop) }
            } catch {
                if budget.steps < 0 { throw error }
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return .bool(!stop)
    }

    private mutating func existsOne(
        _ loop: ProgramLoop, _ visited: Visited
    ) throws(CELFailure) -> CELValue {
        var count = 0
        for place in 0..<visited.count {
            _ = try visit(loop, visited, place)
            if try condition(loop.body) { count += 1 }
        }
        return .bool(count == 1)
    }

    private mutating func mapped(
        _ loop: ProgramLoop, _ visited: Visited
    ) throws(CELFailure) -> CELValue {
        var results: [CELValue] = []
        for place in 0..<visited.count where try visit(loop, visited, place) {
            results.append(try value(loop.body))
        }
        return .list(results)
    }

    private mutating func filtered(
        _ loop: ProgramLoop, _ visited: Visited
    ) throws(CELFailure) -> CELValue {
        var results: [CELValue] = []
        for place in 0..<visited.count {
            _ = try visit(loop, visited, place)
            let element = locals[Int(loop.slot)]
            if try condition(loop.body) { results.append(element) }
        }
        return .list(results)
    }

    private mutating func transformed(
        _ loop: ProgramLoop, _ visited: Visited
    ) throws(CELFailure) -> CELValue {
        var map = CELMap()
        for place in 0..<visited.count where try visit(loop, visited, place) {
            let key = locals[Int(loop.slot)]
            let result = try value(loop.body)
            guard loop.kind == .transformMapEntry else {
                try insert(key, result, into: &map)
                continue
            }
            guard case .map(let entries) = result else {
                throw .noOverload("transformMapEntry", result)
            }
            for entry in entries.entries { try insert(entry.key, entry.value, into: &map) }
        }
        return .map(map)
    }

    private mutating func sorted(
        _ loop: ProgramLoop, _ visited: Visited
    ) throws(CELFailure) -> CELValue {
        guard case .list(let elements) = visited else { throw CELFailure("`sortBy` sorts lists") }
        var keys: [CELValue] = []
        for place in elements.indices {
            _ = try visit(loop, visited, place)
            keys.append(try value(loop.body))
        }
        return .list(try ListFunctions.sorted(elements, by: keys, &budget))
    }
}
