import Foundation
import Testing

/// Environments and values of charts that the command line gives.
struct ChartEnvironmentTests {
    private static let chart = [
        "c/Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n",
        "c/values.yaml": "image:\n  tag: \"1\"\n",
        "c/values-prod.yaml": "image:\n  tag: \"2\"\n",
        "c/templates/a.yaml": """
        apiVersion: v1
        kind: Pod
        metadata: { name: a, namespace: n }
        spec:
          containers: [{ name: c, image: "registry.example.com/a:{{ .Values.image.tag }}" }]

        """,
        "latest.yaml": "image: { tag: latest }\n",
        "pinned.yaml": "image: { tag: \"3\" }\n",
        "broken.yaml": "image: [\n",
    ]

    /// Where moving tags were found, as `path:line environments`.
    private func found(_ options: [String]) throws -> [String] {
        let outcome = try run(
            ["c", "--select", "latest-image", "--format", "json", "--fail-on", "never"] + options)
        #expect(outcome.code == 0, "\(outcome.errors)")
        let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let findings = (report as? [String: Any])?["findings"] as? [[String: Any]] ?? []
        return findings.map { finding in
            let line = (finding["start"] as? [String: Int])?["line"] ?? 0
            let scenarios = finding["scenarios"] as? [String] ?? []
            return "\(finding["path"] ?? ""):\(line) \(scenarios.joined(separator: ", "))"
        }
    }

    private func run(_ arguments: [String]) throws -> CommandLine.Outcome {
        let line = try CommandLine()
        defer { line.remove() }
        for (path, text) in Self.chart { try line.write(path, text) }
        return try line.run(["check"] + arguments)
    }

    @Test func `the chart's own environments have pinned images`() throws {
        #expect(try found([]) == [])
    }

    @Test func `files of values go over every environment`() throws {
        let everywhere = ["latest.yaml:1 values.yaml, values-prod.yaml"]
        #expect(try found(["-f", "latest.yaml"]) == everywhere)
        #expect(try found(["--values", "pinned.yaml,latest.yaml"]) == everywhere)
        #expect(try found(["-f", "latest.yaml", "-f", "pinned.yaml"]) == [])
    }

    @Test(arguments: [
        ["--set", "image.tag=latest"], ["--set-string", "image.tag=latest"],
        ["--set-json", "image.tag=\"latest\""], ["--set-literal", "image.tag=latest"],
        ["--set-json", "{\"image\":{\"tag\":\"latest\"}}"],
    ])
    func `settings go over every environment`(_ options: [String]) throws {
        // The tags in the files do not count, so the finding is placed at the key above them.
        #expect(try found(options) == ["c/values.yaml:1 values.yaml, values-prod.yaml"])
        #expect(try found(["-f", "latest.yaml", "--set", "image.tag=4"]) == [])
    }

    @Test func `a setting may be what a file holds`() throws {
        let line = try CommandLine()
        defer { line.remove() }
        for (path, text) in Self.chart { try line.write(path, text) }
        try line.write("tag", "latest")
        let outcome = try line.run([
            "c", "--select", "latest-image", "--set-file", "image.tag=tag",
        ])
        #expect(outcome.code == 1)
    }

    @Test func `environments by hand stand beside those that were found`() throws {
        #expect(
            try found(["--environment", "moving=latest.yaml", "--environment", "x=pinned.yaml"])
                == ["latest.yaml:1 moving"])
        #expect(
            try found(["--environment", "both=pinned.yaml,latest.yaml"]) == ["latest.yaml:1 both"])
        #expect(try found(["--environment", "both=latest.yaml,pinned.yaml"]) == [])
        #expect(try found(["--environment", "a=latest.yaml", "-f", "pinned.yaml"]) == [])
    }

    @Test func `an environment by hand takes the place of a found one of its name`() throws {
        #expect(
            try found(["--environment", "values-prod.yaml=latest.yaml"])
                == ["latest.yaml:1 values-prod.yaml"])
    }

    @Test func `fixes stay in the folder of the chart`() throws {
        let line = try CommandLine()
        defer { line.remove() }
        for (path, text) in Self.chart { try line.write(path, text) }
        let privileged = "rights: { privileged: true }\n"
        try line.write("c/prod.yaml", privileged)
        try line.write("outside.yaml", privileged)
        try line.write(
            "c/templates/a.yaml",
            """
            apiVersion: v1
            kind: Pod
            metadata: { name: a, namespace: n }
            spec:
              containers:
                - name: c
                  image: registry.example.com/a:1
                  securityContext: {{- toYaml .Values.rights | nindent 8 }}

            """)
        try line.write("c/values.yaml", "image: { tag: \"1\" }\nrights: {}\n")
        let fix = ["c", "--select", "privileged-container", "--unsafe-fixes", "--fail-on", "never"]
        for file in ["outside.yaml", "c/prod.yaml"] {
            let outcome = try line.run(fix + ["--environment", "prod=\(file)"])
            #expect(outcome.code == 0, "\(outcome.output)")
        }
        #expect(try line.text("outside.yaml") == privileged)
        #expect(try line.text("c/prod.yaml") == "rights: {}\n")
    }

    @Test(arguments: [
        (["-f", "none.yaml"], "the values `none.yaml` cannot be read"),
        (["-f", "c"], "the values `c` cannot be read"),
        (["-f", "broken.yaml"], "the values `broken.yaml` cannot be used"),
        (["--environment", "a=pinned.yaml,none.yaml"], "the values `none.yaml` cannot be read"),
        (["--environment", "a=broken.yaml"], "the values `broken.yaml` cannot be used"),
        (["--environment", "a"], "--environment"),
        (["--environment", "=pinned.yaml"], "--environment"),
        (["--environment", "a="], "--environment"),
        (
            ["--environment", "a=pinned.yaml", "--environment", "a=latest.yaml"],
            "`a` twice"
        ),
        (["--set", "image"], "failed parsing --set data: key \"image\" has no value"),
        (["--set-json", "image=x{"], "failed parsing --set-json data"),
        (["--set-file", "image.tag=none"], "failed parsing --set-file data: none: "),
    ])
    func `what cannot be read is told before anything is analysed`(
        _ options: [String], _ words: String
    ) throws {
        let outcome = try run(["c"] + options)
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }
}
