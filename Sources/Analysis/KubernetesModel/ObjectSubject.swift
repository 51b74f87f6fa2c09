import CEL
import Kubernetes
import Notations
import Rules
import SourceText
import YAMLTrees

/// Any resource, for rules.
struct ObjectFacts: YAMLFacts {
    let world: World
    /// Its number in the world.
    let member: Int

    var resource: Resource { world.members[member] }
    var node: YAMLValue { resource.root }
    var logicalPlace: [String] { [resource.identity] }

    static let subject: SubjectModel<ObjectFacts> = .init(
        "object", "Any Kubernetes resource, custom ones included.",
        range: { $0.node.headline }, logicalPlace: { $0.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("apiVersion", "Its group and version, such as `apps/v1`.") {
                $0.resource.apiVersion
            }.at("apiVersion"),
            .text("group", "Its API group; empty for the core group.") { $0.resource.group }
                .at("apiVersion"),
            .text("version", "Its version in the group, such as `v1beta1`.") { $0.resource.version }
                .at("apiVersion"),
            .text("kind", "Its kind.") { $0.resource.kind }.at("kind"),
            .text("name", "Its name, or `generateName`; empty when it has neither.") {
                $0.resource.name
            }.at("metadata", "name"),
            .yamlText("namespace", "The namespace that is written.", "metadata", "namespace"),
            .text("scope", "The namespace it lands in: the written one, or `default`.") {
                $0.resource.scope
            }.at("metadata", "namespace"),
            .flag("isClusterWide", "Whether its kind is known to live in no namespace.") {
                $0.definition?.isClusterWide ?? ClusterScope.contains($0.resource.kind)
            },
            .flag("isWorkload", "Whether it carries a pod template.") {
                $0.world.workload(ofMember: $0.member) != nil
            },
            .flag("isRendered", "Whether a chart renders it.") { $0.world.settings.isRelease },
            .flag("isServed", "Whether the Kubernetes it is meant for still serves its version.") {
                !($0.lifecycle?.isRemoved(in: $0.world.kubernetes) ?? false)
            }.at("apiVersion"),
            .flag("isDeprecated", "Whether that Kubernetes warns of its version, or removed it.") {
                $0.lifecycle?.isDeprecated(in: $0.world.kubernetes) ?? false
            }.at("apiVersion"),
            .optionalText("removedIn", "The Kubernetes that no longer serves its version.") {
                $0.lifecycle?.removed?.description
            },
            .optionalText("replacement", "The version that replaces its own.") { facts in
                guard let life = facts.lifecycle, life.component == .kubernetes,
                    life.isReplaceable(in: facts.world.kubernetes)
                else { return nil }
                return life.replacement?.apiVersion
            },
            .flag("isRenameEnough", "Whether writing that version is all that is to do.") {
                $0.lifecycle?.isRename(of: $0.resource) ?? false
            },
            .flag("isRenameLikely", "Whether it is, but for rare contents.") { facts in
                switch facts.lifecycle?.migration {
                case .rename?, .renameUnless?: true
                default: false
                }
            },
            .optionalText("component", "Whose version that is: `Kubernetes`, `cert-manager` …") {
                $0.lifecycle?.component.rawValue
            },
            .optionalText(
                "wantedVersion", "The version that serves its kind, when its own never did."
            ) {
                $0.resource.type.wantedVersion
            },
            .flag("isBuiltIn", "Whether its kind is one of Kubernetes' own.") {
                $0.resource.type.isBuiltIn
            },
            .optionalText("nameProblem", "What Kubernetes refuses in its name: `holds a dot`.") {
                ObjectName.problem($0.resource.name, kind: $0.resource.kind)
            }.at("metadata", "name"),
            .optionalText(
                "scheduleProblem", "What keeps the schedule of a CronJob or Velero from coming."
            ) { $0.scheduleProblem }.at("spec", "schedule"),
            .optionalText("groupProvider", "The provider whose controllers own its API group.") {
                $0.resource.type.isBuiltIn
                    ? nil
                    : ProviderFact.provider(ofGroup: $0.resource.group)
                        .map { ProviderFact.title(of: $0) }
            }.at("apiVersion"),
            .optionalText(
                "ingressProvider",
                "The provider whose controller an Ingress or IngressClass names, for people."
            ) { facts in
                facts.ingressLocation.node?.string.flatMap {
                    ProviderFact.of(facts.ingressKind, $0)?.provider
                }.map { ProviderFact.title(of: $0) }
            }.at { $0.ingressLocation },
            .yamlMap("labels", "Its labels.", "metadata", "labels"),
            .optionalText("invalidLabel", "The first label with a value that Kubernetes refuses.") {
                $0.invalidLabel
            },
            .yamlMap("annotations", "Its annotations.", "metadata", "annotations"),
            .subjects(
                "selectedServices", "The Services that a monitor of Prometheus selects.",
                of: "object"
            ) { $0.selectedServices },
            .flag("areServicesHere", "Whether Services of the namespaces it looks at are.") {
                facts in
                let scopes = PodSelection.scopes(of: facts.resource)
                return scopes.contains { scope in
                    scope.map { !facts.world.members(ofKind: "Service", in: $0).isEmpty }
                        ?? !facts.world.members(ofKind: "Service").isEmpty
                }
            },
            .flag("hasWorkloads", "Whether workloads land in the namespace that it makes.") {
                $0.resource.kind == "Namespace" && $0.world.hasWorkloads(in: $0.resource.name)
            },
            .flag(
                "hasDefaultDeny",
                "Whether a NetworkPolicy of the namespace that it makes lets nobody in to any pod."
            ) { facts in
                facts.world.members(ofKind: "NetworkPolicy").contains {
                    let policy = facts.world.members[$0]
                    return policy.scope == facts.resource.name
                        && PolicyRules(policy).deniesIngress
                }
            },
            .flag("isSorted", "Whether the keys of all its mappings are in alphabetical order.") {
                $0.node.firstUnsortedKey == nil
            },
            .optionalText("firstUnsorted", "The first key that is not.") {
                $0.node.firstUnsortedKey?.string
            }
            .at { $0.node.firstUnsortedKey.map { YAMLLocation($0) } },
            Self.content,
        ] + Self.relations,
        methods: [
            .field { $0.logicalPlace },
            .init(
                "finds", [.string, .string, .string], .bool,
                "Whether a kind and name are among the files in a namespace; its own for the empty text."
            ) { facts, arguments in
                let texts = arguments.compactMap(\.stringValue)
                guard texts.count == 3 else { return .bool(false) }
                let scope = texts[2].isEmpty ? facts.resource.scope : texts[2]
                return .bool(
                    facts.world.member(kind: texts[0], name: texts[1], scope: scope) != nil)
            },
            .init(
                "findsAny", [.string, .string], .bool,
                "Whether anything of a kind is among the files in a namespace; its own for the empty text."
            ) { facts, arguments in
                let texts = arguments.compactMap(\.stringValue)
                guard texts.count == 2 else { return .bool(false) }
                let scope = texts[1].isEmpty ? facts.resource.scope : texts[1]
                return .bool(
                    facts.world.members(ofKind: texts[0]).contains {
                        facts.world.members[$0].scope == scope
                            || ClusterScope.contains(texts[0])
                    })
            },
            .init("label", [.string], .object("field"), "The place of one of its labels.") {
                facts, arguments in facts.metadata("metadata.labels", arguments)
            },
            .init(
                "annotation", [.string], .object("field"), "The place of one of its annotations."
            ) { facts, arguments in facts.metadata("metadata.annotations", arguments) },
        ])

    private static let content = SubjectModel<ObjectFacts>.Field(
        name: "content", type: .dyn, isOptional: false,
        documentation: "All of it as plain maps and lists, for custom resources.",
        value: { $0.node.celValue })

    private var selectedServices: [CELValue] {
        guard let selector = PodSelection.selector(of: resource) else { return [] }
        return PodSelection.scopes(of: resource).flatMap { scope in
            world.services(matching: selector, scope: scope).map {
                ObjectFacts.subject.value(ObjectFacts(world: world, member: $0))
            }
        }
    }

    private var invalidLabel: String? {
        (node["metadata"]?["labels"]?.entries ?? []).first { _, value in
            value.kind == .scalar && !value.withText(LabelValue.isValid)
        }?.key.string
    }

    private var scheduleProblem: String? {
        let isVelero = resource.kind == "Schedule" && resource.group == "velero.io"
        guard isVelero || resource.kind == "CronJob" && resource.group == "batch",
            let text = resource["spec", "schedule"]?.string
        else { return nil }
        return CronSchedule.problem(in: text, allowsZone: isVelero)
    }

    private var ingressKind: ProviderFact.Kind {
        resource.kind == "IngressClass" ? .controller : .ingressClass
    }

    /// Where an Ingress names its class, or an IngressClass its controller.
    private var ingressLocation: YAMLLocation {
        switch resource.kind {
        case "IngressClass": return YAMLLocation(node, ["spec", "controller"])
        case "Ingress":
            let old = YAMLLocation(
                node, ["metadata", "annotations", "kubernetes.io/ingress.class"])
            return old.node == nil ? YAMLLocation(node, ["spec", "ingressClassName"]) : old
        default: return YAMLLocation(node, ["ingressClassName"])
        }
    }

    private var lifecycle: APILifecycle? { resource.type.lifecycle }

    private func metadata(_ path: String, _ arguments: [CELValue]) -> CELValue {
        let place = YAMLLocation(
            node, path: path, last: arguments.first?.stringValue ?? "")
        return FieldFacts.subject.value(FieldFacts(place) { logicalPlace })
    }
}
