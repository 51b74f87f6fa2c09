import CEL
import Kubernetes
import Rules
import YAMLTrees

/// A ServiceAccount, for rules.
struct AccountFacts: YAMLFacts {
    let object: ObjectFacts

    var node: YAMLValue { object.node }

    init?(_ object: ObjectFacts) {
        guard object.resource.kind == "ServiceAccount", object.resource.group.isEmpty else {
            return nil
        }
        self.object = object
    }

    static let subject: SubjectModel<AccountFacts> = .init(
        "account", "A ServiceAccount.",
        range: { $0.node.headline }, logicalPlace: { $0.object.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("name", "Its name.") { $0.object.resource.name }.at("metadata", "name"),
            .text("scope", "The namespace it lands in.") { $0.object.resource.scope }
                .at("metadata", "namespace"),
            .yamlMap("annotations", "Its annotations.", "metadata", "annotations"),
            .subjects("bindings", "The bindings among the files that name it.", of: "binding") {
                $0.grants.bindings.map { BindingFacts.subject.value($0) }
            },
            .subjects("permissions", "What those bindings allow it.", of: "permission") {
                $0.grants.permissions.map { PermissionFacts.subject.value($0) }
            },
            .texts("takeovers", "What of it is enough to take over the cluster, in words.") {
                $0.grants.takeovers
            },
            .subjects("workloads", "The workloads that run as it.", of: "workload") {
                $0.workloads.map { WorkloadFacts.subject.value($0) }
            },
            .subject("object", "The resource as any other.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ],
        methods: [.field { $0.object.logicalPlace }])

    private var grants: AccountGrants {
        AccountGrants(object.world, name: object.resource.name, scope: object.resource.scope)
    }

    private var workloads: [WorkloadFacts] {
        let resource = object.resource
        return object.world.workloads.indices.filter {
            let workload = object.world.workloads[$0]
            return workload.resource.scope == resource.scope
                && (workload.accountName ?? "default") == resource.name
        }.map { WorkloadFacts(world: object.world, index: $0) }
    }
}

/// What the bindings among the files give a service account.
struct AccountGrants {
    let bindings: [BindingFacts]

    init(_ world: World, name: String, scope: String) {
        bindings = world.bindings(ofAccount: name, scope: scope)
            .compactMap { BindingFacts(ObjectFacts(world: world, member: $0)) }
    }

    var permissions: [PermissionFacts] { bindings.flatMap { Self.permissions(of: $0) } }

    /// Each way to take over the cluster once, by bindings that reach far enough.
    var takeovers: [String] {
        var found: [String] = []
        for binding in bindings where binding.reachesCluster {
            let isAdmin = binding.node["roleRef"]?["name"]?.string == "cluster-admin"
            let ways =
                isAdmin
                ? [Takeover.everything]
                : Self.permissions(of: binding).flatMap(\.permission.takeovers)
            for way in ways where !found.contains(way.rawValue) { found.append(way.rawValue) }
        }
        return found
    }

    private static func permissions(of binding: BindingFacts) -> [PermissionFacts] {
        binding.role.map { PermissionFacts.all(of: $0) } ?? []
    }
}

extension BindingFacts {
    /// Whether what it gives holds in all namespaces, or in that of the cluster's own parts.
    var reachesCluster: Bool {
        object.resource.kind == "ClusterRoleBinding" || object.resource.scope == "kube-system"
    }
}

extension WorkloadFacts {
    /// Words about what its pods may do in the API.
    static let grants: [SubjectModel<WorkloadFacts>.Field] = [
        .subjects(
            "permissions", "What bindings among the files allow its service account.",
            of: "permission"
        ) { $0.grants.permissions.map { PermissionFacts.subject.value($0) } },
        .texts("takeovers", "What of it is enough to take over the cluster, in words.") {
            $0.grants.takeovers
        },
    ]

    private var grants: AccountGrants {
        AccountGrants(
            world, name: workload.accountName ?? "default", scope: object.resource.scope)
    }
}
