import GoTemplates
import Notations
import Testing

@testable import HelmCharts

/// Seeded broken and sound texts with what Helm read from them, recorded by a script.
@Suite struct ReadingTests {
    @Test func readsAsHelmDoes() throws {
        let cases = SuiteFiles.fixture("texts.jsonl")
        #expect(!cases.isEmpty)
        var differing: [String: Int] = [:]
        for entry in cases {
            let name = entry["fn"]?.text ?? ""
            let read = try call(name, [Value(entry["s"] ?? .null)])
            let found = try call("toJson", [read]).bytes ?? []
            guard found != Bytes((entry["out"]?.text ?? "").utf8) else { continue }
            differing[name, default: 0] += 1
            guard differing[name, default: 0] <= 25 else { continue }
            print(name, (entry["s"]?.text ?? "").debugDescription)
            print("   helm:", (entry["out"]?.text ?? "").debugDescription)
            print("   ours:", String(decoding: found, as: UTF8.self).debugDescription)
        }
        print("texts: \(cases.count), differing: \(differing)")
        #expect(differing.isEmpty)
    }

    @Test func writesTOMLAsHelmDoes() throws {
        let cases = SuiteFiles.fixture("toml.jsonl")
        #expect(!cases.isEmpty)
        var differing = 0
        for entry in cases {
            let found = try call("toToml", [Value(entry["v"] ?? .null)]).bytes ?? []
            // The library that records hands its texts on as JSON.
            guard GoJSONString.validated(found) != Bytes((entry["toToml"]?.text ?? "").utf8) else {
                continue
            }
            differing += 1
            guard differing <= 15 else { continue }
            print("   helm:", (entry["toToml"]?.text ?? "").debugDescription)
            print("   ours:", String(decoding: found, as: UTF8.self).debugDescription)
        }
        print("toToml: \(cases.count), differing: \(differing)")
        #expect(differing == 0)
    }
}
