import GoTemplates
import Notations
import Testing

@testable import HelmCharts

/// Seeded random values with what Helm wrote for them, recorded by a script.
@Suite struct RandomValueTests {
    @Test func writesAsHelmDoes() throws {
        let cases = SuiteFiles.fixture("values.jsonl")
        #expect(!cases.isEmpty)
        let functions = ["toYaml", "toJson", "toYamlPretty", "toPrettyJson", "toRawJson"]
        var differing: [String: Int] = [:]
        for entry in cases {
            for name in functions {
                let expected = (entry[name]?.text).map { Bytes($0.utf8) } ?? []
                let found = try call(name, [Value(entry["v"] ?? .null)]).bytes ?? []
                guard found != expected else { continue }
                differing[name, default: 0] += 1
                guard differing[name, default: 0] <= 12 else { continue }
                print(
                    name,
                    (try call("toJson", [Value(entry["v"] ?? .null)]).text ?? "").debugDescription)
                print("   helm:", String(decoding: expected, as: UTF8.self).debugDescription)
                print("   ours:", String(decoding: found, as: UTF8.self).debugDescription)
            }
        }
        print("random values: \(cases.count), differing: \(differing)")
        #expect(differing.isEmpty)
    }

    /// With origins followed, the bytes are the same.
    @Test func writesTheSameWithOrigins() throws {
        let cases = SuiteFiles.fixture("values.jsonl")
        #expect(!cases.isEmpty)
        let origins = OriginTable(isTracking: true)
        let path = origins.path(OriginTable.root, Bytes("a".utf8))
        for entry in cases {
            for name in ["toYaml", "toJson", "toYamlPretty"] {
                let value = traced(Value(entry["v"] ?? .null), origins, path)
                let found = try call(name, [value], origins).bytes
                #expect(found == (entry[name]?.text).map { Bytes($0.utf8) })
            }
        }
    }

    /// A value with an origin of its own in every place; texts are cut in two runs.
    private func traced(_ value: Value, _ origins: OriginTable, _ path: OriginPath) -> Value {
        let origin = origins.data(path)
        switch value.payload {
        case .list(let list):
            let items = list.items.enumerated().map {
                traced($1, origins, origins.path(path, at: $0))
            }
            return Value.list(items).with(origin)
        case .map(let map):
            let entries = map.entries.map {
                MapValue.Entry(
                    key: $0.key, value: traced($0.value, origins, origins.path(path, $0.key)))
            }
            return Value.map(MapValue(entries)).with(origin)
        case .string(let bytes) where bytes.count > 3:
            var builder = TextBuilder(origins, TextBuilder.Site(frame: 0, node: 0))
            builder.append(bytes[..<2], origin: origin)
            builder.append(bytes[2...], origin: origins.data(origins.path(path, [0x78])))
            return builder.value()
        default: return value.with(origin)
        }
    }
}
