import Analysis
import BundledRules
import Findings
import Foundation
import Rules
import SourceText
import Testing

@testable import plimsoll

/// Manifests made to hurt: nothing may crash, hang or lie, and the rest is still analysed.
@Suite struct HostileManifests {
    private static let analyzer = Analyzer(
        rules: RuleBook(
            RuleLoading.bundled, schemas: Analyzer.schemas,
            selection: RuleSelection(selected: ["all"])))

    @discardableResult
    private func analyse(_ bytes: [UInt8]) -> FileAnalysis {
        let analysis = Self.analyzer.analyse(
            path: "a.yaml", bytes: bytes, kind: .manifest, isNamed: true)
        for finding in analysis.findings {
            #expect(finding.place.range.end <= bytes.count, "\(finding.rule) lies outside the file")
            for edit in finding.fix?.edits ?? [] { #expect(edit.range.end <= bytes.count) }
        }
        for problem in analysis.problems {
            #expect(problem.range.end <= bytes.count, "\(problem.id) lies outside the file")
            #expect(problem.id != "rule-failed", "\(problem.message)")
        }
        return analysis
    }

    private static let sample = """
        # plimsoll: allow latest-tag -- é
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: api, namespace: "payments", labels: &l {app: api}}
        spec:
          replicas: 2
          selector: {matchLabels: *l}
          template:
            metadata:
              labels: *l
              annotations:
                plimsoll.dev/allow: root-user
            spec:
              hostNetwork: yes
              containers:
              - name: app
                image: acme/api
                command: ["sh", '-c', |-
                  exec api
                ]
                securityContext: {privileged: true, capabilities: {add: [NET_RAW]}}
                ports: [{containerPort: 80, hostPort: 80}]
                env:
                  - {name: API_TOKEN, value: abc}
                  - name: A
                    valueFrom: {secretKeyRef: {name: s, key: k}}
                readinessProbe: {httpGet: {path: /, port: http}}
                volumeMounts: [{name: v, mountPath: /v}]
              volumes:
              - name: v
                hostPath: {path: /var/run/docker.sock}
        ---
        apiVersion: v1
        kind: List
        items:
        - apiVersion: v1
          kind: Service
          metadata: {name: api, namespace: payments}
          spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: x}]}
        - apiVersion: rbac.authorization.k8s.io/v1
          kind: ClusterRole
          metadata: {name: all}
          rules: [{verbs: ["*"], apiGroups: ["*"], resources: ["*"]}]
        """

    @Test func `a file cut at every byte is analysed`() {
        let bytes = Array(Self.sample.utf8)
        for end in 0...bytes.count { analyse(Array(bytes[..<end])) }
    }

    @Test func `a file without any one of its lines is analysed`() {
        let lines = Self.sample.split(separator: "\n", omittingEmptySubsequences: false)
        for left in lines.indices {
            var rest = lines
            rest.remove(at: left)
            analyse(Array(rest.joined(separator: "\n").utf8))
        }
    }

    @Test func `a file with any one value of another type is analysed`() {
        let lines = Self.sample.split(separator: "\n", omittingEmptySubsequences: false)
        for (line, text) in lines.enumerated() {
            guard let colon = text.range(of: ": ") else { continue }
            for value in ["[a, {b: c}]", "{a: [b]}", "3", "true", "~", "'x'", "1e999", "&a *a"] {
                var changed = lines
                changed[line] = text[..<colon.upperBound] + value
                analyse(Array(changed.joined(separator: "\n").utf8))
            }
        }
    }

    private static let pod =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c}]}\n"

    private static let broken: [(name: String, text: [UInt8])] = [
        ("nested", Array((pod + "x: " + String(repeating: "[", count: 100_000)).utf8)),
        ("nested mappings", Array((pod + "x: " + String(repeating: "{a: ", count: 100_000)).utf8)),
        ("a NUL", Array((pod + "x: ").utf8) + [0] + Array("\n".utf8)),
        ("a tab", Array((pod + "x:\n\ty: z\n").utf8)),
        ("no UTF-8", Array((pod + "x: ").utf8) + [0xFF, 0xFE] + Array("\n".utf8)),
        ("an unknown alias", Array((pod + "x: *nothing\n").utf8)),
        ("an open quote", Array((pod + "x: \"abc\n").utf8)),
    ]

    @Test(arguments: broken.indices)
    func `what cannot be read blinds, and the documents around it are analysed`(_ index: Int) {
        let (name, text) = Self.broken[index]
        let whole =
            Array(Self.pod.utf8) + Array("---\n".utf8) + text + Array("\n---\n".utf8)
            + Array(Self.pod.utf8)
        let analysis = analyse(whole)
        #expect(analysis.outcome == .failed, "\(name)")
        #expect(analysis.problems.contains { $0.isBlinding }, "\(name)")
        #expect(analysis.resources["Pod"] ?? 0 >= 1, "\(name)")
    }

    @Test func `an alias bomb costs a problem`() {
        var text = Self.pod + "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...30 {
            let row = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(row)]\n"
        }
        let analysis = analyse(Array(text.utf8))
        #expect(analysis.problems.contains { $0.isBlinding })
    }

    @Test func `a key that stands twice is told`() {
        let analysis = analyse(Array((Self.pod + "kind: Pod\n").utf8))
        #expect(analysis.problems.contains { $0.id == "duplicate-key" })
    }

    @Test func `thousands of resources take linear time`() {
        func seconds(_ count: Int) -> Duration {
            let service = """
                apiVersion: v1
                kind: Service
                metadata: {name: s, namespace: n}
                spec: {selector: {app: x}, ports: [{port: 80}]}
                ---

                """
            let text = Array(
                String(repeating: service + Self.pod + "---\n", count: count).utf8)
            let clock = ContinuousClock()
            return clock.measure { analyse(text) }
        }
        let few = seconds(200)
        #expect(seconds(1_600) < few * 30)
    }
}
