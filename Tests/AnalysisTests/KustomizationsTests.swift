import Kubernetes
import Testing
import YAMLTrees

@testable import Analysis

/// What kustomizations say of the files around them.
@Suite struct KustomizationFolders {
    private func kustomizations(_ files: [String: String]) -> Kustomizations {
        Kustomizations(
            files.sorted { $0.key < $1.key }.compactMap { path, text in
                Manifest(bytes: Array(text.utf8)).tree.firstDocument
                    .flatMap { Kustomization($0, isNamedSo: true) }
                    .map { (path + "kustomization.yaml", $0) }
            })
    }

    @Test(arguments: [
        (["": "resources: [a.yaml]\ncommonLabels: {a: b}"], ["a.yaml"]),
        (["": "resources: [a.yaml]\nlabels: [{pairs: {a: b}}]"], []),
        (
            ["": "resources: [./a.yaml]\nlabels: [{pairs: {a: b}, includeSelectors: true}]"],
            ["a.yaml"]
        ),
        (["x/": "resources: [a.yaml]\ncommonLabels: {}"], []),
        (
            [
                "./base/": "resources: [a.yaml, ../more]", "./more/": "resources: [b.yaml]",
                "./prod/": "resources: [../base/, own.yaml]\ncommonLabels: {a: b}",
            ], ["./base/a.yaml", "./more/b.yaml", "./prod/own.yaml"]
        ),
        (
            [
                "/r/x/": "resources: [a.yaml]\ncomponents: [../mark]",
                "/r/mark/": "kind: Component\ncommonLabels: {a: b}",
            ], ["/r/x/a.yaml"]
        ),
        (
            ["a/": "resources: [../b]\ncommonLabels: {a: b}", "b/": "resources: [../a, c.yaml]"],
            ["b/c.yaml"]
        ),
    ])
    func `files whose labels change are known`(files: [String: String], expected: [String]) {
        #expect(kustomizations(files).labelled.sorted() == expected)
    }

    @Test func `patches and what is generated are known`() {
        let found = kustomizations([
            "x/": """
            patches: [{path: ../p.yaml}]
            configMapGenerator: [{name: settings}]
            secretGenerator: [{name: keys}, {files: [a]}]
            """
        ])
        #expect(found.patches == ["p.yaml"])
        #expect(found.generated == ["settings", "keys"])
    }
}
