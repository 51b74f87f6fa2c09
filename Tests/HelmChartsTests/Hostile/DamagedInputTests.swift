import HelmCharts
import Testing

/// Templates and values that are cut anywhere, or changed at random: whatever comes of them, it is
/// an output or an error in words.
struct DamagedInputTests {
    private static let template = #"""
        {{- /* a comment */ -}}
        {{- define "oc.labels" -}}
        app: {{ .Chart.Name | quote }}
        {{- with .Values.labels }}
        {{ toYaml . | nindent 2 }}
        {{- end }}
        {{- end -}}
        {{- $port := int .Values.port | default 80 -}}
        kind: {{ ternary "A" "B" (eq $port 80) }}
        labels: {{- include "oc.labels" . | nindent 2 }}
        {{ range $i, $x := .Values.list }}{{ if eq $x "b" }}{{ continue }}{{ end -}}
        - {{ printf "%02d-%s" $i (upper $x) | trunc 5 }}{{ else }}none{{ end }}
        n: {{ (index .Values.list 0) }} {{ .Values.map.a.b }} {{ 1.5e3 }} {{ 'x' }} {{ `raw` }}
        t: {{ tpl "{{ .Values.port }}" . }} {{ not (and true (or false .Values.on)) }}
        """#

    private static let values = """
        port: 8080 # the port
        on: true
        labels: &l {p: "b\\u00e9", c: 'd'}
        list: [a, b, "c"]
        map:
          a: {b: 1.5}
          <<: *l
          text: |
            one
              two
          folded: >-
            three
            four
        """

    @Test func `a template that is cut at any byte gives an output or an error`() {
        #expect(TestChart(Self.template, values: Self.values).failures().isEmpty)
        let bytes = Array(Self.template.utf8)
        DeepStack.run {
            for end in bytes.indices { Self.render(Array(bytes[..<end]), Array(Self.values.utf8)) }
        }
    }

    @Test func `values that are cut at any byte give an output or an error`() {
        let bytes = Array(Self.values.utf8)
        DeepStack.run {
            for end in bytes.indices {
                Self.render(Array(Self.template.utf8), Array(bytes[..<end]))
            }
        }
    }

    @Test func `templates and values that are changed at random give an output or an error`() {
        var random = SeededGenerator(seed: 7)
        let alphabet = Array("{}()|.$\"'`-/*=:,\n \\ %#&<>[]ax01\u{0}\u{ff}éif end range".utf8)
        DeepStack.run {
            for turn in 0..<1_000 {
                var template = Array(Self.template.utf8)
                var values = Array(Self.values.utf8)
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    if turn.isMultiple(of: 3) {
                        Self.change(&values, alphabet, &random)
                    } else {
                        Self.change(&template, alphabet, &random)
                    }
                }
                Self.render(template, values)
            }
        }
    }

    private static func change(
        _ bytes: inout [UInt8], _ alphabet: [UInt8], _ random: inout SeededGenerator
    ) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let byte = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + 5))
        default:
            let start = Int.random(in: 0..<bytes.count, using: &random)
            bytes.insert(contentsOf: bytes[start..<min(bytes.count, start + 20)], at: place)
        }
        if bytes.isEmpty { bytes = [byte] }
    }

    private static func render(_ template: [UInt8], _ values: [UInt8]) {
        let chart = TestChart(["templates/t.yaml": template, "values.yaml": values])
        do throws(ChartError) {
            let rendered = try chart.rendered(tracksOrigins: true)
            if let error = rendered.error { #expect(!error.isEmpty) }
        } catch {
            #expect(!error.message.isEmpty)
        }
    }
}

/// The same numbers in each run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
