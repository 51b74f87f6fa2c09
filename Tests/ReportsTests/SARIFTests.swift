import Findings
import Foundation
import SourceText
import Testing

@testable import Reports

@Suite struct SARIFTests {
    private typealias Object = [String: Any]

    @Test func `GitHub's required properties are there`() throws {
        let run = try run(of: Sample.full)
        let driver = try #require((run["tool"] as? Object)?["driver"] as? Object)
        #expect(driver["semanticVersion"] as? String == "1.2.3")
        let rules = try #require(driver["rules"] as? [Object])
        #expect(rules.compactMap { $0["id"] as? String } == ["latest-tag", "root-user"])
        for rule in rules {
            for member in ["shortDescription", "fullDescription", "help"] {
                let text = text(of: rule[member])
                #expect(!text.isEmpty)
                #expect(member == "help" || text.unicodeScalars.count <= 1_024)
            }
        }
        let results = try #require(run["results"] as? [Object])
        #expect(results.count == 2)
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
            #expect(!text(of: result["message"]).isEmpty)
            let fingerprints = try #require(result["partialFingerprints"] as? [String: String])
            #expect(
                Set(fingerprints.keys) == ["primaryLocationLineHash", "plimsollFingerprint/v1"])
            let region = try region(of: result)
            for member in ["startLine", "startColumn", "endLine", "endColumn"] {
                let number = region[member] as? Int ?? 0
                #expect(number >= 1)
            }
        }
    }

    @Test func `a rule's properties follow GitHub's words`() throws {
        let run = try run(of: Sample.full)
        let rules = try #require(
            ((run["tool"] as? Object)?["driver"] as? Object)?["rules"] as? [Object])
        let properties = rules.compactMap { $0["properties"] as? Object }
        #expect(
            properties[0]["tags"] as? [String] == [
                "image", "external/cis/cis-di-0006", "external/cwe/cwe-079",
            ])
        #expect(properties[0]["security-severity"] == nil)
        #expect(properties[1]["security-severity"] as? String == "7.5")
        #expect(properties[1]["tags"] as? [String] == ["workload", "security"])
        #expect(properties[1]["precision"] as? String == "very-high")
        #expect(properties[1]["problem.severity"] as? String == "error")
    }

    @Test func `an unanalysed input is a notification and no failure`() throws {
        let run = try run(of: Sample.full)
        let invocation = try #require((run["invocations"] as? [Object])?.first)
        #expect(invocation["executionSuccessful"] as? Bool == true)
        let notifications = try #require(invocation["toolExecutionNotifications"] as? [Object])
        #expect(notifications.count == 1)
        #expect(notifications[0]["level"] as? String == "error")
    }

    @Test func `a fix of another file names that file`() throws {
        var sample = Sample()
        sample.files["values.yaml"] = Array("a: 1\nb: 2\n".utf8)
        let range = SourceRange(8, 9)
        sample.add(
            "Chart.yaml", "«name»: web\n",
            fix: Fix(
                title: "T", applicability: .unsafe, edits: [Edit(range, "3")], path: "values.yaml"))
        let result = try #require((try run(of: sample)["results"] as? [Object])?.first)
        let change = try #require(
            ((result["fixes"] as? [Object])?.first?["artifactChanges"] as? [Object])?.first)
        #expect((change["artifactLocation"] as? Object)?["uri"] as? String == "values.yaml")
        let region =
            (change["replacements"] as? [Object])?.first?["deletedRegion"] as? Object
        #expect(region?["startLine"] as? Int == 2)
    }

    @Test func `fixes and related places name their regions`() throws {
        let result = try #require((try run(of: Sample.full)["results"] as? [Object])?.first)
        let change = try #require(
            ((result["fixes"] as? [Object])?.first?["artifactChanges"] as? [Object])?.first)
        let replacement = try #require((change["replacements"] as? [Object])?.first)
        let deleted = try #require(replacement["deletedRegion"] as? [String: Int])
        #expect(
            deleted == [
                "startLine": 1, "startColumn": 13, "endLine": 1, "endColumn": 19, "byteOffset": 12,
                "byteLength": 6,
            ])
        #expect(text(of: replacement["insertedContent"]) == "12.5")
        let message = text(of: result["message"])
        #expect(message.hasSuffix("\n[the tag \\[latest\\] comes from here](1)"))
        #expect((result["relatedLocations"] as? [Object])?.first?["id"] as? Int == 1)
    }

    @Test func `suppressions are on all results or on none`() throws {
        let hidden = try #require(try run(of: Sample.full)["results"] as? [Object])
        #expect(hidden.allSatisfy { $0["suppressions"] == nil })
        let writer = SARIFWriter(options: .init(showsSuppressed: true))
        let shown = try #require(try run(of: Sample.full, writer)["results"] as? [Object])
        #expect(shown.map { ($0["suppressions"] as? [Object])?.count } == [0, 0, 1])
        let suppression = (shown[2]["suppressions"] as? [Object])?.first
        #expect(suppression?["justification"] as? String == "known")
    }

    @Test func `the most severe results are kept within the limits`() throws {
        var sample = Sample()
        for index in 0..<4 { sample.add("f\(index)", "«x»\n") }
        sample.add("z", "«x»\n", rule: "root-user")
        let cases: [(limit: Int, bytes: Int, kept: [String])] = [
            (5, 90_000_000, ["latest-tag", "latest-tag", "latest-tag", "latest-tag", "root-user"]),
            (4, 90_000_000, ["latest-tag", "latest-tag", "latest-tag", "root-user"]),
            (1, 90_000_000, ["root-user"]),
            (5, 7_000, ["latest-tag", "root-user"]),
        ]
        for (limit, bytes, kept) in cases {
            let run = try run(
                of: sample, SARIFWriter(options: .init(resultLimit: limit, byteLimit: bytes)))
            let results = try #require(run["results"] as? [Object])
            #expect(results.compactMap { $0["ruleId"] as? String } == kept)
            let invocation = try #require((run["invocations"] as? [Object])?.first)
            let notices = invocation["toolExecutionNotifications"] as? [Object]
            #expect(notices?.count == (kept.count == 5 ? 0 : 1))
        }
    }

    @Test func `findings of a rule in one line stay apart`() throws {
        var sample = Sample()
        sample.add("f", "a «b»\nc\n")
        sample.add("f", "a b«\n»c\n")
        sample.add("f", "a b\n«c»\n")
        sample.files["f"] = Array("a b\nc\n".utf8)
        let results = try #require(try run(of: sample)["results"] as? [Object])
        let hashes = results.compactMap {
            ($0["partialFingerprints"] as? [String: String])?["primaryLocationLineHash"]
        }
        #expect(hashes[1] == hashes[0] + "-2")
        #expect(Set(hashes).count == 3)
    }

    @Test func `paths become URIs`() {
        let cases: [(path: String, uri: String)] = [
            ("a/b.yaml", "a/b.yaml"), ("./a", "a"), ("././a", "a"),
            ("a b%/é#?.y", "a%20b%25/%C3%A9%23%3F.y"),
            ("a:b/c", "./a:b/c"), ("a/b:c", "a/b:c"), ("/a/b", "file:///a/b"), ("../a", "../a"),
            ("[x]\\\"", "%5Bx%5D%5C%22"), ("./", "./"),
        ]
        for (path, uri) in cases { #expect(ArtifactURI.text(of: path) == uri) }
    }

    @Test func `words of the input make no links`() throws {
        var sample = Sample()
        sample.add("f", "«x»\n", arguments: ["[a](http://b)"])
        let result = try #require((try run(of: sample)["results"] as? [Object])?.first)
        #expect(text(of: result["message"]) == "`[a] (http://b)` can change under you")
    }

    @Test func `properties of the run tell what was rendered of each chart`() throws {
        let properties = try #require(try run(of: Sample.full)["properties"] as? Object)
        let charts = try #require(properties["templateCoverage"] as? [Object])
        #expect(charts.map { $0["chart"] as? String } == ["web", "db"])
        #expect(charts.map { $0["branches"] as? Int } == [3, 1])
        #expect(charts.map { $0["rendered"] as? Int } == [2, 1])
        #expect(try run(of: Sample())["properties"] == nil)
    }

    // MARK: The schema, which lies beside the project

    private static let schema = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/corpora/suites/schemas/sarif/sarif-schema-2.1.0.json")
        .standardizedFileURL
    private static let canValidate: Bool =
        FileManager.default.fileExists(atPath: schema.path(percentEncoded: false))
        && python("import jsonschema", "") == 0

    @Test(.enabled(if: canValidate, "the SARIF schema or Python's jsonschema is missing"))
    func `reports follow the schema`() throws {
        var odd = Sample()
        odd.add(
            "f", "«»\n",
            fix: Fix(title: "T", applicability: .safe, edits: [Edit(SourceRange(at: 0), "x")]))
        odd.addProblem("g", "«»", "nothing", isBlinding: false)
        odd.files["f"] = nil
        let options = SARIFWriter.Options(
            informationURI: "https://example.org", category: "charts", showsSuppressed: true,
            resultLimit: 2)
        let script = """
            import json, sys, jsonschema
            schema = json.load(open(sys.argv[1]))
            jsonschema.Draft7Validator(schema).validate(json.load(sys.stdin))
            """
        for sample in [Sample(), .full, odd] {
            for writer in [SARIFWriter(), SARIFWriter(options: options)] {
                #expect(Self.python(script, sample.written(by: writer)) == 0)
            }
        }
        #expect(Self.python(script, "{\"version\": 1}") != 0)
    }

    /// Runs Python with the schema's path as argument, and gives its exit code.
    private static func python(_ script: String, _ input: String) -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, schema.path(percentEncoded: false)]
        let pipe = Pipe()
        process.standardInput = pipe
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return -1 }
        try? pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try? pipe.fileHandleForWriting.close()
        process.waitUntilExit()
        return process.terminationStatus
    }

    private func run(of sample: Sample, _ writer: SARIFWriter = SARIFWriter()) throws -> Object {
        let text = sample.written(by: writer)
        let log = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Object)
        #expect(log["version"] as? String == "2.1.0")
        return try #require((log["runs"] as? [Object])?.first)
    }

    /// The `text` of a message, which is empty when there is none.
    private func text(of message: Any?) -> String { (message as? Object)?["text"] as? String ?? "" }

    private func region(of result: Object) throws -> Object {
        let location = (result["locations"] as? [Object])?.first?["physicalLocation"] as? Object
        return try #require(location?["region"] as? Object)
    }
}
