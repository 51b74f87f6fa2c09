package import YAMLTrees

/// A ConfigMap or Secret that a pod cannot do without: in `env`, `envFrom`, a volume or
/// `imagePullSecrets`.
package struct ConfigReference: Sendable {
    /// How it is used.
    package enum Way: String, Sendable {
        case variable
        case environment
        case volume
        case projection
        case pull
        /// What a volume of another sort logs in with.
        case credential
    }

    package let kind: String
    package let way: Way
    /// The mapping that names it.
    package let node: YAMLValue
    /// The key of that mapping under which the name stands.
    package let nameKey: String

    package var name: String? { node[nameKey]?.string.nonEmpty }

    /// Whether the pod starts without it.
    package var isOptional: Bool { way == .pull || node["optional"]?.bool ?? false }

    /// The keys that it must have, where they are written.
    package var keys: [YAMLValue] {
        guard way != .variable else { return [node["key"]].compactMap { $0 } }
        return (node["items"]?.items ?? []).compactMap { $0["key"] }
    }

    /// All of a pod, in the order of the file's sorts: containers first.
    package static func all(in podSpec: YAMLValue) -> [ConfigReference] {
        ["containers", "initContainers", "ephemeralContainers"].flatMap {
            (podSpec[$0]?.items ?? []).filter { $0.kind == .mapping }.flatMap { of(container: $0) }
        }
            + (podSpec["volumes"]?.items ?? []).flatMap { of(volume: $0) }
            + (podSpec["imagePullSecrets"]?.items ?? []).map {
                ConfigReference(kind: "Secret", way: .pull, node: $0, nameKey: "name")
            }
    }

    private static func of(container: YAMLValue) -> [ConfigReference] {
        let variables = (container["env"]?.items ?? []).flatMap {
            among($0["valueFrom"], .variable, ["configMapKeyRef": "name", "secretKeyRef": "name"])
        }
        let whole = (container["envFrom"]?.items ?? []).flatMap {
            among($0, .environment, ["configMapRef": "name", "secretRef": "name"])
        }
        return variables + whole
    }

    private static func of(volume: YAMLValue) -> [ConfigReference] {
        let projected = (volume["projected"]?["sources"]?.items ?? []).flatMap {
            among($0, .projection, ["configMap": "name", "secret": "name"])
        }
        let sorts = ["csi", "cephfs", "rbd", "iscsi", "flexVolume", "scaleIO", "storageos"]
        let credentials = sorts.flatMap {
            among(
                volume[$0], .credential, ["secretRef": "name", "nodePublishSecretRef": "name"])
        }
        return among(volume, .volume, ["configMap": "name", "secret": "secretName"]) + projected
            + credentials + among(volume, .credential, ["azureFile": "secretName"])
    }

    /// The references in a mapping under known keys.
    private static func among(
        _ value: YAMLValue?, _ way: Way, _ nameKeys: KeyValuePairs<String, String>
    ) -> [ConfigReference] {
        guard let value else { return [] }
        return nameKeys.compactMap { key, nameKey in
            guard let node = value[key], node.kind == .mapping else { return nil }
            let kind = key.hasPrefix("configMap") ? "ConfigMap" : "Secret"
            return ConfigReference(kind: kind, way: way, node: node, nameKey: nameKey)
        }
    }
}
