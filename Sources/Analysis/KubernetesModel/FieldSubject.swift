import CEL
import Kubernetes
import Notations
import Rules
import SourceText
import YAMLTrees

/// Any place below a resource, for rules about what no word names: there, or absent.
struct FieldFacts: Sendable {
    let location: YAMLLocation
    /// Where the subject stands whose field it is, told when a finding asks for it.
    let owner: @Sendable () -> [String]

    init(_ location: YAMLLocation, owner: @escaping @Sendable () -> [String]) {
        self.location = location
        self.owner = owner
    }

    static let subject: SubjectModel<FieldFacts> = .init(
        "field", "A place below a resource, written or not: `object.field('spec.replicas')`.",
        range: { $0.location.range }, logicalPlace: { $0.owner() }, location: { $0.location },
        keepsFields: false,
        fields: [
            .flag("exists", "Whether it is written and not null.") {
                $0.node.map { !$0.isNull } ?? false
            },
            .optionalText("text", "Its scalar, as text.") { $0.node?.string },
            .optionalNumber("number", "Its scalar, when that is a whole number.") {
                $0.node?.int.map(Int.init)
            },
            .flag("isTrue", "Whether it is the boolean true.") { $0.node?.bool == true },
            .flag("isFalse", "Whether it is the boolean false.") { $0.node?.bool == false },
            .flag("isText", "Whether it is a string, not a number or boolean.") {
                if case .string? = $0.node?.scalar { true } else { false }
            },
            .flag("isEmpty", "Whether it is absent, null, or has nothing in it.") {
                $0.node?.saysNothing ?? true
            },
            .number("count", "How many items or entries it has.") { $0.node?.count ?? 0 },
            .texts("keys", "The keys of a mapping.") {
                ($0.node?.entries ?? []).compactMap(\.key.string)
            },
            .texts("texts", "The scalars of a list, as texts.") { $0.node?.strings ?? [] },
            .subjects("items", "The items of a list.", of: "field") { facts in
                (facts.node?.items ?? []).map { facts.child(YAMLLocation($0)) }
            },
            .subjects("values", "The values of a mapping.", of: "field") { facts in
                (facts.node?.entries ?? []).map { facts.child(YAMLLocation($0.value)) }
            },
            .optionalText("key", "Its key, or the last of the keys that lead to it.") {
                $0.location.keys.last ?? $0.location.base.key?.string
            },
        ],
        methods: [
            .init(
                "field", [.string], .object("field"),
                "The place that keys with dots between them lead to from here."
            ) { facts, arguments in
                facts.child(
                    YAMLLocation(
                        facts.location.base, facts.location.keys,
                        path: arguments.first?.stringValue ?? ""))
            },
            .init(
                "entry", [.string], .object("field"), "The place of one key, which may hold dots."
            ) { facts, arguments in
                facts.child(
                    YAMLLocation(
                        facts.location.base, facts.location.keys,
                        last: arguments.first?.stringValue ?? ""))
            },
        ])

    private var node: YAMLValue? { location.node }

    private func child(_ location: YAMLLocation) -> CELValue {
        Self.subject.value(FieldFacts(location, owner: owner))
    }
}

extension SubjectModel.Method where Facts: YAMLFacts {
    /// `x.field('a.b')`, for subjects that are a node.
    static func field(owner: @escaping @Sendable (Facts) -> [String]) -> Self {
        Self(
            "field", [.string], .object("field"),
            "The place that keys with dots between them lead to: `field('spec.replicas')`."
        ) { facts, arguments in
            FieldFacts.subject.value(
                FieldFacts(
                    YAMLLocation(facts.node, path: arguments.first?.stringValue ?? "")
                ) { owner(facts) })
        }
    }
}
