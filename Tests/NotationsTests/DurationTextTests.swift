import Notations
import Testing

@Suite struct DurationTextTests {
    @Test func `a duration is the sum of its parts`() {
        let cases: [(String, Int64?)] = [
            ("0", 0), ("+0", 0), ("0s", 0), ("1s", 1_000_000_000), ("-1.5s", -1_500_000_000),
            ("1h45m47s", 6_347_000_000_000), ("300ms", 300_000_000), ("1us", 1_000),
            ("1µs", 1_000), ("1μs", 1_000), ("7ns", 7), (".5s", 500_000_000),
            ("1.s", 1_000_000_000),
            ("1.0000000009s", 1_000_000_000), ("9223372036854775807ns", .max),
            ("-9223372036854775808ns", .min), ("9223372036854775808ns", nil),
            ("2562048h", nil), ("", nil), ("-", nil), ("1", nil), ("s", nil), (".s", nil),
            ("1x", nil), ("1 s", nil), ("1s ", nil), ("--1s", nil), ("1e3s", nil), ("00", nil),
        ]
        for (text, expected) in cases {
            #expect(DurationText.nanoseconds(text.utf8) == expected, "\(text)")
        }
    }

    @Test func `long and hostile text is answered at once`() {
        let nines = String(repeating: "9", count: 300)
        #expect(DurationText.nanoseconds((nines + "h").utf8) == nil)
        #expect(DurationText.nanoseconds(("0." + nines + "s").utf8) == 999_999_999)
        #expect(DurationText.nanoseconds(String(repeating: "1s", count: 1_000_000).utf8) == nil)
    }

    @Test func `seconds carry as many decimals as they need`() {
        let cases: [(Int64, String)] = [
            (0, "0s"), (6_347_000_000_000, "6347s"), (-1_500_000_000, "-1.5s"), (1, "0.000000001s"),
            (.min, "-9223372036.854775808s"),
        ]
        for (nanoseconds, text) in cases {
            #expect(DurationText.seconds(ofNanoseconds: nanoseconds) == text)
        }
    }
}
