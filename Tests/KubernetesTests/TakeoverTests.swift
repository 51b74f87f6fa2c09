import Testing
import YAMLTrees

@testable import Kubernetes

@Suite struct Takeovers {
    private func takeovers(_ rule: String) -> [Takeover] {
        let role = Manifest(
            bytes: Array("{apiVersion: v1, kind: ClusterRole, rules: [{\(rule)}]}".utf8))
        return Permission.all(of: role.resources[0]).flatMap(\.takeovers)
    }

    @Test func `rights that grow are told from those that do not`() {
        #expect(takeovers("apiGroups: ['*'], resources: ['*'], verbs: ['*']") == [.everything])
        #expect(takeovers("apiGroups: [''], resources: [secrets], verbs: [list]") == [.secrets])
        #expect(
            takeovers("apiGroups: [apps], resources: [deployments], verbs: [create]") == [
                .workloads
            ])
        #expect(
            takeovers("apiGroups: [''], resources: [groups], verbs: [impersonate]") == [
                .impersonation
            ])
        #expect(takeovers("apiGroups: [''], resources: [pods, nodes], verbs: [get, list]").isEmpty)
    }

    @Test func `rights on chosen names do not count`() {
        #expect(
            takeovers("apiGroups: [''], resources: [secrets], verbs: [get], resourceNames: [a]")
                .isEmpty)
    }

    @Test func `a wildcard covers what it stands for`() {
        let all = takeovers("apiGroups: [''], resources: ['*'], verbs: [create]")
        #expect(all == [.workloads, .shells, .tokens, .nodes])
    }
}

@Suite struct PolicyRuleTests {
    private func rules(_ spec: String) -> PolicyRules {
        let manifest = Manifest(
            bytes: Array(
                "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, spec: {\(spec)}}".utf8))
        return PolicyRules(manifest.resources[0])
    }

    @Test func `a policy is about egress when it says so or has rules for it`() {
        #expect(rules("podSelector: {}").types == ["Ingress"])
        #expect(rules("egress: []").types == ["Ingress", "Egress"])
        #expect(rules("policyTypes: [Egress]").types == ["Egress"])
    }

    @Test func `only a policy for all pods without rules denies`() {
        #expect(rules("podSelector: {}").deniesIngress)
        #expect(!rules("podSelector: {}, policyTypes: [Egress]").deniesIngress)
        #expect(!rules("podSelector: {}, ingress: [{}]").deniesIngress)
        #expect(!rules("podSelector: {matchLabels: {a: b}}").deniesIngress)
    }

    @Test(
        arguments: [
            ("ports: [{port: 53, protocol: UDP}]", true), ("ports: [{port: 443}]", false),
            ("ports: [{port: 1, endPort: 100}]", true), ("ports: [{port: dns}]", true), ("", true),
            ("to: [{podSelector: {}}]", false), ("to: [{namespaceSelector: {}}]", true),
            ("to: [{ipBlock: {cidr: 10.0.0.0/8}}]", true),
            ("to: [{ipBlock: {cidr: 10.0.0.1/32}}]", false),
        ])
    func `a rule lets questions to DNS out`(rule: String, expected: Bool) {
        #expect(rules("egress: [{\(rule)}]").allowsDNS == expected)
    }

    @Test func `hosts lead to the Ingresses that answer for them`() {
        let text = """
            {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: a},
              spec: {rules: [{host: x}, {host: x}, {http: {paths: []}}]}}
            """
        let world = World([Manifest(bytes: Array(text.utf8))])
        #expect(world.ingresses(forHost: "x") == [0])
        #expect(world.ingresses(forHost: "") == [0])
        #expect(world.ingresses(forHost: "y").isEmpty)
    }
}
