import GoTemplates
import HelmCharts
import Notations
import Testing

@Suite struct SetGrammarTests {
    private func set(_ text: String, _ kind: SetGrammar.Kind = .typed) -> String {
        let values = MapValue()
        do throws(SetError) {
            try SetGrammar.apply(Array(text.utf8), to: values, kind: kind)
            return ChartFixtures.json(.map(values))
        } catch {
            return error.message
        }
    }

    @Test(arguments: [
        ("a=1,b=true,c=null,d=x", #"{"a":1,"b":true,"c":null,"d":"x"}"#),
        ("a.b[1].c=x", #"{"a":{"b":[null,{"c":"x"}]}}"#),
        ("a={1,x,},b=", #"{"a":[1,"x",""],"b":""}"#),
        (#"a\.b=1\,2"#, #"{"a.b":"1,2"}"#), ("a[0][1]=007", #"{"a":[[null,"007"]]}"#),
        ("a[0", "{}"),
        ("a[70000]=1", "index of 70000 is greater than maximum supported index of 65536"),
        (
            "a[65536].b[99999999999999999999]=1",
            "error parsing index: strconv.Atoi: parsing "
                + #""99999999999999999999": value out of range"#
        ),
        (
            "a=1,a.b=2",
            "unable to parse key: interface conversion: interface {} is int64, not "
                + "map[string]interface {}"
        ),
    ])
    func `reads names and values`(_ text: String, _ expected: String) {
        #expect(set(text) == expected)
    }

    @Test func `other kinds`() {
        #expect(set("a=1,b=null", .string) == #"{"a":"1","b":"null"}"#)
        // The comma behind an object is passed, the space behind it is part of a name.
        #expect(
            set(#"a={"b":[1,null]}, c=2,d="#, .json) == #"{" c":2,"a":{"b":[1,null]},"d":null}"#)
        #expect(set(#"a=1,b={\"#, .literal) == #"{"a":"1,b={\"}"#)
        let file = SetGrammar.Kind.file { name throws(SetError) in name + name }
        #expect(set("a=x,b={y,z}", file) == #"{"a":"xx","b":["yy","zz"]}"#)
    }

    @Test func `nesting has limits`() {
        func name(_ count: Int) -> String {
            Array(repeating: "a", count: count).joined(separator: ".") + "=1"
        }
        #expect(set(name(31)).hasPrefix("{"))
        #expect(set(name(32)).hasPrefix("value name nested level is greater than"))
        func indexes(_ count: Int) -> String { "a" + String(repeating: "[0]", count: count) + "=1" }
        #expect(set(indexes(SetGrammar.deepestNesting)).hasPrefix("{"))
        #expect(set(indexes(100_000)).hasPrefix("value name is nested more than"))
    }
}
