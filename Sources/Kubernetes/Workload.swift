package import YAMLTrees

/// A resource with a pod template: what will run, and how.
package struct Workload: Sendable {
    package let resource: Resource
    package let kind: WorkloadKind
    /// The spec of its pods, which may be missing.
    package let podSpec: YAMLValue?
    /// The labels its pods will have.
    package let podLabels: [LabelPair]

    package init?(_ resource: Resource) {
        guard let kind = WorkloadKind.of(resource) else { return nil }
        self.resource = resource
        self.kind = kind
        podSpec = resource.root.value(at: kind.podSpec)
        podLabels = resource.root.value(at: kind.podMetadata + ["labels"])?.pairs ?? []
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

extension String? {
    /// The text, unless it is empty.
    var nonEmpty: String? { self.flatMap { $0.isEmpty ? nil : $0 } }
}
