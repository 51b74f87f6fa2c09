import CEL
import Kubernetes
import Rules
import YAMLTrees

/// The profiles that confine a container, wherever they are written: its own security context, an
/// annotation, or the security context of its pod.
extension ContainerFacts {
    /// Words about them.
    static let profiles: [SubjectModel<ContainerFacts>.Field] = [
        .optionalText(
            "seccomp",
            "The seccomp profile, annotations counted: `RuntimeDefault`, `Unconfined`, `Localhost/file`."
        ) { $0.profile($0.seccompPlace) }.at { $0.seccompPlace },
        .optionalText(
            "appArmor",
            "The AppArmor profile, annotations counted: `RuntimeDefault`, `Unconfined`, `Localhost/name`."
        ) { $0.profile($0.appArmorPlace) }.at { $0.appArmorPlace },
    ]

    private var seccompPlace: YAMLLocation {
        let own = own("seccompProfile")
        guard !own.isText else { return own }
        let name = "container.seccomp.security.alpha.kubernetes.io/" + container.name
        return firstText(annotation(name), pods("seccompProfile"))
            ?? firstText(annotation("seccomp.security.alpha.kubernetes.io/pod")) ?? own
    }

    private var appArmorPlace: YAMLLocation {
        let own = own("appArmorProfile")
        guard !own.isText else { return own }
        let name = "container.apparmor.security.beta.kubernetes.io/" + container.name
        return firstText(annotation(name), pods("appArmorProfile")) ?? own
    }

    private func own(_ key: String) -> YAMLLocation {
        YAMLLocation(node, Self.securityContext, path: key, last: "type")
    }

    private func pods(_ key: String) -> YAMLLocation {
        YAMLLocation(container.podSpec, Self.securityContext, path: key, last: "type")
    }

    private func annotation(_ name: String) -> YAMLLocation {
        YAMLLocation(
            workload.node, workload.workload.kind.podMetadata, path: "annotations", last: name)
    }

    private func firstText(_ places: YAMLLocation...) -> YAMLLocation? {
        places.first(where: \.isText)
    }

    /// The profile at a place, whether a field or an annotation names it.
    private func profile(_ place: YAMLLocation) -> String? {
        guard let text = place.node?.string else { return nil }
        if place.keys.last == "type" {
            let file = YAMLLocation(place.base, place.keys.dropLast() + ["localhostProfile"])
            return text == "Localhost" ? "Localhost/" + (file.node?.string ?? "") : text
        }
        if text == "runtime/default" || text == "docker/default" { return "RuntimeDefault" }
        if text == "unconfined" { return "Unconfined" }
        return text.hasPrefix("localhost/") ? "L" + text.dropFirst() : text
    }
}

extension YAMLLocation {
    fileprivate var isText: Bool { node?.string != nil }
}

/// Methods that spare rules repetition.
extension ContainerFacts {
    static let methods: [SubjectModel<ContainerFacts>.Method] = [
        .init(
            "decides", [.string], .bool,
            "Whether it sets a field of its security context, or is the first to take it from its pod."
        ) { facts, arguments in
            let keys = (arguments.first?.stringValue ?? "").keysOfPath
            return .bool(facts.decides(keys))
        },
        .init(
            "isImageOf", [.list(.dyn)], .bool,
            "Whether its image is one of these; `*` at the end of one stands for anything."
        ) { facts, arguments in
            .bool(Self.isText(facts.node["image"]?.string, likeAnyOf: arguments.first))
        },
        .init(
            "isSeccompOf", [.list(.dyn)], .bool,
            "Whether its seccomp profile is one of these; `*` at the end of one stands for anything."
        ) { facts, arguments in
            .bool(Self.isText(facts.profile(facts.seccompPlace), likeAnyOf: arguments.first))
        },
    ]

    /// A mistake in the pod's security context is told once, of the first container it reaches.
    private func decides(_ keys: [String]) -> Bool {
        guard node["securityContext"]?.value(at: keys) == nil else { return true }
        let first = workload.containers.first { $0.node["securityContext"]?.value(at: keys) == nil }
        return first?.node == node
    }

    /// Whether a text is like one of a list of patterns.
    static func isText(_ text: String?, likeAnyOf patterns: CELValue?) -> Bool {
        guard let text, case .list(let patterns)? = patterns else { return false }
        return patterns.contains { $0.stringValue.map { isText(text, like: $0) } ?? false }
    }

    /// Whether a text is a pattern, or begins as one that ends with `*` does.
    static func isText(_ text: String, like pattern: String) -> Bool {
        pattern.hasSuffix("*") ? text.hasPrefix(pattern.dropLast()) : text == pattern
    }
}
