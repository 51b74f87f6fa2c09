import Testing

@testable import YAMLTrees

@Suite struct Scalars {
    private static let cases: [(text: String, scalar: YAMLScalar)] = [
        ("", .null), ("~", .null), ("null", .null), ("Null", .null), ("NULL", .null),
        ("nULL", .string("nULL")), ("'null'", .string("null")),
        ("y", .bool(true)), ("Yes", .bool(true)), ("TRUE", .bool(true)), ("on", .bool(true)),
        ("N", .bool(false)), ("no", .bool(false)), ("False", .bool(false)), ("OFF", .bool(false)),
        ("tRue", .string("tRue")), ("\"yes\"", .string("yes")), ("yess", .string("yess")),
        ("0", .int(0)), ("-0", .int(0)), ("+12", .int(12)), ("1_000", .int(1000)),
        ("0777", .int(511)), ("0o777", .int(511)), ("0O17", .int(15)), ("-017", .int(-15)),
        ("0x1F", .int(31)), ("-0xf", .int(-15)), ("0b101", .int(5)), ("-0b1_1", .int(-3)),
        ("0b+1", .int(1)), ("0b-1", .int(-1)), ("0x", .string("0x")), ("0b", .string("0b")),
        ("08", .float(8)), ("089.5", .float(89.5)), ("1.", .float(1)), (".5", .float(0.5)),
        ("1e3", .float(1000)), ("-1.5E-2", .float(-0.015)), ("1_0.5", .float(10.5)),
        (".5_0", .string(".5_0")), ("1e", .string("1e")), ("1e999", .string("1e999")),
        ("+", .string("+")), ("-_", .string("-_")), (".", .string(".")), ("_1", .string("_1")),
        (".inf", .float(.infinity)), ("-.INF", .float(-.infinity)), ("+.Inf", .float(.infinity)),
        (".iNf", .string(".iNf")), ("inf", .string("inf")), ("1:30", .string("1:30")),
        ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
        ("9223372036854775808", .float(9_223_372_036_854_775_808)),
        ("-9223372036854775809", .float(-9_223_372_036_854_775_808)),
        ("0xFFFFFFFFFFFFFFFFF", .float(295_147_905_179_352_825_856)),
        ("2001-12-14", .string("2001-12-14")), ("1.2.3", .string("1.2.3")),
        ("500m", .string("500m")), ("1Gi", .string("1Gi")), ("12e", .string("12e")),
        ("!!str 12", .string("12")), ("!!int '12'", .int(12)), ("!!float 3", .float(3)),
        ("!!bool \"no\"", .bool(false)), ("!!null ''", .null), ("!!binary aGk=", .string("hi")),
        ("!!binary '?'", .string("?")), ("!mine 12", .string("12")), ("! 12", .string("12")),
        ("!!timestamp 2001-12-14", .string("2001-12-14")), ("|\n 12", .string("12")),
    ]

    @Test(arguments: cases)
    func `a scalar means what Kubernetes makes of it`(text: String, scalar: YAMLScalar) {
        let tree = YAMLTree(parsing: Array("- \(text)\n- end\n".utf8))
        let read = tree.firstDocument?.items.first?.scalar
        #expect(read == (text == "|\n 12" ? .string("12\n") : scalar))
    }

    @Test func `not a number is a number`() {
        #expect(YAMLTree(parsing: Array(".NaN".utf8)).firstDocument?.double?.isNaN == true)
    }

    @Test func `numbers are whole when they are, however written`() {
        let items = YAMLTree(parsing: Array("[3, 3.0, 1e3, 1.5, 1e300, '3']".utf8)).firstDocument
        #expect(items?.items.map(\.int) == [3, 3, 1000, nil, nil, nil])
        #expect(items?.items.map(\.double) == [3, 3, 1000, 1.5, 1e300, nil])
    }
}
