import Foundation
import Testing

/// Custom resources that carry pods, told to the program by `--workload-kinds`.
@Suite struct WorkloadKinds {
    private static let fleet = """
        apiVersion: agones.dev/v1
        kind: Fleet
        metadata: {name: games, namespace: play}
        spec:
          template:
            spec:
              template:
                metadata:
                  annotations: {plimsoll.dev/allow: "writable-root -- it saves games"}
                spec: {containers: [{name: c, image: "a:1", securityContext: {privileged: true}}]}

        """

    private func outcome(_ kinds: String) throws -> CommandLine.Outcome {
        let line = try CommandLine()
        defer { line.remove() }
        try line.write("fleet.yaml", Self.fleet)
        try line.write("kinds.yml", kinds)
        return try line.run([
            "fleet.yaml", "--workload-kinds", "kinds.yml", "--format", "concise", "--select",
            "privileged-container,writable-root,unused-suppression",
        ])
    }

    @Test func `pods of a kind that a user names are judged`() throws {
        let outcome = try outcome(
            "- {kind: Fleet, group: agones.dev, template: spec.template.spec.template}\n")
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("error[privileged-container]"))
        #expect(!outcome.output.contains("writable-root"))
        #expect(!outcome.output.contains("unused-suppression"))
    }

    @Test func `pods of another group's kind are not`() throws {
        let outcome = try outcome(
            "- {kind: Fleet, group: example.com, template: spec.template.spec.template}\n")
        #expect(!outcome.output.contains("privileged-container"))
    }

    @Test(arguments: [
        ("- {kind: Fleet, tamplate: spec}\n", "did you mean `template`?"),
        ("kind: Fleet\n", "this should be a list of kinds"),
        ("- {group: a}\n", "the `kind` is missing"),
        ("- {kind: Fleet, runs: forever}\n", "`runs` cannot be `forever`"),
        ("- {kind: Fleet, template: [a]}\n", "`template` should be a text"),
        (String(repeating: "- {kind: A}\n", count: 257), "these are more than 256 kinds"),
    ])
    func `mistakes in the file are told`(kinds: String, message: String) throws {
        let outcome = try outcome(kinds)
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test func `as many kinds as the limit are read`() throws {
        #expect(try outcome(String(repeating: "- {kind: A}\n", count: 256)).code == 0)
    }
}
