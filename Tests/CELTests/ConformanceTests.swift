import CEL
import Foundation
import Notations
import Testing

/// CEL's own conformance data, which lie beside the project on some machines.
@Suite struct ConformanceTests {
    private static let data: URL = {
        // Tests/CELTests/ConformanceTests.swift, so the package is three levels up.
        var root = URL(filePath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        return root.appending(path: "../shared/corpora/suites/cel-spec/simple.jsonl")
    }()

    private static var isThere: Bool { FileManager.default.fileExists(atPath: data.path) }

    /// What is left out on purpose: messages, enums, blocks and time zones by name. Two cases of
    /// bytes are wrong in the data: their value has a backslash that the expression has not.
    private func isSupported(_ json: JSONValue) -> Bool {
        let file = json["file"]?.text ?? ""
        let name = json["name"]?.text ?? ""
        let expression = json["expr"]?.text ?? ""
        return json["needsProtobuf"]?.isTrue == false && file != "enums" && file != "block_ext"
            && !["Australia/", "US/", "America/", "Asia/", "Value{"].contains {
                expression.contains($0)
            }
            && !(json["section"]?.text == "bytes_literals"
                && name.hasSuffix("unescaped_punctuation"))
    }

    private func isAsExpected(_ json: JSONValue, _ answer: JSONValue) -> Bool {
        if json["checkOnly"]?.isTrue == true { return answer["deducedType"] == json["deducedType"] }
        if json["error"] != nil { return answer["error"] != nil }
        guard let found = answer["value"] else { return false }
        return json["value"].map { isSame($0, found) } ?? true
    }

    /// Equal, with doubles by value and maps in any order.
    private func isSame(_ left: JSONValue, _ right: JSONValue) -> Bool {
        if let left = left["double"]?.text.flatMap(Double.init),
            let right = right["double"]?.text.flatMap(Double.init)
        {
            return left == right || left.isNaN && right.isNaN
        }
        if let left = left["map"]?.elements, let right = right["map"]?.elements {
            return left.count == right.count
                && left.allSatisfy { pair in right.contains { isSame(pair, $0) } }
        }
        if let left = left.elements, let right = right.elements {
            return left.count == right.count && zip(left, right).allSatisfy { isSame($0, $1) }
        }
        if let left = left["list"], let right = right["list"] { return isSame(left, right) }
        return left == right
    }

    // Skipped where the data are not at hand.
    @Test(.enabled(if: ConformanceTests.isThere, "the conformance data are not beside the project"))
    func `every supported case of the conformance data passes`() throws {
        let bytes = Array(try Data(contentsOf: ConformanceTests.data))
        var passed = 0
        var total = 0
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let json = try JSONValue(Array(line))
            guard isSupported(json) else { continue }
            total += 1
            let answer = (try? ConformanceCase(json).answer()) ?? .null
            if isAsExpected(json, answer) {
                passed += 1
            } else {
                Issue.record("\(json["file"]?.text ?? "") \(json["expr"]?.text ?? ""): \(answer)")
            }
        }
        print("CEL conformance: \(passed) of \(total) supported cases passed")
        #expect(total > 1_700)
    }

    @Test func `a case is answered in the notation it is written in`() throws {
        let cases: [(String, String)] = [
            (#"{"expr": "1 + 1"}"#, #"{"value": {"int": "2"}}"#),
            (
                #"{"expr": "[b'a', 1.5, null]"}"#,
                #"{"value": {"list": [{"bytes": "61"}, {"double": "1.5"}, {"null": null}]}}"#
            ),
            (
                #"{"expr": "x.a", "bindings": {"x": {"map": [[{"string": "a"}, {"uint": "7"}]]}}}"#,
                #"{"value": {"uint": "7"}}"#
            ),
            (#"{"expr": "1 / 0"}"#, #"{"error": "division by zero"}"#),
            (
                #"{"expr": "[x]", "checkOnly": true, "typeEnv": "#
                    + #"[{"name": "x", "ident": {"type": {"wrapper": "INT64"}}}]}"#,
                #"{"deducedType": {"listType": {"elemType": {"wrapper": "INT64"}}}}"#
            ),
            (#"{"expr": "nope || true", "disableCheck": true}"#, #"{"value": {"bool": true}}"#),
        ]
        for (json, answer) in cases {
            let found = try ConformanceCase(try JSONValue(Array(json.utf8))).answer()
            #expect(found.description == answer)
        }
    }
}
