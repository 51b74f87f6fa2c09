import Testing
import YAMLTrees

@testable import Kubernetes

/// Resources are found as Kubernetes finds them.
@Suite struct Manifests {
    private func identities(_ text: String) -> [String] {
        Manifest(bytes: Array(text.utf8)).resources.map(\.identity)
    }

    private static let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: n}\n"

    @Test func `each document is a resource`() {
        #expect(identities("\(Self.pod)---\n\(Self.pod)---\n") == ["Pod/n/a", "Pod/n/a"])
    }

    @Test func `the items of a list are resources`() {
        let text = """
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: Pod, metadata: {name: a}}
            - apiVersion: v1
              kind: ConfigMapList
              items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: b}}]
            """
        #expect(identities(text) == ["Pod/a", "ConfigMap/b"])
    }

    @Test func `a kind that only ends like a list is none`() {
        let text = "apiVersion: example.com/v1\nkind: AllowList\nspec: {}\nitems: []\n"
        #expect(identities(text) == ["AllowList"])
    }

    @Test func `what has no kind is counted and is no resource`() {
        let manifest = Manifest(bytes: Array("\(Self.pod)---\na: b\n---\n\n---\n- c\n".utf8))
        #expect(manifest.resources.count == 1)
        #expect(manifest.otherDocuments.count == 2)
    }

    @Test func `JSON is a manifest, too`() {
        let text = #"{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}}"#
        #expect(identities(text) == ["Pod/a"])
    }

    @Test(arguments: [
        ("apiVersion: v1\nkind: Pod\n", true), ("{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}", true),
        ("- apiVersion: v1\n  kind: Pod\n", true), ("services: {kind: x}\n", false),
        ("apiVersionX: 1\nkind: 2\n", false), ("", false), ("kind", false), ("apiVersion:", false),
        ("# apiVersion and kind\n", false),
    ]) func `marks tell a manifest without parsing it`(_ text: String, _ isOne: Bool) {
        #expect(ManifestMarks.areIn(Array(text.utf8)) == isOne)
    }

    @Test(arguments: [
        ("apps/v1", "Deployment", "spec.template.spec"), ("v1", "Pod", "spec"),
        ("batch/v1", "CronJob", "spec.jobTemplate.spec.template.spec"),
        ("v1", "PodTemplate", "template.spec"),
        ("extensions/v1beta1", "Deployment", "spec.template.spec"),
        ("argoproj.io/v1alpha1", "Rollout", "spec.template.spec"),
        ("serving.knative.dev/v1", "Service", "spec.template.spec"),
        ("v1", "Service", nil), ("example.com/v1", "Pod", nil),
    ]) func `a workload is known by group and kind`(
        _ version: String, _ kind: String, _ path: String?
    ) throws {
        let text = "apiVersion: \(version)\nkind: \(kind)\n"
        let resource = try #require(Manifest(bytes: Array(text.utf8)).resources.first)
        #expect(WorkloadKind.of(resource)?.podSpec.joined(separator: ".") == path)
    }

    @Test func `files that a kustomization uses as patches are told`() throws {
        let text = """
            resources: [a.yaml]
            patches: [{path: p1.yaml}, {patch: "- op: remove"}]
            patchesStrategicMerge: [p2.yaml, "a: b\\nc: d"]
            patchesJson6902: [{path: p3.json}]
            transformers: [t.yaml]
            """
        let root = try #require(Manifest(bytes: Array(text.utf8)).tree.firstDocument)
        let kustomization = try #require(Kustomization(root, isNamedSo: true))
        #expect(kustomization.patchFiles == ["p1.yaml", "p3.json", "p2.yaml", "t.yaml"])
        #expect(kustomization.change?.string == "patches")
        let other = Kustomization(root, isNamedSo: false)
        #expect(other?.root == nil)
    }
}
