import GoTemplates
import Testing

/// What `printf` gives, as text.
func printf(_ format: String, _ arguments: Value...) -> String {
    let origins = OriginTable(isTracking: false)
    var builder = TextBuilder(origins, TextBuilder.Site(frame: 0, node: 0))
    do throws(FunctionError) {
        try GoFormat.printf(.string(format), arguments, origins, into: &builder)
    } catch {
        return error.message
    }
    return String(decoding: builder.bytes, as: UTF8.self)
}

func list(_ items: Value...) -> Value { .list(items) }

func map(_ entries: (String, Value)...) -> Value {
    .map(MapValue(unordered: entries.map { .init(key: Bytes($0.0.utf8), value: $0.1) }))
}

@Suite struct Printing {
    @Test func `each kind has its default form`() {
        #expect(printf("%v %v %v", .int(7), .string("a"), .bool(true)) == "7 a true")
        #expect(printf("%v %v", .null, list(.null)) == "<nil> [<nil>]")
        #expect(printf("%v", list(.int(1), .string("a"), list())) == "[1 a []]")
        #expect(printf("%v", map(("b", .int(2)), ("a", .int(1)))) == "map[a:1 b:2]")
        #expect(printf("%v", Value(.integer(-1406, .duration))) == "-1.406µs")
    }

    @Test func `Go syntax`() {
        let all = list(.null, .int(1), .string("a"), .float(1.5), map(("a", .null)))
        #expect(
            printf("%#v", all)
                == #"[]interface {}{interface {}(nil), 1, "a", 1.5, "#
                + #"map[string]interface {}{"a":interface {}(nil)}}"#)
        #expect(printf("%#v", .list([.string("a")], .string)) == #"[]string{"a"}"#)
        #expect(printf("%#v", Value(.integer(255, .uint8))) == "0xff")
        #expect(printf("%#v", Value(.integer(-5, .duration))) == "-5")
    }

    @Test func `a verb that does not go with the value`() {
        #expect(printf("%d", .string("hi")) == "%!d(string=hi)")
        #expect(printf("%s", .float(1e6)) == "%!s(float64=1e+06)")
        #expect(printf("%d", .null) == "%!d(<nil>)")
        #expect(printf("%s", list(.int(1), .string("a"))) == "[%!s(int=1) a]")
        #expect(printf("%t", map(("k", .int(1)))) == "map[%!t(string=k):%!t(int=1)]")
        #expect(printf("%é", .int(1)) == "%!é(int=1)")
        #expect(printf("%w", list(.int(1))) == "%!w([]interface {}=[1])")
        #expect(printf("%t", Value(.integer(5, .duration))) == "%!t(time.Duration=5)")
    }

    @Test func `mistakes in the format`() {
        #expect(printf("%d %d", .int(1)) == "1 %!d(MISSING)")
        #expect(printf("%d", .int(1), .int(2), .null) == "1%!(EXTRA int=2, <nil>)")
        #expect(printf("a%", .int(1)) == "a%!(NOVERB)%!(EXTRA int=1)")
        #expect(printf("%*d", .string("a"), .int(1)) == "%!(BADWIDTH)1")
        #expect(printf("%.*d", .int(-1), .int(1)) == "%!(BADPREC)1")
        #expect(
            printf("%[1]d %[1]v %[3]d %[x]d %[2", .int(1))
                == "1 1 %!d(BADINDEX) %!d(BADINDEX) %!(NOVERB)")
        #expect(printf("%[2]*[1]d|%[3]*.[2]*[1]f", .int(1), .int(5), .int(8)).hasPrefix("    1|"))
    }

    @Test func `flags, width and precision`() {
        #expect(
            printf("%5d|%-5d|%05d|%+d|% d", .int(1), .int(1), .int(-1), .int(1), .int(1))
                == "    1|1    |-0001|+1| 1")
        #expect(
            printf("%x %X %#x %b %o %O", .int(255), .int(255), .int(255), .int(5), .int(8), .int(8))
                == "ff FF 0xff 101 10 0o10")
        #expect(
            printf(
                "%06s|%-06s|%.2s|%5s", .string("a"), .string("b"), .string("日本語"),
                .string("é"))
                == "00000a|b     |日本|    é")
        #expect(
            printf("%5v|%05v", list(.int(1), .null), list(.string("a"))) == "[    1 <nil>]|[0000a]")
        #expect(
            printf(
                "%x|% x|%#x|% #x|%.2x|%8x", .string("abc"), .string("abc"), .string("abc"),
                .string("abc"), .string("abc"), .string("abc"))
                == "616263|61 62 63|0x616263|0x61 0x62 0x63|6162|  616263")
        #expect(
            printf("%c %q %+q %#q", .int(97), .int(233), .int(233), .string("a`b"))
                == #"a 'é' '\u00e9' "a`b""#)
        #expect(
            printf("%U %#U %.6U|%10U", .int(97), .int(97), .int(97), .int(97))
                == "U+0061 U+0061 'a' U+000061|    U+0061")
        #expect(printf("%.0d|%3.0d|", .int(0), .int(0)) == "|   |")
    }

    @Test func `bytes are a text for some verbs`() {
        let bytes = Value.list([97, 98].map { Value(.integer($0, .uint8)) }, .byte)
        #expect(
            printf("%v %s %x %q %d", bytes, bytes, bytes, bytes, bytes)
                == #"[97 98] ab 6162 "ab" [97 98]"#)
        #expect(
            printf("%#v %#v", bytes, list(bytes))
                == "[]byte{0x61, 0x62} []interface {}{[]uint8{0x61, 0x62}}")
    }

    @Test func `spaces between operands`() throws {
        let origins = OriginTable(isTracking: false)
        let all: [Value] = [.int(1), .int(2), .string("a"), .int(3), .null]
        var one = TextBuilder(origins, TextBuilder.Site(frame: 0, node: 0))
        try GoFormat.print(all, origins, into: &one)
        #expect(String(decoding: one.bytes, as: UTF8.self) == "1 2a3 <nil>")
        var other = TextBuilder(origins, TextBuilder.Site(frame: 0, node: 0))
        try GoFormat.println(all, origins, into: &other)
        #expect(String(decoding: other.bytes, as: UTF8.self) == "1 2 a 3 <nil>\n")
    }

    @Test func `what is too large or too deep is refused`() {
        let half = Value.string(Bytes(repeating: 0x61, count: 32 << 20))
        #expect(printf("%s%s", half, half).utf8.count == 64 << 20)
        #expect(printf("%s%s%d", half, half, .int(1)) == "printing more than 64 MiB")
        var nested = list()
        for _ in 1..<1_000 { nested = list(nested) }
        #expect(printf("%v", nested).count == 2_000)
        nested = list(nested)
        #expect(printf("%v", nested) == "printing values nested too deep")
        // Each level has the one below twice.
        var doubled = list(.string(Bytes(repeating: 0x61, count: 1 << 20)))
        for _ in 0..<64 { doubled = list(doubled, doubled) }
        #expect(printf("%v", doubled) == "printing more than 64 MiB")
        let cycle = MapValue()
        cycle["a"] = .map(cycle)
        #expect(printf("%v", .map(cycle)) == "printing values nested too deep")
    }
}

@Suite struct PrintedOrigins {
    let origins = OriginTable(isTracking: true)

    func data(_ name: String) -> Origin {
        origins.data(origins.path(OriginTable.root, Bytes(name.utf8)))
    }

    /// Each run's text and the names that it came from.
    func parts(_ builder: TextBuilder) -> [String] {
        var parts: [String] = []
        for (index, run) in builder.runs.enumerated() {
            let end =
                index + 1 < builder.runs.count
                ? Int(builder.runs[index + 1].start) : builder.bytes.count
            let text = String(decoding: builder.bytes[Int(run.start)..<end], as: UTF8.self)
            let names = origins.data(of: run.origin).flatMap { origins.steps(of: $0) }
                .map { String(decoding: $0.name, as: UTF8.self) }
            parts.append(names.isEmpty ? text : text + "<" + names.joined(separator: ","))
        }
        return parts
    }

    func printf(_ format: Value, _ arguments: Value...) throws -> [String] {
        var builder = TextBuilder(origins, TextBuilder.Site(frame: 0, node: 0))
        try GoFormat.printf(format, arguments, origins, into: &builder)
        return parts(builder)
    }

    @Test func `arguments and the format keep their own`() throws {
        let (a, b) = (Value.string("x").with(data("a")), Value.int(5).with(data("b")))
        #expect(try printf(.string("-%s.%d"), a, b) == ["-", "x<a", ".", "5<b"])
        #expect(try printf(.string("%s:%v").with(data("f")), a, b) == ["x<a", ":<f", "5<b"])
        #expect(try printf(.string("%3s|%.0s"), a, a).prefix(3) == ["  ", "x<a", "|"])
    }

    @Test func `members keep their own`() throws {
        let members = Value.list([.string("x").with(data("a")), .int(1).with(data("b"))])
        #expect(try printf(.string("%v"), members) == ["[", "x<a", " ", "1<b", "]"])
    }

    @Test func `only what is escaped is of our own`() throws {
        var builder = TextBuilder(origins, TextBuilder.Site(frame: 0, node: 0))
        var text = builder
        text.append("ab\"".utf8, origin: data("a"))
        text.append("\nc".utf8, origin: data("b"))
        GoQuote.quote(text.value(), origins, into: &builder)
        #expect(parts(builder) == ["\"", "ab\\\"<a", "\\n<b", "c<b", "\""])
    }
}
