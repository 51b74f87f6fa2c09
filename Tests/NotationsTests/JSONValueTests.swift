import Notations
import Testing

@Suite struct JSONValueTests {
    @Test func `JSON is read and written again`() throws {
        let cases: [(String, String)] = [
            ("null", "null"), (" true ", "true"), ("[]", "[]"), ("{}", "{}"),
            ("[1,-2.5e+3,0]", "[1, -2.5e+3, 0]"),
            ("{\"a\":{\"b\":[false]}}", "{\"a\": {\"b\": [false]}}"),
            (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\u0008\u000c\n\r\t""#), (#""\u00e9""#, "\"é\""),
            (#""\ud83d\ude00""#, "\"😀\""), (#""\ud83d""#, "\"\u{FFFD}\""),
            (#""\ud83d\u0041""#, "\"\u{FFFD}A\""), ("{\"a\":1,\"a\":2}", "{\"a\": 1, \"a\": 2}"),
        ]
        for (text, expected) in cases {
            #expect(try JSONValue(Array(text.utf8)).description == expected, "\(text)")
        }
    }

    @Test func `what is not JSON is refused where it stops being so`() {
        let cases: [(String, Int)] = [
            ("", 0), ("nul", 0), ("[1,]", 3), ("[1 2]", 3), ("{a:1}", 1), ("{\"a\" 1}", 5),
            ("{\"a\":1,}", 7), ("01", 1), ("1.", 2), ("-", 1), ("\"a", 2), ("\"\n\"", 1),
            ("\"\\q\"", 3), ("\"\\u12g4\"", 5), ("[1] x", 4), ("+1", 0), (".5", 0),
        ]
        for (text, offset) in cases {
            do {
                let value = try JSONValue(Array(text.utf8))
                Issue.record("\(text) was read as \(value)")
            } catch {
                #expect(error.offset == offset, "\(text): \(error.message)")
            }
        }
    }

    @Test func `nesting has a limit`() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array(
                (String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        _ = try JSONValue(nested(JSONValue.deepest))
        #expect(throws: JSONError.self) { try JSONValue(nested(JSONValue.deepest + 1)) }
        #expect(throws: JSONError.self) { try JSONValue(Array(repeating: 0x5B, count: 1_000_000)) }
    }

    @Test func `members are found by name and the last of a name counts`() throws {
        let value = try JSONValue(Array(#"{"a": "x", "b": [1], "a": "y"}"#.utf8))
        #expect(value["a"]?.text == "y")
        #expect(value["b"]?.elements?.count == 1)
        #expect(value["c"] == nil)
    }
}
