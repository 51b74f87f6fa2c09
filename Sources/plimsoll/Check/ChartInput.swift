import Analysis
import Findings
import HelmCharts
import SourceText

/// A chart on the disk, with the environments that lie beside it.
enum ChartInput {
    /// Loads, renders and judges a chart. `path` is that of its `Chart.yaml`, or of an archive.
    ///
    /// Templates nest deeply, so this has a thread of its own: the first of the workers is the
    /// program's main thread, whose stack is small.
    static func analysis(
        of path: String, name: String, in environments: ChartEnvironments, by analyzer: Analyzer
    ) -> ChartAnalysis {
        let analysis = Workers.onDeepStack {
            judged(path, name: name, in: environments, by: analyzer)
        }
        return analysis
            ?? ChartAnalysis(
                path: name,
                error: ChartError(.limit, "there is no memory for a thread to render on", at: name))
    }

    private static func judged(
        _ path: String, name: String, in environments: ChartEnvironments, by analyzer: Analyzer
    ) -> ChartAnalysis {
        do {
            guard path.hasSuffix("Chart.yaml") else {
                return analyzer.analyse(
                    try ChartFolder.chart(at: path), path: name,
                    scenarios: environments.scenarios(besides: [defaults]))
            }
            let folder = String(path.dropLast("Chart.yaml".utf8.count))
            let root = folder.isEmpty ? "." : String(folder.dropLast())
            let workspace = FolderWorkspace(root)
            let chart = try ChartLoader().load(
                from: workspace, root: folder.isEmpty ? "" : root)
            return analyzer.analyse(
                chart, path: name,
                scenarios: environments.scenarios(besides: try scenarios(workspace, folder)))
        } catch {
            return ChartAnalysis(path: name, error: error)
        }
    }

    /// The values of the chart itself.
    private static let defaults = ChartScenario(name: "values.yaml")

    /// The defaults alone, and each file of values that lies beside them or in `ci/`.
    private static func scenarios(
        _ workspace: FolderWorkspace, _ folder: String
    ) throws(ChartError) -> [ChartScenario] {
        var scenarios = [defaults]
        for path in workspace.names where path.hasPrefix(folder) {
            let name = String(path.dropFirst(folder.count))
            guard isEnvironment(name) else { continue }
            let values = try ChartFolder.values(at: path)
            scenarios.append(
                ChartScenario(name: name, input: ValuesInput(files: [values])))
        }
        return scenarios
    }

    /// Whether a file within a chart holds the values of an environment.
    static func isEnvironment(_ name: String) -> Bool {
        guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { return false }
        if name.hasPrefix("ci/") {
            return name.hasSuffix("-values.yaml") && !name.dropFirst(3).contains("/")
        }
        guard !name.contains("/"), name != "values.yaml", name != "values.yml" else { return false }
        return name.hasPrefix("values-") || name.hasPrefix("values.")
            || name.hasSuffix(".values.yaml") || name.hasSuffix("-values.yaml")
    }

    /// The `Chart.yaml` of the outermost chart that a file belongs to; nil when it is not one of
    /// those that make a chart.
    static func chartFile(of path: String) -> String? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        for depth in 0..<parts.count {
            let folder = parts[..<depth].joined(separator: "/")
            let file = depth == 0 ? "Chart.yaml" : folder + "/Chart.yaml"
            guard LinkTarget.resolved(file) != nil else { continue }
            let inner = parts[depth...].joined(separator: "/")
            return belongs(inner) ? file : nil
        }
        return nil
    }

    /// Whether a file, named from its chart's folder on, is one that the chart is made of.
    static func belongs(_ inner: String) -> Bool {
        inner.hasPrefix("templates/") || inner.hasPrefix("charts/") || isEnvironment(inner)
            || [
                "Chart.yaml", "Chart.lock", "values.yaml", "values.yml", "values.schema.json",
                "requirements.yaml", "requirements.lock",
            ].contains(inner)
    }
}
