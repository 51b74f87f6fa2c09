package import GoTemplates
import YAMLTrees

/// One document of a rendered template, as Helm sees it when it puts a release together.
package struct RenderedManifest: Sendable {
    /// The template, such as `chart/templates/service.yaml`.
    package var template: Bytes
    /// From the document's first byte that is no space to the next separator.
    package var content: ArraySlice<UInt8>
    package var kind: String
    /// Whether it is a hook: annotated so, with events that Helm knows.
    package var isHook: Bool
    /// Whether it is run by `helm test` alone.
    package var isTestHook: Bool
}

/// Why a rendered document cannot be put into a release.
package struct ManifestError: Error, Sendable {
    /// As Helm words it.
    package var message: String
}

/// The documents of a rendered chart, taken apart and sorted as Helm installs them.
package struct RenderedManifests: Sendable {
    /// What is installed, in the order of installing.
    package private(set) var resources: [RenderedManifest] = []
    package private(set) var hooks: [RenderedManifest] = []

    /// `files` are names of templates with what they gave.
    package init(_ files: [(name: Bytes, text: Bytes)]) throws(ManifestError) {
        let sorted = files.sorted { $0.name.lexicographicallyPrecedes($1.name) }
        for file in sorted where !Self.isPartial(file.name) {
            for content in Self.documents(in: file.text) { try add(content, of: file.name) }
        }
        resources = InstallOrder.sorted(resources)
        hooks = InstallOrder.sorted(hooks)
    }

    private static func isPartial(_ name: Bytes) -> Bool {
        name.split(separator: UInt8(ascii: "/")).last?.first == UInt8(ascii: "_")
    }

    private mutating func add(
        _ content: ArraySlice<UInt8>, of template: Bytes
    ) throws(ManifestError) {
        let head = try ManifestHead(content, template)
        guard let events = head.hookEvents else {
            return resources.append(manifest(template, content, head, isHook: false))
        }
        // A hook of an unknown event is no resource either.
        guard events.allSatisfy(HookEvents.known.contains) else { return }
        hooks.append(manifest(template, content, head, isHook: true))
    }

    private func manifest(
        _ template: Bytes, _ content: ArraySlice<UInt8>, _ head: ManifestHead, isHook: Bool
    ) -> RenderedManifest {
        let isTest = head.hookEvents?.contains { $0.hasPrefix("test") } ?? false
        return RenderedManifest(
            template: template, content: content, kind: head.kind, isHook: isHook,
            isTestHook: isHook && isTest)
    }

    // MARK: Splitting

    /// The documents of a text: what stands between lines that begin with `---`, without the spaces
    /// before it. Those that hold spaces only are left out.
    package static func documents(in text: Bytes) -> [ArraySlice<UInt8>] {
        var documents: [ArraySlice<UInt8>] = []
        var start = skipSpaces(text, 0)
        var index = start
        while index < text.count {
            let isLineStart = index == start || text[index - 1] == 0x0A
            if isLineStart, text[index...].starts(with: [0x2D, 0x2D, 0x2D]) {
                add(text[start..<index], to: &documents)
                start = skipSpaces(text, index + 3)
                index = start
            } else {
                index = text[index...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
            }
        }
        add(text[min(start, text.count)...], to: &documents)
        return documents
    }

    private static func add(
        _ document: ArraySlice<UInt8>, to documents: inout [ArraySlice<UInt8>]
    ) {
        guard let first = document.firstIndex(where: { !isSpace($0) }) else { return }
        documents.append(document[first...])
    }

    private static func skipSpaces(_ text: Bytes, _ start: Int) -> Int {
        var index = start
        while index < text.count, isSpace(text[index]) { index += 1 }
        return index
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}

/// What Helm reads of a document to sort it.
struct ManifestHead {
    var kind = ""
    /// The events of the hook annotation, in small letters; nil when there is none.
    var hookEvents: [String]?

    init(_ content: ArraySlice<UInt8>, _ template: Bytes) throws(ManifestError) {
        let bytes = Bytes(content)
        let tree = YAMLTree(parsing: bytes)
        do {
            if YAMLErrorText.mayBeRefused(tree) { _ = try YAMLErrorText.endOfFirstDocument(bytes) }
        } catch {
            let name = String(decoding: template, as: UTF8.self)
            throw ManifestError(
                message: "YAML parse error on \(name): error converting YAML to JSON: "
                    + error.message)
        }
        guard let root = tree.firstDocument else { return }
        kind = root["kind"]?.string ?? ""
        let annotations = root["metadata"]?["annotations"]
        guard let hook = annotations?["helm.sh/hook"]?.string else { return }
        hookEvents = hook.split(separator: ",", omittingEmptySubsequences: false).map {
            Self.trimmed($0).lowercased()
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first?.isWhitespace ?? false { text.removeFirst() }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return text
    }
}

/// When hooks run.
enum HookEvents {
    static let known: Set<String> = [
        "pre-install", "post-install", "pre-delete", "post-delete", "pre-upgrade", "post-upgrade",
        "pre-rollback", "post-rollback", "test", "test-success",
    ]
}

/// The order in which Helm installs kinds.
enum InstallOrder {
    private static let kinds: [String] = [
        "PriorityClass", "Namespace", "NetworkPolicy", "ResourceQuota", "LimitRange",
        "PodSecurityPolicy", "PodDisruptionBudget", "ServiceAccount", "Secret", "SecretList",
        "ConfigMap", "StorageClass", "PersistentVolume", "PersistentVolumeClaim",
        "CustomResourceDefinition", "ClusterRole", "ClusterRoleList", "ClusterRoleBinding",
        "ClusterRoleBindingList", "Role", "RoleList", "RoleBinding", "RoleBindingList", "Service",
        "DaemonSet", "Pod", "ReplicationController", "ReplicaSet", "Deployment",
        "HorizontalPodAutoscaler", "StatefulSet", "Job", "CronJob", "IngressClass", "Ingress",
        "APIService", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration",
    ]

    private static let places = Dictionary(
        uniqueKeysWithValues: kinds.enumerated().map { ($0.element, $0.offset) })

    /// By kind; kinds that Helm does not know last and by name, and else as they stood.
    static func sorted(_ manifests: [RenderedManifest]) -> [RenderedManifest] {
        manifests.enumerated().sorted { left, right in
            let (one, other) = (left.element.kind, right.element.kind)
            switch (places[one], places[other]) {
            case (let first?, let second?) where first != second: return first < second
            case (nil, .some): return false
            case (.some, nil): return true
            case (nil, nil) where one != other: return one < other
            default: return left.offset < right.offset
            }
        }.map(\.element)
    }
}
