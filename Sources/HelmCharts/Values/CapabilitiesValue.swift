import GoTemplates

/// `.Capabilities`
final class CapabilitiesValue: GoJSONWritable {
    private let capabilities: Capabilities
    private let isPointer: Bool
    private let versions: ListValue

    init(_ capabilities: Capabilities, isPointer: Bool = true) {
        self.capabilities = capabilities
        self.isPointer = isPointer
        versions = ListValue(
            capabilities.apiVersions.map { .string($0) }, .versions,
            methods: VersionSetMethods(capabilities.apiVersions))
    }

    static let root = Bytes(".Capabilities".utf8)

    var typeName: String { isPointer ? "*common.Capabilities" : "common.Capabilities" }
    var kindName: String { isPointer ? "ptr" : "struct" }
    var printed: Bytes {
        let parts = [
            KubeVersionValue(capabilities.kubeVersion).printed,
            GoFormat.text(Value(.list(versions))),
            HelmVersionValue(capabilities).printed,
        ]
        let text = Bytes(parts.joined(separator: [0x20]))
        return Bytes((isPointer ? "&{" : "{").utf8) + text + Bytes("}".utf8)
    }

    func field(_ name: Bytes, _ origins: OriginTable) -> Value? {
        guard let part = part(name) else { return nil }
        guard origins.isTracking else { return part }
        let path = origins.path(origins.path(OriginTable.root, Self.root), name)
        return part.with(origins.data(path))
    }

    private func part(_ name: Bytes) -> Value? {
        switch String(decoding: name, as: UTF8.self) {
        case "KubeVersion": Value(.object(KubeVersionValue(capabilities.kubeVersion)))
        case "APIVersions": Value(.list(versions))
        case "HelmVersion": Value(.object(HelmVersionValue(capabilities)))
        default: nil
        }
    }

    func method(_ name: Bytes) -> TemplateFunction? {
        guard name == Bytes("Copy".utf8) else { return nil }
        let copy = CapabilitiesValue(capabilities, isPointer: false)
        return TemplateFunction("Copy", [], .keeps) { _ in Value(.object(copy)) }
    }

    var json: GoJSONForm {
        .fields(
            ["KubeVersion", "APIVersions", "HelmVersion"].compactMap { name in
                let name = Bytes(name.utf8)
                return part(name).map { MapValue.Entry(key: name, value: $0) }
            })
    }
}

/// A struct of Go whose fields are texts.
class TextsValue: GoJSONWritable, @unchecked Sendable {
    let fields: KeyValuePairs<String, String>

    var typeName: String { "struct {}" }
    func method(_ name: Bytes) -> TemplateFunction? { nil }

    init(_ fields: KeyValuePairs<String, String>) {
        self.fields = fields
    }

    var printed: Bytes {
        Bytes("{\(fields.map(\.value).joined(separator: " "))}".utf8)
    }

    var written: Bytes { printed }

    func field(_ name: Bytes, _ origins: OriginTable) -> Value? {
        let name = String(decoding: name, as: UTF8.self)
        return fields.first { $0.key == name }.map { .string($0.value) }
    }

    /// The names that JSON has for the fields, in order; fields that are empty are left out.
    var jsonNames: [String] { fields.map(\.key) }

    var json: GoJSONForm {
        .fields(
            zip(jsonNames, fields).compactMap { name, field in
                if name.isEmpty || field.value.isEmpty { return nil }
                return MapValue.Entry(key: Bytes(name.utf8), value: .string(field.value))
            })
    }
}

/// `.Capabilities.KubeVersion`
final class KubeVersionValue: TextsValue, @unchecked Sendable {
    private let version: Capabilities.KubeVersion

    init(_ version: Capabilities.KubeVersion) {
        self.version = version
        super.init([
            "Version": version.full, "normalizedVersion": version.normalized,
            "Major": String(version.major), "Minor": String(version.minor),
        ])
    }

    override var typeName: String { "common.KubeVersion" }
    override var written: Bytes { Bytes(version.normalized.utf8) }
    override var jsonNames: [String] { ["Version", "", "Major", "Minor"] }

    /// Go finds these methods because a field of a struct that a pointer leads to has an address.
    override func method(_ name: Bytes) -> TemplateFunction? {
        let name = String(decoding: name, as: UTF8.self)
        let text: String
        switch name {
        case "String": text = version.normalized
        case "GitVersion": text = version.full
        default: return nil
        }
        return TemplateFunction(name, []) { _ in .string(text) }
    }

    override func field(_ name: Bytes, _ origins: OriginTable) -> Value? {
        guard let value = super.field(name, origins), name.first.map({ $0 < 0x61 }) ?? false else {
            return nil
        }
        guard origins.isTracking else { return value }
        let steps = [CapabilitiesValue.root, Bytes("KubeVersion".utf8), name]
        return value.with(
            origins.data(steps.reduce(OriginTable.root) { origins.path($0, $1) }))
    }
}

/// `.Capabilities.HelmVersion`
final class HelmVersionValue: TextsValue, @unchecked Sendable {
    init(_ capabilities: Capabilities) {
        super.init([
            "Version": capabilities.helmVersion, "GitCommit": "", "GitTreeState": "",
            "GoVersion": capabilities.goVersion,
            "KubeClientVersion": capabilities.kubeClientVersion,
        ])
    }

    override var typeName: String { "version.BuildInfo" }
    override var jsonNames: [String] {
        ["version", "git_commit", "git_tree_state", "go_version", "kube_client_version"]
    }
}

/// What one may ask `.Capabilities.APIVersions` besides its items.
private final class VersionSetMethods: ObjectValue {
    private let set: Set<Bytes>

    init(_ versions: [String]) {
        set = Set(versions.map { Bytes($0.utf8) })
    }

    var typeName: String { ListValue.Kind.versions.typeName }
    var kindName: String { "slice" }

    func method(_ name: Bytes) -> TemplateFunction? {
        guard name == Bytes("Has".utf8) else { return nil }
        return TemplateFunction("Has", [.string], .keeps) { [set] call throws(FunctionError) in
            let name = call.bytes(0)
            let answer = Value.bool(set.contains(name))
            guard call.origins.isTracking else { return answer }
            let steps = [CapabilitiesValue.root, Bytes("APIVersions".utf8), name]
            let path = steps.reduce(OriginTable.root) { call.origins.path($0, $1) }
            let cause = call.origins.union(call.origins.data(path), call[0].origin)
            return answer.with(call.origins.decided(.none, by: cause))
        }
    }
}
