import Kubernetes
import Notations
import Testing

@Suite struct APILifecycleTests {
    private func life(_ apiVersion: String, _ kind: String) throws -> APILifecycle {
        try #require(
            APILifecycle.of(apiVersion: apiVersion, kind: kind), "\(apiVersion) \(kind)")
    }

    /// What the table says of a kind, in one line.
    private func line(_ life: APILifecycle) -> String {
        let deprecated = life.deprecated.map { "\($0)" } ?? "-"
        let removed = life.removed.map { "\($0)" } ?? "-"
        let since = life.replacement?.since.map { "\($0)" } ?? "-"
        let replacement = life.replacement.map { "\($0.apiVersion) \($0.kind)" } ?? "-"
        return "\(deprecated) \(removed) \(replacement) \(since)"
    }

    @Test func `the table says what the deprecation guide says`() throws {
        let cases: [(String, String, String, Bool)] = [
            ("apps/v1beta1", "Deployment", "1.8 1.16 apps/v1 Deployment 1.9", false),
            ("apps/v1beta2", "DaemonSet", "1.9 1.16 apps/v1 DaemonSet 1.9", false),
            ("extensions/v1beta1", "Ingress", "1.14 1.22 networking.k8s.io/v1 Ingress 1.19", false),
            (
                "extensions/v1beta1", "NetworkPolicy",
                "1.9 1.16 networking.k8s.io/v1 NetworkPolicy 1.8", true
            ),
            ("batch/v1beta1", "CronJob", "1.21 1.25 batch/v1 CronJob 1.21", true),
            (
                "policy/v1beta1", "PodDisruptionBudget",
                "1.21 1.25 policy/v1 PodDisruptionBudget 1.21", false
            ),
            ("policy/v1beta1", "PodSecurityPolicy", "1.21 1.25 - -", false),
            (
                "autoscaling/v2beta1", "HorizontalPodAutoscaler",
                "1.22 1.25 autoscaling/v2 HorizontalPodAutoscaler 1.23", false
            ),
            (
                "autoscaling/v2beta2", "HorizontalPodAutoscaler",
                "1.23 1.26 autoscaling/v2 HorizontalPodAutoscaler 1.23", true
            ),
            (
                "rbac.authorization.k8s.io/v1beta1", "RoleBinding",
                "1.17 1.22 rbac.authorization.k8s.io/v1 RoleBinding 1.8", true
            ),
            (
                "storage.k8s.io/v1beta1", "CSIDriver",
                "1.19 1.22 storage.k8s.io/v1 CSIDriver 1.19", true
            ),
            (
                "flowcontrol.apiserver.k8s.io/v1beta2", "FlowSchema",
                "1.26 1.29 flowcontrol.apiserver.k8s.io/v1 FlowSchema 1.29", true
            ),
            (
                "flowcontrol.apiserver.k8s.io/v1beta2", "PriorityLevelConfiguration",
                "1.26 1.29 flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration 1.29", false
            ),
            ("v1", "Endpoints", "1.33 - discovery.k8s.io/v1 EndpointSlice 1.21", false),
            ("v1", "ComponentStatus", "1.19 - - -", false),
        ]
        for (apiVersion, kind, expected, isRename) in cases {
            let found = try life(apiVersion, kind)
            #expect(line(found) == expected, "\(apiVersion) \(kind)")
            #expect(found.migration.isRename == isRename, "\(apiVersion) \(kind)")
            #expect(found.component == .kubernetes)
        }
    }

    @Test func `what a migration changes is said`() throws {
        guard case .rewrite(let text) = try life("apps/v1beta1", "Deployment").migration else {
            Issue.record("a Deployment must be rewritten")
            return
        }
        #expect(text.hasPrefix("`spec.selector` is required"))
        let budget = try life("policy/v1beta1", "PodDisruptionBudget").migration
        guard case .renameUnless = budget else {
            Issue.record("an empty selector changes its meaning")
            return
        }
    }

    @Test func `what is not deprecated or not known has no lifecycle`() {
        let cases = [
            ("apps/v1", "Deployment"), ("v1", "Pod"), ("batch/v1beta1", "CronJo"),
            ("batch/v1beta1", "CronJobs"), ("batch/v1beta1", ""), ("", ""), ("", "CronJob"),
            ("batch/v1beta1 CronJob", "1.21"), ("batch/v1beta1", "CronJob 1.21"), ("zzz/v1", "Z"),
            ("BATCH/v1beta1", "CronJob"), ("batch/v1beta1\n", "CronJob"), ("a", "A"),
        ]
        for (apiVersion, kind) in cases {
            #expect(
                APILifecycle.of(apiVersion: apiVersion, kind: kind) == nil, "\(apiVersion) \(kind)")
        }
    }

    @Test func `custom resources name the component whose versions count`() throws {
        let certificate = try life("cert-manager.io/v1alpha2", "Certificate")
        #expect(certificate.component == .certManager)
        #expect(line(certificate) == "1.4 1.6 cert-manager.io/v1 Certificate 1.0")
        let order = try life("certmanager.k8s.io/v1alpha1", "Order")
        #expect(order.component == .certManager)
        #expect(line(order) == "0.11 0.11 acme.cert-manager.io/v1 Order 1.0")
        let policy = try life("authentication.istio.io/v1alpha1", "MeshPolicy")
        #expect(policy.component == .istio && policy.kind == "MeshPolicy")
        #expect(line(policy) == "1.5 1.6 security.istio.io/v1beta1 MeshPolicy -")
    }

    @Test func `a version of a cluster tells what it warns of and what it refuses`() throws {
        let job = try life("batch/v1beta1", "CronJob")
        let versions = [20, 21, 24, 25].map { KubernetesVersion(1, $0) }
        #expect(versions.map(job.isDeprecated) == [false, true, true, true])
        #expect(versions.map(job.isRemoved) == [false, false, false, true])
        #expect(versions.map(job.isReplaceable) == [false, true, true, true])
        let set = try life("apps/v1beta1", "ReplicaSet")
        #expect(set.deprecated == nil && set.isDeprecated(in: KubernetesVersion(1, 16)))
        let endpoints = try life("v1", "Endpoints")
        #expect(!endpoints.isRemoved(in: APILifecycle.newestKubernetes))
    }

    @Test func `every row is whole, in its place and found`() throws {
        let all = APILifecycle.all
        #expect(all.count == 138)
        let keys = all.map { Array("\($0.apiVersion) \($0.kind)".utf8) }
        for (one, next) in zip(keys, keys.dropFirst()) {
            #expect(one.lexicographicallyPrecedes(next), "\(String(decoding: next, as: UTF8.self))")
        }
        for row in all {
            let name = "\(row.apiVersion) \(row.kind)"
            #expect(APILifecycle.of(apiVersion: row.apiVersion, kind: row.kind) == row, "\(name)")
            #expect(row.deprecated != nil || row.removed != nil, "\(name)")
            if let deprecated = row.deprecated, let removed = row.removed {
                #expect(deprecated <= removed, "\(name)")
            }
            if case .none = row.migration {
                #expect(row.replacement == nil, "\(name)")
            } else {
                #expect(row.replacement != nil, "\(name)")
            }
        }
    }

    @Test func `a replacement outlives what it replaces`() throws {
        for row in APILifecycle.all {
            guard let next = row.replacement, let removed = row.removed,
                let other = APILifecycle.of(apiVersion: next.apiVersion, kind: next.kind)?.removed
            else { continue }
            #expect(other > removed, "\(row.apiVersion) \(row.kind)")
            #expect(other > APILifecycle.newestKubernetes, "\(row.apiVersion) \(row.kind)")
        }
    }
}
