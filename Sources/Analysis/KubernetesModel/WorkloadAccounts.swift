import CEL
import Kubernetes
import Rules
import YAMLTrees

/// What a workload's service account may do and who else uses it.
extension WorkloadFacts {
    /// Words about it.
    static let accounts: [SubjectModel<WorkloadFacts>.Field] = [
        .flag("mountsToken", "Whether its pods get the token of their service account.") {
            $0.mountsToken
        }.at { $0.pod("automountServiceAccountToken") },
        .flag("hasRights", "Whether a binding among the files names its service account.") {
            facts in
            !facts.world.bindings(
                ofAccount: facts.workload.accountName ?? "default", scope: facts.resource.scope
            ).isEmpty
        },
        .flag(
            "hasAccountsBeside", "Whether service accounts of its namespace are among the files."
        ) { facts in
            !facts.world.members(ofKind: "ServiceAccount", in: facts.resource.scope).isEmpty
        },
        .number("sharers", "How many other workloads of its namespace use its service account.") {
            facts in
            let name = facts.workload.accountName ?? "default"
            return facts.world.workloads(ofAccount: name, scope: facts.resource.scope).count - 1
        },
        .subjects(
            "missingPullSecrets",
            "The names in `imagePullSecrets` that no Secret has, where others for pulling are here.",
            of: "field"
        ) { $0.missingPullSecrets },
    ]

    /// Where the account is named: by the new field, or by the old one when only that is there.
    var accountPlace: YAMLLocation {
        let old = pod("serviceAccount")
        return pod("serviceAccountName").node == nil && old.node?.string?.isEmpty == false
            ? old : pod("serviceAccountName")
    }

    private var mountsToken: Bool {
        if let own = workload.podSpec?["automountServiceAccountToken"]?.bool { return own }
        let account = world.member(
            kind: "ServiceAccount", name: workload.accountName ?? "default", scope: resource.scope)
        let root = account.map { world.members[$0].root }
        return root?["automountServiceAccountToken"]?.bool ?? true
    }

    private var missingPullSecrets: [CELValue] {
        let written = workload.podSpec?["imagePullSecrets"]?.items ?? []
        guard written.first != nil, hasPullSecretsBeside else { return [] }
        return written.compactMap { item in
            guard let name = item["name"]?.string, !isSecretMade(name) else { return nil }
            return FieldFacts.subject.value(
                FieldFacts(YAMLLocation(item, ["name"])) { logicalPlace })
        }
    }

    /// Whether something here makes a Secret of that name.
    private func isSecretMade(_ name: String) -> Bool {
        ["Secret", "SealedSecret", "ExternalSecret"].contains {
            world.member(kind: $0, name: name, scope: resource.scope) != nil
        }
    }

    private var hasPullSecretsBeside: Bool {
        world.members(ofKind: "Secret", in: resource.scope).contains {
            let type = world.members[$0]["type"]?.string
            return type == "kubernetes.io/dockerconfigjson" || type == "kubernetes.io/dockercfg"
        }
    }
}
