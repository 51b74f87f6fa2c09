import CEL
import Kubernetes
import Rules
import SourceText
import YAMLTrees

/// A rule of a Role or ClusterRole, for rules.
struct PermissionFacts: YAMLFacts {
    let object: ObjectFacts
    let permission: Permission
    /// Its place among the role's rules.
    let index: Int

    var node: YAMLValue { permission.node }

    /// The rules of a role; none for another resource.
    static func all(of object: ObjectFacts) -> [PermissionFacts] {
        guard ["Role", "ClusterRole"].contains(object.resource.kind) else { return [] }
        return Permission.all(of: object.resource).enumerated().map {
            PermissionFacts(object: object, permission: $1, index: $0)
        }
    }

    static let subject: SubjectModel<PermissionFacts> = .init(
        "permission", "A rule of a Role or ClusterRole: what may be done to which resources.",
        range: { YAMLLocation($0.node, ["resources"]).range },
        logicalPlace: { $0.logicalPlace }, location: { YAMLLocation($0.node) },
        fields: [
            .texts("verbs", "What may be done.") { $0.permission.verbs }.at("verbs"),
            .texts("resources", "The resources, such as `secrets` or `pods/exec`.") {
                $0.permission.resources
            }.at("resources"),
            .texts("groups", "The API groups; the empty text is the core group.") {
                $0.permission.groups
            }.at("apiGroups"),
            .texts("names", "The objects it is limited to; empty for all.") {
                $0.permission.names
            }.at("resourceNames"),
            .text("roleKind", "`Role` or `ClusterRole`.") { $0.object.resource.kind },
            .text("roleName", "The role's name.") { $0.object.resource.name },
            .flag("isClusterWide", "Whether its role is a ClusterRole.") {
                $0.object.resource.kind == "ClusterRole"
            },
            .flag("isAboutAll", "Whether it is about all resources of all groups.") {
                $0.permission.isAboutAll
            },
            .flag("isEverything", "Whether it allows all verbs on all resources of all groups.") {
                $0.permission.isEverything
            },
            .subject("object", "The role.", of: "object") { ObjectFacts.subject.value($0.object) },
        ],
        methods: [
            .field { $0.logicalPlace },
            .init(
                "allows", [.string, .string, .string], .bool,
                "Whether it lets a verb on a resource of a group, wildcards counted: `allows('get', 'secrets', '')`."
            ) { facts, arguments in
                let texts = arguments.compactMap(\.stringValue)
                guard texts.count == 3 else { return .bool(false) }
                return .bool(facts.permission.allows(texts[0], texts[1], group: texts[2]))
            },
            .init(
                "writes", [.string, .string], .bool,
                "Whether it lets somebody create, update or patch a resource of a group: `writes('pods', '')`."
            ) { facts, arguments in
                let texts = arguments.compactMap(\.stringValue)
                guard texts.count == 2 else { return .bool(false) }
                return .bool(facts.permission.writes(texts[0], group: texts[1]))
            },
        ])

    private var logicalPlace: [String] { object.logicalPlace + ["rule \(index)"] }
}

/// A RoleBinding or ClusterRoleBinding, for rules.
struct BindingFacts: YAMLFacts {
    let object: ObjectFacts

    var node: YAMLValue { object.node }

    init?(_ object: ObjectFacts) {
        guard ["RoleBinding", "ClusterRoleBinding"].contains(object.resource.kind) else {
            return nil
        }
        self.object = object
    }

    static let subject: SubjectModel<BindingFacts> = .init(
        "binding", "A RoleBinding or ClusterRoleBinding.",
        range: { $0.node.headline }, logicalPlace: { $0.object.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("kind", "Its kind.") { $0.object.resource.kind }.at("kind"),
            .text("name", "Its name.") { $0.object.resource.name }.at("metadata", "name"),
            .yamlText("roleKind", "`Role` or `ClusterRole`.", "roleRef", "kind"),
            .yamlText("roleName", "The role's name.", "roleRef", "name"),
            .flag("isRoleHere", "Whether that role is among the files.") { $0.role != nil },
            .flag(
                "isRoleMissing",
                "Whether its role is not among the files, where others like it are, and is none of Kubernetes' own."
            ) { $0.isRoleMissing }.at("roleRef", "name"),
            .flag("isClusterWide", "Whether it reaches all namespaces.") {
                $0.object.resource.kind == "ClusterRoleBinding"
            },
            .subjects(
                "permissions", "What the role allows, if it is among the files.", of: "permission"
            ) { facts in
                (facts.role.map { PermissionFacts.all(of: $0) } ?? [])
                    .map { PermissionFacts.subject.value($0) }
            },
            .subjects("members", "Who gets the role.", of: "bindingMember") {
                $0.members.map { BindingMemberFacts.subject.value($0) }
            },
            .subject("object", "The resource as any other.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ],
        methods: [.field { $0.object.logicalPlace }])

    private var isRoleMissing: Bool {
        guard role == nil, let kind = node["roleRef"]?["kind"]?.string,
            let name = node["roleRef"]?["name"]?.string, !name.hasPrefix("system:")
        else { return false }
        let isOwn = ["cluster-admin", "admin", "edit", "view"].contains(name)
        if kind == "ClusterRole", isOwn { return false }
        return object.world.members(ofKind: kind).contains {
            kind == "ClusterRole" || object.world.members[$0].scope == object.resource.scope
        }
    }

    var role: ObjectFacts? {
        guard let kind = node["roleRef"]?["kind"]?.string,
            let name = node["roleRef"]?["name"]?.string
        else { return nil }
        return object.world.member(kind: kind, name: name, scope: object.resource.scope)
            .map { ObjectFacts(world: object.world, member: $0) }
    }

    var members: [BindingMemberFacts] {
        (node["subjects"]?.items.map { $0 } ?? []).filter { $0.kind == .mapping }
            .map { BindingMemberFacts(binding: self, node: $0) }
    }
}

/// Who gets a role by a binding, for rules.
struct BindingMemberFacts: YAMLFacts {
    let binding: BindingFacts
    let node: YAMLValue

    static let subject: SubjectModel<BindingMemberFacts> = .init(
        "bindingMember", "A user, group or service account that a binding gives a role.",
        range: { YAMLLocation($0.node, ["name"]).range },
        logicalPlace: { $0.binding.object.logicalPlace + ["subject \($0.name)"] },
        location: { YAMLLocation($0.node) },
        fields: [
            .yamlText("kind", "`User`, `Group` or `ServiceAccount`.", "kind"),
            .text("name", "Its name.") { $0.name }.at("name"),
            .yamlText("namespace", "The account's namespace.", "namespace"),
            .subject("binding", "The binding.", of: "binding") {
                BindingFacts.subject.value($0.binding)
            },
        ],
        methods: [.field { $0.binding.object.logicalPlace }])

    private var name: String { node["name"]?.string ?? "" }
}
