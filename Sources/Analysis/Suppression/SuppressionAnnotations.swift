import Kubernetes
import SourceText
import YAMLTrees

/// Annotations that allow mistakes in a resource: ours, and those of tools that know them.
enum SuppressionAnnotations {
    /// All of a resource and of its pod template, if it is a workload.
    static func all(of resource: Resource, as kind: WorkloadKind?) -> [SuppressionComment] {
        var places = [["metadata", "annotations"]]
        if let kind { places.append(kind.podMetadata + ["annotations"]) }
        var seen: [SuppressionComment] = []
        for place in Set(places) {
            for (key, value) in resource.root.value(at: place)?.entries.map({ $0 }) ?? [] {
                if let comment = comment(key, value) { seen.append(comment) }
            }
        }
        return seen.sorted { $0.range < $1.range }
    }

    private static func comment(_ key: YAMLValue, _ value: YAMLValue) -> SuppressionComment? {
        guard let name = key.string, let slash = name.utf8.firstIndex(of: UInt8(ascii: "/")) else {
            return nil
        }
        let domain = String(name[..<slash])
        let rest = String(name[name.utf8.index(after: slash)...])
        let text = value.string ?? ""
        var comment = SuppressionComment(
            tool: nil, reach: .file, names: [], reason: nil,
            range: SourceRange(key.range.start, max(key.range.end, value.range.end)))
        switch domain {
        case "plimsoll.dev":
            guard rest == "allow" else { return nil }
            return SuppressionComment(annotation: comment.range, value: value)
        case "ignore-check.kube-linter.io":
            comment.tool = "kube-linter"
            comment.names = [.init(text: rest, range: key.range)]
            comment.reason = text
        case "kube-linter.io":
            guard rest == "ignore-all" else { return nil }
            comment.tool = "kube-linter"
            comment.names = [.init(text: "all", range: key.range)]
            comment.allowsAll = true
            comment.reason = text
        case "kube-score":
            guard rest == "ignore" else { return nil }
            comment.tool = "kube-score"
            comment.names = text.split(separator: ",").map {
                .init(text: $0.trimmed, range: value.range)
            }
        case "polaris.fairwinds.com":
            guard text == "true" else { return nil }
            comment.tool = "polaris"
            comment.allowsAll = rest == "exempt"
            let check = rest.hasSuffix("-exempt") ? String(rest.dropLast(7)) : rest
            comment.names = [.init(text: check, range: key.range)]
        case "checkov.io", "bridgecrew.io", "cortex.io":
            guard rest.hasPrefix("skip") else { return nil }
            comment.tool = "checkov"
            let parts = text.split(separator: "=", maxSplits: 1)
            comment.names = parts.prefix(1).map { .init(text: $0.trimmed, range: value.range) }
            comment.reason = parts.count > 1 ? String(parts[1]) : nil
        case "datree.skip":
            comment.tool = "datree"
            comment.names = [.init(text: rest, range: key.range)]
            comment.reason = text
        default: return nil
        }
        return comment
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
