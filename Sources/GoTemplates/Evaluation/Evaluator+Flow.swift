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
