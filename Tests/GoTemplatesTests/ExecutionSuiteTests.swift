import Notations
import Testing

@testable import GoTemplates

/// The cases of Go's own tests of text/template, as far as plain data tells them.
struct ExecutionSuiteTests {
    @Test func `what Go's tests execute gives what Go gives`() throws {
        guard let cases = SuiteFiles.cases("go-template/exec.jsonl") else { return }
        var wrong: [String] = []
        for one in cases {
            let got = outcome(of: one)
            let wanted = one["ok"]?.isTrue == true ? one["output"]?.text : one["error"]?.text
            if got != wanted {
                wrong.append(
                    "\(one["name"]?.text ?? ""): \(one["template"]?.text ?? "")\n"
                        + "    want \(wanted ?? "")\n    got  \(got)")
            }
        }
        print("go-template/exec.jsonl: \(cases.count - wrong.count) of \(cases.count)")
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
    }

    private func outcome(of one: JSONValue) -> String {
        var table = FunctionTable(PrintFunctions.all + BuiltInFunctions.all)
        table.add(GoTestFunctions.all)
        var set = TemplateSet(functions: table)
        let name = Bytes((one["name"]?.text ?? "").utf8)
        do {
            for member in one["associated"]?.members ?? [] {
                set.add(
                    try TemplateTree.parse(
                        name: Bytes(member.name.utf8), bytes: Bytes((member.value.text ?? "").utf8),
                        knows: { table.knows($0) }))
            }
            let tree = try TemplateTree.parse(
                name: name, bytes: Bytes((one["template"]?.text ?? "").utf8),
                knows: { table.knows($0) })
            set.add(tree)
        } catch {
            return error.message
        }
        let evaluator = Evaluator(
            templates: set, origins: OriginTable(isTracking: true), missingKey: missingKey(one))
        guard let template = set[name] else { return "no template" }
        do {
            let data = one["data"].map(value) ?? .invalid
            return try evaluator.execute(template, data.isNil ? .invalid : data).text ?? ""
        } catch {
            return error.message
        }
    }

    private func missingKey(_ one: JSONValue) -> Evaluator.MissingKey {
        switch one["option"]?.text {
        case "missingkey=zero": .zero
        case "missingkey=error": .error
        default: .invalid
        }
    }

    /// Whole numbers are `int` there, others `float64`.
    private func value(_ json: JSONValue) -> Value {
        switch json {
        case .null: return .null
        case .boolean(let value): return .bool(value)
        case .number(let text):
            if let number = Int(text) { return .int(number) }
            return .float(Double(text) ?? 0)
        case .string(let text): return .string(text)
        case .array(let elements): return .list(elements.map(value))
        case .object(let members):
            return .map(
                MapValue(
                    unordered: members.map {
                        MapValue.Entry(key: Bytes($0.name.utf8), value: value($0.value))
                    }))
        }
    }
}

/// The functions that Go's tests call.
private enum GoTestFunctions {
    static let all: [TemplateFunction] = [
        TemplateFunction("add", [.int], variadic: true) { call in
            .int((0..<call.count).reduce(0) { $0 + call.int($1) })
        },
        TemplateFunction("echo", [.any]) { call in call[0] },
        TemplateFunction("oneArg", [.string]) { call in .string("oneArg=" + call.text(0)) },
        TemplateFunction("twoArgs", [.string, .string]) { call in
            .string("twoArgs=" + call.text(0) + call.text(1))
        },
        TemplateFunction("zeroArgs", []) { _ in .string("zeroArgs") },
        TemplateFunction("returnInt", []) { _ in .int(7) },
        TemplateFunction("mapOfThree", []) { _ in
            .map(MapValue(unordered: [MapValue.Entry(key: Bytes("three".utf8), value: .int(3))]))
        },
        TemplateFunction("makemap", [.string], variadic: true) { call in
            let map = MapValue(kind: .string)
            for index in stride(from: 0, to: call.count - 1, by: 2) {
                map[call.bytes(index)] = call[index + 1]
            }
            return .map(map)
        },
        TemplateFunction("count", [.int]) { call in
            .list((0..<call.int(0)).map { .string([UInt8(97 + $0)]) }, .string)
        },
        TemplateFunction("die", []) { _ throws(FunctionError) in throw FunctionError("die") },
        TemplateFunction("typeOf", [.any]) { call in .string(call[0].typeName) },
        TemplateFunction("valueString", [.string]) { call in call[0] },
        TemplateFunction("dddArg", [.int, .string], variadic: true) { call in
            .string("\(call.int(0))")
        },
    ]
}
