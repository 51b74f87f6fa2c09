package import YAMLTrees

/// A resource with a pod template: what will run, and how.
///
/// A class for the reason that `Resource` is one.
package final class Workload: Sendable {
    package let resource: Resource
    package let kind: WorkloadKind
    /// The spec of its pods, which may be missing.
    package let podSpec: YAMLValue?
    /// The labels that its pod template writes.
    package let templateLabels: [LabelPair]
    /// The labels its pods will have: the template's, or where it has none those it selects.
    package let podLabels: [LabelPair]

    package init?(_ resource: Resource, kinds: [WorkloadKind] = []) {
        guard let kind = WorkloadKind.of(resource, own: kinds) else { return nil }
        self.resource = resource
        self.kind = kind
        podSpec = resource.root.value(at: kind.podSpec)
        let labels = resource.root.value(at: kind.podMetadata + ["labels"])
        let selector = kind.selector.isEmpty ? nil : resource.root.value(at: kind.selector)
        templateLabels = labels?.pairs ?? []
        podLabels =
            labels == nil ? (selector?["matchLabels"] ?? selector)?.pairs ?? [] : templateLabels
    }

    /// The selector by which it knows its pods; nil when it has none.
    package var selector: Selector? {
        guard !kind.selector.isEmpty, let value = resource.root.value(at: kind.selector) else {
            return nil
        }
        return kind.hasPlainSelector ? Selector(labels: value) : Selector(value)
    }

    /// The number of replicas it asks for, when it says so with a number.
    package var replicas: Int? {
        guard !kind.replicas.isEmpty else { return nil }
        return resource.root.value(at: kind.replicas)?.int.map(Int.init)
    }

    /// Whether its pods serve until they are told to stop.
    package var isLasting: Bool { kind.purpose == .service }

    /// Whether it can run several pods side by side by a number of replicas.
    package var isReplicated: Bool { !kind.replicas.isEmpty }

    /// The name of the account its pods run as, when one is written.
    package var accountName: String? {
        podSpec?["serviceAccountName"]?.string.nonEmpty
            ?? podSpec?["serviceAccount"]?.string.nonEmpty
    }
}

extension Workload {
    /// The users that its containers run as, by number; those of init containers do not stay.
    private var users: Set<String> {
        guard isLasting, let podSpec else { return [] }
        return Set(
            Container.all(in: podSpec).filter(\.isLasting).compactMap(\.runAsUser).map(String.init))
    }

    /// For each user the numbers of the workloads that run as it. Users are texts, since every run
    /// pays for a type of key that nothing else has.
    static func users(of workloads: [Workload]) -> [String: [Int]] {
        var users: [String: [Int]] = [:]
        for (number, workload) in workloads.enumerated() {
            for user in workload.users { users[user, default: []].append(number) }
        }
        return users
    }
}

extension String? {
    /// The text, unless it is empty.
    var nonEmpty: String? { self.flatMap { $0.isEmpty ? nil : $0 } }
}
