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

    /// The files and folders whose resources it takes, as written: relative to it.
    package var resources: [String] {
        ["resources", "bases"].flatMap { root[$0]?.strings ?? [] }
    }

    /// The components that change its resources.
    package var components: [String] { root["components"]?.strings ?? [] }

    /// Whether it adds labels to selectors or to pods.
    package var addsLabels: Bool {
        root["commonLabels"].map { !$0.isEmpty } ?? false
            || (root["labels"]?.items ?? []).contains {
                $0["includeSelectors"]?.bool ?? false || $0["includeTemplates"]?.bool ?? false
            }
    }

    /// The names of the ConfigMaps and Secrets it makes, without the hash it adds.
    package var generatedNames: [String] {
        ["configMapGenerator", "secretGenerator"].flatMap { key in
            (root[key]?.items ?? []).compactMap { $0["name"]?.string }
        }
    }

    /// The keys that only say which files belong together.
    private static let listKeys: Set<String> = [
        "apiVersion", "kind", "metadata", "resources", "bases", "components", "crds", "openapi",
        "buildMetadata", "sortOptions",
    ]

    /// The first key that changes its resources or makes new ones; nil when it only lists them, so
    /// that they are what is written.
    package var change: YAMLValue? {
        root.entries.first { key, _ in !Self.listKeys.contains(key.string ?? "") }?.key
    }
}
