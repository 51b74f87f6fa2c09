import Testing

@testable import GoTemplates

/// Where the bytes of results come from: `text ← paths` for each run, with `? paths` for what
/// decided that it is so.
@Suite struct OriginTests {
    @Test(arguments: [
        ("{{ .a }}", "1 ← a"),
        ("{{ .none }}", "<no value> ← none"),
        ("{{ if .none }}x{{ else }}y{{ end }}", "← ? none|y ← ? none"),
        ("{{ if not .a }}x{{ end }}y", "← ? a|y ←"),
        ("{{ and .a .b }}", "2 ← b ? a"),
        ("{{ or .none .b }}", "2 ← b ? none"),
        ("{{ eq .a .b }}", "false ← ? a b"),
        ("{{ len .list }}", "2 ← list"),
        ("{{ index .list .place }}", "y ← list.1 ? place"),
        ("{{ with .list }}{{ index . 0 }}{{ end }}", "x ← list.0 ? list"),
    ])
    func expressions(_ template: String, _ runs: String) throws {
        #expect(try Self.runs(template) == runs)
    }

    @Test(arguments: [
        // Which way it went, or would have gone, stays with the variable.
        ("{{ $v := 1 }}{{ if .none }}{{ $v = 2 }}{{ end }}{{ $v }}", "← ? none|1 ← ? none"),
        ("{{ $v := 1 }}{{ if .a }}{{ $v = .b }}{{ end }}{{ $v }}", "2 ← b ? a"),
        // A list that a branch replaced.
        (
            "{{ $v := .none }}{{ if .a }}{{ $v = .list }}{{ end }}{{ index $v 0 }}",
            "x ← list.0 ? a"
        ),
        ("{{ range .list }}{{ if $.a }}{{ break }}{{ end }}{{ . }}{{ end }}", "←"),
        (
            "{{ range .list }}{{ if $.none }}{{ continue }}{{ end }}{{ . }}{{ end }}z",
            "← ? list none|x ← list.0 ? list none|← ? list none|y ← list.1 ? list none|z ←"
        ),
        ("{{ range $k, $v := .map }}{{ $k }}{{ $v }}{{ end }}", "k ← map ? map|v ← map.k ? map"),
    ])
    func branches(_ template: String, _ runs: String) throws {
        #expect(try Self.runs(template) == runs)
    }

    @Test func `the actions of a text decide what it gives, its own text does not`() throws {
        let origins = OriginTable(isTracking: true)
        let data = Self.data(origins)
        var builder = TextBuilder(origins, TextBuilder.Site(frame: -1, node: 0))
        builder.append("p".utf8, origin: data["a"]?.origin ?? .none)
        builder.append("{{ .b }}".utf8, origin: data["place"]?.origin ?? .none)
        let text = builder.value()
        let tree = try TemplateTree.parse(name: [], bytes: text.bytes ?? [], knows: { _ in true })
        let functions = FunctionTable(BuiltInFunctions.all)
        var set = TemplateSet(functions: functions)
        set.add(tree)
        let evaluator = Evaluator(templates: set, origins: origins)
        let template = LinkedTemplate(LinkedTree(tree, functions), tree.definitions[0])
        let output = try evaluator.execute(template, .map(data), text: text)
        #expect(Self.described(output, origins) == "p ← a ? place|2 ← b ? place")
    }

    @Test func `a container tells all that it holds`() {
        let origins = OriginTable(isTracking: true)
        let data = Self.data(origins)
        let list = data["list"] ?? .null
        let longer = Value(
            .list(ListValue((list.list?.items ?? []) + [data["a"] ?? .null])), origin: list.origin)
        func names(_ value: Value) -> [String] {
            origins.data(of: origins.total(value)).map { Self.name(of: $0, origins) }.sorted()
        }
        #expect(names(list) == ["list"])
        #expect(names(longer) == ["a", "list"])
    }

    // MARK: Support

    private static func runs(_ template: String) throws -> String {
        let origins = OriginTable(isTracking: true)
        let functions = FunctionTable(BuiltInFunctions.all)
        let tree = try TemplateTree.parse(
            name: Bytes("t".utf8), bytes: Bytes(template.utf8), knows: { functions.knows($0) })
        var set = TemplateSet(functions: functions)
        set.add(tree)
        let evaluator = Evaluator(templates: set, origins: origins)
        let linked = LinkedTemplate(LinkedTree(tree, functions), tree.definitions[0])
        let root = Value(.map(data(origins)), origin: origins.data(OriginTable.root))
        return described(try evaluator.execute(linked, root), origins)
    }

    private static func described(_ output: Value, _ origins: OriginTable) -> String {
        guard case .text(let text) = output.payload else {
            return described(output.bytes ?? [], output.origin, origins)
        }
        return text.runs.indices.map { index in
            let run = text.runs[index]
            let range = Int(run.start)..<text.end(ofRun: index)
            return described(Bytes(text.bytes[range]), run.origin, origins)
        }.joined(separator: "|")
    }

    private static func described(
        _ bytes: Bytes, _ origin: Origin, _ origins: OriginTable
    ) -> String {
        func names(_ paths: [OriginPath]) -> String {
            paths.map { " " + name(of: $0, origins) }.joined()
        }
        let text = bytes.isEmpty ? "" : String(decoding: bytes, as: UTF8.self) + " "
        let conditions = names(origins.conditions(of: origin))
        return text + "←" + names(origins.data(of: origin))
            + (conditions.isEmpty ? "" : " ?" + conditions)
    }

    private static func name(of path: OriginPath, _ origins: OriginTable) -> String {
        origins.steps(of: path).map { String(decoding: $0.name, as: UTF8.self) }
            .joined(separator: ".")
    }

    private static func data(_ origins: OriginTable) -> MapValue {
        func traced(_ value: Value, _ path: OriginPath) -> Value {
            var payload = value.payload
            if let list = value.list {
                let items = list.items.enumerated().map {
                    traced($0.element, origins.path(path, at: $0.offset))
                }
                payload = .list(ListValue(items))
            } else if let map = value.map {
                payload = .map(
                    MapValue(
                        map.entries.map {
                            .init(key: $0.key, value: traced($0.value, origins.path(path, $0.key)))
                        }))
            }
            return Value(payload, origin: origins.data(path))
        }
        let values: KeyValuePairs<String, Value> = [
            "a": .int(1), "b": .int(2), "place": .int(1),
            "list": .list([.string("x"), .string("y")]),
            "map": .map(MapValue([.init(key: Bytes("k".utf8), value: .string("v"))])),
        ]
        return traced(
            .map(
                MapValue(
                    unordered: values.map { .init(key: Bytes($0.key.utf8), value: $0.value) })),
            OriginTable.root
        ).map ?? MapValue()
    }
}
