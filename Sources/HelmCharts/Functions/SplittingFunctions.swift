package import GoTemplates

/// Sprig's functions between strings and lists of strings.
package enum SplittingFunctions {
    package static let all: [TemplateFunction] = [
        TemplateFunction("splitList", [.string, .string], .keeps) { (call) throws(FunctionError) in
            let parts = try pieces(call, 1, limit: -1)
            return Value(.list(ListValue(parts, .string)), origin: call.pieces(of: 1))
        },
        TemplateFunction("split", [.string, .string], .keeps) { (call) throws(FunctionError) in
            try numbered(pieces(call, 1, limit: -1), call, 1)
        },
        TemplateFunction("splitn", [.string, .int, .string], .keeps) {
            (call) throws(FunctionError) in
            try numbered(pieces(call, 2, limit: call.int(1)), call, 2)
        },
        TemplateFunction("join", [.string, .any], .keeps, joined),
        TemplateFunction("sortAlpha", [.any], .keeps, sorted),
    ]

    /// The pieces between separators, at most `limit` when that is not negative. An empty separator
    /// divides between runes.
    private static func pieces(
        _ call: FunctionCall, _ index: Int, limit: Int
    ) throws(FunctionError) -> [Value] {
        if limit == 0 { return [] }
        let (separator, bytes) = (call.bytes(0), call.bytes(index))
        let most = limit < 0 ? Int.max : limit
        let decider = call.origins.union(
            call.origins.shallow(call[0]), index == 2 ? call[1].origin : .none)
        var parts: [Value] = []
        func add(_ range: Range<Int>) throws(FunctionError) {
            parts.append(call.part(index, range, decidedBy: decider))
            try FunctionLimits.check(items: parts.count)
        }
        var start = 0
        if separator.isEmpty {
            while start < bytes.count {
                let isLast = parts.count == most - 1
                let end = isLast ? bytes.count : start + GoRune.decode(bytes, at: start).size
                try add(start..<end)
                start = end
            }
            return parts
        }
        let search = ByteSearch(separator)
        while parts.count < most - 1, let place = search.first(in: bytes, from: start) {
            try add(start..<place)
            start = place + separator.count
        }
        try add(start..<bytes.count)
        return parts
    }

    /// Parts under the keys `_0`, `_1` and so on.
    private static func numbered(_ parts: [Value], _ call: FunctionCall, _ index: Int) -> Value {
        let entries = parts.enumerated().map { index, part in
            MapValue.Entry(key: Bytes("_\(index)".utf8), value: part)
        }
        // How many there are, all of the text decided.
        let origin = call.origins.decided(.none, by: call.origins.shallow(call[index]))
        return Value(.map(MapValue(unordered: entries, kind: .string)), origin: origin)
    }

    private static func joined(_ call: inout FunctionCall) throws(FunctionError) -> Value {
        let parts = call.strings(of: call[1])
        var builder = call.builder()
        for (index, part) in parts.enumerated() {
            if index > 0 { builder.append(call[0]) }
            builder.append(part)
            try FunctionLimits.check(bytes: builder.bytes.count)
        }
        if parts.isEmpty { builder.appendNothing(origin: call.origins.shallow(call[1])) }
        return builder.value()
    }

    /// In the order of bytes. What is no list becomes a list of one string. A `[]string` is sorted
    /// in place.
    private static func sorted(_ call: inout FunctionCall) -> Value {
        guard call[0].list != nil else {
            return .list([call.string(of: call[0])], .string)
        }
        let parts = call.strings(of: call[0]).map { (bytes: $0.bytes ?? [], value: $0) }
        let sorted = parts.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        // Which is the first, all of them decided.
        let origin = call.origins.decided(call[0].origin, by: call.origins.total(call[0]))
        if let list = call[0].list, list.kind == .string { list.reorder(sorted.map(\.value)) }
        return Value(.list(ListValue(sorted.map(\.value), .string)), origin: origin)
    }
}

extension FunctionCall {
    /// What the pieces of a text are: which one stands at a place, all that stands in the text
    /// decided.
    func pieces(of index: Int) -> Origin {
        let whole = origins.shallow(arguments[index])
        guard case .text = arguments[index].payload else { return whole }
        return origins.decided(whole, by: whole)
    }
}
