import Notations
import Testing

@Suite struct QuantityTests {
    /// Billionths of an amount.
    private func nanos(_ text: String) -> Int128? { Quantity(text.utf8)?.nanos }

    private func quantity(_ text: String) throws -> Quantity { try #require(Quantity(text.utf8)) }

    @Test func `every suffix multiplies by its power`() {
        let cases: [(String, Int128)] = [
            ("0", 0), ("7", 7_000_000_000), ("5n", 5), ("4u", 4_000), ("3m", 3_000_000),
            ("8k", 8_000_000_000_000), ("7M", 7_000_000_000_000_000),
            ("6G", 6_000_000_000_000_000_000), ("5T", 5_000_000_000_000_000_000_000),
            ("2P", 2_000_000_000_000_000_000_000_000),
            ("1E", 1_000_000_000_000_000_000_000_000_000),
            ("1Ki", 1_024_000_000_000), ("1Mi", 1_048_576_000_000_000),
            ("1Gi", 1_073_741_824_000_000_000), ("1Ti", 1_099_511_627_776_000_000_000),
            ("1Pi", 1_125_899_906_842_624_000_000_000),
            ("1Ei", 1_152_921_504_606_846_976_000_000_000),
            ("1e3", 1_000_000_000_000), ("1E6", 1_000_000_000_000_000), ("1E-3", 1_000_000),
            ("1.3E+6", 1_300_000_000_000_000), ("-1.5Ki", -1_536_000_000_000),
            ("+2", 2_000_000_000), ("1.", 1_000_000_000), (".5", 500_000_000),
            ("1.G", 1_000_000_000_000_000_000), ("007", 7_000_000_000), ("0.50000", 500_000_000),
            ("100.035Ki", 102_435_840_000_000), ("-0", 0),
        ]
        for (text, expected) in cases { #expect(nanos(text) == expected, "\(text)") }
    }

    @Test func `what is finer than a billionth is rounded away from zero`() {
        let cases: [(String, Int128)] = [
            ("3.001n", 4), ("0.9n", 1), ("-0.9n", -1), ("0.0000000005", 1), ("1.1E-9", 2),
            ("1e-2147483648", 1), ("0e-2147483648", 0), ("0.000000000001Ki", 2),
            ("0.00000000000000000000000000000001Ei", 1), ("1.0000000000", 1_000_000_000),
            ("0.0000000001Mi", 104_858),
        ]
        for (text, expected) in cases { #expect(nanos(text) == expected, "\(text)") }
    }

    @Test func `what is too large is held at a limit`() throws {
        let largest = Int128(Int64.max) * 1_000_000_000
        for text in [
            "8Ei", "9Ei", "9223372036854775807Ki", "9223372036854775808.5Ki",
            "7.9999999999999999999999Ei",
        ] {
            #expect(nanos(text) == largest, "\(text)")
        }
        #expect(nanos("-9Ei") == -largest)
        #expect(nanos("12E") == 12_000_000_000_000_000_000_000_000_000)
        let digits = String(repeating: "9", count: 5_000)
        for text in [
            "1e30", "1e2147483647", digits, digits + "G", "170141183460469231731687303716",
        ] {
            #expect(nanos(text) == .max, "\(text)")
            #expect(nanos("-" + text) == -.max, "-\(text)")
        }
        #expect(nanos("170141183460469231731687303715.884105727") == .max)
        #expect(nanos("170141183460469231731687303715.884105726") == Int128.max - 1)
        #expect(try quantity("1e30").adding(quantity("1")).nanos == .max)
        #expect(try quantity("-1e30").subtracting(quantity("1e30")).nanos == -.max)
        #expect(nanos("0e2147483647") == 0)
    }

    @Test func `what is no quantity is refused`() {
        let texts = [
            "", "+", "-", ".", "Mi", "-.", "+-1", "--1", "1.1.M", "1+1.0M", "0.1mi", "0.1am",
            "aoeu", ".5i", "1i", "-3.01i", "-3.01e-", "1e", "1e+", "1e1.5", "1e2147483648", " 1",
            "1 ", "1 Gi", "200K", "10Mo", "10Mm", "1,3G", "1KI", "1gi", "1B", "1GiB", "0x10",
            "1_000", "Three", "1e5m", "NaN", "١",
        ]
        for text in texts { #expect(nanos(text) == nil, "\(text)") }
    }

    @Test func `amounts compare by what they are worth`() throws {
        #expect(try quantity("200M") == quantity("0.2G"))
        #expect(try quantity("1000m") == quantity("1"))
        #expect(try quantity("50M") < quantity("50Mi"))
        #expect(try quantity("9007199254740993") > quantity("9007199254740992"))
        #expect(try quantity("0.3") == quantity("0.1").adding(quantity("0.2")))
        #expect(try Set([quantity("1Ki"), quantity("1024"), quantity("1.024k")]).count == 1)
    }

    @Test func `a whole number is told from others`() throws {
        #expect(try quantity("50k").integer == 50_000)
        #expect(try quantity("1000m").integer == 1)
        #expect(try quantity("1500m").integer == nil)
        #expect(try quantity("9223372036854775807").integer == .max)
        #expect(try quantity("9223372036854775808").integer == nil)
        #expect(try quantity("50.703k").approximation == 50_703)
        #expect(try quantity("0.1").approximation == 0.1)
        #expect(try ["-1n", "0", "1n"].map { try quantity($0).sign } == [-1, 0, 1])
    }

    @Test func `an amount is written in Kubernetes' canonical form`() throws {
        let cases: [(String, String)] = [
            ("1.5", "1500m"), ("1.5Gi", "1536Mi"), ("0", "0"), ("0Ki", "0"), ("1024Ki", "1Mi"),
            ("1023Ki", "1023Ki"), ("0.5Ki", "512"), ("1.3Ki", "1331200m"), ("1000k", "1M"),
            ("1e4", "10e3"), ("1e3", "1e3"), ("1E0", "1"), ("1e-3", "1e-3"), ("-2048", "-2048"),
            ("-2Ki", "-2Ki"), ("100000E", "100000E"), ("0.0000001", "100n"),
        ]
        for (text, expected) in cases {
            #expect(try quantity(text).description == expected, "\(text)")
        }
        #expect(try quantity("0").adding(quantity("1Gi")).description == "1Gi")
        #expect(try quantity("1Gi").subtracting(quantity("1Mi")).description == "1023Mi")
    }
}
