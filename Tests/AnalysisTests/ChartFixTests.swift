import Findings
import HelmCharts
import Rules
import SourceText
import Testing

@testable import Analysis

/// The beginning of a branch that no values take.
private let switchOff = "{{- if .Values.more }}\n"

/// Where fixes of what a chart renders are made, and which of them are refused.
struct ChartFixTests {
    private static func rule(
        _ id: String, _ require: String, _ fix: String, safety: String = "unsafe"
    ) -> RuleText {
        let text = """
            summary: A mistake
            severity: warning
            for: container
            require: "\(require)"
            at: container
            message: a mistake
            fix: { title: Mend it, safety: \(safety), \(fix) }
            why: a mistake
            bad: [{ text: "«a»", fixed: a }]
            good: [{ text: a }]

            """
        return RuleText(id: id, folder: "chart", path: "\(id).yaml", head: Array(text.utf8))
    }

    private static func field(_ path: String) -> String { "container.field('\(path)')" }

    private static let rules = [
        rule(
            "root", "\(field("securityContext.runAsNonRoot")).isTrue",
            "set: \"\(field("securityContext.runAsNonRoot"))\", to: 'true'"),
        rule(
            "pull", "\(field("imagePullPolicy")).?text.orValue('') == 'Always'",
            "set: \"\(field("imagePullPolicy"))\", to: Always"),
        rule(
            "safe", "\(field("imagePullPolicy")).?text.orValue('') == 'Always'",
            "set: \"\(field("imagePullPolicy"))\", to: Always", safety: "safe"),
        rule(
            "drop", "'ALL' in \(field("securityContext.capabilities.drop")).texts",
            "add: ALL, to: \"\(field("securityContext.capabilities.drop"))\""),
        rule(
            "privileged", "!\(field("securityContext.privileged")).exists",
            "remove: \"\(field("securityContext.privileged"))\""),
    ]

    private static let chart = ["web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n"]

    /// A Pod with one container; `container` are further lines of it.
    private static func pod(_ container: String, name: String = "web") -> String {
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: \(name)\nspec:\n  containers:\n"
            + "    - name: \(name)\n"
            + container.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "      \($0)" }.joined(separator: "\n") + "\n"
    }

    /// Files of a chart, fixed by one rule: those that changed, as they are then, how many findings
    /// are left, and how far the fixes were trusted.
    private func fixed(
        _ rule: String, _ files: [String: String], environments: [String] = []
    ) throws -> (changed: [String: String], left: Int, trusts: [Applicability]) {
        let files = Self.chart.merging(files) { $1 }.mapValues { Array($0.utf8) }
        let analyzer = Analyzer(
            rules: RuleBook(
                Self.rules, schemas: Analyzer.schemas, selection: RuleSelection(selected: [rule])))
        let paths = ["web/Chart.yaml"] + files.keys.filter { $0 != "web/Chart.yaml" }.sorted()
        let bytes = paths.map { files[$0] ?? [] }
        let revisions = ChartRevisions(of: paths, bytes, by: analyzer) {
            changed throws(ChartError) in
            let workspace = OverlayWorkspace(MemoryWorkspace(files), changed: changed)
            let chart = try ChartLoader().load(from: workspace, root: "web")
            var scenarios = [ChartScenario(name: "values.yaml")]
            for path in environments {
                let bytes = changed[path] ?? files[path] ?? []
                let values = try ValuesFile(ChartFile(name: path, path: path, bytes: bytes))
                scenarios.append(ChartScenario(name: path, input: ValuesInput(files: [values])))
            }
            return (chart, scenarios)
        }
        let before = FixUnit(files: bytes, analyses: try #require(revisions.analyses(of: bytes)))
        let trusts = before.analyses.flatMap(\.findings).compactMap { $0.fix?.applicability }
        let run = FixRun.run(before, atLeast: .unsafe, analyse: revisions.analyses)
        var changed: [String: String] = [:]
        for (number, path) in paths.enumerated() where run.unit.files[number] != bytes[number] {
            changed[path] = String(decoding: run.unit.files[number], as: UTF8.self)
        }
        return (changed, run.unit.analyses.flatMap(\.findings).count, trusts)
    }

    // MARK: Values

    @Test(arguments: [
        "imagePullPolicy: {{ .Values.pull }}", "imagePullPolicy: {{ .Values.pull | quote }}",
        "{{- with .Values.pull }}\nimagePullPolicy: {{ . }}\n{{- end }}",
    ])
    func `what a value wrote is changed there`(_ line: String) throws {
        let result = try fixed(
            "pull", ["web/values.yaml": "pull: Never # ours\n", "web/templates/a": Self.pod(line)])
        #expect(result.changed == ["web/values.yaml": "pull: Always # ours\n"])
        #expect(result.left == 0)
    }

    @Test(arguments: [
        "securityContext:\n  {{- toYaml .Values.rights | nindent 8 }}",
        "{{- with .Values.rights }}\nsecurityContext:\n  {{- toYaml . | nindent 8 }}\n{{- end }}",
        "securityContext:\n  {{- with .Values.rights }}\n  {{- toYaml . | nindent 8 }}\n  {{- end }}",
        "{{- if .Values.rights }}\nsecurityContext: {{ toYaml .Values.rights | nindent 8 }}\n"
            + "{{- end }}",
    ])
    func `an empty table of the values is filled`(_ lines: String) throws {
        let result = try fixed(
            "root",
            ["web/values.yaml": "rights: {}\nx: 1\n", "web/templates/a": Self.pod(lines)])
        #expect(result.changed == ["web/values.yaml": "rights:\n  runAsNonRoot: true\nx: 1\n"])
        #expect(result.left == 0)
    }

    @Test func `a table of the values gets another entry`() throws {
        let lines = "securityContext:\n  {{- toYaml .Values.rights | nindent 8 }}"
        let result = try fixed(
            "root",
            [
                "web/values.yaml": "rights:\n  runAsUser: 10 # ours\n",
                "web/templates/a": Self.pod(lines),
            ])
        #expect(
            result.changed == [
                "web/values.yaml": "rights:\n  runAsUser: 10 # ours\n  runAsNonRoot: true\n"
            ])
    }

    @Test func `a field of what a branch waits for is made`() throws {
        let lines =
            "{{- with .Values.web }}\nsecurityContext:\n"
            + "  {{- toYaml .securityContext | nindent 8 }}\n{{- end }}"
        let result = try fixed(
            "root", ["web/values.yaml": "web: {}\n", "web/templates/a": Self.pod(lines)])
        #expect(
            result.changed["web/values.yaml"]
                == "web:\n  securityContext:\n    runAsNonRoot: true\n")
    }

    @Test func `a switch is not filled`() throws {
        let lines = "{{- if .Values.secure }}\nsecurityContext: { runAsNonRoot: true }\n{{- end }}"
        let result = try fixed(
            "root", ["web/values.yaml": "secure: false\n", "web/templates/a": Self.pod(lines)])
        #expect(result.changed.isEmpty)
    }

    @Test func `a list of the values gets another item`() throws {
        let lines = "securityContext:\n  {{- toYaml .Values.rights | nindent 8 }}"
        let result = try fixed(
            "drop",
            [
                "web/values.yaml": "rights:\n  capabilities:\n    drop: [NET_RAW]\n",
                "web/templates/a": Self.pod(lines),
            ])
        #expect(
            result.changed == [
                "web/values.yaml": "rights:\n  capabilities:\n    drop: [NET_RAW, ALL]\n"
            ])
    }

    @Test func `a table that is left empty stays`() throws {
        let lines = "securityContext:\n  {{- toYaml .Values.rights | nindent 8 }}"
        let result = try fixed(
            "privileged",
            [
                "web/values.yaml": "rights:\n  privileged: true\n",
                "web/templates/a": Self.pod(lines),
            ])
        #expect(result.changed == ["web/values.yaml": "rights: {}\n"])
    }

    @Test func `an environment is fixed in its own file`() throws {
        let result = try fixed(
            "pull",
            [
                "web/values.yaml": "pull: Always\n", "web/prod.yaml": "pull: Never\n",
                "web/templates/a": Self.pod("imagePullPolicy: {{ .Values.pull }}"),
            ], environments: ["web/prod.yaml"])
        #expect(result.changed == ["web/prod.yaml": "pull: Always\n"])
    }

    @Test func `a fetched subchart is fixed by the values of its parent`() throws {
        let dependency =
            "dependencies:\n  - { name: db, version: 1.0.0, repository: https://a.b }\n"
        let result = try fixed(
            "root",
            [
                "web/Chart.yaml": Self.chart.values.joined() + dependency,
                "web/values.yaml": "x: 1\n",
                "web/charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
                "web/charts/db/values.yaml": "rights: {}\n",
                "web/charts/db/templates/a": Self.pod(
                    "securityContext:\n  {{- toYaml .Values.rights | nindent 8 }}"),
            ])
        #expect(
            result.changed == [
                "web/values.yaml": "x: 1\ndb:\n  rights:\n    runAsNonRoot: true\n"
            ])
        #expect(result.left == 0)
    }

    @Test func `a value that would spoil another object is left alone`() throws {
        let line = "imagePullPolicy: {{ .Values.pull }}"
        let other = "imagePullPolicy: {{ if eq .Values.pull \"Never\" }}Always{{ else }}x{{ end }}"
        let result = try fixed(
            "pull",
            [
                "web/values.yaml": "pull: Never\n", "web/templates/a": Self.pod(line),
                "web/templates/b": Self.pod(other, name: "other"),
            ])
        #expect(result.changed.isEmpty)
        #expect(result.left == 1)
    }

    @Test func `what other things come from, too, is not changed safely`() throws {
        let line = "imagePullPolicy: {{ .Values.pull }}"
        func trusts(_ container: String) throws -> [Applicability] {
            let values = ["web/values.yaml": "pull: Never\n"]
            let files = values.merging(["web/templates/a": Self.pod(container)]) { $1 }
            return try fixed("safe", files).trusts
        }
        #expect(try trusts(line) == [.safe])
        #expect(
            try trusts("{{- with .Values.pull }}\nimagePullPolicy: {{ . }}\n{{- end }}") == [.safe])
        #expect(try trusts("imagePullPolicy: Never") == [.safe])
        #expect(try trusts(line + "\nargs: [\"{{ .Values.pull }}\"]") == [.unsafe])
        let branch = "\n{{- if eq .Values.pull \"Always\" }}\nargs: [a]\n{{- end }}"
        #expect(try trusts(line + branch) == [.unsafe])
    }

    @Test func `a key that is no text is not written once more`() throws {
        let line = "imagePullPolicy: {{ index .Values.pull \"true\" }}"
        let result = try fixed(
            "pull", ["web/values.yaml": "pull:\n  yes: Never\n", "web/templates/a": Self.pod(line)])
        #expect(result.changed.isEmpty)
    }

    // MARK: Templates

    @Test func `what a template says is changed there`() throws {
        let result = try fixed("pull", ["web/templates/a": Self.pod("imagePullPolicy: Never")])
        #expect(result.changed == ["web/templates/a": Self.pod("imagePullPolicy: Always")])
    }

    @Test func `an entry is added where a branch cannot swallow it`() throws {
        let tail = "{{- if .Values.more }}\n  - b\n{{- end }}"
        let result = try fixed(
            "pull", ["web/templates/a": Self.pod("# why\nargs:\n  - a\n\(tail)")])
        #expect(
            result.changed == [
                "web/templates/a": Self.pod("imagePullPolicy: Always\n# why\nargs:\n  - a\n\(tail)")
            ])
    }

    @Test func `a helper is fixed at its own indentation`() throws {
        let helper = "{{ define \"web.container\" }}\nname: web\nimage: a\n{{ end }}"
        let pod =
            "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n    -\n"
            + "      {{- include \"web.container\" . | nindent 6 }}\n"
        let result = try fixed(
            "root", ["web/templates/_a.tpl": helper, "web/templates/a": pod])
        #expect(
            result.changed == [
                "web/templates/_a.tpl": "{{ define \"web.container\" }}\nname: web\n"
                    + "securityContext:\n  runAsNonRoot: true\nimage: a\n{{ end }}"
            ])
    }

    @Test func `a branch for other clusters is left alone`() throws {
        let result = try fixed(
            "pull",
            [
                "web/templates/a":
                    "{{ if .Capabilities.APIVersions.Has \"a/v1\" }}\na: b\n{{ else }}\n"
                    + Self.pod("imagePullPolicy: Never") + "{{ end }}"
            ])
        #expect(result.changed.isEmpty)
    }

    // MARK: Values that nobody has

    /// Lines of a container that write its field with other values, each with a helper.
    @Test(arguments: [
        ("image: a\n\(switchOff)imagePullPolicy: Never\n{{- end }}", ""),
        ("\(switchOff)imagePullPolicy: Never\n{{- end }}\nimage: a", ""),
        ("# why\n\(switchOff)imagePullPolicy: Never\n{{- end }}", ""),
        (
            "image: a\n{{- if .Values.x }}\ntty: true\n{{- else }}\nimagePullPolicy: a\n{{- end }}",
            ""
        ),
        (
            "image: a\n{{- include \"web.pull\" . | nindent 6 }}",
            "{{- if .Values.more }}\nimagePullPolicy: Never\n{{- end }}"
        ), ("image: a\n{{- with .Values.more }}\n{{- toYaml . | nindent 6 }}\n{{- end }}", ""),
        ("image: a\n{{- with .Values.more }}\n{{ tpl . $ }}\n{{- end }}", ""),
        ("image: a\n\(switchOff){{- template \"web.pull\" . }}\n{{- end }}", "imagePullPolicy: a"),
    ])
    func `a field that a branch may write is not written beside it`(
        _ lines: String, _ helper: String
    ) throws {
        let result = try fixed(
            "pull",
            [
                "web/values.yaml": "more: false\nx: true\n",
                "web/templates/_a.tpl": "{{- define \"web.pull\" }}\n\(helper)\n{{- end }}",
                "web/templates/a": Self.pod(lines),
            ])
        #expect(result.changed.isEmpty)
    }

    @Test(arguments: [
        "securityContext:\n  \(switchOff)  runAsNonRoot: true\n  {{- end }}\n"
            + "  {{- toYaml .Values.given | nindent 8 }}",
        "securityContext:\n  \(switchOff)  runAsNonRoot: true\n  {{- end }}\n"
            + "  {{- with .Values.rights }}\n  {{- toYaml . | nindent 8 }}\n  {{- end }}",
        "{{- with .Values.rights }}\nsecurityContext:\n  {{- toYaml . | nindent 8 }}\n{{- end }}\n"
            + "\(switchOff)securityContext:\n  runAsUser: 1\n{{- end }}",
        "{{- with .Values.rights }}\nsecurityContext:\n  {{- toYaml . | nindent 8 }}\n{{- end }}\n"
            + "{{- include \"web.rights\" . | nindent 6 }}",
    ])
    func `values are not filled with what a branch may write`(_ lines: String) throws {
        let values = "more: false\nrights: {}\ngiven: { runAsUser: 1 }\n"
        let result = try fixed(
            "root",
            [
                "web/values.yaml": values, "web/templates/a": Self.pod("image: a\n" + lines),
                "web/templates/_a.tpl":
                    "{{ define \"web.rights\" }}\(switchOff)\nsecurityContext:\n  runAsUser: 1\n"
                    + "{{- end }}{{ end }}",
            ])
        #expect(result.changed.isEmpty)
    }

    @Test func `either way of a branch writes a field once`() throws {
        let table = "securityContext:\n  {{- toYaml .Values.rights | nindent 8 }}\n"
        let lines =
            "{{- if .Values.rights }}\n{{- if .Values.more }}\nsecurityContext: {}\n{{- else }}\n"
            + "\(table){{- end }}\n{{- end }}"
        let result = try fixed(
            "root",
            ["web/values.yaml": "rights: {}\nmore: false\n", "web/templates/a": Self.pod(lines)])
        #expect(
            result.changed == [
                "web/values.yaml": "rights:\n  runAsNonRoot: true\nmore: false\n"
            ])
    }

    @Test func `a field within what a branch writes is no hindrance`() throws {
        let tail =
            "{{- include \"web.none\" . | nindent 8 }}\n\(switchOff)env:\n"
            + "  - name: imagePullPolicy\n    imagePullPolicy: a\n{{- end }}\nimage: a"
        let result = try fixed(
            "pull",
            [
                "web/templates/_a.tpl": "{{ define \"web.none\" }}imagePullPolicy: a{{ end }}",
                "web/templates/a": Self.pod("tty: true\nresources:\n  limits:\n" + tail),
            ])
        #expect(result.left == 0)
    }

    @Test(arguments: ["{{ if .Values.more }}, imagePullPolicy: a{{ end }}", ""])
    func `a mapping in one line gets no field that a branch may write`(_ tail: String) throws {
        func pod(_ tail: String) -> String {
            "apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: web\(tail) }] }\n"
        }
        let result = try fixed("pull", ["web/templates/a": pod(tail)])
        #expect(
            result.changed
                == (tail.isEmpty ? ["web/templates/a": pod(", imagePullPolicy: Always")] : [:]))
    }

    @Test(arguments: [
        (
            "root",
            "securityContext:\n  # why\n    \(switchOff)    runAsUser: 1\n{{- end }}\nimage: a"
        ),
        (
            "drop",
            "securityContext:\n  capabilities:\n    drop:\n    # why\n    \(switchOff)"
                + "    - A\n    {{- end }}"
        ), ("pull", "imagePullPolicy: {{ .Values.pull }}\nimage: a"),
    ])
    func `what other values fill is not filled`(_ rule: String, _ lines: String) throws {
        let result = try fixed(
            rule, ["web/values.yaml": "more: false\n", "web/templates/a": Self.pod(lines)])
        #expect(result.changed.isEmpty)
    }

    @Test func `a field goes beside what is written under the same conditions`() throws {
        let pod =
            "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    -\n"
            + "      {{- if .Values.a }}\n      name: web\n      {{- end }}\n"
            + "      {{- if .Values.b }}\n      image: a\n      {{- end }}\n"
        let result = try fixed(
            "pull", ["web/values.yaml": "a: true\nb: true\n", "web/templates/a": pod])
        #expect(result.changed.isEmpty)
    }

    @Test func `a comment with an action is no comment of the entry below it`() throws {
        let lines = "image: a\n# {{- if .Values.y }}\ncommand: [b]\n# {{- end }}\n"
        let result = try fixed(
            "pull",
            [
                "web/values.yaml": "y: true\n",
                "web/templates/a": Self.pod(lines + "args: [a]"),
            ])
        #expect(
            result.changed == [
                "web/templates/a": Self.pod(lines + "imagePullPolicy: Always\nargs: [a]")
            ])
    }

    @Test func `a helper is left alone where another call adds the field`() throws {
        let call = "    -\n      {{- include \"web.container\" . | nindent 6 }}\n"
        let pod =
            "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n\(call)"
            + "    {{- if .Values.more }}\n\(call)      imagePullPolicy: Never\n    {{- end }}\n"
        let result = try fixed(
            "pull",
            [
                "web/values.yaml": "more: false\n",
                "web/templates/_a.tpl":
                    "{{ define \"web.container\" }}\nname: web\nimage: a\n{{ end }}",
                "web/templates/a": pod,
            ])
        #expect(result.changed.isEmpty)
    }

    @Test(.timeLimit(.minutes(1)), arguments: [40, 300])
    func `helpers that call helpers are looked at once`(count: Int) throws {
        let helpers = (0..<count).map { number in
            let call = "{{ include \"h\(number + 1)\" . | indent 2 }}\n"
            return "{{ define \"h\(number)\" }}\n\(call)\(call){{ end }}\n"
        }
        let lines = "image: a\n\(switchOff)  {{- include \"h0\" . | nindent 6 }}\n{{- end }}"
        let result = try fixed(
            "pull",
            [
                "web/values.yaml": "more: false\n", "web/templates/a": Self.pod(lines),
                "web/templates/_a.tpl": helpers.joined()
                    + "{{ define \"h\(count)\" }}tty: true{{ end }}",
            ])
        #expect(result.changed.isEmpty == (count > 256))
    }

    @Test func `a helper with line ends of Windows is fixed at its own indentation`() throws {
        let helper = "{{ define \"web.container\" }}\r\nname: web\r\n"
        let pod =
            "apiVersion: v1\r\nkind: Pod\r\nspec:\r\n  containers:\r\n    -\r\n"
            + "      {{- include \"web.container\" . | nindent 6 }}\r\n"
        let result = try fixed(
            "root",
            ["web/templates/_a.tpl": helper + "image: a\r\n{{ end }}", "web/templates/a": pod])
        #expect(
            result.changed == [
                "web/templates/_a.tpl": helper + "securityContext:\r\n  runAsNonRoot: true\r\n"
                    + "image: a\r\n{{ end }}"
            ])
    }

    // MARK: Proof

    @Test func `what a fetched subchart shares with all is fixed for all`() throws {
        let dependency =
            "dependencies:\n  - { name: db, version: 1.0.0, repository: https://a.b }\n"
        let result = try fixed(
            "root",
            [
                "web/Chart.yaml": Self.chart.values.joined() + dependency,
                "web/values.yaml": "x: 1\n",
                "web/charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
                "web/charts/db/values.yaml": "global:\n  rights: {}\n",
                "web/charts/db/templates/a": Self.pod(
                    "securityContext:\n  {{- toYaml .Values.global.rights | nindent 8 }}"),
            ])
        #expect(
            result.changed == [
                "web/values.yaml": "x: 1\nglobal:\n  rights:\n    runAsNonRoot: true\n"
            ])
    }

    @Test func `a revision that moves what it does not edit is refused`() throws {
        let files = [
            "web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
            "web/templates/a": "a: {{ .Values.a.b }}{{ .Values.a.c }}\n",
            "web/values.yaml": "a:\n  b: 1\n  c: 2\n",
        ].mapValues { Array($0.utf8) }
        let paths = files.keys.sorted()
        let bytes = paths.map { files[$0] ?? [] }
        let revisions = ChartRevisions(
            of: paths, bytes, by: Analyzer(rules: RuleBook([], schemas: Analyzer.schemas))
        ) { changed throws(ChartError) in
            let workspace = OverlayWorkspace(MemoryWorkspace(files), changed: changed)
            let chart = try ChartLoader().load(from: workspace, root: "web")
            return (chart, [ChartScenario(name: "values.yaml")])
        }
        func isAccepted(_ values: String) -> Bool {
            revisions.analyses(of: [bytes[0], bytes[1], Array(values.utf8)]) != nil
        }
        #expect(isAccepted("a:\n  b: 3\n  c: 2\n"))
        #expect(!isAccepted("a: { b: 3 }\nx:\n  c: 2\n"))
        #expect(!isAccepted("a: [\n"))
    }
}
