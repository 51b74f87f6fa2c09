import Testing

@testable import Kubernetes

/// Resources of a world know each other.
@Suite struct Worlds {
    private func world(_ texts: String...) -> World {
        World(texts.map { Manifest(bytes: Array($0.utf8)) })
    }

    private func deployment(_ name: String, _ labels: String, namespace: String = "n") -> String {
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: \(name), namespace: \(namespace)}
        spec:
          selector: {matchLabels: {\(labels)}}
          template:
            metadata: {labels: {\(labels)}}
            spec:
              containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]
        ---

        """
    }

    private func selecting(_ kind: String, _ name: String, _ selector: String) -> String {
        let key = kind == "NetworkPolicy" ? "podSelector" : "selector"
        return """
            apiVersion: v1
            kind: \(kind)
            metadata: {name: \(name), namespace: n}
            spec: {\(key): {\(selector)}}
            ---

            """
    }

    private func names(_ members: [Int], _ world: World) -> [String] {
        members.map { world.members[$0].name }
    }

    @Test func `services and workloads find each other by labels and namespace`() {
        let world = world(
            deployment("a", "app: x") + deployment("b", "app: x, tier: web")
                + deployment("far", "app: x", namespace: "m"),
            selecting("Service", "all", "app: x") + selecting("Service", "web", "tier: web")
                + selecting("Service", "none", "app: y"))
        #expect(names(world.members(ofKind: "Service", selecting: 0), world) == ["all"])
        #expect(names(world.members(ofKind: "Service", selecting: 1), world) == ["all", "web"])
        #expect(names(world.members(ofKind: "Service", selecting: 2), world) == [])
    }

    @Test func `a policy without labels selects all pods of its namespace`() {
        let world = world(
            deployment("a", "app: x") + deployment("far", "app: x", namespace: "m"),
            selecting("NetworkPolicy", "deny", ""))
        #expect(names(world.members(ofKind: "NetworkPolicy", selecting: 0), world) == ["deny"])
        #expect(world.members(ofKind: "NetworkPolicy", selecting: 1).isEmpty)
    }

    @Test func `a service without selector selects nothing`() {
        let world = world(deployment("a", "app: x"), selecting("Service", "s", ""))
        #expect(world.members(ofKind: "Service", selecting: 0).isEmpty)
    }

    @Test func `no namespace is the default one`() {
        let world = world(
            deployment("a", "app: x", namespace: "default"),
            "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {selector: {app: x}}\n")
        #expect(world.members(ofKind: "Service", selecting: 0).count == 1)
        #expect(world.hasWorkloads(in: "default") && !world.hasWorkloads(in: "n"))
    }

    @Test func `an autoscaler knows its target`() {
        let world = world(
            deployment("a", "app: x"),
            """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: h, namespace: n}
            spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}}
            """)
        #expect(names(world.autoscalers(of: world.members[0]), world) == ["h"])
    }

    @Test func `cluster roles are found from any namespace`() {
        let world = world("apiVersion: rbac/v1\nkind: ClusterRole\nmetadata: {name: r}\n")
        #expect(world.member(kind: "ClusterRole", name: "r", scope: "anywhere") == 0)
        #expect(world.member(kind: "Role", name: "r", scope: "anywhere") == nil)
    }

    @Test(arguments: [
        ("80", true), ("http", false), ("web", true), ("8080", false),
    ]) func `a backend means a service port by number or name`(_ port: String, _ fits: Bool) throws
    {
        let world = world(
            "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {ports: [{name: web, port: 80}]}\n",
            """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: i}
            spec:
              rules:
              - http:
                  paths: [{path: /, backend: {service: {name: s, port: {number: \(port)}}}}]
            """)
        let backend = try #require(Backend.all(of: world.members[1]).first)
        #expect(backend.service == "s")
        let ports = ServicePort.all(of: world.members[0])
        #expect(ports.contains { $0.isNamed(by: backend.port!) } == fits)
    }

    @Test(arguments: [
        ("{verbs: [get], apiGroups: [''], resources: [secrets]}", true),
        ("{verbs: ['*'], apiGroups: ['*'], resources: ['*']}", true),
        ("{verbs: [list], apiGroups: [''], resources: [secrets]}", false),
        ("{verbs: [get], apiGroups: [apps], resources: [secrets]}", false),
    ]) func `a permission allows what its rule says`(_ rule: String, _ allows: Bool) {
        let world = world(
            "apiVersion: rbac/v1\nkind: Role\nmetadata: {name: r}\nrules: [\(rule)]\n")
        let permission = Permission.all(of: world.members[0])[0]
        #expect(permission.allows("get", "secrets", group: "") == allows)
    }

    @Test func `a wildcard covers subresources of its name`() {
        let world = world(
            "apiVersion: v1\nkind: Role\nrules: [{verbs: [create], apiGroups: [''], resources: ['*/exec']}]\n"
        )
        let permission = Permission.all(of: world.members[0])[0]
        #expect(permission.allows("create", "pods/exec", group: ""))
        #expect(!permission.allows("create", "pods/attach", group: ""))
    }
}
