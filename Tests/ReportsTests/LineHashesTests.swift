import Testing

@testable import Reports

/// The expected values are those of the tests of github/codeql-action, which computes the hashes
/// when a report lacks them.
@Suite struct LineHashesTests {
    private static let greeting = [
        "e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1",
        "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1",
    ]
    private static let cases: [(text: String, hashes: [String])] = [
        ("", ["c129715d7a2bc9a3:1"]),
        (
            " a\nb\n  \t\tc\n d",
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]
        ),
        (
            " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End",
            [
                "8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1", "bff680108adb0fcc:1",
                "c6805c5e1288b612:1", "b86d3392aea1be30:1", "e6ceba753e1a442:1",
            ]
        ),
        (" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", greeting),
        (" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", greeting),
        (" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", greeting),
        (" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", greeting),
        (
            String(repeating: "Lorem ipsum dolor sit amet.\n", count: 10),
            [
                "a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3",
                "a7f2ff13bc495cf2:4", "a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6",
                "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1",
                "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1",
            ]
        ),
    ]

    @Test func `hashes are those GitHub computes`() {
        for (text, expected) in Self.cases {
            let hashes = LineHashes(Array(text.utf8))
            #expect(expected.indices.map { hashes.text(ofLine: $0 + 1) } == expected, "\(text)")
            #expect(hashes.text(ofLine: expected.count + 1) == nil)
        }
    }

    /// The definition, without rolling: 37-adic digits of the next 100 units.
    private func hash(_ units: ArraySlice<UInt16>) -> String {
        var value: UInt64 = 0
        for index in 0..<100 {
            let unit = index < units.count ? UInt64(units[units.startIndex + index]) : 0
            value = value &* 37 &+ unit
        }
        return String(value, radix: 16)
    }

    @Test func `units are those of UTF-16`() {
        let text = "é日🚢\nx\n" + String(repeating: "日", count: 120)
        let units = Array(text.utf16) + [0xFFFF]
        let hashes = LineHashes(Array(text.utf8))
        var starts = [0]
        for index in units.indices where units[index] == 0x0A { starts.append(index + 1) }
        for (line, start) in starts.enumerated() {
            #expect(hashes.text(ofLine: line + 1) == hash(units[start...]) + ":1")
        }
    }
}
