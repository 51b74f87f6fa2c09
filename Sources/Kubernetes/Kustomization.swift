package import YAMLTrees

/// A `kustomization.yaml`: which files beside it are patches and not resources of their own.
package struct Kustomization: Sendable {
    package let root: YAMLValue

    /// Whether a file of this name is one, whatever stands in it.
    package static func isName(_ name: String) -> Bool {
        ["kustomization.yaml", "kustomization.yml", "Kustomization"].contains(name)
    }

    /// Whether a document says that it is one.
    package init?(_ root: YAMLValue, isNamedSo: Bool) {
        let kind = root["kind"]?.string
        let group = root["apiVersion"]?.string?.hasPrefix("kustomize.config.k8s.io/") ?? false
        guard root.kind == .mapping, isNamedSo || group,
            kind == nil || kind == "Kustomization" || kind == "Component"
        else { return nil }
        self.root = root
    }

    /// The files it uses as patches, transformers or configuration, as written: relative to it.
    package var patchFiles: [String] {
        let patches = ["patches", "patchesJson6902", "replacements"].flatMap { key in
            (root[key]?.items ?? []).compactMap { $0["path"]?.string }
        }
        let lists = [
            "patchesStrategicMerge", "transformers", "generators", "validators", "configurations",
        ].flatMap { root[$0]?.strings ?? [] }
        return patches + lists.filter { !$0.contains("\n") }
    }

    /// The key that says what it does to the resources, to be shown to people.
    package var headline: YAMLValue? {
        root["resources"]?.key ?? root["bases"]?.key ?? root.entries.first { _ in true }?.key
    }
}
