import CEL
import HelmCharts
import Rules
import SourceText
import Testing

@testable import Analysis

/// What the words about charts say of where and how something can be mended.
@Suite struct ChartFixWordTests {
    /// A word of each subject of a kind, where it is there; the text at its place for places.
    private func words(
        _ subject: String, _ word: String, _ files: [String: String]
    ) throws -> [String] {
        var files = files
        files["Chart.yaml"] = "apiVersion: v2\nname: web\nversion: 1.0.0\n"
        let chart = try ChartLoader().load(
            from: MemoryWorkspace(files.mapValues { Array($0.utf8) }))
        let schema = try #require(ChartModel.schemas.first { $0.name == subject })
        let index = try #require(schema.fieldCards.firstIndex { $0.name == word })
        let isPlaced = schema.fieldCards[index].isPlaced
        return ChartModel(chart, path: "Chart.yaml").subjects(named: subject).flatMap { group in
            group.subjects.compactMap { found in
                if isPlaced {
                    return found.range(ofField: index).map { group.file.wholeBytes.text($0) }
                }
                let value = found.field(index)
                return value?.stringValue ?? value?.description
            }
        }
    }

    private func words(_ subject: String, _ word: String, template: String) throws -> [String] {
        try words(subject, word, ["templates/a.yaml": template])
    }

    @Test(arguments: [
        ("a:\n  {{ toYaml .Values.a }}", ["{{ "]), ("a:\r\n  {{toYaml .Values.a}}", ["{{"]),
        ("\u{FEFF}a:\n  {{ toYaml .Values.a }}", ["{{ "]),
        // A `-` would take the blank line, too, or is there.
        ("a:\n\n  {{ toYaml .Values.a }}", []), ("a:\n  {{- toYaml .Values.a }}", []),
        ("  {{ toYaml .Values.a }}", []), ("a: {{ toYaml .Values.a }}", []),
    ])
    func `an action is opened anew where nothing but its line break is taken`(
        template: String, wanted: [String]
    ) throws {
        #expect(try words("call", "opening", template: template) == wanted)
    }

    @Test(arguments: [
        ("a:\n  {{ toYaml .Values.a | indent 2 }}", 2),
        ("a:\n  {{ indent 2 (toYaml .Values.a) }}", 2),
        ("a:\n  b: 1\n  {{ toYaml .Values.a | indent 2 }}", 2),
        ("a:\n  - b: 1\n  {{ toYaml .Values.a | indent 2 }}", 2),
        ("a:\n{{- if .x }}\n  {{ toYaml .Values.a | indent 2 }}{{ end }}", 2),
        // What it writes belongs below `b`, at a column that nobody knows.
        ("a:\n  b:\n  {{ toYaml .Values.a | indent 2 }}", 0),
        ("a:\n- b:\n  {{ toYaml .Values.a | indent 2 }}", 0),
        ("a: 1\n  {{ toYaml .Values.a | indent 2 }}", 0),
        ("a:\n  {{ toYaml .Values.a | indent 4 }}", 0),
        ("a:\n  {{ toYaml .Values.a | indent 2 | trim }}", 0),
        ("a:\n  {{ toYaml .Values.a | indent .n }}", 0),
    ])
    func `indent is replaced where it repeats what stands before it`(
        template: String, calls: Int
    ) throws {
        let found = try words("call", "indentWord", template: template)
        #expect(found == Array(repeating: "indent", count: calls))
    }

    @Test func `the pipeline of an action has no blanks and marks around it`() throws {
        let found = try words("call", "pipeline", template: "{{-  toYaml (list 1 2) -}}")
        #expect(Set(found) == ["toYaml (list 1 2)"])
    }

    @Test(arguments: [
        ("{{- template \"b\" . }}", ["\"b\""]), ("{{template `b` .}}", ["`b`"]),
        ("{{ include \"b\" . }}", ["\"b\""]), ("{{ include .name . }}", []),
        ("{{ include (print \"b\") . }}", []), ("{{ block \"b\" . }}{{ end }}", []),
    ])
    func `the name of a helper is a place`(template: String, wanted: [String]) throws {
        #expect(try words("call", "target", template: template) == wanted)
    }

    @Test(arguments: [
        ("{{ template \"b\" . | quote }}", true), ("{{ template \"b\" $ | quote }}", true),
        ("{{ range .x }}{{ template \"b\" . | quote }}{{ end }}", false),
        ("{{ with .x }}{{ template \"b\" $ | quote }}{{ end }}", true),
        ("{{ define \"c\" }}{{ template \"b\" $ | quote }}{{ end }}", false),
        ("{{ template \"b\" .x | quote }}", false), ("{{ template \"b\" }}", false),
    ])
    func `the root is what a file is rendered with`(template: String, wanted: Bool) throws {
        let names = try words("call", "function", template: template)
        let found = zip(names, try words("call", "isCalledWithRoot", template: template))
        #expect(found.first { $0.0 == "template" }?.1 == String(wanted))
    }

    @Test func `the way to the release goes over the dollar where the dot is something else`()
        throws
    {
        let template = """
            a: b
            {{ if .x }}
            a: b
            {{ end }}
            {{ range .x }}
            a: b
            {{ end }}
            {{ define "c" }}
            a: b
            {{ end }}
            """
        #expect(try words("templateField", "root", template: template) == ["", "", "$"])
    }

    private static let values = "a:\n  b: 1\nc:\n  tagged: 2\nd: ~\n"

    @Test(arguments: [
        (".Values.x.y", ["(.Values.x).y"]), ("$.Values.a.x.y", ["($.Values.a.x).y"]),
        (".Values.x.y.z", ["((.Values.x).y).z"]), (".Values.d.y", ["(.Values.d).y"]),
        // The table is there, or it is no chain.
        (".Values.a.x", []), (".Values.x", []), ("index .Values \"x\" \"y\"", []),
    ])
    func `what may not be there goes into parentheses`(
        read: String, wanted: [String]
    ) throws {
        let files = ["values.yaml": Self.values, "templates/a.yaml": "{{ \(read) }}"]
        #expect(try words("valueRead", "guarded", files) == wanted)
    }

    @Test(arguments: [
        ("{{ .Values.c.taged }}", [".Values.c.tagged"]),
        ("{{ $.Values.c.taged }}", ["$.Values.c.tagged"]),
        // The key that it nearly is has readers of its own, or nothing of what follows.
        ("{{ .Values.c.taged }}{{ .Values.c.tagged }}", []), ("{{ .Values.c.taged.x }}", []),
    ])
    func `a misspelt value is what nothing else reads`(
        template: String, wanted: [String]
    ) throws {
        let files = ["values.yaml": Self.values, "templates/a.yaml": template]
        #expect(try words("valueRead", "respelt", files) == wanted)
    }

    @Test(arguments: [
        ("a:\n\tb: 1\n", "  "), ("a:\n    b: 1\nc:\n\td: 1\n", "    "),
        ("a:\n\tb:\n\t\tc: 1\n", "  b:\n    "), ("a:\n  b: 1\n\tc: 1\n", "  "),
        ("a:\n  - b: 1\n  \tc: 1\n", "    "), ("a:\r\n\tb: 1\r\n\tc: 2\r\n", "  b: 1\r\n  "),
        // Nothing can stand there, or the tab may belong to a text.
        ("a: 1\n\tb: 1\n", "-"), ("a:\n      b: 1\n\tc: 1\n  \td: 1\n", "-"),
        ("a: |\n  x\n  \ty\n", "-"), ("a: b\n", "-"),
    ])
    func `tabs become blanks where it is clear how many`(template: String, wanted: String) throws {
        let found = try words("template", "untabbed", template: template)
        #expect((found.first ?? "-") == wanted)
    }

    @Test(arguments: [
        (
            "{{ define \"a\" }}{{ end }}\n\n\n{{ define \"b\" }}{{ end }}\n",
            "{{ define \"a\" }}{{ end }}\n\n\n"
        ),
        (
            "x\n\n{{/* A */}}\n{{ define \"a\" }}\n{{ end }}",
            "\n\n{{/* A */}}\n{{ define \"a\" }}\n{{ end }}"
        ),
        ("{{/* All */}}\n\n{{ define \"a\" }}{{ end }}\n", "\n{{ define \"a\" }}{{ end }}\n"),
        ("x {{ define \"a\" }}{{ end }}\n", "-"), ("{{ define \"a\" }}{{ end }} x\n", "-"),
    ])
    func `a helper goes with its comment and its lines`(text: String, wanted: String) throws {
        let found = try words("helper", "whole", ["templates/_a.tpl": text])
        #expect((found.first ?? "-") == wanted)
    }

    @Test(arguments: [
        ("name: a", "  annotations:\n    helm.sh/resource-policy: keep\n"),
        ("annotations:\n    a: b\n  name: a", "    helm.sh/resource-policy: keep\n"),
        ("annotations: {}\n  name: a", "-"), ("name: a\n  {{- include \"a\" . | nindent 2 }}", "-"),
        ("annotations:\n    {{- toYaml .Values.a | nindent 4 }}\n    a: b", "-"),
        ("name: a\n---\nkind: CustomResourceDefinition", "-"),
    ])
    func `a definition is kept where its annotations are plain`(
        metadata: String, wanted: String
    ) throws {
        let template = "kind: CustomResourceDefinition\nmetadata:\n  \(metadata)\nspec: {}\n"
        let found = try words("template", "keptLines", template: template)
        #expect((found.first ?? "-") == wanted)
    }

    @Test(arguments: [
        ("a: 1\n\nb: 2\n", false), ("# why\na: 1\nb: 2\n", true), ("a: 1 # why\nb: 2\n", true),
        ("a:\n  c: 1\n  # d: 2\nb: 2\n", true), ("a:\n  # why\n  c: 1\nb: 2\n", true),
        ("a: |\n  x\nb: 2\n", false), ("a: |\n  x\n# why\nb: 2\n", true),
    ])
    func `what a comment may speak of is told`(values: String, wanted: Bool) throws {
        let found = try words("setting", "isAmongComments", ["values.yaml": values])
        #expect(found.first == String(wanted))
    }
}
