import GoTemplates
import HelmCharts
import Testing

/// Templates that would run for ever, fill the memory or overflow the stack.
struct HostileTemplateTests {
    /// In a build without optimization, with origins followed.
    private static let longest = Duration.seconds(60)

    /// The one failure of a template, which must be a limit and come soon.
    private func refusal(
        _ template: String, values: String = "", tracksOrigins: Bool = false
    ) -> String {
        let clock = ContinuousClock()
        let start = clock.now
        var chart = TestChart(template, values: values)
        // Without optimization a step takes long.
        chart.limits.steps = 200_000
        let failures = chart.failures(tracksOrigins: tracksOrigins)
        let elapsed = clock.now - start
        #expect(elapsed < Self.longest, "\(template) took \(elapsed)")
        #expect(failures.count == 1, "\(template)")
        #expect(failures.first?.isLimit == true, "\(template): \(failures.first?.message ?? "")")
        if elapsed > .seconds(5) { print("hostile: \(elapsed) \(template)") }
        return failures.first?.message.suffix(200).description ?? ""
    }

    @Test(arguments: [
        #"{{ regexReplaceAll ".*b|a" (repeat 200000 "a") "x" }}"#,
        #"{{ regexSplit ".*b|a" (repeat 200000 "a") -1 }}"#,
        #"{{ range until 5000 }}{{ regexFindAll ".*b|a" (repeat 2000 "a") -1 | len }}{{ end }}"#,
    ])
    func `an expression that looks ahead at each match is stopped`(_ template: String) {
        _ = refusal(template)
    }

    @Test(arguments: [false, true])
    func `recursion ends as in Helm, or at our limit`(tracksOrigins: Bool) {
        let nested = "nested reference name: "
        func refused(_ template: String, values: String = "") -> String {
            refusal(template, values: values, tracksOrigins: tracksOrigins)
        }
        #expect(
            refused(#"{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}"#)
                .contains(nested + "a"))
        #expect(
            refused(
                #"{{ define "a" }}{{ include "b" . }}{{ end }}"#
                    + #"{{ define "b" }}{{ include "a" . }}{{ end }}{{ include "a" . }}"#
            ).contains(nested))
        #expect(
            refused(#"{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}"#)
                .contains("exceeded maximum template depth"))
        #expect(
            refused("{{ tpl .Values.x . }}", values: #"x: "{{ tpl .Values.x . }}""#)
                .contains("exceeded maximum template depth"))
        #expect(
            refused(
                #"{{ define "a" }}{{ tpl "{{ include \"a\" . }}" . }}{{ end }}{{ include "a" . }}"#
            ).contains(nested))
    }

    @Test func `recursion through deep branches and parentheses does not overflow the stack`() {
        let open = String(repeating: "{{ if true }}", count: 900)
        let close = String(repeating: "{{ end }}", count: 900)
        let branches =
            #"{{ define "a" }}"# + open + #"{{ include "a" . }}"# + close
            + #"{{ end }}{{ include "a" . }}"#
        #expect(!refusal(branches).isEmpty)
        let left = String(repeating: "(", count: 900)
        let right = String(repeating: ")", count: 900)
        let parentheses =
            #"{{ define "a" }}{{ "# + left + #"include "a" ."# + right
            + #" }}{{ end }}{{ include "a" . }}"#
        #expect(!refusal(parentheses, tracksOrigins: true).isEmpty)
    }

    @Test(arguments: [
        "{{ repeat 1000000000 \"x\" }}", "{{ until 1000000000 }}", "{{ untilStep 0 1000000000 1 }}",
        "{{ seq 1 1000000000 }}", "{{ indent 1000000000 \"x\" }}", "{{ nindent 1000000000 \"x\" }}",
        "{{ printf \"%1000000000d\" 1 }}{{ repeat 100000000 \"x\" }}",
        "{{ range $i := until 1000 }}{{ printf \"%999999d\" $i }}{{ end }}",
        "{{ randAlphaNum 1000000000 }}", "{{ repeat 1000000 (repeat 1000 \"x\") }}",
        "{{ $x := \"ab\" }}{{ range until 100 }}{{ $x = printf \"%s%s\" $x $x }}{{ end }}",
        "{{ $x := \"ab\" }}{{ range until 100 }}{{ $x = cat $x $x }}{{ end }}",
        "{{ $x := \"ab\" }}{{ range until 100 }}{{ $x = replace \"a\" $x $x }}{{ end }}",
        "{{ $x := list 1 }}{{ range until 100 }}{{ $x = concat $x $x }}{{ end }}",
        "{{ $d := dict }}{{ $_ := set $d \"d\" $d }}{{ $d }}",
        "{{ $d := dict }}{{ $_ := set $d \"d\" $d }}{{ deepCopy $d }}",
    ])
    func `what would fill the memory is refused`(_ template: String) {
        #expect(!refusal(template).isEmpty)
    }

    @Test(arguments: [
        "{{ range 1000000000 }}{{ end }}", "{{ range $i := 1000000000 }}{{ $i }}{{ end }}",
        "{{ range until 1000000 }}{{ range until 1000000 }}{{ end }}{{ end }}",
        "{{ range until 1000000 }}{{ $x := until 1000000 }}{{ end }}",
        "{{ $l := list }}{{ range 1000000000 }}{{ $l = append $l . }}{{ end }}",
        "{{ $x := repeat 1000000 \"x\" }}{{ range 1000000000 }}{{ $y := sha256sum $x }}{{ end }}",
        "{{ $x := repeat 1000000 \"x\" }}{{ range 1000000000 }}{{ $y := upper $x }}{{ end }}",
        "{{ range 1000000000 }}{{ $y := derivePassword 1 \"long\" \"a\" \"b\" \"c\" }}{{ end }}",
        "{{ range $i := 1000000000 }}{{ $y := tpl (printf \"{{/* %d */}}\" $i) $ }}{{ end }}",
        "{{ $d := dict }}{{ range $i := 1000000000 }}{{ $_ := set $d (toString $i) 1 }}{{ end }}",
        "{{ define \"a\" }}{{ end }}{{ range 1000000000 }}{{ template \"a\" . }}{{ end }}",
        "{{ range 1000000000 }}{{ $y := regexMatch \"(a|aa)+$\" \"aaaaaaaaab\" }}{{ end }}",
    ])
    func `what would run for ever is ended`(_ template: String) {
        for tracksOrigins in [false, true] {
            let words = refusal(template, tracksOrigins: tracksOrigins)
            #expect(words.contains("steps") || words.contains("larger"), "\(template): \(words)")
        }
    }

    @Test func `very many definitions and very long texts are read in linear time`() {
        let clock = ContinuousClock()
        let definitions = (0..<100_000).map { "{{define \"\($0)\"}}x{{end}}" }.joined()
        let elapsed = clock.measure {
            #expect(TestChart(definitions + "y").outcome() == .output("y"))
        }
        #expect(elapsed < Self.longest)
        if elapsed > .seconds(10) { print("hostile: \(elapsed) for 100,000 definitions") }
    }

    @Test(arguments: [
        "{{ if true }}", "{{ with 1 }}", "{{ range 1 }}", "{{ define \"a\" }}", "{{ (", "{{ ((((",
        "{{ $x := (", "{{ block \"x\" . }}", "{{ if }}{{ else if }}", "{{ \"", "{{ .a", "{{ a |",
        "{{/*", "{{", "{{ if true }}{{ else if true }}", "{{- ", "{{ 1.1.1", "{{ 'a", "{{ `", "$",
    ])
    func `what is nested or opened very often is told as a mistake`(_ part: String) {
        for count in [1, 1_001, 5_000] {
            let template = String(repeating: part, count: count)
            let failures = TestChart(template).failures()
            #expect(failures.count <= 1)
        }
    }
}
