import GoTemplates

/// `.Files`: what a chart has besides templates and values.
final class FilesValue: GoJSONWritable, @unchecked Sendable {
    /// Beyond this size altogether, files are texts where Go has lists of bytes: a list has a value
    /// for every byte.
    private static let mostListedBytes = 8 << 20

    private let files: [Bytes: Bytes]
    /// Names the chart in paths.
    private let place: Bytes
    private var listed: MapValue?

    static let root = Bytes(".Files".utf8)

    convenience init(_ files: [ChartFile], place: Bytes) {
        let pairs = files.map { (Bytes($0.name.utf8), $0.bytes) }
        self.init(Dictionary(pairs) { $1 }, place: place)
    }

    private init(_ files: [Bytes: Bytes], place: Bytes) {
        self.files = files
        self.place = place
    }

    var typeName: String { "engine.files" }
    var kindName: String { "map" }
    var isTrue: Bool { !files.isEmpty }
    var printed: Bytes { GoFormat.text(members.map { .map($0) } ?? .null) }

    var members: MapValue? {
        if let listed { return listed }
        let size = files.values.reduce(0) { $0 + $1.count }
        let entries = files.map { name, content in
            MapValue.Entry(
                key: name, value: size > Self.mostListedBytes ? .string(content) : list(content))
        }
        let map = MapValue(unordered: entries)
        listed = map
        return map
    }

    private func list(_ content: Bytes) -> Value {
        .list(content.map { Value(.integer(Int($0), .uint8)) }, .byte)
    }

    /// A file that is not there is an empty one.
    func field(_ name: Bytes, _ origins: OriginTable) -> Value? {
        content(name).map { located(list($0), name, origins) } ?? .list([], .byte)
    }

    /// JSON has bytes in base64.
    var json: GoJSONForm {
        .value(
            .map(
                MapValue(
                    unordered: files.map { name, content in
                        MapValue.Entry(key: name, value: .string(Base64.encoded(content)))
                    })))
    }

    private func content(_ name: Bytes) -> Bytes? { files[name] }

    private func located(_ value: Value, _ name: Bytes, _ origins: OriginTable) -> Value {
        guard origins.isTracking else { return value }
        let path = [Self.root, place, name].reduce(OriginTable.root) { origins.path($0, $1) }
        return value.with(origins.data(path))
    }

    func method(_ name: Bytes) -> TemplateFunction? {
        switch String(decoding: name, as: UTF8.self) {
        case "Get":
            TemplateFunction("Get", [.string], .keeps) { call throws(FunctionError) in
                let content = self.content(call.bytes(0)) ?? []
                return self.located(.string(content), call.bytes(0), call.origins)
            }
        case "GetBytes":
            TemplateFunction("GetBytes", [.string], .keeps) { call throws(FunctionError) in
                let content = self.content(call.bytes(0)) ?? []
                return self.located(self.list(content), call.bytes(0), call.origins)
            }
        case "Glob":
            TemplateFunction("Glob", [.string], .keeps) { call throws(FunctionError) in
                let glob = FilesGlob(call.bytes(0))
                let found = self.files.filter { glob.matches($0.key) }
                return Value(.object(FilesValue(found, place: self.place)))
            }
        case "Lines":
            TemplateFunction("Lines", [.string], .keeps) { call throws(FunctionError) in
                try self.lines(call.bytes(0), call.origins)
            }
        case "AsConfig": asYAML("AsConfig") { $0 }
        case "AsSecrets": asYAML("AsSecrets") { Base64.encoded($0) }
        default: nil
        }
    }

    /// The lines of a file. An empty file is Helm's undoing.
    private func lines(_ name: Bytes, _ origins: OriginTable) throws(FunctionError) -> Value {
        guard var content = content(name) else { return .list([], .string) }
        guard let last = content.last else {
            throw FunctionError("runtime error: index out of range [-1]")
        }
        if last == 0x0A { content.removeLast() }
        let lines = content.split(separator: 0x0A, omittingEmptySubsequences: false)
        let items = lines.map { located(.string(Bytes($0)), name, origins) }
        return located(.list(items, .string), name, origins)
    }

    /// All files under the last steps of their names, written as YAML.
    private func asYAML(
        _ name: String, _ convert: @escaping @Sendable (Bytes) -> Bytes
    ) -> TemplateFunction {
        TemplateFunction(name, [], .keeps) { call throws(FunctionError) in
            if self.files.isEmpty { return .string("{}") }
            let names = self.files.keys.sorted { $0.lexicographicallyPrecedes($1) }
            let entries = names.map { name in
                let base = name.split(separator: UInt8(ascii: "/")).last.map { Bytes($0) } ?? name
                let text = convert(self.files[name] ?? [])
                return MapValue.Entry(
                    key: base, value: self.located(.string(text), name, call.origins))
            }
            let map = MapValue(unordered: entries, kind: .string)
            return (try? YAMLWriter.text(.map(map), call, .compact)) ?? .string("")
        }
    }
}
