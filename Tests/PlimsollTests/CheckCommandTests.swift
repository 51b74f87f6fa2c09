import Foundation
import Testing

/// `plimsoll check` from outside: exit codes, search, fixing, bad input.
@Suite struct CheckCommands {
    private static let clean = "FROM debian:12.5\nUSER 1000\nCMD [\"sleep\", \"1\"]\n"
    private static let bad = "FROM debian:latest\nUSER 1000\nCMD [\"sleep\", \"1\"]\n"
    private static let pod = """
        apiVersion: example.com/v1
        kind: Widget
        metadata: {name: a, namespace: n}

        """
    private static let chart = "apiVersion: v2\nname: c\nversion: 1.0.0\n"
    private static let badPod = """
        apiVersion: v1
        kind: Pod
        metadata: {name: a, namespace: n}
        spec: {containers: [{name: c, image: "a:1", securityContext: {privileged: true}}]}

        """
    private static let unlabelled = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: a, namespace: n}
        spec: {template: {spec: {containers: [{name: c, image: "a:1"}]}}}

        """
    private static let broken = "FORM debian\n"

    private func inFolder(_ work: (CommandLine) throws -> Void) throws {
        let line = try CommandLine()
        defer { line.remove() }
        try work(line)
    }

    private static let exitCodes: [(files: [String: String], arguments: [String], code: Int32)] = [
        (["Dockerfile": clean], ["."], 0),
        (["Dockerfile": bad], ["."], 1),
        (["Dockerfile": bad], [".", "--fail-on", "error"], 0),
        (["Dockerfile": bad], [".", "--fail-on", "never"], 0),
        (["Dockerfile": broken], ["."], 3),
        (["Dockerfile": broken], [".", "--allow-incomplete"], 0),
        (["Dockerfile": bad, "b/Dockerfile": broken], ["."], 3),
        ([:], ["."], 3),
        (["Dockerfile": clean], ["Dockerfile", "none"], 3),
        (["Dockerfile": clean], ["--no-such-option"], 2),
        (["Dockerfile": clean], ["--select", "no-such-rule"], 2),
        (["Dockerfile": bad], ["--ignore", "latest-tag", "."], 0),
        (["Dockerfile": bad], ["--rules", "none", "."], 2),
        (["a.yaml": pod], ["."], 0),
        (["a.yaml": badPod], ["."], 1),
        (["a.yaml": badPod, "values.yaml": "a: b\n", "package.json": "{}"], ["."], 1),
        (["values.yaml": "a: b\n", "package.json": "{}"], ["."], 3),
        (["values.yaml": "a: b\n"], ["values.yaml"], 3),
        (["a.yaml": pod + "---\na: [\n"], ["."], 3),
        (["a.yaml": pod, "b.yaml": "apiVersion: v1\nkind: {{ .Kind }}\n"], ["."], 0),
        (["a.yaml": pod], [".", "--kube-version", "x"], 2),
        (["c/Chart.yaml": "name: c\n", "c/templates/a.yaml": pod], ["."], 3),
        (["c/Chart.yaml": chart, "c/templates/a.yaml": badPod, "b.yaml": pod], ["."], 1),
        (["c/Chart.yaml": chart, "c/templates/a.yaml": badPod], ["c/templates/a.yaml"], 1),
        (["c/Chart.yaml": chart, "c/templates/a.yaml": pod + "# {{ .Values.x }}"], ["c"], 0),
        (["c/Chart.yaml": chart, "c/templates/a.yaml": "{{ fail \"no\" }}"], ["c"], 3),
        (["c/Chart.yaml": chart, "c/templates/a.yaml": "a: {{ nope }}"], ["."], 3),
        (
            [
                "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: p.yaml}]\n",
                "a.yaml": pod, "p.yaml": badPod,
            ], ["."], 0
        ),
        (["a.yaml": unlabelled], [".", "--select", "mismatching-selector"], 1),
        (
            [
                "kustomization.yaml": "resources: [base]\ncommonLabels: {app: a}\n",
                "base/kustomization.yaml": "resources: [a.yaml]\n", "base/a.yaml": unlabelled,
            ], [".", "--select", "mismatching-selector"], 0
        ),
    ]

    @Test(arguments: exitCodes)
    func `the exit code says how it went`(
        files: [String: String], arguments: [String], code: Int32
    ) throws {
        try inFolder { line in
            for (name, text) in files { try line.write(name, text) }
            let outcome = try line.run(arguments)
            #expect(outcome.code == code, "\(outcome.output)\(outcome.errors)")
        }
    }

    @Test func `a manifest is known by its content on standard input`() throws {
        try inFolder { line in
            let outcome = try line.run(["-", "--format", "concise"], input: Self.badPod)
            #expect(outcome.code == 1)
            #expect(outcome.output.contains("stdin.yaml:"))
            #expect(outcome.output.contains("error[privileged-container]"))
            #expect(try line.run(["-"], input: Self.bad).output.contains("--> Dockerfile:1:13"))
            let named = try line.run(["-", "--stdin-filename", "api.yaml"], input: Self.badPod)
            #expect(named.output.contains("--> api.yaml:"))
        }
    }

    @Test func `standard input has the name it is given`() throws {
        try inFolder { line in
            let outcome = try line.run(
                ["-", "--stdin-filename", "api/Dockerfile", "--format", "concise"], input: Self.bad)
            #expect(outcome.code == 1)
            #expect(outcome.output.hasPrefix("api/Dockerfile:1:13: warning[latest-tag]"))
        }
    }

    @Test func `a folder is searched by name, and git's ignore files count`() throws {
        try inFolder { line in
            let found = ["Dockerfile", "a/api.Dockerfile", "b/Dockerfile.dev", "c/Containerfile"]
            let ignored = ["gone/Dockerfile", "a/old.Dockerfile"]
            let others = [
                "a/Dockerfile.md", "b/Dockerfile.dockerignore", "Makefile", "doc/dockerfile.go",
            ]
            for name in found + ignored + others { try line.write(name, Self.bad) }
            try line.write(".gitignore", "/gone/\n")
            try line.write("a/.gitignore", "old.*\n!nothing\n")
            func paths(_ arguments: [String]) throws -> [String] {
                let output = try line.run(arguments + ["--format", "concise"]).output
                return output.split(separator: "\n").filter { $0.contains("latest-tag") }
                    .compactMap { $0.split(separator: ":").first.map(String.init) }
            }
            #expect(try paths(["."]) == found.sorted())
            #expect(try paths([".", "--no-ignore"]) == (found + ignored).sorted())
        }
    }

    @Test
    func `a template that only looks like a Dockerfile is left out, but not when it is named`()
        throws
    {
        try inFolder { line in
            try line.write("Dockerfile", Self.clean)
            try line.write("Dockerfile.j2", "FROM {{ image }}\n{% if x %}\nRUN a\n{% endif %}\n")
            #expect(try line.run(["."]).code == 0)
            #expect(try line.run(["Dockerfile.j2"]).code == 3)
        }
    }

    @Test func `what cannot be read is told and the rest is analysed`() throws {
        try inFolder { line in
            try line.write("ok/Dockerfile", Self.bad)
            try line.write("binary/Dockerfile", Data([0x46, 0, 1, 2, 0xFF, 0xFE]))
            try line.write(
                "latin/Dockerfile", Data("FROM debian:12.5\nLABEL a=\"".utf8 + [0xE9] + "\"\n".utf8)
            )
            let pipe = line.folder.appending(path: "pipe")
            try FileManager.default.createDirectory(at: pipe, withIntermediateDirectories: true)
            mkfifo(pipe.appending(path: "Dockerfile").path(), 0o644)
            let loop = line.folder.appending(path: "loop")
            try FileManager.default.createDirectory(at: loop, withIntermediateDirectories: true)
            symlink("Dockerfile", loop.appending(path: "Dockerfile").path())
            symlink("/etc/passwd", loop.appending(path: "Dockerfile.out").path())
            symlink("..", loop.appending(path: "round").path())
            let outcome = try line.run([".", "--format", "json"])
            #expect(outcome.code == 3)
            for (path, reason) in [
                ("binary/Dockerfile", "binary data"), ("pipe/Dockerfile", "named pipe"),
                ("loop/Dockerfile", "circle"), ("loop/Dockerfile.out", "out of"),
            ] {
                let report = try Report(outcome.output)
                let problem = report.problems.first { $0.path == path }
                #expect(problem?.message.contains(reason) == true, "\(path): \(outcome.output)")
                #expect(problem?.blinding == true)
            }
            #expect(try Report(outcome.output).findings.map(\.path).contains("ok/Dockerfile"))
        }
    }

    @Test func `a file above the limit is refused`() throws {
        try inFolder { line in
            try line.write(
                "Dockerfile", Self.clean + String(repeating: "# filler\n", count: 150_000))
            #expect(try line.run(["."]).code == 0)
            let outcome = try line.run([".", "--max-file-size", "1"])
            #expect(outcome.code == 3)
            #expect(outcome.output.contains("larger than the limit of 1 MiB"))
        }
    }

    @Test func `a fix is written whole, keeps the mode, and fixing again changes nothing`() throws {
        try inFolder { line in
            let file = try line.write("Dockerfile", "FROM debian:12.5\r\nADD a /a\r\nUSER 1000\r\n")
            chmod(file.path(), 0o640)
            let diff = try line.run(["--diff", "Dockerfile"])
            #expect(diff.output.contains("-ADD a /a\r\n+COPY a /a\r\n"))
            #expect(try line.text("Dockerfile").contains("ADD"))
            _ = try line.run(["--fix", "Dockerfile"])
            let fixed = try line.text("Dockerfile")
            #expect(fixed == "FROM debian:12.5\r\nCOPY a /a\r\nUSER 1000\r\n")
            let mode = try FileManager.default.attributesOfItem(atPath: file.path())[
                .posixPermissions]
            #expect(mode as? Int == 0o640)
            _ = try line.run(["--fix", "Dockerfile"])
            #expect(try line.text("Dockerfile") == fixed)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: line.folder.path())
                    .allSatisfy { !$0.contains(".plimsoll-") })
        }
    }

    @Test func `a chart is fixed in its values, and fixing again changes nothing`() throws {
        try inFolder { line in
            try line.write("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
            try line.write("web/values.yaml", "rights: {} # none\n")
            try line.write(
                "web/templates/pod.yaml",
                """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: web
                spec:
                  containers:
                    - name: web
                      image: a:1
                      securityContext: {{ toYaml .Values.rights | nindent 8 }}

                """)
            let rule = ["--select", "writable-root"]
            let diff = try line.run(["web", "--diff", "--unsafe-fixes"] + rule)
            #expect(diff.output.contains("+  readOnlyRootFilesystem: true\n"))
            #expect(try line.text("web/values.yaml") == "rights: {} # none\n")
            let outcome = try line.run(["web", "--unsafe-fixes"] + rule)
            #expect(outcome.code == 0)
            let fixed = "rights: # none\n  readOnlyRootFilesystem: true\n"
            #expect(try line.text("web/values.yaml") == fixed)
            _ = try line.run(["web", "--unsafe-fixes"] + rule)
            #expect(try line.text("web/values.yaml") == fixed)
        }
    }

    @Test func `reports go to files beside the one on standard output`() throws {
        try inFolder { line in
            try line.write("Dockerfile", Self.bad)
            let outcome = try line.run(
                [
                    ".", "--format", "concise", "--output", "sarif=out.sarif", "--output",
                    "junit=out.xml",
                ])
            #expect(outcome.output.contains("latest-tag"))
            #expect(try line.text("out.sarif").contains("\"version\": \"2.1.0\""))
            #expect(try line.text("out.xml").hasPrefix("<?xml"))
        }
    }

    @Test func `a finding in another file than its fix stays when that cannot be written`() throws {
        let rule = """
            summary: A mistake
            severity: warning
            for: container
            require: "container.field('imagePullPolicy').?text.orValue('') == 'Always'"
            at: container
            message: a mistake
            fix:
              title: Mend it
              safety: unsafe
              set: container.field('imagePullPolicy')
              to: Always
            why: a mistake
            bad: [{ text: "«a»", fixed: a }]
            good: [{ text: a }]

            """
        try inFolder { line in
            // There is no room for the name of a temporary file beside it.
            let values = "web/values-\(String(repeating: "x", count: 238)).yaml"
            try line.write("rules/own/pull.yaml", rule)
            try line.write("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
            try line.write("web/values.yaml", "pull: Always\n")
            try line.write(values, "pull: Never\n")
            try line.write(
                "web/templates/a.yaml",
                "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n"
                    + "    - name: web\n      imagePullPolicy: {{ .Values.pull }}\n")
            let outcome = try line.run([
                "web", "--rules", "rules", "--select", "pull", "--unsafe-fixes", "--format",
                "concise",
            ])
            #expect(outcome.code == 3)
            #expect(outcome.output.contains("[unwritable]"))
            #expect(outcome.output.contains("web/templates/a.yaml:6:13: warning[pull]"))
            #expect(try line.text(values) == "pull: Never\n")
        }
    }

    @Test func `a report that cannot be written fails the run`() throws {
        try inFolder { line in
            try line.write("Dockerfile", Self.clean)
            let outcome = try line.run([".", "--output", "sarif=none/out.sarif"])
            #expect(outcome.code == 2)
            #expect(outcome.errors.contains("cannot be written"))
        }
    }

    @Test func `a target that a file does not have is told and not passed over`() throws {
        try inFolder { line in
            try line.write("Dockerfile", "FROM debian:12.5 AS build\nUSER 1000\n")
            #expect(try line.run([".", "--target", "build"]).code == 0)
            let outcome = try line.run([".", "--target", "biuld"])
            #expect(outcome.code == 3)
            #expect(outcome.output.contains("did you mean `build`?"))
        }
    }

    @Test func `a fix that edits the same bytes twice is left out, and nothing crashes`() throws {
        try inFolder { line in
            try line.write("Dockerfile", Self.bad)
            try line.write(
                "rules/own/fights-itself.yaml",
                """
                summary: A rule whose fix fights itself
                severity: warning
                for: image
                require: image.isPinned
                message: "`{image.text}` moves"
                fix:
                  title: Replace it twice
                  safety: safe
                  edits:
                    - { replace: image.text, with: "a:1" }
                    - { replace: image.tag, with: "2" }
                why: |
                  It moves.
                bad:
                  - text: |
                      FROM «debian:latest»
                good:
                  - text: |
                      FROM debian:12
                """)
            let own = ["--rules", "rules", "--select", "fights-itself"]
            let outcome = try line.run(["Dockerfile", "--fix"] + own)
            #expect(outcome.code == 1)
            #expect(outcome.output.contains("edits the same bytes twice"))
            #expect(try line.text("Dockerfile") == Self.bad)
        }
    }

    @Test func `looking at a missing file says so, and a list of rules narrows`() throws {
        try inFolder { line in
            let look = try line.run(["look", "none"])
            #expect(look.code == 3)
            #expect(look.errors.contains("there is no such file"))
            let list = try line.run(["rules", "list", "--select", "latest-tag", "--format", "json"])
            #expect(list.output.contains("latest-tag") && !list.output.contains("root-user"))
        }
    }

    @Test func `a chart is looked at stage by stage`() throws {
        try inFolder { line in
            try line.write("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
            try line.write("web/values.yaml", "image: a\n# empty\nrights: {}\n")
            try line.write(
                "web/templates/a.yaml",
                "apiVersion: v1\nkind: Pod\nmetadata: { name: {{ .Values.image }} }\n")
            #expect(
                try line.run(["look", "web"]).output.contains("  template templates/a.yaml 65"))
            let values = try line.run(["look", "web", "--as", "values"]).output
            #expect(
                values == "image = \"a\"  web/values.yaml:1\nrights = map[]  web/values.yaml:3\n")
            let resources = try line.run(["look", "web/Chart.yaml", "--as", "resources"]).output
            #expect(resources == "web/templates/a.yaml\n  line 1: v1 Pod/a\n")
            let subjects = try line.run(["look", "web", "--as", "subjects"]).output
            #expect(subjects.contains("valueRead web/templates/a.yaml:3:"))
            let tree = try line.run(["look", "web/templates/a.yaml"]).output
            #expect(tree.contains("FieldNode 46..<59 .Values.image\n"))
            let tokens = try line.run(["look", "web/templates/a.yaml", "--as", "tokens"]).output
            #expect(tokens.contains("field 46..<53 \".Values\"\n"))
            #expect(try line.run(["look", "web", "--as", "shell"]).code == 2)
        }
    }

    @Test func `thousands of paths are all read`() throws {
        try inFolder { line in
            let names = (0..<40).map { "s\($0)/Dockerfile" }
            for name in names { try line.write(name, Self.bad) }
            let outcome = try line.run(["--format", "concise"] + names)
            for name in names { #expect(outcome.output.contains(name)) }
        }
    }

    @Test func `the report is the same however many threads work`() throws {
        try inFolder { line in
            for index in 0..<40 {
                try line.write("s\(index)/Dockerfile", index % 3 == 0 ? Self.bad : Self.clean)
            }
            let one = try line.run([".", "--format", "json", "--jobs", "1"]).output
            let many = try line.run([".", "--format", "json", "--jobs", "8"]).output
            #expect(one == many)
            #expect(one.contains("latest-tag"))
        }
    }

    @Test func `what no environment of a chart renders is listed`() throws {
        try inFolder { line in
            try line.write("c/Chart.yaml", Self.chart)
            try line.write("c/templates/a.yaml", "{{- if .Values.a }}\n\(Self.pod){{- end }}\n")
            let listed = try line.run(["c", "--coverage"])
            #expect(
                listed.output.contains(
                    "c: 1 of 2 branches rendered in 1 scenario\n"
                        + "  c/templates/a.yaml:1 {{- if .Values.a }}\n\n"))
            #expect(!(try line.run(["c"])).output.contains("rendered in"))
            try line.write("c/ci/all-values.yaml", "a: true\n")
            let all = try line.run(["c", "--coverage", "--fail-on", "never"])
            #expect(all.output.contains("c: all 2 branches rendered in 2 scenarios\n"))
        }
    }
}

/// The JSON report, as a script reads it.
private struct Report: Decodable {
    struct Entry: Decodable {
        var path: String
        var message: String
        var blinding: Bool?
    }

    var findings: [Entry]
    var problems: [Entry]

    init(_ text: String) throws {
        self = try JSONDecoder().decode(Report.self, from: Data(text.utf8))
    }
}
