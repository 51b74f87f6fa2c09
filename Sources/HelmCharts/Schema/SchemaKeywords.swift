import GoTemplates
import Patterns

// What each keyword says.
extension SchemaCompiler {
    func compileValues(_ part: SchemaPart) throws(JSONSchemaError) {
        let node = part.node
        node.types = try types(part)
        if let value = part.map["const"], draft > .draft4 { node.const = wanted(value) }
        let list = try read("enum", part, want: "array") { $0.list }
        node.enumeration = list?.items.map(wanted)
        let format = try read("format", part, want: "string") { $0.text }
        if draft <= .draft7 { node.format = format }
        node.minLength = try count("minLength", part)
        node.maxLength = try count("maxLength", part)
        if let text = try read("pattern", part, want: "string", { $0.bytes }) {
            node.pattern = try pattern(text, part, [Bytes("pattern".utf8)])
        }
        node.multipleOf = try read("multipleOf", part, want: "number") { JSONNumber.value($0) }
        node.limits = try limits(part)
    }

    private func types(_ part: SchemaPart) throws(JSONSchemaError) -> SchemaTypes? {
        guard let value = part.map["type"] else { return nil }
        if let name = value.text, let type = SchemaTypes(name: name) { return type }
        let names = value.list?.items.map { $0.text.flatMap { SchemaTypes(name: $0) } }
        if let names, !names.contains(where: { $0 == nil }) {
            return SchemaTypes(names.compactMap { $0 })
        }
        let location = part.node.location.appending(Bytes("type".utf8)).pointer
        let all = ["array", "boolean", "integer", "null", "number", "object", "string"]
        let causes = [
            SchemaViolation(
                location,
                "value must be one of " + SchemaViolation.quoted(all.map { Bytes($0.utf8) })),
            SchemaViolation(location, "got \(typeName(value)), want array"),
        ]
        throw fault(part, [Bytes("type".utf8)], "'anyOf' failed", causes: causes)
    }

    private func wanted(_ value: Value) -> SchemaNode.Wanted {
        let printed: String? =
            switch value.payload {
            case .invalid, .null: "<nil>"
            case .bool(let value): "\(value)"
            case .integer(let value, _): "\(value)"
            case .float(let value):
                value == value.rounded() && value.magnitude < 1e18 ? "\(Int(value))" : "\(value)"
            case .string, .text: SchemaViolation.quoted(value.bytes ?? [])
            case .list, .map, .object: nil
            }
        return SchemaNode.Wanted(canonical: CanonicalJSON.text(value), printed: printed)
    }

    private func limits(_ part: SchemaPart) throws(JSONSchemaError) -> [SchemaLimit] {
        func number(_ keyword: String) throws(JSONSchemaError) -> Double? {
            try read(keyword, part, want: "number") { JSONNumber.value($0) }
        }
        var limits: [SchemaLimit] = []
        if let want = try number("minimum") {
            limits.append(SchemaLimit(keyword: "minimum", want: want) { $0 >= $1 })
        }
        if let want = try number("maximum") {
            limits.append(SchemaLimit(keyword: "maximum", want: want) { $0 <= $1 })
        }
        if draft == .draft4 { return exclusive(limits, part) }
        if let want = try number("exclusiveMinimum") {
            limits.append(SchemaLimit(keyword: "exclusiveMinimum", want: want) { $0 > $1 })
        }
        if let want = try number("exclusiveMaximum") {
            limits.append(SchemaLimit(keyword: "exclusiveMaximum", want: want) { $0 < $1 })
        }
        return limits
    }

    /// In draft 4 a limit is made exclusive by `true`.
    private func exclusive(_ limits: [SchemaLimit], _ part: SchemaPart) -> [SchemaLimit] {
        limits.map { limit in
            let isMinimum = limit.keyword == "minimum"
            let keyword = isMinimum ? "exclusiveMinimum" : "exclusiveMaximum"
            guard part.map[keyword]?.isTrue == true else { return limit }
            return SchemaLimit(keyword: keyword, want: limit.want) {
                isMinimum ? $0 > $1 : $0 < $1
            }
        }
    }

    mutating func compileObjects(_ part: inout SchemaPart) throws(JSONSchemaError) {
        let node = part.node
        for (name, schema) in try schemas(namedBy: "properties", part) {
            node.properties[name] = schema
        }
        for (text, schema) in try schemas(namedBy: "patternProperties", part) {
            let steps = [Bytes("patternProperties".utf8), text]
            node.patternProperties.append((try pattern(text, part, steps), schema))
        }
        node.additionalProperties = try schema("additionalProperties", part)
        node.minProperties = try count("minProperties", part)
        node.maxProperties = try count("maxProperties", part)
        if let value = part.map["required"] {
            node.required = try names(value, part, [Bytes("required".utf8)])
        }
        if draft > .draft4 { node.propertyNames = try schema("propertyNames", part) }
        try compileDependencies("dependencies", part)
        if draft >= .draft2019 {
            try compileDependencies("dependentSchemas", part)
            try compileDependencies("dependentRequired", part)
            node.unevaluatedProperties = try schema("unevaluatedProperties", part)
        }
    }

    private mutating func compileDependencies(
        _ keyword: String, _ part: SchemaPart
    ) throws(JSONSchemaError) {
        let map = try read(keyword, part, want: "object") { $0.map }
        for entry in map?.entries ?? [] {
            let steps = [Bytes(keyword.utf8), entry.key]
            if entry.value.list != nil, keyword != "dependentSchemas" {
                let required = try names(entry.value, part, steps)
                part.node.dependencies.append((entry.key, nil, required))
            } else {
                let location = part.node.location.appending(steps[0], steps[1])
                let schema = try index(of: location, in: part.index)
                part.node.dependencies.append((entry.key, schema, []))
            }
        }
    }

    mutating func compileArrays(_ part: SchemaPart) throws(JSONSchemaError) {
        let node = part.node
        node.minItems = try count("minItems", part)
        node.maxItems = try count("maxItems", part)
        let isUnique: Bool? = try read("uniqueItems", part, want: "boolean") {
            if case .bool(let value) = $0.payload { value } else { nil }
        }
        node.hasUniqueItems = isUnique ?? false
        if draft >= .draft2020 {
            node.prefixItems = try schemas(listedBy: "prefixItems", part)
            node.items = try schema("items", part)
        } else if part.map["items"]?.list != nil {
            node.prefixItems = try schemas(listedBy: "items", part)
            node.items = try schema("additionalItems", part)
            node.itemsAreAdditional = true
        } else {
            node.items = try schema("items", part)
        }
        if draft > .draft4 { node.contains = try schema("contains", part) }
        if draft >= .draft2019 {
            node.minContains = try count("minContains", part)
            node.maxContains = try count("maxContains", part)
            node.unevaluatedItems = try schema("unevaluatedItems", part)
        }
    }

    mutating func compileConditions(_ part: SchemaPart) throws(JSONSchemaError) {
        let node = part.node
        node.not = try schema("not", part)
        node.allOf = try schemas(listedBy: "allOf", part)
        node.anyOf = try schemas(listedBy: "anyOf", part)
        node.oneOf = try schemas(listedBy: "oneOf", part)
        if draft >= .draft7 {
            node.condition = try schema("if", part)
            node.then = try schema("then", part)
            node.otherwise = try schema("else", part)
        }
        for keyword in ["$dynamicRef", "$recursiveRef"] where draft >= .draft2019 {
            guard let value = part.map[keyword], node.reference == nil else { continue }
            node.reference = try reference(value, keyword, part)
        }
    }

    /// Schemas that only references use must be schemas too.
    mutating func compileDefinitions(_ part: SchemaPart) throws(JSONSchemaError) {
        _ = try schemas(namedBy: "definitions", part)
        if draft >= .draft2019 { _ = try schemas(namedBy: "$defs", part) }
    }
}
