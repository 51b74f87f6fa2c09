import GoTemplates
import Testing

/// Renders one action with the built-in functions, `list`, `dict` and `float`.
private func render(_ action: String, tracking: Bool = false) -> String {
    let stubs = [
        TemplateFunction("list", [.any], variadic: true, .keeps) { .list($0.arguments) },
        TemplateFunction("dict", [.any], variadic: true, .keeps) { call in
            .map(
                MapValue(
                    unordered: stride(from: 0, to: call.count - 1, by: 2).map {
                        MapValue.Entry(key: call[$0].bytes ?? [], value: call[$0 + 1])
                    }))
        },
        TemplateFunction("texts", []) { _ in .list([.string("a"), .string("b")], .string) },
        TemplateFunction("textMap", []) { _ in
            .map(MapValue([.init(key: [0x61], value: .string("x"))], kind: .string))
        },
        TemplateFunction("callee", []) { _ in
            Value(.object(FunctionValue(TemplateFunction("f", [.string]) { $0[0] })))
        },
    ]
    let table = FunctionTable(BuiltInFunctions.all + stubs)
    let name = Bytes("t".utf8)
    do throws(TemplateSyntaxError) {
        let tree = try TemplateTree.parse(
            name: name, bytes: Bytes("{{\(action)}}".utf8), knows: { table.knows($0) })
        var set = TemplateSet(functions: table)
        set.add(tree)
        guard let template = set[name] else { return "" }
        let evaluator = Evaluator(
            templates: set, origins: OriginTable(isTracking: tracking))
        do throws(TemplateFailure) {
            return try evaluator.execute(template, .map(MapValue())).text ?? ""
        } catch {
            return error.reason
        }
    } catch {
        return error.message
    }
}

private func check(_ action: String, _ expected: String) {
    #expect(render(action) == expected, "\(action)")
    #expect(render(action, tracking: true) == expected, "\(action)")
}

@Suite struct BuiltIns {
    @Test func `eq`() {
        check("eq 1 2 1", "true")
        check("eq 1 1.5", "error calling eq: incompatible types for comparison: int and float64")
        check("eq 1 1 1.5", "true")
        check("eq .x .y", "true")
        check("eq (list 1) nil", "false")
        check("eq 97 (index \"abc\" 0)", "true")
        check("eq 1", "error calling eq: missing argument for comparison")
        check(
            "eq (list 1) (list 1)",
            "error calling eq: non-comparable type [%!s(int=1)]: []interface {}")
        check(
            "eq (list 1) (dict \"a\" 2)",
            "error calling eq: non-comparable types [%!s(int=1)]: []interface {}, "
                + "map[string]interface {}: map[a:2]")
        check(
            "ne (dict) 1",
            "error calling ne: incompatible types for comparison: map[string]interface {} and int")
        check("eq 1i 1i", "true")
    }

    @Test func `order`() {
        check("lt 1 2", "true")
        check("lt \"a\" \"b\"", "true")
        check("le 2.5 2.5", "true")
        check("gt 2 1", "true")
        check("ge 1 2", "false")
        check("lt 97 (index \"abc\" 1)", "true")
        check("lt .x 1", "error calling lt: invalid type for comparison")
        check("le true true", "error calling le: invalid type for comparison")
        check("lt 1 \"a\"", "error calling lt: incompatible types for comparison: int and string")
    }

    @Test func `len and not`() {
        check("len \"aé\"", "3")
        check("len (list 1 2)", "2")
        check("len 3", "error calling len: len of type int")
        check("len .x", "error calling len: len of nil pointer")
        check("not .x", "true")
    }

    @Test func `index`() {
        check("index (list 1 2) 1", "2")
        check("index (dict \"a\" (dict \"b\" 2)) \"a\" \"b\"", "2")
        check("index \"abc\" 1", "98")
        check("index (dict \"a\" 1) \"b\"", "<no value>")
        check("index textMap \"b\"", "")
        check("index .x 1", "error calling index: index of untyped nil")
        check("index (dict) \"b\" \"c\"", "error calling index: index of nil pointer")
        check("index (list 1 2) 5", "error calling index: index out of range: 5")
        check("index (list 1 2) 2", "error calling index: reflect: slice index out of range")
        check("index \"abc\" 3", "error calling index: reflect: string index out of range")
        check(
            "index (list 1) \"a\"",
            "error calling index: cannot index slice/array with type string")
        check("index (list 1) .x", "error calling index: cannot index slice/array with nil")
        check("index (dict) 1", "error calling index: value has type int; should be string")
        check("index (dict) .x", "error calling index: value is nil; should be of type string")
        check("index 1 1", "error calling index: can't index item of type int")
    }

    @Test func `slice`() {
        check("slice \"abc\" 1 2", "b")
        check("slice (list 1 2 3) 1", "[2 3]")
        check("slice (list 1 2 3) 1 2 3", "[2]")
        check("slice \"abc\" 2 1", "error calling slice: invalid slice index: 2 > 1")
        check("slice \"abc\" 1 4", "error calling slice: index out of range: 4")
        check("slice \"abc\" 1 2 3", "error calling slice: cannot 3-index slice a string")
        check("slice .x 1", "error calling slice: slice of untyped nil")
        check("slice 1 1", "error calling slice: can't slice item of type int")
        check("slice \"abc\" 0 1 2 3", "error calling slice: too many slice indexes: 4")
    }

    @Test func `call`() {
        check("call callee \"a\"", "a")
        check("call callee", "error calling call: wrong number of args for f: got 0 want 1")
        check(
            "call callee 1",
            "error calling call: arg 0: value has type int; should be string")
        check("call .x", "error calling call: call of nil")
        check("call 1", "error calling call: non-function 1 of type int")
    }

    @Test func `escaping`() {
        check("html \"<a b='c'>&\\\"\"", "&lt;a b=&#39;c&#39;&gt;&amp;&#34;")
        check("html 1 2 \"a\" .x", "1 2a&lt;no value&gt;")
        check(
            "js \"a'b\\\"<\\\\\\n=&é\\u200b\\U0010FFFF\"",
            #"a\'b\"\u003C\\\u000A\u003D\u0026é\u200B\u10FFFF"#)
        check("urlquery \"a b&c=é/~-_.*\"", "a+b%26c%3D%C3%A9%2F~-_.%2A")
        check("html", "")
    }

    @Test func `printing`() {
        check("print 1 2 \"a\" nil", "1 2a<nil>")
        check("println 1 \"a\"", "1 a\n")
        check("printf \"%d-%s\" 1 \"a\"", "1-a")
    }
}
