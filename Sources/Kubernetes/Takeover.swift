/// What lets whoever has it become more than it is, up to the owner of the cluster.
package enum Takeover: String, Sendable, CaseIterable {
    case everything = "do everything"
    case escalation = "give itself any role"
    case impersonation = "act as anyone"
    case secrets = "read all secrets"
    case workloads = "start pods anywhere"
    case shells = "run commands in all pods"
    case tokens = "make tokens of all accounts"
    case nodes = "reach the kubelets"
    case webhooks = "change what the API server stores"
    case certificates = "sign certificates of others"
}

extension Permission {
    /// Whether it is about all resources of all groups, whatever it allows of them.
    package var isAboutAll: Bool { resources.contains("*") && groups.contains("*") }

    /// Whether it allows all verbs on all resources of all groups.
    package var isEverything: Bool { verbs.contains("*") && isAboutAll }

    /// Whether it lets somebody make or change a resource.
    package func writes(_ resource: String, group: String) -> Bool {
        ["create", "update", "patch"].contains { allows($0, resource, group: group) }
    }

    /// What it gives when it holds in all namespaces, or in the one of the cluster's own parts.
    package var takeovers: [Takeover] {
        if isEverything { return [.everything] }
        return Takeover.allCases.filter { gives($0) }
    }

    private func gives(_ takeover: Takeover) -> Bool {
        let rbac = "rbac.authorization.k8s.io"
        // Limited to names, it reaches what somebody chose.
        guard names.isEmpty else { return false }
        return switch takeover {
        case .everything: false
        case .escalation:
            allows("escalate", "clusterroles", group: rbac)
                || allows("bind", "clusterroles", group: rbac)
        case .impersonation:
            ["users", "groups", "serviceaccounts"].contains {
                allows("impersonate", $0, group: "")
            }
        case .secrets: ["get", "list", "watch"].contains { allows($0, "secrets", group: "") }
        case .workloads: startsPods
        case .shells: allows("create", "pods/exec", group: "")
        case .tokens: allows("create", "serviceaccounts/token", group: "")
        case .nodes: ["get", "create"].contains { allows($0, "nodes/proxy", group: "") }
        case .webhooks:
            writes("mutatingwebhookconfigurations", group: "admissionregistration.k8s.io")
        case .certificates:
            ["update", "patch"].contains {
                allows(
                    $0, "certificatesigningrequests/approval", group: "certificates.k8s.io")
            }
        }
    }

    /// Whether it can start pods, by themselves or by what makes them.
    private var startsPods: Bool {
        allows("create", "pods", group: "")
            || ["deployments", "daemonsets", "statefulsets", "replicasets"].contains {
                allows("create", $0, group: "apps")
            }
            || ["jobs", "cronjobs"].contains { allows("create", $0, group: "batch") }
    }
}
