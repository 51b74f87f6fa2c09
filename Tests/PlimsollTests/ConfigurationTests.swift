import Foundation
import Testing

/// `.plimsoll.yaml`: what a repository says of how it is analysed.
@Suite struct ConfigurationTests {
    private static let pod = """
        apiVersion: v1
        kind: Pod
        metadata: { name: a, namespace: n }
        spec: { containers: [{ name: c, image: "r.example.com/a:{{ .Values.tag }}" }] }

        """
    private static let files = [
        "Dockerfile": "FROM debian:latest\nUSER 1000\nCMD [\"sleep\", \"1\"]\n",
        "c/Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n",
        "c/values.yaml": "tag: \"1\"\n",
        "c/templates/a.yaml": pod,
        "d/Chart.yaml": "apiVersion: v2\nname: d\nversion: 1.0.0\n",
        "d/values.yaml": "tag: \"1\"\n",
        "d/templates/a.yaml": pod,
        "env/prod.yaml": "tag: latest\n",
    ]

    private func run(
        _ configuration: String, _ arguments: [String], at path: String = ".plimsoll.yaml"
    ) throws -> CommandLine.Outcome {
        let line = try CommandLine()
        defer { line.remove() }
        for (path, text) in Self.files { try line.write(path, text) }
        try line.write(path, configuration)
        return try line.run(arguments)
    }

    @Test func `it says what fails a run and which rules judge`() throws {
        #expect(try run("", ["Dockerfile"]).code == 1)
        #expect(try run("# nothing yet\n", ["Dockerfile"]).code == 1)
        #expect(try run("fail-on: error\n", ["Dockerfile"]).code == 0)
        #expect(try run("fail-on: error\n", ["Dockerfile", "--fail-on", "info"]).code == 1)
        #expect(try run("ignore: latest-tag\n", ["Dockerfile"]).code == 0)
        #expect(try run("ignore: latest-tag\n", ["Dockerfile", "--no-config"]).code == 1)
        #expect(try run("select: [root-user]\n", ["Dockerfile"]).code == 0)
        let more = ["Dockerfile", "--select", "latest-tag"]
        #expect(try run("select: [root-user]\n", more).code == 1)
        let labels = "fail-on: info\nselect: [missing-object-label]\n"
        #expect(try run(labels, ["c"]).code == 1)
        let none = "parameters: { missing-object-label: { labels: [] } }\n"
        #expect(try run(labels + none, ["c"]).code == 0)
    }

    @Test func `it names environments of charts, by paths from its own folder`() throws {
        let options = ["--select", "latest-image", "--format", "concise", "--config", "env/p.yaml"]
        let all = try run(
            "environments: [{ name: prod, values: prod.yaml }]\n", ["c", "d"] + options,
            at: "env/p.yaml")
        #expect(all.output.contains("env/prod.yaml:1:6: warning[latest-image]"))
        #expect(all.code == 1)
        let environment = "environments: [{ name: prod, values: [prod.yaml], charts: [../d] }]\n"
        #expect(try run(environment, ["c"] + options, at: "env/p.yaml").code == 0)
        #expect(try run(environment, ["d"] + options, at: "env/p.yaml").code == 1)
        let replaced = ["d", "--environment", "prod=d/values.yaml"] + options
        #expect(try run(environment, replaced, at: "env/p.yaml").code == 0)
    }

    @Test(arguments: [
        ("fail-at: error\n", "1:1", "did you mean `fail-on`?"),
        ("fail-on: fatal\n", "1:10", "is none of: error, warning, info, never"),
        ("ignore: { a: b }\n", "1:9", "this should be a text"),
        ("kube-version: new\n", "1:15", "a version such as"),
        ("environments: [{ name: prod }]\n", "1:16", "a name and values"),
        ("environments: prod\n", "1:15", "a list of environments"),
        ("- a\n", "1:1", "a mapping of: environments"),
        ("a: [\n", "2:1", "problem[bad-configuration]"),
        ("parameters: [a]\n", "1:13", "map rules to their parameters"),
    ])
    func `mistakes are told with their places`(
        _ configuration: String, _ place: String, _ words: String
    ) throws {
        let outcome = try run(configuration, ["Dockerfile"])
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains(".plimsoll.yaml:\(place)"), "\(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }

    @Test func `a file that was asked for and is not there is a wrong usage`() throws {
        let outcome = try run("", ["Dockerfile", "--config", "none.yaml"])
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("`none.yaml` cannot be read"))
    }
}
