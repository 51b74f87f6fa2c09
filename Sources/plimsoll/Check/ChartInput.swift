import Analysis
import Findings
import HelmCharts
import SourceText

/// Charts on the disk, each with the environments that lie beside it and those that were given.
struct ChartInput: Sendable {
    let environments: ChartEnvironments
    /// The charts that may stand in for dependencies.
    let neighbours: ChartNeighbours

    /// Loads, renders and judges a chart. `path` is that of its `Chart.yaml`, or of an archive.
    ///
    /// Templates nest deeply, so this has a thread of its own: the first of the workers is the
    /// program's main thread, whose stack is small.
    func analysis(of path: String, name: String, by analyzer: Analyzer) -> ChartAnalysis {
        let analysis = Workers.onDeepStack {
            do throws(ChartError) {
                let source = try source(of: path)
                var analysis = analyzer.analyse(
                    source.chart, path: name, scenarios: source.scenarios, notes: source.notes)
                analysis.files = analysis.files.map { $0.fixed(onlyIn: ChartFolder.of(path)) }
                return analysis
            } catch {
                return ChartAnalysis(path: name, error: error)
            }
        }
        return analysis
            ?? ChartAnalysis(
                path: name,
                error: ChartError(.limit, "there is no memory for a thread to render on", at: name))
    }

    /// A chart, some of its files as they would be, with what stands in for its dependencies, and
    /// the environments beside it.
    private func source(
        of path: String, changed: [String: [UInt8]] = [:]
    ) throws(ChartError) -> (chart: Chart, scenarios: [ChartScenario], notes: DependencyNotes) {
        guard path.hasSuffix("Chart.yaml") else {
            let scenarios = try environments.scenarios(of: path, besides: [Self.defaults])
            return (try ChartFolder.chart(at: path), scenarios, DependencyNotes())
        }
        let folder = ChartFolder.of(path)
        let root = folder.isEmpty ? "." : String(folder.dropLast())
        let workspace = OverlayWorkspace(FolderWorkspace(root), changed: changed)
        let chart = try ChartLoader().load(from: workspace, root: folder.isEmpty ? "" : root)
        let found = try Self.scenarios(workspace, folder)
        var completion = ChartCompletion(neighbours)
        let completed = completion.completed(chart, at: path)
        return (
            completed, try environments.scenarios(of: path, besides: found, changed: changed),
            completion.notes
        )
    }

    /// The values of the chart itself.
    private static let defaults = ChartScenario(name: "values.yaml")

    /// The defaults alone, and each file of values that lies beside them or in `ci/`.
    private static func scenarios(
        _ workspace: some Workspace, _ folder: String
    ) throws(ChartError) -> [ChartScenario] {
        var scenarios = [defaults]
        for path in workspace.names where path.hasPrefix(folder) {
            let name = String(path.dropFirst(folder.count))
            guard isEnvironment(name) else { continue }
            let values = try ChartFolder.values(at: path, in: workspace)
            scenarios.append(
                ChartScenario(name: name, input: ValuesInput(files: [values])))
        }
        return scenarios
    }

    // MARK: Fixing

    /// All files of a chart in a folder, with what was found in them; nil for an archive, in which
    /// nobody can edit.
    func files(of result: FileResult) -> FixUnit? {
        let path = result.input.path
        guard path.hasSuffix("Chart.yaml") else { return nil }
        let folder = path == "Chart.yaml" ? "." : String(path.dropLast("/Chart.yaml".utf8.count))
        let found = Dictionary(
            ([result.analysis] + result.parts).map { ($0.path, $0) }
        ) { first, _ in first }
        let names = Set(FolderWorkspace(folder).names).union(found.keys).subtracting([path])
        var unit = FixUnit(files: [], analyses: [])
        for name in [path] + names.sorted() {
            guard let bytes = try? FileReading.bytes(ofFile: name, limit: 100 << 20) else {
                return nil
            }
            unit.files.append(bytes)
            unit.analyses.append(
                found[name]
                    ?? FileAnalysis(path: name, kind: .chart, outcome: .analysed, isPart: true))
        }
        return unit
    }

    /// How other bytes in the place of a chart's files are analysed.
    func analysis(
        since before: FixUnit, of input: Input, by analyzer: Analyzer
    ) -> ([[UInt8]]) -> [FileAnalysis]? {
        let paths = before.analyses.map(\.path)
        let revisions = ChartRevisions(of: paths, before.files, by: analyzer) {
            changed throws(ChartError) in
            let source = try source(of: input.path, changed: changed)
            return (source.chart, source.scenarios)
        }
        return { files in
            (Workers.onDeepStack { revisions.analyses(of: files) }).flatMap { $0 }?
                .map { $0.fixed(onlyIn: ChartFolder.of(input.path)) }
        }
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
        var inner = path[...]
        while true {
            let file = path[..<inner.startIndex] + "Chart.yaml"
            if LinkTarget.resolved(String(file)) != nil {
                return belongs(String(inner)) ? String(file) : nil
            }
            guard let slash = inner.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
            inner = inner[inner.utf8.index(after: slash)...]
        }
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

extension FileAnalysis {
    /// The same with fixes of files outside of a chart's folder as suggestions only: others may use
    /// those files, too, and nothing here proves what becomes of them.
    fileprivate func fixed(onlyIn folder: String) -> FileAnalysis {
        var analysis = self
        for index in analysis.findings.indices {
            let edited = analysis.findings[index].fix?.path ?? analysis.findings[index].place.path
            if !ChartFolder.holds(folder, edited) {
                analysis.findings[index].fix?.applicability = .display
            }
        }
        return analysis
    }
}
