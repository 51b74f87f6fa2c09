import YAMLTrees

/// What the rules of a NetworkPolicy let through.
package struct PolicyRules: Sendable {
    private let spec: YAMLValue?

    package init(_ policy: Resource) { spec = policy["spec"] }

    /// `Ingress`, `Egress` or both; those that count when none are written.
    package var types: [String] {
        if let written = spec?["policyTypes"]?.strings { return written }
        return spec?["egress"] == nil ? ["Ingress"] : ["Ingress", "Egress"]
    }

    /// Whether it selects all pods of its namespace and lets nothing in.
    package var deniesIngress: Bool {
        selectsAll && types.contains("Ingress") && (spec?["ingress"]?.isEmpty ?? true)
    }

    /// Whether pods that only it isolates still find names: by a rule that reaches port 53 of
    /// anyone, or everything of the cluster's own namespace.
    package var allowsDNS: Bool {
        (spec?["egress"]?.items ?? []).contains { rule in
            guard let ports = rule["ports"], !ports.isEmpty else { return reachesEverything(rule) }
            return ports.items.contains { Self.isDNS($0) }
        }
    }

    /// Whether a rule for egress names pods or namespaces, which are found by name.
    package var namesPods: Bool {
        (spec?["egress"]?.items ?? []).contains { rule in
            (rule["to"]?.items ?? []).contains {
                $0["podSelector"] != nil || $0["namespaceSelector"] != nil
            }
        }
    }

    private var selectsAll: Bool { spec?["podSelector"].map { Selector($0).isEmpty } ?? true }

    private func reachesEverything(_ rule: YAMLValue) -> Bool {
        guard let peers = rule["to"], !peers.isEmpty else { return true }
        return peers.items.contains { peer in
            if let block = peer["ipBlock"]?["cidr"]?.string {
                return block != "" && !block.hasSuffix("/32")
            }
            guard let namespaces = peer["namespaceSelector"].map({ Selector($0) }) else {
                return false
            }
            return namespaces.isEmpty || namespaces.labels.contains { $0.value == "kube-system" }
        }
    }

    private static func isDNS(_ port: YAMLValue) -> Bool {
        guard let number = port["port"]?.int else {
            return port["port"].map { $0.string?.hasPrefix("dns") ?? false } ?? true
        }
        // CoreDNS of OpenShift listens on 5353.
        let last = port["endPort"]?.int ?? number
        return (number...max(number, last)).contains(53) || number == 5353
    }
}
