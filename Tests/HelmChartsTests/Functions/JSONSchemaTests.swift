import GoTemplates
import HelmCharts
import Testing

struct JSONSchemaTests {
    private func violations(_ schema: String, _ values: String) throws -> [String] {
        let schema = try JSONSchema(Value(json: schema, keepsIntegers: true))
        return schema.violations(of: try Value(json: values))
    }

    @Test(arguments: [
        (
            #"{"properties":{"a":{"type":"number"}}}"#, #"{"a":"x"}"#,
            ["- at '/a': got string, want number"]
        ),
        (#"{"required":["b","c"]}"#, #"{}"#, ["- at '': missing properties 'b', 'c'"]),
        (
            #"{"additionalProperties":false}"#, #"{"x":1}"#,
            ["- at '': additional properties 'x' not allowed"]
        ),
        (#"{"properties":{"a":{"type":"integer"}}}"#, #"{"a":1.0}"#, []),
        (
            #"{"properties":{"a":{"enum":["x",1,null]}}}"#, #"{"a":2}"#,
            ["- at '/a': value must be one of 'x', 1, <nil>"]
        ),
        (
            #"{"properties":{"a":{"minimum":12345678}}}"#, #"{"a":1000}"#,
            ["- at '/a': minimum: got 1,000, want 1.2345678×10⁰⁷"]
        ),
        (#"{"properties":{"a":{"multipleOf":0.01}}}"#, #"{"a":4.35}"#, []),
        (
            #"{"properties":{"a/b":{"pattern":"^\\d+$"}}}"#, #"{"a/b":"x"}"#,
            ["- at '/a~1b': 'x' does not match pattern '^\\\\d+$'"]
        ),
        (
            #"{"anyOf":[{"required":["a"]},{"required":["c"],"#
                + #""properties":{"b":{"type":"string"}}}]}"#,
            #"{"b":1}"#,
            [
                "- at '': 'anyOf' failed", "  - at '': missing property 'a'",
                "  - at '': validation failed", "    - at '': missing property 'c'",
                "    - at '/b': got number, want string",
            ]
        ),
        (
            #"{"oneOf":[{"type":"object"},{"required":[]}]}"#, #"{}"#,
            ["- at '': 'oneOf' failed, subschemas 0, 1 matched"]
        ),
        (
            #"{"if":{"required":["a"]},"then":{"required":["b"]}}"#, #"{"a":1}"#,
            ["- at '': missing property 'b'"]
        ),
        (
            ##"{"properties":{"a":{"$ref":"#/$defs/x"}},"$defs":{"x":{"type":"string"}}}"##,
            ##"{"a":1}"##, ["- at '/a': got number, want string"]
        ),
        (
            ##"{"$ref":"#/$defs/x","$defs":{"x":{"properties":"##
                + ##"{"n":{"$ref":"#/$defs/x"}},"type":"object"}}}"##,
            ##"{"n":{"n":1}}"##, ["- at '/n/n': got number, want object"]
        ),
        (
            #"{"$schema":"http://json-schema.org/draft-07/schema#","#
                + #""properties":{"a":{"format":"ipv4"}}}"#,
            #"{"a":"x"}"#, ["- at '/a': 'x' is not valid ipv4: expected four decimals"]
        ),
        (#"{"properties":{"a":{"format":"ipv4"}}}"#, #"{"a":"x"}"#, []),
        (
            #"{"unevaluatedProperties":false,"allOf":[{"properties":{"a":true}}]}"#,
            #"{"a":1,"b":2}"#, ["- at '/b': false schema"]
        ),
    ])
    func tells(_ schema: String, _ values: String, _ expected: [String]) throws {
        #expect(try violations(schema, values) == expected)
    }

    @Test(arguments: [
        (
            ##"{"properties":{"a":{"$ref":"#/x"}}}"##,
            ##"json-pointer in "file:///values.schema.json#/x" not found"##
        ),
        (
            #"{"$ref":"https://a.b/c.json#/d"}"#,
            #"failing loading "https://a.b/c.json": schemas from elsewhere are not loaded"#
        ),
    ])
    func refuses(_ schema: String, _ message: String) throws {
        let document = try Value(json: schema, keepsIntegers: true)
        let error = #expect(throws: JSONSchemaError.self) { try JSONSchema(document) }
        #expect(error?.message == message)
    }

    @Test func brokenSchema() throws {
        let document = try Value(json: #"{"properties":{"a":{"minimum":"x"}}}"#)
        let error = #expect(throws: JSONSchemaError.self) { try JSONSchema(document) }
        #expect(
            error?.message.hasSuffix("    - at '/properties/a/minimum': got string, want number")
                == true)
    }

    @Test func circlesAndGrowthEnd() throws {
        let circle = try violations(##"{"allOf":[{"$ref":"#/allOf/0"}]}"##, "{}")
        #expect(circle.last?.contains("causing reference cycle") == true)
        // Each definition asks for the next one twice: 2 to the power of 40 in all.
        let definitions = (0..<40).map {
            ##""d\##($0)":{"allOf":[{"$ref":"#/$defs/d\##($0 + 1)"},"##
                + ##"{"$ref":"#/$defs/d\##($0 + 1)"}]}"##
        }
        let schema =
            ##"{"$ref":"#/$defs/d0","$defs":{"d40":true,\##(definitions.joined(separator: ","))}}"##
        #expect(try violations(schema, "{}").last?.contains("too much work") == true)
    }
}
