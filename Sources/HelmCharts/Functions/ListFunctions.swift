package import GoTemplates

/// Sprig's functions on lists. They never change the list that they are given.
package enum ListFunctions {
    package static let all: [TemplateFunction] =
        [list, list.named("tuple"), concat] + ends + rests + changes + searches + parts
        + SequenceFunctions.all

    private static let list = TemplateFunction("list", [.any], variadic: true, .keeps) { call in
        .list(call.arguments)
    }

    private static let concat = TemplateFunction(
        "concat", [.any], variadic: true, .keeps
    ) { (call) throws(FunctionError) in
        var items: [Value] = []
        var origin = Origin.none
        for argument in call.arguments {
            guard let list = argument.list else {
                if argument.isNil { throw .nilDereference }
                throw FunctionError("Cannot concat type \(argument.kindName) as list")
            }
            items += call.origins.items(of: list, argument.origin)
            try FunctionLimits.check(items: items.count)
            origin = call.origins.union(origin, argument.origin)
        }
        return Value(.list(items.isEmpty ? .nilList() : ListValue(items)), origin: origin)
    }

    // MARK: Ends

    private static let ends =
        TemplateFunction.twins("first", [.any]) { (call) throws(FunctionError) in
            let list = try call[0].items(or: "Cannot find first on type")
            return call.origins.item(of: list, at: 0, call[0].origin)
        }
        + TemplateFunction.twins("last", [.any]) { (call) throws(FunctionError) in
            let list = try call[0].items(or: "Cannot find last on type")
            return call.origins.item(of: list, at: list.items.count - 1, call[0].origin)
        }

    private static let rests =
        TemplateFunction.twins("rest", [.any]) { (call) throws(FunctionError) in
            let list = try call[0].items(or: "Cannot find rest on type")
            return call.list(list, list.items.isEmpty ? nil : Array(list.items.dropFirst()))
        }
        + TemplateFunction.twins("initial", [.any]) { (call) throws(FunctionError) in
            let list = try call[0].items(or: "Cannot find initial on type")
            return call.list(list, list.items.isEmpty ? nil : list.items.dropLast())
        }

    // MARK: Changed copies

    private static let changes =
        TemplateFunction.twins("append", [.any, .any], .keeps, pushed)
        + TemplateFunction.twins("push", [.any, .any], .keeps, pushed)
        + TemplateFunction.twins("prepend", [.any, .any]) { (call) throws(FunctionError) in
            let list = try call[0].items(or: "Cannot prepend on type")
            return Value(
                .list(ListValue([call[1]] + call.origins.items(of: list, call[0].origin))),
                origin: call[0].origin)
        }
        + TemplateFunction.twins("reverse", [.any]) { (call) throws(FunctionError) in
            let list = try call[0].items(or: "Cannot find reverse on type")
            return call.list(list, list.items.reversed())
        }
        + TemplateFunction.twins("compact", [.any]) { (call) throws(FunctionError) in
            let list = try call[0].items(or: "Cannot compact on type")
            let items = list.items.filter { !$0.isEmptyForSprig }
            return call.origins.decided(call.list(list, items), by: call.origins.total(call[0]))
        }
        + TemplateFunction.twins("uniq", [.any]) { (call) throws(FunctionError) in
            let list = try call[0].items(or: "Cannot find uniq on type")
            var seen = try DeepSet([])
            var items: [Value] = []
            for item in list.items where try seen.insert(item) { items.append(item) }
            return call.origins.decided(call.list(list, items), by: call.origins.total(call[0]))
        }
        + TemplateFunction.twins("without", [.any, .any], variadic: true) {
            (call) throws(FunctionError) in
            let list = try call[0].items(or: "Cannot find without on type")
            var omitted = try DeepSet(call.arguments.dropFirst())
            var items: [Value] = []
            for item in list.items where try !omitted.contains(item) { items.append(item) }
            var result = call.list(list, items)
            for argument in call.arguments {
                result = call.origins.decided(result, by: call.origins.total(argument))
            }
            return result
        }

    private static func pushed(_ call: inout FunctionCall) throws(FunctionError) -> Value {
        let list = try call[0].items(or: "Cannot push on type")
        let items = call.origins.items(of: list, call[0].origin) + [call[1]]
        return Value(.list(ListValue(items)), origin: call[0].origin)
    }

    // MARK: Searching

    private static let searches =
        TemplateFunction.twins("has", [.any, .any], .decides) { (call) throws(FunctionError) in
            if call[1].isNil { return .bool(false) }
            let list = try call[1].items(or: "Cannot find has on type")
            for item in list.items where try DeepEquality.areEqual(call[0], item) {
                return .bool(true)
            }
            return .bool(false)
        }

    // MARK: Parts

    private static let parts =
        TemplateFunction.twins("slice", [.any, .any], variadic: true, .keeps, sliced)
        + TemplateFunction.twins("chunk", [.int, .any], .keeps, chunked)

    private static func sliced(_ call: inout FunctionCall) throws(FunctionError) -> Value {
        let list = try call[0].items(or: "list should be type of slice or array but")
        let count = list.items.count
        if count == 0 { return Value(.null, origin: call[0].origin) }
        let start = call.count > 1 ? NumberConversion.int(call[1]) : 0
        let end = call.count > 2 ? NumberConversion.int(call[2]) : count
        guard start >= 0, start <= end, end <= count else {
            throw FunctionError("reflect.Value.Slice: slice index out of bounds")
        }
        let part = ListValue(Array(list.items[start..<end]), list.kind, spread: list.spread)
        let bounds = call.arguments.dropFirst().reduce(Origin.none) {
            call.origins.union($0, $1.origin)
        }
        return Value(.list(part), origin: call.origins.decided(call[0].origin, by: bounds))
    }

    /// Lists of at most so many items. Sizes below one mostly fail as they do in Go.
    private static func chunked(_ call: inout FunctionCall) throws(FunctionError) -> Value {
        let list = try call[1].items(or: "Cannot chunk type")
        let (size, count) = (call.int(0), list.items.count)
        let wanted = (Double(count - 1) / Double(size)).rounded(.down) + 1
        guard wanted >= 0, wanted < 1e9 else { throw lengthOutOfRange }
        var chunks: [Value] = []
        for index in 0..<Int(wanted) {
            var length = size
            if index == Int(wanted) - 1 {
                let rest = count.remainderReportingOverflow(dividingBy: size).partialValue
                length = rest == 0 ? size : rest
            }
            guard length >= 0 else { throw lengthOutOfRange }
            let start = index * size
            let items = Array(list.items[start..<start + length])
            chunks.append(
                Value(
                    .list(ListValue(items, spread: list.spread)),
                    origin: call.origins.inherited(.none, from: call[1].origin)))
        }
        return Value(.list(ListValue(chunks)), origin: call[1].origin)
    }

    private static let lengthOutOfRange = FunctionError(
        "runtime error: makeslice: len out of range")
}

/// Sprig's functions that count.
package enum SequenceFunctions {
    package static let all: [TemplateFunction] = [
        TemplateFunction("until", [.int]) { (call) throws(FunctionError) in
            let end = call.int(0)
            return .list(try numbers(from: 0, to: end, by: end < 0 ? -1 : 1).map { .int($0) }, .int)
        },
        TemplateFunction("untilStep", [.int, .int, .int]) { (call) throws(FunctionError) in
            .list(
                try numbers(from: call.int(0), to: call.int(1), by: call.int(2)).map { .int($0) },
                .int)
        },
        TemplateFunction("seq", [.int], variadic: true, .blends, sequence),
    ]

    /// Numbers from `start` on that do not reach `end`; none when the step leads away from it.
    private static func numbers(
        from start: Int, to end: Int, by step: Int
    ) throws(FunctionError) -> [Int] {
        guard end < start ? step < 0 : step > 0 else { return [] }
        let (distance, overflow) = end.subtractingReportingOverflow(start)
        let limit = FunctionLimits.items.multipliedReportingOverflow(by: step)
        if overflow || !limit.overflow && distance.magnitude > limit.partialValue.magnitude {
            throw FunctionError("the list would have more than 1000000 items", isLimit: true)
        }
        return Array(stride(from: start, to: end, by: step))
    }

    /// As the command `seq` counts: to the last, from a first, with a step between them.
    private static func sequence(_ call: inout FunctionCall) throws(FunctionError) -> Value {
        let (start, end): (Int, Int)
        switch call.count {
        case 1: (start, end) = (1, call.int(0))
        case 2: (start, end) = (call.int(0), call.int(1))
        case 3: (start, end) = (call.int(0), call.int(2))
        default: return .string([])
        }
        let direction = end < start ? -1 : 1
        let step = call.count == 3 ? call.int(1) : direction
        if direction < 0, step > 0 { return .string([]) }
        let numbers = try numbers(from: start, to: end &+ direction, by: step)
        return .string(numbers.map { String($0) }.joined(separator: " "))
    }
}

extension ListValue {
    /// A list that Go holds as a nil slice, which is empty.
    static func nilList(_ kind: Kind = .any) -> ListValue { ListValue(nil: kind) }
}

extension FunctionCall {
    /// Items of the first argument as another list of anything; nil for Go's nil slice.
    fileprivate func list(_ list: ListValue, _ items: [Value]?) -> Value {
        let result = items.map { ListValue($0, spread: list.spread) } ?? .nilList()
        return Value(.list(result), origin: arguments[0].origin)
    }
}
