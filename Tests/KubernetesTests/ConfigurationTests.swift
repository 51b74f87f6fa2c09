import Testing
import YAMLTrees

@testable import Kubernetes

/// ConfigMaps, Secrets and who needs them; definitions and what they define.
@Suite struct Configurations {
    private func world(_ text: String, generated: Set<String> = []) -> World {
        var settings = WorldSettings()
        settings.generated = generated
        return World([Manifest(bytes: Array(text.utf8))], settings: settings)
    }

    private static let pod = """
        apiVersion: v1
        kind: Pod
        metadata: {name: p, namespace: n}
        spec:
          imagePullSecrets: [{name: pull}]
          containers:
            - name: c
              args: [--settings=n/argued]
              env: [{name: A, valueFrom: {secretKeyRef: {name: variable, key: a}}}]
              envFrom: [{configMapRef: {name: whole, optional: true}}]
          volumes:
            - {name: a, secret: {secretName: volume, items: [{key: k, path: p}]}}
            - {name: b, projected: {sources: [{configMap: {name: projected}}]}}
            - {name: c, csi: {driver: d, nodePublishSecretRef: {name: login}}}
        ---

        """

    private func config(_ kind: String, _ name: String) -> String {
        "apiVersion: v1\nkind: \(kind)\nmetadata: {name: \(name), namespace: n}\n---\n"
    }

    @Test func `every way to name one is known`() throws {
        let spec = try #require(world(Self.pod).workloads.first?.podSpec)
        let found = ConfigReference.all(in: spec)
        #expect(
            found.map { "\($0.way) \($0.kind) \($0.name ?? "")" } == [
                "variable Secret variable", "environment ConfigMap whole", "volume Secret volume",
                "projection ConfigMap projected", "credential Secret login", "pull Secret pull",
            ])
        #expect(found.map(\.isOptional) == [false, true, false, false, false, true])
        #expect(found.flatMap { $0.keys.compactMap(\.string) } == ["a", "k"])
    }

    @Test func `users are found, and names in any text`() {
        let texts = ["variable", "argued", "c"].map { config("Secret", $0) }
        let world = world(Self.pod + texts.joined())
        #expect(world.workloads(ofConfig: world.members[1]) == [0])
        #expect(world.workloads(ofConfig: world.members[2]).isEmpty)
        // A container's name is a text like any other.
        #expect((1...3).map { world.isMentioned($0) } == [true, true, true])
        let alone = self.world(config("Secret", "a") + config("Secret", "a-b"))
        #expect((0...1).map { alone.isMentioned($0) } == [false, false])
    }

    @Test func `what something may make is not missing`() {
        let maker = """
            apiVersion: cert-manager.io/v1
            kind: Certificate
            metadata: {name: web, namespace: n}
            spec: {secretName: made}
            ---

            """
        let found = world(
            config("Secret", "x") + config("ConfigMap", "x") + maker
                + Self.pod.replacing(
                    "name: pull", with: "name: made"), generated: ["whole"])
        #expect(!found.isMissing("Secret", "x", scope: "n"))
        #expect(!found.isMissing("Secret", "made", scope: "n"))
        #expect(!found.isMissing("ConfigMap", "whole", scope: "n"))
        #expect(!found.isMissing("ConfigMap", "kube-root-ca.crt", scope: "n"))
        #expect(found.isMissing("Secret", "variable", scope: "n"))
        #expect(!found.isMissing("Secret", "variable", scope: "m"))
    }

    @Test func `a definition knows its resources`() throws {
        let found = world(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: tenants.example.com}
            spec:
              group: example.com
              scope: Cluster
              names: {kind: Tenant}
              versions: [{name: v1}, {name: v1beta1, served: false}]
            ---
            apiVersion: example.com/v1
            kind: Tenant
            metadata: {name: a}
            ---
            apiVersion: example.org/v1
            kind: Tenant
            metadata: {name: a}
            """)
        #expect(found.members.map { found.definition(of: $0) } == [nil, 0, nil])
        let definition = try #require(ResourceDefinition(found.members[0]))
        #expect(definition.servedVersions == ["v1"])
        #expect(definition.isClusterWide)
    }

    @Test(arguments: [
        ("sleep: {seconds: 7}", 7), ("exec: {command: [sleep, '15']}", 15),
        ("exec: {command: [sh, -c, 'sleep 5 && kill 1; /bin/sleep 2s']}", 7),
        ("exec: {command: [nginx, -s, quit]}", nil), ("httpGet: {path: /}", nil),
    ])
    func `a hook that sleeps says how long`(hook: String, seconds: Int?) throws {
        let text =
            "apiVersion: v1\nkind: Pod\nspec: {containers: [{lifecycle: {preStop: {\(hook)}}}]}"
        let spec = try #require(world(text).workloads.first?.podSpec)
        #expect(Container.all(in: spec).first?.preStopSeconds == seconds)
    }

    @Test(arguments: [
        ("{matchLabels: {a: b}}", true), ("{matchExpressions: [{key: a, operator: Exists}]}", true),
        ("{}", false), ("{matchLabels: {}}", false), ("null", false),
    ])
    func `a disruption budget is renamed when its selector says something`(
        selector: String, isRename: Bool
    ) throws {
        let text = """
            apiVersion: policy/v1beta1
            kind: PodDisruptionBudget
            spec: {selector: \(selector)}
            """
        let budget = world(text).members[0]
        let life = try #require(
            APILifecycle.of(apiVersion: budget.apiVersion, kind: budget.kind))
        #expect(life.isRename(of: budget) == isRename)
    }

    @Test func `workloads that run as one user know each other`() {
        func pod(_ name: String, _ user: Int, _ key: String = "containers") -> String {
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: \(name)}
            spec: {\(key): [{name: c, securityContext: {runAsUser: \(user)}}]}
            ---

            """
        }
        let found = world(
            pod("a", 7) + pod("b", 8) + pod("c", 7) + pod("d", 8, "initContainers") + pod("e", 7))
        #expect(
            found.workloads.indices.map { found.workload(runningAs: 7, besides: $0) }
                == [2, 0, 0, 0, 0])
        #expect(found.workload(runningAs: 8, besides: 1) == nil)
    }
}
