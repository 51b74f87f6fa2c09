import Foundation
import GoTemplates
import HelmCharts
import Notations
import Testing

/// The cases of Sprig's own tests, and of what Helm printed, on the functions of versions, times,
/// checksums, codes and random texts.
struct FunctionSuiteTests {
    private static let root =
        ProcessInfo.processInfo.environment["PLIMSOLL_SHARED"] ?? "../shared"

    private static func cases(_ name: String) -> [JSONValue]? {
        guard let data = FileManager.default.contents(atPath: root + "/corpora/suites/" + name)
        else { return nil }
        return [UInt8](data).split(separator: 0x0A).compactMap { try? JSONValue(Bytes($0)) }
    }

    private static let names = [
        "semver", "date", "Date", "sha", "adler", "Password", "AES", "b64", "b32", "duration",
        "ago",
        "unixEpoch", "uuid", "rand", "now", "gen", "buildCustomCert", "htpasswd", "bcrypt",
    ]

    @Test func sprig() throws {
        guard let cases = Self.cases("sprig/sprig.jsonl") else {
            print("sprig: skipped, no folder \(Self.root)")
            return
        }
        var count = 0
        for item in cases {
            guard let template = item["template"]?.text,
                Self.names.contains(where: { template.contains($0) })
            else { continue }
            let got = TemplateProbe.all.render(
                template, item["vars"].map { Value($0) } ?? .null, name: "test")
            // Functions of other topics are not here; the clock is another one.
            if got.contains("not defined") || template.contains("{{now") { continue }
            if item["helm"]?["output"] != nil { continue }
            count += 1
            if let expected = item["expect"]?.text { #expect(got == expected, "\(template)") }
            if let error = item["error"]?.text {
                // Newer releases of the library quote the constraint.
                #expect(got.filter { $0 != "\"" } == error.filter { $0 != "\"" }, "\(template)")
            }
        }
        print("sprig: \(count) cases")
    }

    @Test func helm() throws {
        guard let cases = Self.cases("helm-oracle/cases.jsonl") else {
            print("helm-oracle: skipped, no folder \(Self.root)")
            return
        }
        var counts: [String: Int] = [:]
        for item in cases {
            guard let template = item["template"]?.text, let group = item["group"]?.text,
                item["values"]?.text?.hasPrefix("{}") == true,
                Self.names.contains(where: { template.contains($0) })
            else { continue }
            let got = TemplateProbe.all.render(template, name: "oc/templates/t.yaml")
            if got.contains("not defined") { continue }
            counts[group, default: 0] += 1
            let expected = item["output"]?.text ?? item["error"]?.text
            #expect(got == expected, "\(template)")
        }
        print("helm-oracle:", counts.sorted { $0.key < $1.key })
    }
}
