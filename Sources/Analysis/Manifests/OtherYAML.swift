import Kubernetes
import SourceText
import YAMLTrees

/// YAML and JSON files that are no manifests, told apart so that they can be counted.
package enum OtherYAML: String, Sendable, CaseIterable {
    case chartTemplate = "chart template"
    case chart = "chart file"
    case values = "values file"
    case kustomization
    case patch = "kustomize patch"
    case compose = "compose file"
    case workflow
    case template
    case other = "other YAML or JSON"

    /// What a file's place and name say, before it is read. `charts` are the folders that hold a
    /// `Chart.yaml`, each with a slash at its end.
    package init?(path: String, charts: Set<String>) {
        guard let chart = Self.chart(of: path, among: charts) else { return nil }
        let inner = path.dropFirst(chart.utf8.count)
        if inner.hasPrefix("templates/") {
            self = .chartTemplate
        } else if inner.hasPrefix("values") || inner.hasSuffix("values.yaml") {
            self = .values
        } else if ["Chart.yaml", "Chart.lock", "requirements.yaml"].contains(inner) {
            self = .chart
        } else {
            return nil
        }
    }

    /// The innermost chart a file belongs to.
    private static func chart(of path: String, among charts: Set<String>) -> String? {
        guard !charts.isEmpty else { return nil }
        var folder = path[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            if charts.contains(folder + "/") { return folder + "/" }
        }
        return charts.contains("") ? "" : nil
    }

    /// What a file without resources is, by what stands in it.
    init(name: String, manifest: Manifest) {
        let root = manifest.otherDocuments.first
        if root?["services"]?.kind == .mapping {
            self = .compose
        } else if root?["jobs"] != nil, root?["on"] != nil || root?["true"] != nil {
            self = .workflow
        } else if name.utf8.count > 5, name.contains("values") {
            self = .values
        } else {
            self = .other
        }
    }
}
