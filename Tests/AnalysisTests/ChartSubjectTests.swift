import CEL
import HelmCharts
import Rules
import SourceText
import Testing

@testable import Analysis

/// What the words about charts say of values, templates and helpers.
@Suite struct ChartSubjectTests {
    private func chart(_ files: [String: String]) throws -> Chart {
        var files = files
        if files["Chart.yaml"] == nil {
            files["Chart.yaml"] = "apiVersion: v2\nname: web\nversion: 1.0.0\n"
        }
        return try ChartLoader().load(from: MemoryWorkspace(files.mapValues { Array($0.utf8) }))
    }

    /// A flag or text of each subject of a kind, by another word of it.
    private func words(
        _ subject: String, _ key: String, _ word: String, _ files: [String: String]
    ) throws -> [String] {
        let model = ChartModel(try chart(files), path: "Chart.yaml")
        let schema = try #require(ChartModel.schemas.first { $0.name == subject })
        let fields = schema.fieldCards.map(\.name)
        let keyIndex = try #require(fields.firstIndex(of: key))
        let wordIndex = try #require(fields.firstIndex(of: word))
        return model.subjects(named: subject).flatMap(\.subjects).map { found in
            let name = found.field(keyIndex)?.stringValue ?? "-"
            let word = found.field(wordIndex)
            return "\(name) \(word?.stringValue ?? word?.description ?? "-")"
        }
    }

    /// Which keys of values some template reads.
    private func unread(_ values: String, _ template: String) throws -> [String] {
        try words(
            "setting", "path", "isRead", ["values.yaml": values, "templates/a.yaml": template]
        ).filter { $0.hasSuffix("false") }.map { String($0.dropLast(6)) }.sorted()
    }

    @Test(arguments: [
        ("{{ .Values.a.b }}", ["a.c", "d"]), ("{{ .Values.a }}", ["d"]),
        ("{{ $.Values.a.b.deeper }}", ["a.c", "d"]),
        ("{{ index .Values \"a\" \"b\" }}", ["a.c", "d"]),
        ("{{ dig \"a\" \"b\" 1 .Values }}", ["a.c", "d"]),
        ("{{ toYaml .Values }}", []), ("{{ $x := .Values }}", []),
        ("{{ (.Values.a).b }}{{ get .Values \"d\" }}", []),
        ("{{ tpl \"{{ .Values.d }}\" . }}", ["a", "a.b", "a.c"]),
        ("{{ with .ctx.Values.a }}{{ .b }}{{ end }}", ["d"]),
    ])
    func `a value is read at, above or below what a template names`(
        template: String, wanted: [String]
    ) throws {
        #expect(try unread("a:\n  b: 1\n  c: 2\nd: 3\n", template) == wanted)
    }

    @Test func `values of a subchart are read by it, and by those that switch it on`() throws {
        let files = [
            "Chart.yaml":
                "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies:\n"
                + "  - name: cache\n    version: 0.1.0\n    alias: store\n    condition: store.on\n",
            "values.yaml": "store:\n  on: true\n  size: 1\n  odd: 2\nglobal:\n  x: 1\n",
            "charts/cache/Chart.yaml": "apiVersion: v2\nname: cache\nversion: 0.1.0\n",
            "charts/cache/templates/a.yaml": "a: {{ .Values.size }}\n",
        ]
        let unread = try words("setting", "path", "isRead", files).filter { $0.hasSuffix("false") }
        #expect(unread == ["store.odd false"])
    }

    private func reads(_ values: String, _ template: String, _ word: String) throws -> [String] {
        try words(
            "valueRead", "path", word, ["values.yaml": values, "templates/a.yaml": template])
    }

    @Test func `what is shown in a comment or left open is declared`() throws {
        let values = "a: {}\nb:\n  # c: 1\n  d: 2\ne:\n## @param f.g what it is\n"
        let template =
            "{{ .Values.a.x }}{{ .Values.b.c }}{{ .Values.b.z }}{{ .Values.e.x }}{{ .Values.f.g }}"
        #expect(
            try reads(values, template, "isDeclared") == [
                "a.x true", "b.c true", "b.z false", "e.x true", "f.g true",
            ])
    }

    @Test(arguments: [
        ("{{ .Values.a.b }}", "false"), ("{{ .Values.a.b | default 1 }}", "false"),
        ("{{ if .Values.a }}{{ .Values.a.b }}{{ end }}", "true"),
        ("{{ if and .Values.a .Values.a.b }}{{ end }}", "true"),
        ("{{ if .Values.a }}{{ else }}{{ .Values.a.b }}{{ end }}", "true"),
        ("{{ if .Values.x }}{{ .Values.a.b }}{{ end }}", "false"),
        ("{{ dig \"a\" \"b\" 1 .Values }}", "true"),
    ])
    func `a table that is not set has to be checked`(template: String, wanted: String) throws {
        let found = try reads("x: 1\n", template, "isParentChecked")
        #expect(found.last == "a.b \(wanted)")
    }

    @Test(arguments: [
        ("  {{ toYaml .Values.a }}", "2"), ("  {{- toYaml .Values.a }}", "0"),
        ("x:\n    {{ toYaml .Values.a | indent 4 }}", "4"), ("x: {{ toYaml .Values.a }}", "0"),
        ("{{ with .Values.a -}}\n  {{ toYaml . }}{{ end }}", "0"),
        ("  {{ $x := toYaml .Values.a }}", "0"), ("  {{ if toYaml .Values.a }}{{ end }}", "0"),
    ])
    func `only blanks that are rendered indent a call`(template: String, wanted: String) throws {
        let found = try words(
            "call", "function", "indentation", ["templates/a.yaml": "a: b\n" + template])
        #expect(found.first { $0.hasPrefix("toYaml") } == "toYaml \(wanted)")
    }

    @Test func `lines of a template are read by their indentation`() throws {
        let template = """
            {{- /* a: b
            c: d */}}
            kind: Pod
            metadata:
              {{- if .Values.x }}
              name: "a" # why
              {{- end }}
            spec:
              text: |
                inner: no
              containers:
                - name: x
                  image: {{ .Values.image }}
            """
        let found = try words("templateField", "path", "value", ["templates/a.yaml": template])
        #expect(
            found == [
                "kind Pod", "metadata ", "metadata.name \"a\"", "spec ", "spec.text |",
                "spec.containers ", "spec.containers.name x",
                "spec.containers.image {{ .Values.image }}",
            ])
    }

    @Test func `what was fetched from a repository is not judged`() throws {
        let files = [
            "Chart.yaml":
                "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies:\n"
                + "  - name: cache\n    version: 0.1.0\n    repository: https://a.example\n",
            "charts/cache/Chart.yaml": "apiVersion: v2\nname: cache\nversion: 0.1.0\n",
            "charts/own/Chart.yaml": "apiVersion: v2\nname: own\nversion: 0.1.0\n",
        ]
        #expect(
            try words("chart", "name", "isSubchart", files) == ["web false", "own true"])
    }
}
