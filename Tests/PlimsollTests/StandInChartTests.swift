import Foundation
import Testing

/// Dependencies that nobody fetched, and the charts of the same run that stand in for them.
struct StandInChartTests {
    private static func chart(_ name: String, _ dependencies: String = "") -> String {
        let list = dependencies.isEmpty ? "" : "dependencies:\n\(dependencies)"
        return "apiVersion: v2\nname: \(name)\nversion: 1.2.0\n\(list)"
    }

    private static let pod = """
        apiVersion: v1
        kind: Pod
        metadata: { name: {{ .Chart.Name }}, namespace: n }
        spec:
          containers:
            - name: c
              image: "registry.example.com/a:{{ .Values.tag }}"
              {{- with .Values.rights }}
              securityContext: {{- toYaml . | nindent 8 }}
              {{- end }}

        """

    /// A chart `app` that wants `db`, which lies beside it and is clean by itself.
    private static let files = [
        "app/Chart.yaml": chart(
            "app", "  - { name: db, version: ^1.0.0, repository: \"file://../db\" }\n"),
        "app/values.yaml": "db:\n  tag: latest\n",
        "db/Chart.yaml": chart("db"),
        "db/values.yaml": "tag: \"1\"\n",
        "db/templates/pod.yaml": pod,
    ]

    private struct Report {
        var code: Int32
        /// `path:line rule`.
        var findings: [String]
        /// `path id`.
        var problems: [String]
        var messages: String
    }

    private func inFolder(
        _ files: [String: String?], _ work: (CommandLine) throws -> Void
    ) throws {
        let line = try CommandLine()
        defer { line.remove() }
        for (path, text) in Self.files.merging(
            files.mapValues { $0 ?? "" }, uniquingKeysWith: { $1 })
        where files[path] != .some(nil) {
            try line.write(path, text)
        }
        try work(line)
    }

    /// What is found in a folder; a file that is nil is not there.
    private func report(
        _ files: [String: String?] = [:], _ paths: [String] = ["."],
        select: String = "latest-image,privileged-container"
    ) throws -> Report {
        var report: Report?
        try inFolder(files) { report = try self.report($0, paths, select: select) }
        return try #require(report)
    }

    private func report(
        _ line: CommandLine, _ paths: [String] = ["."], select: String
    ) throws -> Report {
        let outcome = try line.run(
            ["check", "--select", select, "--format", "json", "--fail-on", "never"] + paths)
        let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let members = try #require(json as? [String: Any])
        let findings = members["findings"] as? [[String: Any]] ?? []
        let problems = members["problems"] as? [[String: Any]] ?? []
        return Report(
            code: outcome.code,
            findings: findings.map {
                let line = ($0["start"] as? [String: Int])?["line"] ?? 0
                return "\($0["path"] ?? ""):\(line) \($0["rule"] ?? "")"
            },
            problems: problems.map { "\($0["path"] ?? "") \($0["id"] ?? "")" },
            messages: problems.map { "\($0["message"] ?? "") \($0["help"] ?? "")\n" }.joined())
    }

    @Test func `a folder that a dependency names stands in for it`() throws {
        let report = try report()
        #expect(report.code == 0)
        #expect(report.problems == [])
        // The parent's values come first.
        #expect(report.findings == ["app/values.yaml:2 latest-image"])
    }

    @Test func `what only the dependency says is found in its own files, once`() throws {
        let report = try report(["db/values.yaml": "tag: latest\n", "app/values.yaml": ""])
        #expect(report.findings == ["db/values.yaml:1 latest-image"])
        let both = try self.report([
            "db/values.yaml": "tag: \"1\"\nrights: { privileged: true }\n"
        ])
        #expect(
            both.findings == [
                "app/values.yaml:2 latest-image", "db/values.yaml:2 privileged-container",
            ])
    }

    @Test func `what a dependency only does for its parent is found in its files`() throws {
        let report = try report([
            "app/values.yaml": "db: { admin: true }\n",
            "db/templates/pod.yaml": Self.pod
                + "{{- if .Values.admin }}\n      securityContext: { privileged: true }\n{{- end }}\n",
        ])
        #expect(report.findings == ["db/templates/pod.yaml:12 privileged-container"])
    }

    @Test func `two charts that use a third say the same once`() throws {
        let report = try report([
            "app/values.yaml": "db: { admin: true }\n",
            "web/Chart.yaml": Self.files["app/Chart.yaml"]?.replacing(
                "name: app", with: "name: web"),
            "web/values.yaml": "db: { admin: true }\n",
            "db/templates/pod.yaml": Self.pod
                + "{{- if .Values.admin }}\n      securityContext: { privileged: true }\n{{- end }}\n",
        ])
        #expect(report.findings == ["db/templates/pod.yaml:12 privileged-container"])
    }

    @Test func `a chart of the name with a version in the range stands in`() throws {
        let elsewhere = Self.chart(
            "app", "  - { name: db, version: ^1.0.0, repository: \"https://example.com\" }\n")
        let report = try report(["app/Chart.yaml": elsewhere])
        #expect(report.problems == [])
        #expect(report.findings == ["app/values.yaml:2 latest-image"])
        // A chart from elsewhere is not the user's, so its parent is told.
        let clean = try self.report([
            "app/Chart.yaml": elsewhere, "app/values.yaml": "db: { admin: true }\n",
            "db/templates/pod.yaml": Self.pod
                + "{{- if .Values.admin }}\n      securityContext: { privileged: true }\n{{- end }}\n",
        ])
        #expect(clean.findings == ["app/Chart.yaml:5 privileged-container"])
    }

    @Test func `of several that fit the nearest stands in, then the first`() throws {
        let app = Self.chart("app", "  - { name: kv, version: 1.x.x, repository: \"@team\" }\n")
        func other(_ folder: String, version: String, tag: String) -> [String: String?] {
            [
                "\(folder)/Chart.yaml": Self.chart("kv").replacing("1.2.0", with: version),
                "\(folder)/values.yaml": "tag: \"1\"\nglobal: { tag: \(tag) }\n",
                "\(folder)/templates/pod.yaml":
                    Self.pod.replacing(".Values.tag", with: ".Values.global.tag"),
            ]
        }
        func found(_ others: [[String: String?]]) throws -> [String] {
            let files = others.reduce(into: ["a/app/Chart.yaml": app] as [String: String?]) {
                $0.merge($1) { $1 }
            }
            return try report(files, ["a", "b"]).findings
                .filter { $0.hasPrefix("a/app/") }
        }
        let far = other("b/kv", version: "1.0.0", tag: "latest")
        #expect(try found([far]) == ["a/app/Chart.yaml:5 latest-image"])
        #expect(try found([far, other("a/kv", version: "1.0.0", tag: "\"1\"")]) == [])
        // The nearer one is no 1.x.
        #expect(
            try found([far, other("a/kv", version: "2.0.0", tag: "\"1\"")])
                == ["a/app/Chart.yaml:5 latest-image"])
        let second = other("a/y", version: "1.0.0", tag: "latest")
        #expect(try found([second, other("a/x", version: "1.0.0", tag: "\"1\"")]) == [])
    }

    @Test func `dependencies of dependencies are looked for, too`() throws {
        let report = try report([
            "db/Chart.yaml": Self.chart(
                "db", "  - { name: log, version: 1.2.0, repository: \"file://../log\" }\n"),
            "log/Chart.yaml": Self.chart("log"),
            "log/values.yaml": "tag: \"1\"\n",
            "log/templates/pod.yaml": Self.pod,
            "app/values.yaml": "db: { log: { tag: latest } }\n",
        ])
        #expect(report.problems == [])
        #expect(report.findings == ["app/values.yaml:1 latest-image"])
    }

    @Test func `aliases of a dependency are two charts`() throws {
        let report = try report([
            "app/Chart.yaml": Self.chart(
                "app",
                """
                  - { name: db, version: 1.x, repository: "file://../db", alias: one }
                  - { name: db, version: 1.x, repository: "file://../db", alias: two }

                """),
            "app/values.yaml": "one:\n  tag: latest\ntwo:\n  tag: latest\n",
        ])
        #expect(
            report.findings == [
                "app/values.yaml:2 latest-image", "app/values.yaml:4 latest-image",
            ])
    }

    private static let circle: [String: String?] = [
        "db/Chart.yaml": chart(
            "db", "  - { name: app, version: 1.x, repository: \"file://../app\" }\n")
    ]

    @Test func `charts that depend on each other in a circle are told`() throws {
        let report = try report(Self.circle)
        #expect(report.code == 3)
        #expect(
            report.problems == [
                "app/Chart.yaml circular-dependency", "db/Chart.yaml circular-dependency",
            ])
        #expect(report.messages.contains("in a circle: app → db → app"))
        let own = Self.chart("db", "  - { name: db, version: 1.x, repository: \"file://.\" }\n")
        let self_ = try self.report(["db/Chart.yaml": own])
        #expect(self_.messages.contains("in a circle: db → db"))
    }

    @Test func `a chart may wrap another of its own name`() throws {
        let report = try report([
            "db/Chart.yaml": Self.chart(
                "db", "  - { name: db, version: 1.x, repository: \"@x\" }\n")
        ])
        #expect(report.problems == ["db/Chart.yaml missing-dependency"])
        #expect(report.messages.contains("or analyse a chart `db` with a version in `1.x`"))
    }

    @Test(arguments: [
        (
            ["db/Chart.yaml": chart("db").replacing("1.2.0", with: "2.0.0")], ["."],
            "`db/Chart.yaml` has version 2.0.0, which is not in `^1.0.0`"
        ),
        (["db/Chart.yaml": chart("database")], ["."], "`db/Chart.yaml` is called `database`"),
        ([:], ["app"], "`file://../db` is no chart among what is analysed"),
        (["db/Chart.yaml": nil], ["."], "`file://../db` is no chart among what is analysed"),
        (["db/values.yaml": "a: [\n"], ["."], "`db/Chart.yaml` cannot be loaded"),
    ])
    func `what is still missing says what would fit`(
        _ files: [String: String?], _ paths: [String], _ words: String
    ) throws {
        let report = try report(files, paths)
        #expect(report.code == 3)
        #expect(report.problems.contains("app/Chart.yaml missing-dependency"))
        #expect(report.messages.contains(words), "\(report.messages)")
    }

    @Test func `links that lead out of what is analysed are not followed`() throws {
        try inFolder([:]) { line in
            let out = try CommandLine()
            defer { out.remove() }
            try FileManager.default.moveItem(
                at: line.folder.appending(path: "db"), to: out.folder.appending(path: "db"))
            try FileManager.default.createSymbolicLink(
                at: line.folder.appending(path: "db"),
                withDestinationURL: out.folder.appending(path: "db"))
            let report = try report(line, select: "latest-image")
            #expect(report.problems == ["app/Chart.yaml missing-dependency"])
            #expect(report.findings == [])
        }
    }

    @Test func `a limit holds where each chart asks for two`() throws {
        var files: [String: String?] = [:]
        for depth in 0..<12 {
            let entry = { (half: String) in
                "  - { name: c\(depth + 1)\(half), version: 1.x, repository: \"@x\" }\n"
            }
            let below = depth < 11 ? entry("a") + entry("b") : ""
            for half in ["a", "b"] {
                files["c\(depth)\(half)/Chart.yaml"] = Self.chart("c\(depth)\(half)", below)
            }
        }
        let report = try report(files)
        #expect(report.problems.contains { $0.hasSuffix("too-many-dependencies") })
        // From the middle on there are few enough.
        #expect(!report.problems.contains("c8a/Chart.yaml missing-dependency"))
    }

    @Test func `comments in a dependency allow there, and are judged there`() throws {
        let allowed = "tag: latest # plimsoll: allow latest-image -- while we test\n"
        let report = try report(["db/values.yaml": allowed, "app/values.yaml": ""])
        #expect(report.findings == ["db/values.yaml:1 latest-image"])
        // The parent's tag hides the one that is allowed; nobody may call the comment unused.
        let hidden = try self.report(
            ["db/values.yaml": allowed, "app/values.yaml": "db: { tag: \"3\" }\n"],
            select: "latest-image,unused-suppression")
        #expect(hidden.findings == ["db/values.yaml:1 latest-image"])
    }

    @Test func `a dependency is repaired in its own right, and its parent told so`() throws {
        let rights = "tag: \"1\"\nrights: { privileged: true }\n"
        try inFolder(["db/values.yaml": rights, "app/values.yaml": ""]) { line in
            let fixed = try line.run([
                "check", ".", "--select", "privileged-container", "--unsafe-fixes",
            ])
            #expect(fixed.code == 0, "\(fixed.output)")
            #expect(fixed.errors.contains("fixed 1 finding in 1 file"))
            #expect(try line.text("db/values.yaml") == "tag: \"1\"\nrights: {}\n")
        }
    }

    @Test func `what is wrong with the declaration stays wrong`() throws {
        let app = Self.chart("app", "  - { name: db, version: ^1.0.0 }\n")
        let report = try report(["app/Chart.yaml": app], select: "dependency-without-repository")
        #expect(report.problems == [])
        #expect(report.findings == ["app/Chart.yaml:5 dependency-without-repository"])
    }

    @Test func `branches of a dependency count where it is at home`() throws {
        try inFolder([:]) { line in
            let outcome = try line.run(["check", ".", "--coverage", "--fail-on", "never"])
            #expect(outcome.output.contains("\ndb: 1 of 2 branches rendered in 1 scenario\n"))
            #expect(!outcome.output.contains("app: "))
        }
    }

    @Test func `render refuses as Helm does`() throws {
        try inFolder([:]) { line in
            let outcome = try line.run(["render", "app"])
            #expect(outcome.code == 1)
            #expect(outcome.errors.contains("missing in charts/ directory: db"))
        }
    }
}
