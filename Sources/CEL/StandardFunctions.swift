import Synchronization

/// The functions every environment has: CEL's own and its extension libraries.
enum StandardFunctions {
    typealias Signature = CELFunction.Signature

    private static let libraries: [[CELFunction]] = [
        basic, ConversionFunctions.all, StringFunctions.all, PatternFunctions.all,
        MathFunctions.all, ListFunctions.all, TimeFunctions.all, OptionalFunctions.all,
        NetworkFunctions.all, EncodingFunctions.all, QuantityFunctions.all, VersionFunctions.all,
        OrderFunctions.all, URLFunctions.all, FormatFunctions.all, AggregateFunctions.all,
        PatternFunctions.kubernetes,
    ]

    /// The functions that were asked for so far, by name: most expressions use a few of them.
    private static let found = Mutex<[String: [CELFunction]]>([:])

    /// All functions of that name; empty when there is none.
    static func named(_ name: String) -> [CELFunction] {
        found.withLock { found in
            if let functions = found[name] { return functions }
            let functions = libraries.flatMap { $0.filter { $0.name == name } }
            if !functions.isEmpty { found[name] = functions }
            return functions
        }
    }

    /// All of them, for suggestions.
    static var all: [CELFunction] { libraries.flatMap(\.self) }

    /// What stands before the first dot of their names; written out, so that no run has to look
    /// through all of them.
    static let namespaces: Set<String> = [
        "base64", "format", "ip", "lists", "math", "optional", "regex", "sets", "strings",
    ]

    /// Whether the function takes any number of arguments.
    static func isVariadic(_ name: String) -> Bool {
        name == "math.greatest" || name == "math.least"
    }

    private static let sized: [Signature] = [
        Signature([.string], .int), Signature([.bytes], .int),
        Signature([.list(.parameter("A"))], .int),
        Signature([.map(.parameter("A"), .parameter("B"))], .int),
    ]

    private static let basic: [CELFunction] = [
        .global("size", sized, .unary(size)),
        .member("size", sized, .unary(size)),
        .global(
            "dyn", [Signature([.parameter("A")], .dyn)],
            .unary { value, _ throws(CELFailure) in value }),
        .global(
            "type", [Signature([.parameter("A")], .type(.parameter("A")))],
            .unary { value, _ throws(CELFailure) in .type(value.typeName) }),
    ]

    @Sendable private static func size(
        _ value: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        switch value {
        case .string(let text):
            try budget.charge(reading: text.utf8.count)
            return .int(Int64(text.codePointCount))
        case .bytes(let bytes): return .int(Int64(bytes.count))
        case .list(let elements): return .int(Int64(elements.count))
        case .map(let map): return .int(Int64(map.count))
        default: throw .noOverload("size", value)
        }
    }
}
