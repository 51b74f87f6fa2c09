import Testing

/// What Helm 4.2.3 gives: an output, or after `!` the reason of a failure.
@Suite struct SprigFunctionTests {
    private struct Case {
        let template: String
        let outcome: String

        init(_ template: String, _ outcome: String) {
            self.template = template
            self.outcome = outcome
        }
    }

    @Test func functions() {
        for one in Self.cases {
            let outcome =
                switch SmallTemplate.render(one.template) {
                case .output(let text): text
                case .failure(let reason, _): "! " + reason
                case .unparsed(let error): "? " + error
                }
            #expect(outcome == one.outcome, "\(one.template)")
        }
    }

    /// What would fill the memory is refused.
    @Test(arguments: [
        "{{ repeat 1000000000 \"x\" }}", "{{ indent 1000000000 \"x\" }}", "{{ until 1000000001 }}",
        "{{ untilStep 0 9223372036854775807 1 }}", "{{ seq -9223372036854775807 2 }}",
        "{{ $x := repeat 8000000 \"ab\" }}{{ replace \"a\" $x $x }}",
        "{{ $x := repeat 8000 \"ab\" }}{{ regexReplaceAll \"a\" $x $x }}",
        "{{ $x := repeat 80000 \"ab\" }}{{ wrapWith 1 $x $x }}",
        "{{ $d := dict }}{{ $_ := set $d \"d\" $d }}{{ deepCopy $d }}",
    ])
    func limits(_ template: String) {
        guard case .failure(let reason, _) = SmallTemplate.render(template) else {
            Issue.record("not refused")
            return
        }
        #expect(reason.contains("would") || reason.contains("nested"))
    }

    private static let cases: [Case] = [
        Case(
            ##"{{ abbrev 5 "hello world" }} {{ abbrevboth 5 10 "1234 5678 9123" }} {{"##
                + ##" abbrevboth 20 10 "1234 5678 9123" }} {{ abbrev 3 "hello" }}"##,
            ##"he... ...5678... ...78 9123 hello"##),
        Case(
            ##"{{ substr -1 10 "hello" }}"##,
            ##"! error calling substr: runtime error: slice bounds out of range [:10] with"##
                + ##" length 5"##),
        Case(
            ##"{{ substr 7 -1 "hello" }}"##,
            ##"! error calling substr: runtime error: slice bounds out of range [7:5]"##),
        Case(
            ##"{{ substr 4 2 "hello" }}"##,
            ##"! error calling substr: runtime error: slice bounds out of range [4:2]"##),
        Case(
            ##"{{ repeat -1 "a" }}"##,
            ##"! error calling repeat: strings: negative Repeat count"##),
        Case(
            ##"{{ repeat 5000000000000000000 "ab" }}"##,
            ##"! error calling repeat: strings: Repeat output length overflow"##),
        Case(
            ##"{{ indent -1 "a" }}"##,
            ##"! error calling indent: strings: negative Repeat count"##),
        Case(
            ##"{{ replace "" "-" "aé" }} {{ splitn "" 2 "aéb" }} {{ split "," "" }} {{"##
                + ##" splitn "," 0 "a" }} {{ splitList "" "aé" }}"##,
            ##"-a-é- map[_0:a _1:éb] map[_0:] map[] [a é]"##),
        Case(
            ##"{{ nospace "a b é" }} {{ initials "éa bé" }} {{ title "ab_c d-e f'g é1a" }}"##
                + ##" {{ upper "ß ᾀ i" }} {{ lower "İ Σ" }} {{ swapcase "Hello wORLD" }} {{"##
                + ##" untitle "Éa Bc" }}"##,
            ##"abÃ© Ãb Ab_c D-E F'G É1a ß ᾈ I i σ hELLO World éa bc"##),
        Case(
            ##"{{ camelcase "foo_bar-baz qux" }} {{ camelcase "HTTPServer" }} {{ camelcase"##
                + ##" "_a__b_" }} {{ camelcase "__" }}"##,
            ##"FooBarBazQux Httpserver _A_B_ ___"##),
        Case(
            ##"{{ snakecase "HTTP20xOK" }} {{ snakecase "Bld4Floor3rd" }} {{ kebabcase"##
                + ##" "FooBar__Baz" }} {{ kebabcase "x1Y2z" }} {{ snakecase "日本Go" }} {{"##
                + ##" snakecase "HTTPStatus a.b" }}"##,
            ##"http_20x_ok bld4_floor_3rd foo-bar--baz x1-y-2z 日本_go http_status_a.b"##),
        Case(
            ##"{{ wrap 3 "  ab   cdefgh ij" }}|{{ wrapWith 3 "|" "ab cd efghijk" }}|{{ wrap"##
                + ##" 0 "ab cd" }}"##,
            ##"ab \##ncdefgh\##nij|ab|cd|efg|hij|k|ab\##ncd"##),
        Case(
            ##"{{ quote 1.5 true nil "a\t\u2028é" }} {{ squote nil "a'b" 1 }} {{ cat "a""##
                + ##" nil 1 }} {{ quote (list 1 "a") }}"##,
            ##""1.5" "true" "a\t\u2028é" 'a'b' '1' a 1 "[1 a]""##),
        Case(
            ##"{{ join "," (list 1 nil "a") }} {{ join "," nil }}| {{ join "," "x" }} {{"##
                + ##" sortAlpha (list 10 9 nil "a") }} {{ sortAlpha nil }}"##,
            ##"1,a | x [10 9 a] [<nil>]"##),
        Case(
            ##"{{ toStrings (list 1 nil "a") }} {{ toStrings nil }} {{ toString 1e6 }} {{"##
                + ##" toString nil }}"##,
            ##"[1 a] [] 1e+06 <nil>"##),
        Case(
            ##"{{ concat (list 1) "x" }}"##,
            ##"! error calling concat: Cannot concat type string as list"##),
        Case(
            ##"{{ append nil 1 }}"##,
            ##"! error calling append: runtime error: invalid memory address or nil pointer"##
                + ##" dereference"##),
        Case(
            ##"{{ slice (list 1 2) 3 }}"##,
            ##"! error calling slice: reflect.Value.Slice: slice index out of bounds"##),
        Case(
            ##"{{ chunk 0 (list 1) }}"##,
            ##"! error calling chunk: runtime error: makeslice: len out of range"##),
        Case(
            ##"{{ chunk 2 (list 1 2 3) }} {{ chunk -2 (list 1 2 3) }} {{ without (list 1"##
                + ##" 1.0 "1" nil) 1 nil }} {{ uniq (list 1 1.0 "1" nil nil (list 1) (list 1)) }}"##
                + ##" {{ compact (list 0 1 "" "a" nil false) }}"##,
            ##"[[1 2] [3]] [] [1 1] [1 1 1 <nil> [1]] [1 a]"##),
        Case(
            ##"{{ first (list) }}| {{ last (list 1 2) }} {{ rest (list) }} {{ initial (list"##
                + ##" 1 2) }} {{ reverse (list 1 2) }} {{ prepend (list 1) 0 }} {{ has 1.0 (list"##
                + ##" 1) }} {{ has nil (list nil) }}"##,
            ##"| 2 [] [1] [2 1] [0 1] false true"##),
        Case(
            ##"{{ untilStep 0 10 3 }} {{ untilStep 10 0 -4 }} {{ until -2 }} {{ seq 0 -1 -3"##
                + ##" }} {{ seq 1 0 3 }}|{{ seq 5 -2 1 }} {{ seq 3 2 1 }}|{{ seq 0 }}"##,
            ##"[0 3 6 9] [10 6 2] [0 -1] 0 -1 -2 -3 |5 3 1 |1 0"##),
        Case(
            ##"{{ dict 1 2 nil 3 "a" }} {{ keys (dict "b" 1 "a" 2) (dict "c" 1) | sortAlpha"##
                + ##" }} {{ pluck "a" (dict "a" 1) (dict) (dict "a" nil) }} {{ get (dict) "a" |"##
                + ##" quote }}"##,
            ##"map[1:2 <nil>:3 a:] [a b c] [1 <nil>] """##),
        Case(
            ##"{{ dig "a" "x" "D" (dict "a" nil) }}"##,
            ##"! error calling dig: interface conversion: interface {} is nil, not"##
                + ##" map[string]interface {}"##),
        Case(
            ##"{{ dig "a" (dict) }}"##,
            ##"! error calling dig: dig needs at least three arguments"##),
        Case(
            ##"{{ dig 1 "D" (dict) }}"##,
            ##"! error calling dig: interface conversion: interface {} is int, not string"##),
        Case(
            ##"{{ dig "a" "D" .Values }}"##,
            ##"! error calling dig: interface conversion: interface {} is common.Values,"##
                + ##" not map[string]interface {}"##),
        Case(
            ##"{{ dig "a" "x" "D" (dict "a" (dict)) }} {{ dig "a" "D" (dict "a" nil) | quote }}"##,
            ##"D "##),
        Case(
            ##"{{ merge (dict "a" nil "b" "x" "e" "") (dict "a" 1 "b" nil "c" nil "e" "f")"##
                + ##" | toJson }} {{ mergeOverwrite (dict "a" 1 "d" (dict "e" 1)) (dict "a" nil"##
                + ##" "c" nil "d" "") | toJson }}"##,
            ##"{"a":1,"b":"x","e":"f"} {"a":null,"c":null,"d":""}"##),
        Case(
            ##"{{ merge (dict "a" (dict "b" 1)) (dict "a" "s") | toJson }} {{"##
                + ##" mergeOverwrite (dict "a" (dict "b" 1)) (dict "a" (dict)) | toJson }} {{"##
                + ##" merge (dict "a" (list)) (dict "a" (list 1)) | toJson }} {{ mergeOverwrite"##
                + ##" (dict "a" (list 1)) (dict "a" (list)) | toJson }}"##,
            ##"{"a":{"b":1}} {"a":{"b":1}} {"a":[1]} {"a":[]}"##),
        Case(
            ##"{{ $b := dict "x" (dict "y" 1) }}{{ $_ := merge (dict) $b (dict "x" (dict"##
                + ##" "z" 2)) }}{{ $b | toJson }}"##,
            ##"{"x":{"y":1,"z":2}}"##),
        Case(
            ##"{{ merge (dict "a" (split "," "p,q")) (dict "a" (dict "_3" "w")) }}"##,
            ##"! error calling merge: reflect.Value.SetMapIndex: value of type interface {}"##
                + ##" is not assignable to type string"##),
        Case(
            ##"{{ mustDeepCopy nil }}"##,
            ##"! error calling mustDeepCopy: reflect: call of reflect.Value.Type on zero Value"##),
        Case(
            ##"{{ set nil "a" 1 }}"##,
            ##"! error calling set: assignment to entry in nil map"##),
        Case(
            ##"{{ div 1 0 }}"##,
            ##"! error calling div: runtime error: integer divide by zero"##),
        Case(
            ##"{{ int "1.00" }} {{ int "0b11" }} {{ int "-0x1f" }} {{ int "08" }} {{ int"##
                + ##" "1_0" }} {{ int ".0" }} {{ int 1e19 }} {{ int "99999999999999999999" }} {{"##
                + ##" atoi "99999999999999999999" }} {{ toDecimal 755 }} {{ toDecimal "8" }}"##,
            ##"1 3 -31 0 10 0 -9223372036854775808 0 9223372036854775807 493 0"##),
        Case(
            ##"{{ float64 "1_000.5" }} {{ float64 "0x1p-2" }} {{ float64 "1e999" }} {{"##
                + ##" float64 "-inf" }} {{ float64 "." }} {{ float64 "0x1" }}"##,
            ##"1000.5 0.25 0 -Inf 0 0"##),
        Case(
            ##"{{ add 9223372036854775807 1 }} {{ div -9223372036854775808 -1 }} {{ mod -7"##
                + ##" 2 }} {{ max "3" 2.9 nil true }} {{ add "a" nil (list) true 1.9 "0x10" }}"##,
            ##"-9223372036854775808 -9223372036854775808 -1 3 18"##),
        Case(
            ##"{{ round 123.5555 3 }} {{ round -2.5 0 }} {{ round 1.005 2 }} {{ round 123.4"##
                + ##" -1 }} {{ round 1.5 0 0.6 }} {{ round 1e300 400 }} {{ floor 1.9 }} {{ ceil"##
                + ##" -1.1 }}"##,
            ##"123.556 -3 1 120 1 NaN 1 -1"##),
        Case(
            ##"{{ addf 0.1 0.2 }} {{ divf 2 3 }} {{ divf -2 3 }} {{ divf 1e-10 3 }} {{ mulf"##
                + ##" 1e300 1e300 }} {{ mulf 1.1 1.1 }} {{ divf 1e20 7 }} {{ addf 1e300 1e-300 }}"##
                + ##" {{ subf 0.3 0.1 }}"##,
            ##"0.3 0.6666666666666667 -0.6666666666666667 3.33333e-11 +Inf 1.21"##
                + ##" 1.4285714285714287e+19 1e+300 0.2"##),
        Case(
            ##"{{ divf 1 0 }}"##,
            ##"! error calling divf: decimal division by 0"##),
        Case(
            ##"{{ addf (float64 "nan") 1 }}"##,
            ##"! error calling addf: Cannot create a Decimal from NaN"##),
        Case(
            ##"{{ default "a" "b" "c" }} {{ default "d" nil "x" }} {{ coalesce nil "" 0 }}|"##
                + ##" {{ all }} {{ any }} {{ empty 0.0 }} {{ ternary 1 2 false }}"##,
            ##"b d | true false true 2"##),
        Case(
            ##"{{ deepEqual 1 1.0 }} {{ deepEqual (list 1) (list 1) }} {{ deepEqual (add 1"##
                + ##" 1) 2 }} {{ deepEqual (splitList "," "a") (list "a") }} {{ deepEqual nil nil"##
                + ##" }} {{ deepEqual (float64 "nan") (float64 "nan") }}"##,
            ##"false true false false true false"##),
        Case(
            ##"{{ kindOf nil }} {{ typeOf nil }} {{ typeOf .Values }} {{ typeOf (until 3)"##
                + ##" }} {{ typeOf (split "," "a") }} {{ kindIs "map" .Values }} {{ typeIsLike"##
                + ##" "int" 1 }}"##,
            ##"invalid <nil> common.Values []int map[string]string true true"##),
        Case(
            ##"{{ base "" }} {{ base "///" }} {{ base "a/b/" }} {{ dir "a/b/" }} {{ dir"##
                + ##" "//a" }} {{ clean "../../a" }} {{ clean "a/../.." }} {{ ext "a.b/c" }}|{{"##
                + ##" ext "a." }} {{ osClean "/../a" }}"##,
            ##". / b a/b / ../../a .. |. /a"##),
        Case(
            ##"{{ regexMatch "[" "x" }} {{ regexReplaceAll "(?P<x>a)(b)" "ab""##
                + ##" "${x}$2$3${4}$$-$x_" }} {{ regexReplaceAll "(a)" "a" "$1é-${é}$01" }} {{"##
                + ##" regexSplit "" "abc" -1 }} {{ regexFindAll "a*" "baab" -1 }} {{ regexSplit"##
                + ##" "," "a,b,c" 2 }}"##,
            ##"false ab$- - [a b c] [ aa ] [a b,c]"##),
        Case(
            ##"{{ regexFind "*`" "a" }}"##,
            ##"! error calling regexFind: regexp: Compile("*`"): error parsing regexp:"##
                + ##" missing argument to repetition operator: `*`"##),
        Case(
            ##"{{ regexFind "a)" "a" }}"##,
            ##"! error calling regexFind: regexp: Compile(`a)`): error parsing regexp:"##
                + ##" unexpected ): `a)`"##),
        Case(
            ##"{{ regexFind "\\" "a" }}"##,
            ##"! error calling regexFind: regexp: Compile(`\`): error parsing regexp:"##
                + ##" trailing backslash at end of expression: ``"##),
        Case(
            ##"{{ mustRegexFind "a(b" "a" }}"##,
            ##"! error calling mustRegexFind: error parsing regexp: missing closing ): `a(b`"##),
        Case(
            ##"{{ urlParse "http://u:p%40x@h:80/a%2Fb?c d#d%20e" }} {{ urlParse"##
                + ##" "mailto:a@b.c" }} {{ urlJoin (urlParse "http://u:p%40x@h/a%2Fb?c#d%20e") }}"##
                + ##" {{ urlJoin (dict "path" "a:b") }}"##,
            ##"map[fragment:d e host:h:80 hostname:h opaque: path:/a/b query:c d"##
                + ##" scheme:http userinfo:u:p%40x] map[fragment: host: hostname: opaque:a@b.c"##
                + ##" path: query: scheme:mailto userinfo:] http://u:p%40x@h/a/b?c#d%20e ./a:b"##),
        Case(
            ##"{{ urlParse "http://a b.com/" }}"##,
            ##"! error calling urlParse: unable to parse url: parse "http://a b.com/":"##
                + ##" invalid character " " in host name"##),
        Case(
            ##"{{ urlParse "http://[1:2]/" }}"##,
            ##"! error calling urlParse: unable to parse url: parse "http://[1:2]/":"##
                + ##" invalid host: ParseAddr("1:2"): address string too short"##),
        Case(
            ##"{{ urlParse "1a:b" }}"##,
            ##"! error calling urlParse: unable to parse url: parse "1a:b": first path"##
                + ##" segment in URL cannot contain colon"##),
        Case(
            ##"{{ urlJoin (dict "host" 1) }}"##,
            ##"! error calling urlJoin: unable to parse host key, must be of type string,"##
                + ##" but int found"##),
        Case(
            ##"{{ urlJoin (dict "userinfo" "a%zz") }}"##,
            ##"! error calling urlJoin: unable to parse userinfo in dict: parse"##
                + ##" "proto://a%zz@host": invalid URL escape "%zz""##),
        Case(
            ##"{{ fail "x" }}"##,
            ##"! x"##),
    ]
}
