import GoTemplates
import HelmCharts
import Notations
import Testing

/// Where the bytes of results come from: `text ← values` for each run, with `? values` for what
/// decided.
@Suite struct SprigOriginTests {
    @Test(arguments: [
        ("trunc 3 .Values.name", "web ← name"),
        ("trunc .Values.width .Values.name", "web- ← name ? width"),
        ("nindent 2 .Values.lines", "⏎   ←|a⏎ ← lines|   ←|b ← lines"),
        ("quote .Values.name", "\" ←|web-app ← name|\" ←"),
        ("printf \"%s-x\" .Values.name | trunc 9", "web-app ← name|-x ←"),
        ("replace \"-\" .Values.dot .Values.name", "web ← name|. ← dot ? name|app ← name"),
        ("cat .Values.name 1", "web-app ← name| 1 ←"),
        ("join \",\" .Values.list", "x ← list.0|, ←|y ← list.1"),
        ("splitList \"-\" .Values.name | last", "app ← name"),
        ("upper .Values.name", "WEB-APP ← name"),
        ("trimSuffix \"-app\" .Values.name", "web ← name"),
        (
            "regexReplaceAll \"-(.)\" .Values.name \"_$1\"",
            "web ← name ? name|_ ← ? name|app ← name ? name"
        ),
        ("repeat 2 .Values.dot", ".. ← dot"),
        ("toString .Values.width", "4 ← width"),
        ("add .Values.width 1", "5 ← width"),
        ("ternary .Values.name \"no\" .Values.flag", "web-app ← name ? flag"),
    ])
    func texts(_ expression: String, _ runs: String) throws {
        #expect(try Self.runs("{{ \(expression) }}") == runs)
    }

    @Test(arguments: [
        ("default \"d\" .Values.none", "d ← ? none"),
        ("default \"d\" .Values.name", "web-app ← name"),
        ("coalesce .Values.none .Values.name \"x\"", "web-app ← name ? none"),
        ("get .Values.map \"key\"", "v ← map.key"),
        ("get .Values.map \"other\" | default \"d\"", "d ← ? map.other"),
        ("hasKey .Values.map \"other\"", "false ← ? map.other"),
        ("dig \"map\" \"key\" \"d\" (pick .Values \"map\")", "v ← map.key"),
        ("dig \"other\" \"d\" .Values.map", "d ← ? map.other"),
        ("(merge (dict) .Values.map).key", "v ← map.key"),
        ("(merge .Values.map (dict \"other\" \"o\")).other", "o ← ? map.other"),
        ("(mergeOverwrite (dict \"key\" \"o\") .Values.map).key", "v ← map.key"),
        ("(set (dict) \"k\" .Values.name).k", "web-app ← name"),
        ("(deepCopy .Values.map).key", "v ← map.key"),
        ("(omit .Values.map \"none\").key", "v ← map.key"),
        ("first .Values.list", "x ← list.0"),
        ("index (rest .Values.list) 0", "y ← list.1"),
        ("last (append .Values.list .Values.name)", "web-app ← name"),
        ("first (uniq .Values.list)", "x ← list.0 ? list"),
        ("first (keys .Values.map)", "key ← map.key"),
        ("first (values .Values.map)", "v ← map.key"),
        ("kindOf .Values.name", "string ← ? name"),
        ("has \"x\" .Values.list", "true ← ? list"),
        ("has \"x\" (append .Values.list .Values.name)", "true ← ? list name"),
        ("first (without .Values.list \"x\")", "y ← list.1 ? list"),
        ("first (sortAlpha .Values.list)", "x ← list.0 ? list"),
        ("index (splitList \"-\" (print .Values.dot .Values.name)) 1", "app ← name ? dot name"),
        ("pluck \"other\" .Values.map | first | default \"d\"", "d ← ? map.other"),
        ("(mergeOverwrite (dict \"o\" .Values.name) .Values.map).o", "web-app ← name ? map.o"),
        ("(merge (dict) .Values.map).other | default \"d\"", "d ← ? map.other"),
        ("get (set (dict) .Values.name 1) \"k\" | default \"d\"", "d ← ? name"),
        ("index .Values.map .Values.dot | default \"d\"", "d ← ? dot map.."),
        ("trim (print (ternary \" \" \"\" .Values.flag) \"a\")", "a ← ? flag"),
        ("replace \".\" \"-\" .Values.dot", "- ← ? dot"),
        ("(semver .Values.version).Major", "1 ← version"),
    ])
    func values(_ expression: String, _ runs: String) throws {
        #expect(try Self.runs("{{ \(expression) }}") == runs)
    }

    private static func runs(_ template: String) throws -> String {
        let origins = OriginTable(isTracking: true)
        let (evaluator, linked) = try SmallTemplate.prepare(template, origins)
        let data = Value.map(
            MapValue(unordered: [.init(key: Bytes("Values".utf8), value: values(origins))]))
        let output = try evaluator.execute(linked, data)
        guard case .text(let text) = output.payload else {
            return describe(output.bytes ?? [], output.origin, origins)
        }
        return text.runs.indices.map { index in
            let run = text.runs[index]
            return describe(
                Bytes(text.bytes[Int(run.start)..<text.end(ofRun: index)]), run.origin, origins)
        }.joined(separator: "|")
    }

    private static func describe(
        _ bytes: Bytes, _ origin: Origin, _ origins: OriginTable
    ) -> String {
        func names(_ paths: [OriginPath]) -> String {
            paths.map { path in
                let steps = origins.steps(of: path)
                return steps.map { String(decoding: $0.name, as: UTF8.self) }
                    .joined(separator: ".")
            }.map { " " + $0 }.joined()
        }
        let text = String(decoding: bytes, as: UTF8.self).replacing("\n", with: "⏎")
        let conditions = names(origins.conditions(of: origin))
        return text + " ←" + names(origins.data(of: origin))
            + (conditions.isEmpty ? "" : " ?" + conditions)
    }

    private static func values(_ origins: OriginTable) -> Value {
        let plain = Value(
            .object([
                .init("name", .string("web-app")), .init("lines", .string("a\nb")),
                .init("dot", .string(".")), .init("width", .number("4")),
                .init("version", .string("1.2.3")),
                .init("flag", .boolean(true)), .init("none", .string("")),
                .init("list", .array([.string("x"), .string("y")])),
                .init("map", .object([.init("key", .string("v"))])),
            ]))
        return traced(plain, OriginTable.root, origins)
    }

    /// A value of which each part knows its path.
    private static func traced(
        _ value: Value, _ path: OriginPath, _ origins: OriginTable
    ) -> Value {
        let origin = path == OriginTable.root ? .none : origins.data(path)
        switch value.payload {
        case .list(let list):
            let items = list.items.enumerated().map { index, item in
                traced(item, origins.path(path, at: index), origins)
            }
            return Value(.list(ListValue(items)), origin: origin)
        case .map(let map):
            let entries = map.entries.map { entry in
                MapValue.Entry(
                    key: entry.key,
                    value: traced(entry.value, origins.path(path, entry.key), origins))
            }
            return Value(.map(MapValue(entries)), origin: origin)
        case .float(let number): return Value(.integer(Int(number), .int), origin: origin)
        default: return value.with(origin)
        }
    }
}
