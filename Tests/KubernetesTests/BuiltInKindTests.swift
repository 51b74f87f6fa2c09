import Kubernetes
import Notations
import Testing
import YAMLTrees

@Suite struct BuiltInKinds {
    private func resource(_ text: String) throws -> Resource {
        try #require(Manifest(bytes: Array(text.utf8)).resources.first)
    }

    @Test func `a version that never had a kind is told with the right one`() {
        #expect(BuiltInKind.apiVersion(for: "Deployment", insteadOf: "v1") == "apps/v1")
        #expect(
            BuiltInKind.apiVersion(for: "Ingress", insteadOf: "apps/v1") == "networking.k8s.io/v1")
        // Right, removed, and somebody else's.
        #expect(BuiltInKind.apiVersion(for: "Deployment", insteadOf: "apps/v1") == nil)
        #expect(BuiltInKind.apiVersion(for: "Deployment", insteadOf: "extensions/v1beta1") == nil)
        #expect(BuiltInKind.apiVersion(for: "Service", insteadOf: "serving.knative.dev/v1") == nil)
    }

    @Test func `a misspelt field is told with the one that was meant`() throws {
        let pod = try resource(
            """
            apiVersion: v1
            kind: Pod
            metadata: { name: a }
            spec:
              containers:
                - name: a
                  enviroment: []
                  livenessProbe: {}
                  livenesProbe: {}
              nodeSelector: { anything: goes }
            """)
        let fields = UnknownField.all(in: pod)
        #expect(fields.map(\.name) == ["enviroment", "livenesProbe"])
        // `livenessProbe` is there already, so it was not meant.
        #expect(fields.last?.nearest != "livenessProbe")
        #expect(fields.map(\.path) == [["spec", "containers"], ["spec", "containers"]])
    }

    @Test func `a field that an alias or a merge shows is found in each place`() throws {
        let pod = try resource(
            """
            apiVersion: v1
            kind: Pod
            metadata: { name: a }
            spec:
              containers:
                - name: a
                  livenessProbe: &probe { perod: 5 }
                  readinessProbe: *probe
                  startupProbe: { <<: *probe, timeoutSecnds: 1 }
            """)
        let found = UnknownField.all(in: pod).map { ($0.path + [$0.name]).joined(separator: ".") }
        let probes = ["livenessProbe", "readinessProbe", "startupProbe"]
        let expected = probes.map { "spec.containers.\($0).perod" }
        #expect(Set(found) == Set(expected + ["spec.containers.startupProbe.timeoutSecnds"]))
        #expect(found.count == 4)
    }

    @Test(arguments: [
        ("http", true), ("a", true), ("http-2", true), ("2http", true), ("", false), ("123", false),
        ("-http", false), ("http-", false), ("http--2", false), ("HTTP", false), ("a_b", false),
        ("abcdefghijklmno", true), ("abcdefghijklmnop", false),
    ])
    func `names of ports are held to IANA's rules`(name: String, isValid: Bool) {
        #expect(PortName.isValid(name) == isValid)
    }

    @Test(arguments: [
        ("", true), ("a", true), ("A.b_c-1", true), (".a", false), ("a-", false), ("a b", false),
        ("é", false), (String(repeating: "a", count: 63), true),
        (String(repeating: "a", count: 64), false),
    ])
    func `values of labels are held to Kubernetes' rules`(value: String, isValid: Bool) {
        #expect(Array(value.utf8).withUnsafeBufferPointer(LabelValue.isValid) == isValid)
    }

    @Test func `kinds that are not known are not judged`() throws {
        let custom = try resource("{apiVersion: example.com/v1, kind: Pod, metadata: {}, any: 1}")
        #expect(UnknownField.all(in: custom).isEmpty)
        let old = try resource("{apiVersion: apps/v1beta1, kind: Deployment, any: 1}")
        #expect(UnknownField.all(in: old).isEmpty)
    }

    @Test func `fields nested in each other without end cost nothing`() throws {
        let deep =
            String(repeating: "{not: ", count: 400) + "{}" + String(repeating: "}", count: 400)
        let policy = try resource("{apiVersion: v1, kind: Pod, metadata: {}, spec: \(deep)}")
        #expect(UnknownField.all(in: policy).map(\.name) == ["not"])
    }

    @Test(
        arguments: [
            ("api", "ConfigMap", nil), ("Api", "ConfigMap", "has capital letters"),
            ("a_b", "ConfigMap", "holds `_`"), ("a.b", "ConfigMap", nil),
            ("a.b", "Namespace", "holds a dot"), ("2nd", "Service", "begins with a digit"),
            ("2nd", "ConfigMap", nil),
            ("-a", "ConfigMap", "does not begin and end with a letter or digit"),
            ("a..b", "ConfigMap", "does not begin and end with a letter or digit"),
            ("system:Reader", "ClusterRole", nil), ("a/b", "Role", "holds `/` or `%`"),
            ("${NAME}", "ConfigMap", nil), ("", "ConfigMap", nil),
        ] as [(String, String, String?)])
    func `names are held to what their kind demands`(name: String, kind: String, problem: String?) {
        #expect(ObjectName.problem(name, kind: kind) == problem)
    }

    @Test func `the longest names are those that Kubernetes takes`() {
        let letters = { String(repeating: "a", count: $0) }
        #expect(ObjectName.problem(letters(253), kind: "ConfigMap") == nil)
        #expect(ObjectName.problem(letters(254), kind: "ConfigMap") != nil)
        #expect(ObjectName.problem(letters(63), kind: "Service") == nil)
        #expect(ObjectName.problem(letters(64), kind: "Service") != nil)
        #expect(ObjectName.problem(letters(52), kind: "CronJob") == nil)
        #expect(ObjectName.problem(letters(53), kind: "CronJob") != nil)
    }

    @Test func `odd scalars are found, and only plain ones`() throws {
        let map = try resource(
            """
            apiVersion: v1
            kind: ConfigMap
            a: yes
            b: "yes"
            c: 0755
            d: 0
            e:
            f: {g: , h: on}
            """)
        #expect(
            OddScalar.all(in: map).map(\.oddity) == [.truthyWord, .octal, .nothing, .truthyWord])
    }

    @Test(
        arguments: [
            ("postgres:17", "/var/lib/postgresql"), ("docker.io/bitnami/mysql:8", "/bitnami/mysql"),
            ("acme/postgres-exporter:1", nil), ("redis:7", nil),
        ] as [(String, String?)])
    func `images of databases are known with their folders`(image: String, folder: String?) throws {
        #expect(DataImages.folder(of: try #require(ImageReference(image))) == folder)
    }
}
