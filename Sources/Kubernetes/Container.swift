package import Notations
import SourceText
package import YAMLTrees

/// A container of a pod template, with what its pod says for all containers.
///
/// A class, so that what its image names is read once.
package final class Container: Sendable {
    /// When it runs.
    package enum Role: String, Sendable {
        case regular
        /// Runs to its end before the others start.
        case initial = "init"
        /// An init container that stays: `restartPolicy: Always`.
        case sidecar
        /// Added to a running pod for debugging.
        case ephemeral
    }

    package let node: YAMLValue
    package let podSpec: YAMLValue
    package let role: Role
    private let keptImage = LazyReference<KeptImage>()

    private final class KeptImage: Sendable {
        let image: ImageReference?
        init(_ image: ImageReference?) { self.image = image }
    }

    private init(node: YAMLValue, podSpec: YAMLValue, role: Role) {
        self.node = node
        self.podSpec = podSpec
        self.role = role
    }

    /// The containers of a pod, in the order in which people read them: `containers` first.
    package static func all(in podSpec: YAMLValue) -> [Container] {
        let rows: [(key: String, role: Role)] = [
            ("containers", .regular), ("initContainers", .initial),
            ("ephemeralContainers", .ephemeral),
        ]
        return rows.flatMap { key, role in
            (podSpec[key]?.items ?? []).filter { $0.kind == .mapping }.map { node in
                let stays = role == .initial && node["restartPolicy"]?.string == "Always"
                return Container(node: node, podSpec: podSpec, role: stays ? .sidecar : role)
            }
        }
    }

    package var name: String { node["name"]?.string ?? "" }

    /// The image, unless it is absent or no image reference.
    package var image: ImageReference? {
        if let kept = keptImage.load() { return kept.image }
        let image = node["image"]?.string.flatMap { ImageReference($0) }
        return keptImage.storeIfNil(KeptImage(image)).image
    }

    /// Whether it serves as long as its pod lives, so that probes are of use.
    package var isLasting: Bool { role == .regular || role == .sidecar }
}

extension Container {
    /// A field of the container's security context, or else of the pod's when that has it too.
    package func security(_ keys: String...) -> YAMLValue? {
        own(keys) ?? podSpec["securityContext"]?.value(at: keys)
    }

    private func own(_ keys: [String]) -> YAMLValue? {
        node["securityContext"]?.value(at: keys)
    }

    package var isPrivileged: Bool { own(["privileged"])?.bool ?? false }

    /// Whether it says `allowPrivilegeEscalation: false`, or cannot be left unsaid without effect.
    package var allowsPrivilegeEscalation: Bool {
        if isPrivileged || addedCapabilities.contains("SYS_ADMIN") { return true }
        return own(["allowPrivilegeEscalation"])?.bool ?? true
    }

    /// Whether the kubelet refuses to start it as root.
    package var runsAsNonRoot: Bool {
        security("runAsNonRoot")?.bool ?? false
    }

    package var runAsUser: Int? { security("runAsUser")?.int.map(Int.init) }
    package var runAsGroup: Int? { security("runAsGroup")?.int.map(Int.init) }
    package var hasReadOnlyRoot: Bool { own(["readOnlyRootFilesystem"])?.bool ?? false }
    package var procMount: String { own(["procMount"])?.string ?? "Default" }

    /// The seccomp profile's type, such as `RuntimeDefault`.
    package var seccompProfile: String? { security("seccompProfile", "type")?.string }

    package var addedCapabilities: [String] { capabilities("add") }
    package var droppedCapabilities: [String] { capabilities("drop") }

    /// Capabilities in the spelling Kubernetes uses: upper case, without `CAP_`.
    private func capabilities(_ key: String) -> [String] {
        (own(["capabilities", key])?.strings ?? []).map(Self.capabilityName)
    }

    /// A capability's name as Kubernetes spells it.
    package static func capabilityName(_ written: String) -> String {
        let upper = written.uppercased()
        return upper.hasPrefix("CAP_") ? String(upper.dropFirst(4)) : upper
    }

    /// Whether a capability stays after all that is dropped and added.
    package func keeps(capability: String) -> Bool {
        let added = addedCapabilities
        if added.contains(capability) || added.contains("ALL") { return true }
        let dropped = droppedCapabilities
        return !dropped.contains(capability) && !dropped.contains("ALL")
    }
}

extension Container {
    /// How long its `preStop` hook sleeps: by that action, or by `sleep 15` in a command.
    package var preStopSeconds: Int? {
        let hook = node["lifecycle"]?["preStop"]
        if let seconds = hook?["sleep"]?["seconds"]?.int { return Self.seconds(Int(seconds)) }
        guard let command = hook?["exec"]?["command"]?.strings else { return nil }
        let words = command.joined(separator: " ").split { " ;&|\n\t\"'".contains($0) }
        let sleeps = zip(words, words.dropFirst()).filter {
            $0.0 == "sleep" || $0.0.hasSuffix("/sleep")
        }
        let seconds = sleeps.compactMap { _, word in
            Int(word.hasSuffix("s") ? word.dropLast() : word).flatMap(Self.seconds)
        }
        return seconds.isEmpty ? nil : seconds.reduce(0, +)
    }

    /// What Kubernetes takes for seconds: not negative, and no more than 32 bits hold.
    private static func seconds(_ number: Int) -> Int? {
        (0...Int(Int32.max)).contains(number) ? number : nil
    }
}
