import GoTemplates
import Testing

private func text(
    _ value: Double, _ format: GoNumberText.FloatFormat = .general, _ precision: Int = -1
) -> String {
    String(decoding: GoNumberText.float(value, format, precision: precision), as: UTF8.self)
}

@Suite struct Numbers {
    @Test(arguments: [
        (0, "0"), (-0.0, "-0"), (1, "1"), (100_000, "100000"), (1e6, "1e+06"),
        (123_456, "123456"), (1_234_567, "1.234567e+06"), (0.0001, "0.0001"), (1e-5, "1e-05"),
        (0.1 + 0.2, "0.30000000000000004"), (.leastNonzeroMagnitude, "5e-324"), (1e21, "1e+21"),
        (1.7976931348623157e308, "1.7976931348623157e+308"), (.infinity, "+Inf"), (.nan, "NaN"),
        (9_007_199_254_740_992, "9.007199254740992e+15"),
    ])
    func `the fewest digits`(value: Double, expected: String) {
        #expect(text(value) == expected)
    }

    @Test func `a precision rounds what the number is in truth`() {
        #expect(text(2.675, .plain, 2) == "2.67")
        #expect(text(0.5, .plain, 0) == "0")
        #expect(text(1.5, .plain, 0) == "2")
        #expect(text(2.5, .plain, 0) == "2")
        #expect(text(0.05, .plain, 1) == "0.1")
        #expect(text(0.001, .plain, 2) == "0.00")
        #expect(text(99.995, .plain, 2) == "100.00")
        #expect(text(9.5, .exponent, 0) == "1e+01")
        #expect(text(0.1, .plain, 25) == "0.1000000000000000055511151")
        #expect(text(1e23, .plain, 0) == "99999999999999991611392")
        #expect(text(123_456_789, .general, 3) == "1.23e+08")
        #expect(text(100, .general, 17) == "100")
        #expect(text(1e-7, .plain) == "0.0000001")
        #expect(text(.leastNonzeroMagnitude, .exponent, 3) == "4.941e-324")
    }

    @Test func `powers of two`() {
        #expect(text(2.5, .hexadecimal) == "0x1.4p+01")
        #expect(text(2.5, .capitalHexadecimal) == "0X1.4P+01")
        #expect(text(1, .hexadecimal, 3) == "0x1.000p+00")
        #expect(text(1.99, .hexadecimal, 1) == "0x1.0p+01")
        #expect(text(0, .hexadecimal) == "0x0p+00")
        #expect(text(.leastNonzeroMagnitude, .hexadecimal) == "0x1p-1074")
        #expect(text(1, .binary) == "4503599627370496p-52")
    }

    @Test func `flags of floating-point numbers`() {
        #expect(
            printf("%6.2f|%-8.1f|%08.3f|%+.1e", .float(3.14159), .float(2), .float(-1.5), .float(9))
                == "  3.14|2.0     |-001.500|+9.0e+00")
        #expect(
            printf("%#g|%#.3g|%#v|%#.0f", .float(1), .float(1), .float(1e6), .float(2))
                == "1.00000|1.00|1e+06|2.")
        #expect(
            printf("%05v|%+v|% v", .float(.infinity), .float(.infinity), .float(.nan))
                == " +Inf|+Inf| NaN")
    }

    @Test func `complex numbers`() {
        let value = Value(.object(ComplexValue(real: 0, imaginary: 1)))
        #expect(
            printf("%v|%.2f|%6.1f|%d", value, value, value, value)
                == "(0+1i)|(0.00+1.00i)|(   0.0  +1.0i)|%!d(complex128=(0+1i))")
    }

    @Test func `durations`() {
        let cases: [(Int, String)] = [
            (0, "0s"), (1, "1ns"), (1_100, "1.1µs"), (2_200_000, "2.2ms"),
            (3_300_000_000, "3.3s"), (4 * 60_000_000_000 + 5_001_000_000, "4m5.001s"),
            (5 * 3_600_000_000_000, "5h0m0s"), (.min, "-2562047h47m16.854775808s"),
        ]
        for (nanoseconds, expected) in cases {
            let text = String(decoding: GoDuration.text(nanoseconds: nanoseconds), as: UTF8.self)
            #expect(text == expected)
        }
    }
}

@Suite struct Quoting {
    private func quoted(_ bytes: Bytes, toASCII: Bool = false) -> String {
        String(decoding: GoQuote.quote(bytes, toASCII: toASCII), as: UTF8.self)
    }

    @Test func `what cannot be shown is escaped`() {
        #expect(
            quoted(Bytes("a\"\\\t\u{1}é\u{200b}\u{e000}\u{10ffff}".utf8))
                == #""a\"\\\t\x01é\u200b\ue000\U0010ffff""#)
        #expect(quoted(Bytes("é\u{1F600}".utf8), toASCII: true) == #""\u00e9\U0001f600""#)
        #expect(quoted([0x61, 0xFF, 0xC3]) == #""a\xff\xc3""#)
        #expect(quoted([0x7F]) == #""\x7f""#)
        #expect(quoted(Bytes("\u{a0}\u{fffd}".utf8)) == "\"\\u00a0\u{fffd}\"")
    }

    @Test func `backquotes`() {
        #expect(GoQuote.canBackquote(Bytes("a\tb\"".utf8)))
        #expect(!GoQuote.canBackquote(Bytes("a`".utf8)))
        #expect(!GoQuote.canBackquote(Bytes("a\n".utf8)))
        #expect(!GoQuote.canBackquote([0xFF]))
    }

    @Test func `runes that are none are bytes of their own`() {
        for bytes: Bytes in [
            [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
        ] {
            #expect(GoRune.decode(bytes, at: 0) == (GoRune.replacement, 1))
            #expect(GoRune.count(bytes) == bytes.count)
        }
    }
}
