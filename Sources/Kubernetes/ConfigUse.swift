import YAMLTrees

/// Who uses the ConfigMaps and Secrets of a world: made when a rule first asks, since it takes a
/// walk over every text.
struct ConfigUse: Sendable {
    /// The workloads whose pods refer to one.
    private(set) var users: [ResourceName: [Int]] = [:]
    /// The members that another member names.
    private(set) var mentioned: Set<Int> = []
    /// The names that a custom resource or a role says: a controller may make them.
    private(set) var made: Set<String> = []

    private var candidates: [String: [Int]] = [:]

    init(_ members: [Resource], _ workloads: [Workload]) {
        for (number, workload) in workloads.enumerated() { addReferences(of: workload, number) }
        for (number, member) in members.enumerated() where Self.kinds.contains(member.kind) {
            candidates[member.name, default: []].append(number)
        }
        for (number, member) in members.enumerated() { addMentions(in: member, number) }
    }

    /// What every namespace has without a file for it.
    static let givenByCluster: Set<String> = ["kube-root-ca.crt", "openshift-service-ca.crt"]

    private static let kinds: Set<String> = ["ConfigMap", "Secret"]

    private mutating func addReferences(of workload: Workload, _ number: Int) {
        guard let podSpec = workload.podSpec else { return }
        for reference in ConfigReference.all(in: podSpec) {
            guard let name = reference.name else { continue }
            let full = ResourceName(
                kind: reference.kind, scope: workload.resource.scope, name: name)
            if users[full]?.last != number { users[full, default: []].append(number) }
            if candidates[name] == nil { candidates[name] = [] }
        }
    }

    /// Notes every name in the texts of a resource, but for what only says who it is itself.
    private mutating func addMentions(in member: Resource, _ number: Int) {
        let isCustom = BuiltInKind.named(member.kind) == nil
        let isMaker = isCustom || member.kind == "Role" || member.kind == "ClusterRole"
        if isCustom { made.insert(member.name) }
        var open = member.root.entries.filter { $0.key.string != "metadata" }.map(\.value)
        if let annotations = member["metadata", "annotations"] { open.append(annotations) }
        while let node = open.popLast() {
            for (key, value) in node.entries where !Self.isSilent(key) && value.kind != .alias {
                open.append(value)
            }
            open += node.items.filter { $0.kind != .alias }
            guard node.kind == .scalar, let text = node.string else { continue }
            addMentions(in: text, number, isMaker: isMaker)
        }
    }

    /// Whether what stands under a key never names a ConfigMap or Secret.
    private static func isSilent(_ key: YAMLValue) -> Bool {
        ["labels", "matchLabels", "selector"].contains(key.string)
    }

    private mutating func addMentions(in text: String, _ number: Int, isMaker: Bool) {
        let words = text.utf8.split { byte in
            !(byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
                || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "."))
        }
        for word in words {
            guard let name = String(word), let numbers = candidates[name] else { continue }
            mentioned.formUnion(numbers.filter { $0 != number })
            if isMaker { made.insert(name) }
        }
    }
}
