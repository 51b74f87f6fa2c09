import Notations
import Testing

@Suite struct JSONWriterTests {
    @Test func `levels get lines down to the given depth`() {
        let cases: [(depth: Int, expected: String)] = [
            (0, #"{"a":[1,{"b":null}],"c":{}}"#),
            (1, "{\n  \"a\": [1, {\"b\": null}],\n  \"c\": {}\n}"),
            (2, "{\n  \"a\": [\n    1,\n    {\"b\": null}\n  ],\n  \"c\": {}\n}"),
        ]
        for (depth, expected) in cases {
            var json = JSONWriter(linesToDepth: depth)
            json.beginObject()
            json.beginArray("a")
            json.value(1)
            json.beginObject()
            json.name("b")
            json.null()
            json.endObject()
            json.endArray()
            json.beginObject("c")
            json.endObject()
            json.endObject()
            #expect(String(decoding: json.takeBytes(), as: UTF8.self) == expected)
        }
    }

    @Test(
        arguments: [
            ("plain", #""plain""#), ("", #""""#), ("a\"b\\c", #""a\"b\\c""#),
            ("\n\r\t", #""\n\r\t""#), ("\u{0}\u{1B}\u{1F}", #""\u0000\u001b\u001f""#),
            ("\u{7F}\u{9B}x", #""\u007f\u009bx""#), ("é \u{C2} 日 🚢", #""é Â 日 🚢""#),
        ] as [(String, String)])
    func `strings are escaped`(text: String, expected: String) {
        var json = JSONWriter()
        json.value(text)
        #expect(String(decoding: json.takeBytes(), as: UTF8.self) == expected)
    }

    @Test func `bytes can be taken at any time`() {
        var json = JSONWriter()
        var bytes: [UInt8] = []
        json.beginArray()
        for number in 0..<3 {
            json.value(number)
            bytes += json.takeBytes()
        }
        json.endArray()
        bytes += json.takeBytes()
        #expect(String(decoding: bytes, as: UTF8.self) == "[0,1,2]")
        #expect(json.bytes.isEmpty)
    }

    @Test func `numbers that JSON lacks become null`() {
        let cases: [(Double, String)] = [
            (1.5, "1.5"), (.infinity, "null"), (.nan, "null"), (-0.1, "-0.1"),
        ]
        for (number, expected) in cases {
            var json = JSONWriter()
            json.value(number)
            #expect(String(decoding: json.takeBytes(), as: UTF8.self) == expected)
        }
    }
}
