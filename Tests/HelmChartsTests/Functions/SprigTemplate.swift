import GoTemplates
import HelmCharts
import Notations

/// Executes templates with the functions of Sprig that need nothing of a chart.
enum SprigTemplate {
    enum Outcome: Equatable {
        case output(String)
        /// The reason of a failure alone.
        case failure(String)
        /// Not parsed: a function that is not here, or a mistake.
        case unparsed(String)
    }

    static let functions: [TemplateFunction] =
        StringFunctions.all + ListFunctions.all + DictFunctions.all + MathFunctions.all
        + DefaultFunctions.all + TypeFunctions.all + PathFunctions.all + RegexFunctions.all
        + URLFunctions.all

    private static let table = FunctionTable(
        BuiltInFunctions.all + functions + [
            TemplateFunction("toJson", [.any]) { call in .string(json(call[0])) },
            // Takes a value apart from the values for tests that change it.
            TemplateFunction("const", [.any]) { call in call[0] },
        ])

    static func render(_ template: String, values: Value = .map(MapValue())) -> Outcome {
        let data = Value.map(MapValue(unordered: [.init(key: Bytes("Values".utf8), value: values)]))
        return render(template, data: data)
    }

    /// With another meaning of missing keys than Helm's, `<no value>` is printed.
    static func render(
        _ template: String, data: Value, missing: Evaluator.MissingKey = .zero
    ) -> Outcome {
        let evaluator: Evaluator
        let linked: LinkedTemplate
        do {
            (evaluator, linked) = try prepare(
                template, OriginTable(isTracking: false), missing: missing)
        } catch {
            return .unparsed("\(error)")
        }
        do {
            let output = try evaluator.execute(linked, data).text ?? ""
            if case .invalid = missing { return .output(output) }
            return .output(output.replacing("<no value>", with: ""))
        } catch {
            return .failure(error.refusal ?? error.reason)
        }
    }

    static func prepare(
        _ template: String, _ origins: OriginTable, missing: Evaluator.MissingKey = .zero
    ) throws -> (Evaluator, LinkedTemplate) {
        let tree = try TemplateTree.parse(
            name: Bytes("t".utf8), bytes: Bytes(template.utf8), knows: { table.knows($0) })
        var templates = TemplateSet(functions: table)
        templates.add(tree)
        let evaluator = Evaluator(templates: templates, origins: origins, missingKey: missing)
        guard let linked = templates[Bytes("t".utf8)] else { throw TemplateFailure("", reason: "") }
        return (evaluator, linked)
    }

    // MARK: Values

    /// Values as Helm reads them: numbers are floating-point, and keys of maps that have no value
    /// are none. Besides JSON it knows one key with one number.
    static func values(_ text: String) -> Value {
        if let json = try? JSONValue(Array(text.utf8)) {
            return .map(withoutNulls(value(json)).map?.copy(kind: .values) ?? MapValue())
        }
        let parts = text.split(separator: ":", maxSplits: 1).map {
            $0.split(separator: " ").joined()
        }
        guard parts.count == 2, let number = number(parts[1].filter { $0 != "\n" }) else {
            return .map(MapValue(kind: .values))
        }
        return .map(
            MapValue([.init(key: Bytes(parts[0].utf8), value: .float(number))], kind: .values))
    }

    private static func number(_ text: String) -> Double? {
        let digits = text.filter { $0 != "_" }
        if digits.hasPrefix("0o") { return Int(digits.dropFirst(2), radix: 8).map { Double($0) } }
        if digits.hasPrefix("0x") { return Int(digits.dropFirst(2), radix: 16).map { Double($0) } }
        if digits.hasPrefix("0b") { return Int(digits.dropFirst(2), radix: 2).map { Double($0) } }
        if digits.count > 1, digits.hasPrefix("0"), let octal = Int(digits, radix: 8) {
            return Double(octal)
        }
        return Double(digits)
    }

    private static func withoutNulls(_ value: Value) -> Value {
        guard let map = value.map else { return value }
        return .map(
            MapValue(
                map.entries.filter { !$0.value.isNil }.map {
                    .init(key: $0.key, value: withoutNulls($0.value))
                }))
    }

    static func value(_ json: JSONValue) -> Value {
        switch json {
        case .null: .null
        case .boolean(let value): .bool(value)
        case .number(let text): .float(Double(text) ?? 0)
        case .string(let text): .string(text)
        case .array(let items): .list(items.map { value($0) })
        case .object(let members):
            .map(
                MapValue(
                    unordered: members.map {
                        .init(key: Bytes($0.name.utf8), value: value($0.value))
                    }))
        }
    }

    /// Enough of `encoding/json` for results of tests.
    private static func json(_ value: Value) -> String {
        switch value.payload {
        case .list(let list):
            "[" + list.items.map { json($0) }.joined(separator: ",") + "]"
        case .map(let map):
            "{"
                + map.entries.map { entry in
                    json(.string(entry.key)) + ":" + json(entry.value)
                }.joined(separator: ",") + "}"
        case .string, .text: text(value.text ?? "")
        case .null, .invalid: "null"
        default: String(decoding: GoFormat.text(value), as: UTF8.self)
        }
    }

    private static func text(_ text: String) -> String {
        JSONValue.string(text).description
            .replacing("<", with: "\\u003c").replacing(">", with: "\\u003e")
    }
}
