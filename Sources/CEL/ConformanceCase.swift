package import Notations

/// A case of CEL's conformance data as JSON: an expression, what it may refer to, and how to run
/// it.
///
/// Values are tagged (`{"int": "1"}`, `{"map": [[key, value]]}`, `{"bytes": hexadecimal}`) and
/// types written as in protobuf's JSON of CEL's checked expressions.
package struct ConformanceCase {
    private var environment = CELEnvironment()
    private var values: [CELValue] = []
    private let expression: String
    private let isChecked: Bool
    private let isCheckOnly: Bool

    /// Why a case cannot be read.
    package struct Unreadable: Error {
        package let message: String

        init(_ message: String) { self.message = message }
    }

    /// Reads `expr`, `container`, `typeEnv`, `bindings`, `disableCheck` and `checkOnly`.
    package init(_ json: JSONValue) throws(Unreadable) {
        guard let expression = json["expr"]?.text else { throw Unreadable("the case has no expr") }
        self.expression = expression
        isChecked = json["disableCheck"]?.isTrue != true
        isCheckOnly = json["checkOnly"]?.isTrue == true
        if let container = json["container"]?.text { environment.container = container }
        for declaration in json["typeEnv"]?.elements ?? [] { try declare(declaration) }
        for binding in json["bindings"]?.members ?? [] {
            if environment.slots[binding.name] == nil { environment.declare(binding.name, .dyn) }
        }
        values = [CELValue](repeating: .null, count: environment.variables.count)
        for binding in json["bindings"]?.members ?? [] {
            guard let slot = environment.slots[binding.name] else { continue }
            values[slot] = try ConformanceValue.value(binding.value)
        }
    }

    /// `{"value": …}` or `{"error": "…"}`, with `deducedType` when only checking was asked for.
    package func answer() -> JSONValue {
        do throws(CELError) {
            let program =
                isChecked
                ? try environment.compile(expression)
                : try environment.compileUnchecked(expression)
            if isCheckOnly {
                return .object([JSONMember("deducedType", ConformanceType.json(program.type))])
            }
            let value = ConformanceValue.json(try program.evaluate(values))
            return .object([JSONMember("value", value)])
        } catch {
            return .object([JSONMember("error", .string(error.message))])
        }
    }

    private mutating func declare(_ json: JSONValue) throws(Unreadable) {
        guard let name = json["name"]?.text else { throw Unreadable("a declaration has no name") }
        if let type = json["ident"]?["type"] {
            environment.declare(name, try ConformanceType.type(type))
            return
        }
        let overloads = json["function"]?["overloads"]?.elements ?? []
        for isMember in [false, true] {
            var signatures: [CELFunction.Signature] = []
            for overload in overloads
            where (overload["isInstanceFunction"]?.isTrue ?? false) == isMember {
                var parameters: [CELType] = []
                for parameter in overload["params"]?.elements ?? [] {
                    parameters.append(try ConformanceType.type(parameter))
                }
                let result = try ConformanceType.type(overload["resultType"] ?? .null)
                signatures.append(CELFunction.Signature(parameters, result))
            }
            for (_, group) in Dictionary(grouping: signatures, by: \.parameters.count) {
                environment.declare(CELFunction(name, isMember: isMember, group, .unbound))
            }
        }
    }
}

/// Types in the notation of the conformance data.
private enum ConformanceType {
    typealias Unreadable = ConformanceCase.Unreadable

    private static let primitives: [(name: String, type: CELType)] = [
        ("BOOL", .bool), ("INT64", .int), ("UINT64", .uint), ("DOUBLE", .double),
        ("STRING", .string), ("BYTES", .bytes),
    ]

    static func type(_ json: JSONValue) throws(Unreadable) -> CELType {
        guard let member = json.members?.first else { throw Unreadable("a type is not an object") }
        switch member.name {
        case "primitive": return try primitive(member.value)
        case "wrapper": return .nullable(try primitive(member.value))
        case "null": return .null
        case "dyn": return .dyn
        case "listType": return .list(try type(member.value["elemType"] ?? .null))
        case "mapType":
            return .map(
                try type(member.value["keyType"] ?? .null),
                try type(member.value["valueType"] ?? .null))
        case "typeParam": return .parameter(member.value.text ?? "")
        case "type": return .type((try? type(member.value)) ?? .dyn)
        case "wellKnown", "messageType": return try wellKnown(member.value.text ?? "")
        case "abstractType":
            let name = member.value["name"]?.text ?? ""
            var parameters: [CELType] = []
            for parameter in member.value["parameterTypes"]?.elements ?? [] {
                parameters.append(try type(parameter))
            }
            return name == "optional_type"
                ? .optional(parameters.first ?? .dyn) : .opaque(name, parameters)
        default: throw Unreadable("the type `\(member.name)` is not supported")
        }
    }

    private static func primitive(_ json: JSONValue) throws(Unreadable) -> CELType {
        guard let entry = primitives.first(where: { $0.name == json.text }) else {
            throw Unreadable("an unknown primitive type")
        }
        return entry.type
    }

    private static func wellKnown(_ name: String) throws(Unreadable) -> CELType {
        switch name {
        case "TIMESTAMP", "google.protobuf.Timestamp": .timestamp
        case "DURATION", "google.protobuf.Duration": .duration
        case "ANY", "google.protobuf.Any", "google.protobuf.Value": .dyn
        case "google.protobuf.ListValue": .list(.dyn)
        case "google.protobuf.Struct": .map(.string, .dyn)
        default: throw Unreadable("the message type `\(name)` is not supported")
        }
    }

    static func json(_ type: CELType) -> JSONValue {
        if let entry = primitives.first(where: { $0.type == type }) {
            return object("primitive", .string(entry.name))
        }
        switch type {
        case .null: return object("null", .null)
        case .timestamp: return object("wellKnown", .string("TIMESTAMP"))
        case .duration: return object("wellKnown", .string("DURATION"))
        case .nullable(let inner): return object("wrapper", json(inner)["primitive"] ?? .null)
        case .list(let element): return object("listType", object("elemType", json(element)))
        case .map(let key, let value):
            return object(
                "mapType",
                .object([JSONMember("keyType", json(key)), JSONMember("valueType", json(value))]))
        case .type(let inner): return object("type", json(inner))
        case .optional(let inner): return abstract("optional_type", [inner])
        case .opaque(let name, let parameters): return abstract(name, parameters)
        case .object(let name): return object("messageType", .string(name))
        case .parameter(let name): return object("typeParam", .string(name))
        default: return object("dyn", .object([]))
        }
    }

    private static func abstract(_ name: String, _ parameters: [CELType]) -> JSONValue {
        object(
            "abstractType",
            .object([
                JSONMember("name", .string(name)),
                JSONMember("parameterTypes", .array(parameters.map(json))),
            ]))
    }

    private static func object(_ name: String, _ value: JSONValue) -> JSONValue {
        .object([JSONMember(name, value)])
    }
}

/// Values in the notation of the conformance data.
private enum ConformanceValue {
    typealias Unreadable = ConformanceCase.Unreadable

    static func value(_ json: JSONValue) throws(Unreadable) -> CELValue {
        guard let member = json.members?.first else { throw Unreadable("a value is not an object") }
        let text = member.value.text ?? ""
        switch member.name {
        case "null": return .null
        case "bool": return .bool(member.value.isTrue)
        case "int": return .int(try number(text))
        case "uint": return .uint(try number(text))
        case "double": return .double(try number(text))
        case "string": return .string(text)
        case "bytes": return .bytes(try bytes(text))
        case "type": return .type(text)
        case "list":
            var elements: [CELValue] = []
            for element in member.value.elements ?? [] { elements.append(try value(element)) }
            return .list(elements)
        case "map": return .map(try map(member.value.elements ?? []))
        case "object": return try object(member.value)
        default: throw Unreadable("the value `\(member.name)` is not supported")
        }
    }

    private static func number<Number: LosslessStringConvertible>(
        _ text: String
    ) throws(Unreadable) -> Number {
        guard let number = Number(text) else { throw Unreadable("`\(text)` is not a number") }
        return number
    }

    private static func bytes(_ text: String) throws(Unreadable) -> [UInt8] {
        let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == text.utf8.count, digits.count % 2 == 0 else {
            throw Unreadable("bytes are not hexadecimal")
        }
        return stride(from: 0, to: digits.count, by: 2).map {
            UInt8(digits[$0] * 16 + digits[$0 + 1])
        }
    }

    private static func map(_ pairs: [JSONValue]) throws(Unreadable) -> CELMap {
        var map = CELMap()
        for pair in pairs {
            guard let parts = pair.elements, parts.count == 2,
                map.insert(try value(parts[0]), try value(parts[1]))
            else { throw Unreadable("an entry of a map is not valid") }
        }
        return map
    }

    /// A timestamp or duration, the only messages there are.
    private static func object(_ json: JSONValue) throws(Unreadable) -> CELValue {
        let text = json["value"]?.text ?? ""
        switch json["@type"]?.text {
        case "type.googleapis.com/google.protobuf.Duration":
            if let span = DurationText.nanoseconds(text.utf8) { return .duration(span) }
        case "type.googleapis.com/google.protobuf.Timestamp":
            if let moment = CELTimestamp(text) { return .timestamp(moment) }
        default: break
        }
        throw Unreadable("messages are not supported")
    }

    /// The value; of one that is huge because it holds itself over and over, null takes the rest's
    /// place.
    static func json(_ value: CELValue) -> JSONValue {
        var left = 1_000_000
        return json(value, &left)
    }

    private static func json(_ value: CELValue, _ left: inout Int) -> JSONValue {
        left -= 1
        guard left > 0 else { return .null }
        switch value {
        case .null: return object("null", .null)
        case .bool(let value): return object("bool", .boolean(value))
        case .int(let value): return object("int", .string(String(value)))
        case .uint(let value): return object("uint", .string(String(value)))
        case .double(let value): return object("double", .string(value.description))
        case .string(let value): return object("string", .string(value))
        case .bytes(let value): return object("bytes", .string(hexadecimal(value)))
        case .list(let elements):
            return object("list", .array(elements.map { json($0, &left) }))
        case .map(let map):
            let pairs = map.entries.map { entry in
                JSONValue.array([json(entry.key, &left), json(entry.value, &left)])
            }
            return object("map", .array(pairs))
        case .type(let name): return object("type", .string(name))
        case .timestamp(let value): return message("Timestamp", value.description)
        case .duration(let value):
            return message("Duration", DurationText.seconds(ofNanoseconds: value))
        case .absent: return object("optional", .object([]))
        // The data have no notation for optionals; the content stands for one that is present.
        case .present(let value): return json(value, &left)
        case .address, .network, .quantity, .url, .version, .format, .object:
            return object("string", .string(value.description))
        }
    }

    private static func message(_ name: String, _ text: String) -> JSONValue {
        object(
            "object",
            .object([
                JSONMember("@type", .string("type.googleapis.com/google.protobuf." + name)),
                JSONMember("value", .string(text)),
            ]))
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }

    private static func object(_ name: String, _ value: JSONValue) -> JSONValue {
        .object([JSONMember(name, value)])
    }
}
