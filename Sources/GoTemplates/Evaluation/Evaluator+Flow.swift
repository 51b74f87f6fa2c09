/// How origins go through calls and containers.
extension Evaluator {
    /// The result of a function, with what flowed into it.
    func flow(_ result: Value, _ function: TemplateFunction, _ arguments: [Value]) -> Value {
        guard origins.isTracking else { return result }
        switch function.flow {
        case .keeps: return result
        case .decides:
            return result.with(origins.decided(result.origin, by: sum(arguments)))
        case .blends:
            let sum = sum(arguments)
            switch result.payload {
            case .list(let list):
                let spread = origins.union(list.spread, sum)
                return Value(.list(ListValue(list.items, list.kind, spread: spread)), origin: sum)
            case .map(let map):
                map.spread = origins.union(map.spread, sum)
                return result.with(sum)
            case .text(let text):
                return Value(.string(text.bytes), origin: origins.union(sum, result.origin))
            default: return result.with(origins.union(result.origin, sum))
            }
        }
    }

    private func sum(_ arguments: [Value]) -> Origin {
        var sum = Origin.none
        for argument in arguments { sum = origins.union(sum, origins.total(argument)) }
        return sum
    }
}

extension OriginTable {
    /// What flowed into a value itself: into a text all that flowed into its parts, into a
    /// container what it is, but not what its members are.
    package func shallow(_ value: Value) -> Origin {
        guard isTracking else { return .none }
        switch value.payload {
        case .text(let text):
            var result = value.origin
            for run in text.runs { result = union(result, run.origin) }
            return result
        case .list(let list): return union(value.origin, list.spread)
        case .map(let map): return union(value.origin, map.spread)
        default: return value.origin
        }
    }

    /// What flowed into a value and all that it holds. A container of the values is one path, which
    /// stands for what is below it.
    package func total(_ value: Value) -> Origin {
        guard isTracking else { return .none }
        var budget = 512
        return total(value, 0, &budget)
    }

    private func total(_ value: Value, _ depth: Int, _ budget: inout Int) -> Origin {
        var result = shallow(value)
        guard path(of: value.origin) == nil, depth < 16 else { return result }
        switch value.payload {
        case .list(let list):
            for item in list.items where budget > 0 {
                budget -= 1
                result = union(result, total(item, depth + 1, &budget))
            }
        case .map(let map):
            for entry in map.entries where budget > 0 {
                budget -= 1
                result = union(result, total(entry.value, depth + 1, &budget))
            }
        default: break
        }
        return result
    }
}
