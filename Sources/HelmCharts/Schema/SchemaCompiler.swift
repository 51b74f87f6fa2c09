import GoTemplates
import Patterns

/// Makes nodes of a document: one for each schema in it, reached by a keyword or by a reference.
struct SchemaCompiler {
    private let document: Value
    private var references: SchemaReferences
    var draft = SchemaDraft.draft2020
    private(set) var nodes: [SchemaNode] = []
    private var indexes: [SchemaLocation: Int] = [:]
    /// Of each node, the one in which it stands; messages about broken schemas tell them.
    private var parents: [Int?] = []
    private var compiled = 0

    private static let mostNodes = 100_000

    init(_ document: Value) {
        self.document = document
        references = SchemaReferences(.null, draft: .draft2020)
    }

    mutating func compile() throws(JSONSchemaError) -> [SchemaNode] {
        let name = document.map?["$schema"]?.text
        guard let draft = SchemaDraft(name) else {
            throw JSONSchemaError(
                message: "failing loading \(GoQuoting.quoted(Bytes((name ?? "").utf8))): "
                    + "schemas from elsewhere are not loaded")
        }
        self.draft = draft
        references = SchemaReferences(document, draft: draft)
        _ = try index(of: .root, in: nil)
        while compiled < nodes.count {
            try compile(compiled)
            compiled += 1
        }
        return nodes
    }

    /// The node of the schema at a place; it is compiled when its turn comes.
    mutating func index(
        of location: SchemaLocation, in parent: Int?
    ) throws(JSONSchemaError) -> Int {
        if let index = indexes[location] { return index }
        guard nodes.count < Self.mostNodes else {
            throw JSONSchemaError(message: "the schema has more than \(Self.mostNodes) parts")
        }
        indexes[location] = nodes.count
        nodes.append(SchemaNode(location: location, draft: draft))
        parents.append(parent)
        return nodes.count - 1
    }

    private mutating func compile(_ index: Int) throws(JSONSchemaError) {
        let node = nodes[index]
        let value = references.value(at: node.location) ?? .null
        if case .bool(let verdict) = value.payload, draft > .draft4 {
            node.verdict = verdict
            return
        }
        guard let map = value.map else {
            throw fault(
                node.location.steps, in: parents[index],
                "got \(typeName(value)), want " + (draft > .draft4 ? "boolean or object" : "object")
            )
        }
        var part = SchemaPart(index: index, node: node, map: map)
        if let reference = map["$ref"] {
            node.reference = try self.reference(reference, "$ref", part)
            if draft < .draft2019 {
                // Nothing else counts, but what it holds may be referred to.
                return
            }
        }
        try compileValues(part)
        try compileObjects(&part)
        try compileArrays(part)
        try compileConditions(part)
        try compileDefinitions(part)
    }

    /// A schema that is being compiled.
    struct SchemaPart {
        let index: Int
        let node: SchemaNode
        let map: MapValue
    }

    // MARK: Faults

    /// A schema that is none: what is wrong at a place of the document, told as the schema of
    /// schemas would.
    func fault(
        _ steps: [Bytes], in parent: Int?, _ message: String, causes: [SchemaViolation] = []
    ) -> JSONSchemaError {
        var violation = SchemaViolation(SchemaLocation.pointer(steps), message, causes: causes)
        var ancestor = draft >= .draft2019 ? parent : nil
        while let index = ancestor {
            let location = nodes[index].location.pointer
            violation = SchemaViolation(location, "'allOf' failed", causes: [violation])
            ancestor = parents[index]
        }
        var lines = [
            "\"\(JSONSchema.location)#\" is not valid against metaschema: jsonschema validation "
                + "failed with '\(draft.metaschema)#'"
        ]
        violation.write(to: &lines, indent: 0)
        return JSONSchemaError(message: lines.joined(separator: "\n"))
    }

    func fault(
        _ part: SchemaPart, _ steps: [Bytes], _ message: String, causes: [SchemaViolation] = []
    ) -> JSONSchemaError {
        fault(part.node.location.steps + steps, in: part.index, message, causes: causes)
    }

    func typeName(_ value: Value) -> String { SchemaTypes(of: value).names[0] }

    // MARK: Reading keywords

    /// A keyword's value when it has one that `read` takes; a fault when it has another one.
    func read<Result>(
        _ keyword: String, _ part: SchemaPart, want: String, _ read: (Value) -> Result?
    ) throws(JSONSchemaError) -> Result? {
        guard let value = part.map[keyword] else { return nil }
        if let result = read(value) { return result }
        throw fault(part, [Bytes(keyword.utf8)], "got \(typeName(value)), want \(want)")
    }

    func count(_ keyword: String, _ part: SchemaPart) throws(JSONSchemaError) -> Int? {
        try read(keyword, part, want: "integer") { JSONNumber.count($0) }
    }

    func pattern(_ text: Bytes, _ part: SchemaPart, _ steps: [Bytes])
        throws(JSONSchemaError) -> Pattern
    {
        let text = String(decoding: text, as: UTF8.self)
        do {
            return try Pattern(text)
        } catch {
            throw fault(
                part, steps,
                SchemaViolation.quoted(text) + " is not valid regex: " + error.goMessage(text))
        }
    }

    mutating func schema(
        _ keyword: String, _ part: SchemaPart
    ) throws(JSONSchemaError) -> Int? {
        guard part.map[keyword] != nil else { return nil }
        return try index(of: part.node.location.appending(Bytes(keyword.utf8)), in: part.index)
    }

    mutating func schemas(
        listedBy keyword: String, _ part: SchemaPart
    ) throws(JSONSchemaError) -> [Int] {
        let list = try read(keyword, part, want: "array") { $0.list }
        var indexes: [Int] = []
        for index in (list?.items ?? []).indices {
            let location = part.node.location.appending(
                Bytes(keyword.utf8), Bytes(String(index).utf8))
            indexes.append(try self.index(of: location, in: part.index))
        }
        return indexes
    }

    mutating func schemas(
        namedBy keyword: String, _ part: SchemaPart
    ) throws(JSONSchemaError) -> [(name: Bytes, schema: Int)] {
        let map = try read(keyword, part, want: "object") { $0.map }
        var schemas: [(name: Bytes, schema: Int)] = []
        for entry in map?.entries ?? [] {
            let location = part.node.location.appending(Bytes(keyword.utf8), entry.key)
            schemas.append((entry.key, try index(of: location, in: part.index)))
        }
        return schemas
    }

    func names(
        _ value: Value, _ part: SchemaPart, _ steps: [Bytes]
    ) throws(JSONSchemaError) -> [Bytes] {
        guard let list = value.list else {
            throw fault(part, steps, "got \(typeName(value)), want array")
        }
        var names: [Bytes] = []
        for (index, item) in list.items.enumerated() {
            guard let name = item.bytes else {
                let steps = steps + [Bytes(String(index).utf8)]
                throw fault(part, steps, "got \(typeName(item)), want string")
            }
            names.append(name)
        }
        return names
    }

    mutating func reference(
        _ value: Value, _ keyword: String, _ part: SchemaPart
    ) throws(JSONSchemaError) -> Int? {
        guard let text = value.text else {
            throw fault(part, [Bytes(keyword.utf8)], "got \(typeName(value)), want string")
        }
        guard let target = try references.target(of: text, at: part.node.location) else {
            return nil
        }
        return try index(of: target, in: part.index)
    }
}

extension PatternError {
    /// As Go's regexp words it, of that pattern.
    func goMessage(_ pattern: String) -> String {
        let bytes = Bytes(pattern.utf8)
        let part = bytes[range.clamped(to: 0..<bytes.count)]
        return "error parsing regexp: \(message): `\(String(decoding: part, as: UTF8.self))`"
    }
}
