import CEL
import GoTemplates
import HelmCharts
import Rules
import SourceText
import YAMLTrees

/// A place in a template at which a value is read, for rules.
struct ValueReadFacts: Sendable {
    let source: ChartSource
    let context: TemplateContext
    let read: ValuePath

    static let subject: SubjectModel<ValueReadFacts> = .init(
        "valueRead", "A place in a template that reads a value: `.Values.image.tag`.",
        range: { $0.context.template.place($0.read.node) },
        logicalPlace: {
            $0.source.logicalPlace + ["template \($0.context.template.name)", $0.name]
        },
        fields: [
            .text("path", "The keys, with dots between.") { $0.name },
            .text("text", "The read as it is written.") { $0.context.text($0.read.node) },
            .flag(
                "isDeclared",
                "Whether `values.yaml` sets it, shows it in a comment, or leaves room for it."
            ) {
                $0.source.declared.isEmpty || $0.isAssigned
                    || $0.source.declared.declares($0.path)
            },
            .flag(
                "isParentSet",
                "Whether the table it is in has a default, so that it can be looked into."
            ) {
                $0.isParentSet
            },
            .text("parent", "The keys that lead to the table it is in.") {
                $0.path.dropLast().joined(separator: ".")
            },
            .optionalText("nearest", "The key of `values.yaml` that is spelt nearly so.") {
                $0.source.declared.nearest(to: $0.path)
            },
            .optionalText(
                "respelt",
                "The read with the key of `values.yaml` that is spelt nearly so, when nothing reads that one."
            ) { $0.respelt },
            .optionalText(
                "guarded",
                "The read with parentheses around each table that may not be there: `(.Values.a).b`."
            ) { $0.guarded },
            .flag(
                "isOptional", "Whether the template copes with its absence: a default, a condition."
            ) {
                $0.isOptional
            },
            .flag(
                "isParentChecked",
                "Whether a condition makes sure that the table it is in is there."
            ) {
                $0.isParentChecked
            },
            .flag("isInHelper", "Whether it stands in the body of a helper.") {
                $0.context.helper(around: $0.read.node) != nil
            },
        ])

    private var path: [String] { read.path }
    private var name: String { path.joined(separator: ".") }

    /// The keys that it is written with, when it is no more than a chain of them, and what stands
    /// before these.
    private var chain: (start: String, keys: [String])? {
        let names = context.tree.chain(read.node)
        guard let values = names.firstIndex(of: "Values"), values <= 1 else { return nil }
        let start = values == 1 ? "$.Values" : ".Values"
        let keys = Array(names[(values + 1)...])
        guard keys == path, context.text(read.node) == ([start] + keys).joined(separator: ".")
        else { return nil }
        return (start, keys)
    }

    private var respelt: String? {
        guard let chain, let nearest = source.declared.nearest(to: path) else { return nil }
        let keys = nearest.split(separator: ".").map(String.init)
        let whole = keys + path.dropFirst(keys.count)
        guard !source.family.reads.covers(keys), case .set = source.declared.state(of: whole)
        else { return nil }
        return ([chain.start] + whole).joined(separator: ".")
    }

    private var guarded: String? {
        guard let chain, case .unset(let depth, _) = source.declared.state(of: path),
            depth + 1 < chain.keys.count
        else { return nil }
        let known = ([chain.start] + chain.keys[...depth]).joined(separator: ".")
        return chain.keys[(depth + 1)...].reduce(known) { "(\($0)).\($1)" }
    }

    private var isAssigned: Bool { source.family.reads.isAssigned(path) }

    private var isParentSet: Bool {
        guard path.count > 1, !source.declared.isEmpty, !isAssigned,
            case .unset(let depth, _) = source.declared.state(of: path)
        else { return true }
        return depth >= path.count - 1
    }

    /// Functions that take an absent value for what it is.
    private static let coping: Set = [
        "default", "required", "coalesce", "empty", "and", "or", "not", "hasKey", "get", "dig",
        "pluck", "ternary", "eq", "ne", "kindIs", "kindOf", "typeIs", "typeOf", "fail", "any",
        "all",
        "merge", "mergeOverwrite", "concat", "dict", "list", "set", "toString",
    ]

    private var isOptional: Bool {
        if context.isCondition(read.node) || context.isInElse(read.node) { return true }
        if context.functions(around: read.node).contains(where: Self.coping.contains) {
            return true
        }
        return conditions.contains { other in
            // A feature that is off by default, or a look at the very table.
            other.starts(with: path) || path.starts(with: other) && !isDeclaredTable(other)
                || !source.declared.declares(other)
        }
    }

    private func isDeclaredTable(_ other: [String]) -> Bool {
        guard case .set(let value) = source.declared.state(of: other) else { return false }
        return value.target.kind == .mapping && !value.isEmpty
    }

    private var isParentChecked: Bool {
        guard case .unset(let depth, _) = source.declared.state(of: path) else { return true }
        let names = context.functions(around: read.node)
        if names.contains("dig") || names.contains("pluck") { return true }
        func checks(_ other: [String]) -> Bool {
            other.count > depth && other.count < path.count && path.starts(with: other)
                || other == path
        }
        return conditions.contains(where: checks) || before.contains(where: checks)
    }

    /// What the conditions around it read.
    private var conditions: [[String]] {
        context.conditions(around: read.node).flatMap { context.reads(in: $0) }
    }

    /// What `and` and `or` in its own action read before it, which keeps it from being read.
    private var before: [[String]] {
        var found: [[String]] = []
        for ancestor in context.ancestors(of: read.node)
        where context.node(ancestor).kind == .command {
            guard ["and", "or"].contains(context.tree.function(of: ancestor)) else { continue }
            let start = context.node(read.node).start
            for operand in context.tree.children(of: ancestor)
            where context.node(operand).end <= start {
                found += context.reads(in: operand)
            }
        }
        return found
    }

    static func all(of source: ChartSource, _ context: TemplateContext) -> [ValueReadFacts] {
        guard !source.chart.metadata.isLibrary else { return [] }
        return context.reads.filter { read in
            guard !read.path.isEmpty else { return false }
            // Only what is surely the chart's own: not `.context.Values`, not a subchart's.
            let chain = context.tree.chain(read.node)
            return chain.isEmpty || chain.first == "Values"
                || (chain.first == "$" && chain.dropFirst().first == "Values")
        }.map { ValueReadFacts(source: source, context: context, read: $0) }
    }
}
