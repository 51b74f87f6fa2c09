package import SourceText
import YAMLTrees

/// Kinds of workloads from a file, for custom resources that carry a pod template.
///
///     - kind: Fleet
///       group: agones.dev
///       template: spec.template.spec.template
///       replicas: spec.replicas
extension WorkloadKind {
    /// What is wrong with such a file.
    package struct Mistake: Error {
        package var range: SourceRange
        package var message: String
        package var help: String?
    }

    /// More kinds than anybody writes down.
    package static let mostKinds = 256

    private static let keys = [
        "kind", "group", "runs", "template", "podSpec", "podMetadata", "selector", "replicas",
    ]

    /// Reads a list of kinds.
    package static func read(_ bytes: [UInt8]) throws(Mistake) -> [WorkloadKind] {
        let tree = YAMLTree(parsing: bytes)
        if let problem = tree.problems.first {
            throw Mistake(range: problem.range, message: problem.message)
        }
        guard let root = tree.firstDocument, !root.isNull else { return [] }
        guard root.kind == .sequence, root.count <= mostKinds else {
            throw Mistake(
                range: root.range,
                message: root.kind == .sequence
                    ? "these are more than \(mostKinds) kinds" : "this should be a list of kinds",
                help: "such as `- { kind: Fleet, group: agones.dev, template: spec.template }`")
        }
        var kinds: [WorkloadKind] = []
        for item in root.items { kinds.append(try kind(item)) }
        return kinds
    }

    private static func kind(_ item: YAMLValue) throws(Mistake) -> WorkloadKind {
        for (key, value) in item.entries {
            let name = key.string ?? ""
            guard keys.contains(name) else {
                let near = Spelling.nearest(to: name, in: keys)
                throw Mistake(
                    range: key.range, message: "a kind has no `\(name)`",
                    help: near.map { "did you mean `\($0)`?" }
                        ?? "it has \(keys.joined(separator: ", "))")
            }
            guard value.string != nil else {
                throw Mistake(range: value.range, message: "`\(name)` should be a text")
            }
        }
        guard let name = item["kind"]?.string.nonEmpty else {
            throw Mistake(range: item.range, message: "the `kind` is missing")
        }
        let template = path(item["template"]) ?? ["spec", "template"]
        return WorkloadKind(
            kind: name, group: item["group"]?.string, purpose: try purpose(item["runs"]),
            podSpec: path(item["podSpec"]) ?? template + ["spec"],
            podMetadata: path(item["podMetadata"]) ?? template + ["metadata"],
            selector: path(item["selector"]) ?? [], replicas: path(item["replicas"]) ?? [])
    }

    private static func path(_ value: YAMLValue?) -> [String]? {
        value?.string.map { $0.split(separator: ".").map(String.init) }
    }

    private static func purpose(_ value: YAMLValue?) throws(Mistake) -> Purpose {
        switch value?.string {
        case nil, "service": return .service
        case "task": return .task
        case "template": return .template
        default:
            throw Mistake(
                range: value?.range ?? SourceRange(at: 0),
                message: "`runs` cannot be `\(value?.string ?? "")`",
                help: "it is `service`, `task` or `template`")
        }
    }
}
