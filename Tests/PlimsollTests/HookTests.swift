import Foundation
import Testing

/// The hooks of `.pre-commit-hooks.yaml`, run as pre-commit runs them, and what they need.
@Suite struct Hooks {
    private static let pod = """
        apiVersion: v1
        kind: Pod
        metadata: {name: a, namespace: n}
        spec: {containers: [{name: c, image: "a:1", securityContext: {privileged: true}}]}

        """

    /// The arguments of the hook with an id.
    private func arguments(of id: String) throws -> [String] {
        let hooks = try House.text(".pre-commit-hooks.yaml").components(separatedBy: "- id: ")
        let hook = try #require(hooks.first { $0.hasPrefix(id + "\n") })
        let entry = try #require(
            hook.split(separator: "\n").first { $0.hasPrefix("  entry: plimsoll ") })
        return entry.split(separator: " ").dropFirst(2).map(String.init)
    }

    private func code(_ files: [String: String], _ arguments: [String]) throws -> Int32 {
        let line = try CommandLine()
        defer { line.remove() }
        for (name, text) in files { try line.write(name, text) }
        return try line.run(arguments).code
    }

    private static let repositories: [(files: [String: String], code: Int32)] = [
        (["values.yaml": "a: b\n", ".github/workflows/a.yaml": "on: push\njobs: {}\n"], 0),
        (["values.yaml": "a: b\n", "a.yaml": pod], 1),
        (["a.yaml": "apiVersion: v1\nkind: Pod\nspec: [\n"], 3),
        ([:], 0),
    ]

    @Test(arguments: repositories)
    func `a repository's YAML is judged, and what is no manifest passed over`(
        files: [String: String], expected: Int32
    ) throws {
        #expect(try code(files, try arguments(of: "plimsoll-manifests")) == expected)
    }

    @Test(arguments: ["plimsoll", "plimsoll-fix"])
    func `a Dockerfile is judged by its name`(hook: String) throws {
        let files = ["Dockerfile": "FROM debian:12.5\nUSER 1000\nCMD [\"sleep\", \"1\"]\n"]
        #expect(try code(files, try arguments(of: hook) + ["Dockerfile"]) == 0)
    }

    @Test func `a named file that is no manifest is passed over when that is asked for`() throws {
        let files = ["values.yaml": "a: b\n", "a.yaml": Self.pod]
        #expect(try code(files, ["values.yaml"]) == 3)
        #expect(try code(files, ["--skip-other", "values.yaml"]) == 0)
        #expect(try code(files, ["--skip-other", "values.yaml", "a.yaml"]) == 1)
        #expect(try code(files, ["--skip-other", "values.yaml", "none.yaml"]) == 3)
    }
}
