import CEL
import SourceText
import Testing

@Suite struct TypeTests {
    @Test func `the checker deduces types`() throws {
        let cases: [(String, String)] = [
            ("[1, 2]", "list(int)"), ("[1, 'a']", "list(dyn)"), ("[]", "list(dyn)"),
            ("[[], [1]]", "list(list(int))"), ("{'a': [1.5]}", "map(string, list(double))"),
            ("{'a': 1}.?a", "optional(int)"), ("[1].map(x, string(x))", "list(string)"),
            ("{'a': 1}.transformMap(k, v, k)", "map(string, string)"), ("type(1)", "type(int)"),
            ("true ? [] : ['a']", "list(string)"), ("dyn(1) + 1", "int"),
            ("dyn(1) + dyn(2)", "dyn"),
            ("[optional.none(), optional.of(1)]", "list(optional(int))"),
            ("timestamp(1) - timestamp(0)", "duration"), ("math.greatest(1, 2)", "int"),
            ("math.greatest(1, 2.0)", "dyn"), ("[1].first().orValue(2)", "int"),
            ("[1, 2].sortBy(x, -x)", "list(int)"), ("ip('::1')", "net.IP"), ("null", "null"),
            ("[[1]].flatten()", "list(int)"), ("'a'.reverse()", "string"),
        ]
        for (text, type) in cases {
            #expect(try CELEnvironment().compile(text).type.description == type, "\(text)")
        }
    }

    @Test func `a mistake is underlined`() {
        let cases: [(marked: String, message: String, help: String?)] = [
            ("«1 + 'a'»", "`+` does not apply to (int, string)", "string(…) converts to a string"),
            (
                "«1 + 1.5»", "`+` does not apply to (int, double)",
                "convert one of them first: double(…)"
            ),
            ("«1 == 'a'»", "`int` and `string` are never equal", nil),
            ("size(«imag»)", "`imag` is not declared", "did you mean `image`?"),
            ("image.«tga»", "`Image` has no field `tga`", "did you mean `tag`?"),
            ("image.«zzz»", "`Image` has no field `zzz`", "it has tag, digest, layers"),
            ("has(image.«tagg»)", "`Image` has no field `tagg`", "did you mean `tag`?"),
            ("image.?«tagg»", "`Image` has no field `tagg`", "did you mean `tag`?"),
            (
                "image.tag.«startWith»('a')", "there is no function `startWith`",
                "did you mean `startsWith`?"
            ),
            (
                "image.tag.«startsWith»(1)",
                "no such overload: `startsWith` does not apply to "
                    + "(string, int)", nil
            ),
            ("«size»(1, 2)", "no such overload: `size` takes 1 argument, not 2", nil),
            ("image.tag.«x»", "`string` has no fields, so `.x` cannot be selected", nil),
            ("«1[0]» == 1", "`int` has no elements, so `[…]` cannot be used", nil),
            ("[1].all(x, «x»)", "a condition must be `bool`, not `int`", nil),
            ("true && «1»", "an operand of `&&` must be `bool`, not `int`", nil),
            ("«true ? 1 : 'a'»", "the two results differ in type: `int` and `string`", nil),
            ("{«1.5»: 1}", "a map's key cannot be `double`", nil),
            ("«startsWith»('a')", "`startsWith` is called on a value", nil),
            ("«Foo{a: 1}»", "`Foo{…}` builds a message, which is not supported", nil),
            ("'a'.matches(«'['»)", "the pattern is not valid", nil),
            ("1 +«»", "the expression ends where a value is due", nil),
            ("a «=» b", "`=` means nothing here", "equality is written `==`"),
            ("[1, «:»]", "`:` stands where a value is due", nil),
            ("«for»", "`for` is a reserved word", nil),
            (
                "image.layers.exists(l, l.«siz» > 1)", "`Layer` has no field `siz`",
                "did you mean `size`?"
            ),
        ]
        for (marked, message, help) in cases {
            let text = marked.replacing("«", with: "").replacing("»", with: "")
            do {
                let program = try Subjects.environment.compile(text)
                Issue.record("\(text) compiled to \(program.type)")
            } catch {
                #expect(error.message.hasPrefix(message), "\(text)")
                if let help { #expect(error.help == help, "\(text)") }
                let bytes = Array(text.utf8)
                let found =
                    String(decoding: bytes[..<error.range.start], as: UTF8.self) + "«"
                    + String(decoding: bytes[error.range.start..<error.range.end], as: UTF8.self)
                    + "»" + String(decoding: bytes[error.range.end...], as: UTF8.self)
                #expect(found == marked)
            }
        }
    }

    @Test func `an evaluation that fails names its place`() throws {
        let program = try CELEnvironment().compile("[1, 2].map(x, 10 / (x - 1))")
        do {
            let value = try program.evaluate()
            Issue.record("it gave \(value)")
        } catch {
            #expect(error.stage == .evaluation)
            #expect(error.message == "division by zero")
            #expect((error.range.start, error.range.end) == (14, 26))
        }
    }

    @Test func `a pattern that is trusted is compiled when it is searched with`() throws {
        var environment = CELEnvironment()
        environment.checksPatterns = false
        #expect(try environment.compile("'a'.matches('^a$')").evaluate().boolValue == true)
        let wrong = try environment.compile("'a'.matches('[')")
        let error = #expect(throws: CELError.self) { try wrong.evaluate() }
        #expect(error?.message.hasPrefix("the pattern is not valid") == true)
    }
}
