/// A chart as it was loaded, with the charts that lie in its `charts/` folder.
///
/// It never changes: what is switched on or renamed for one set of values is a `ChartScope`.
package final class Chart: Sendable {
    package let metadata: ChartMetadata
    /// `Chart.yaml` itself.
    package let chartFile: ChartFile
    /// What stands below `templates/`.
    package let templates: [ChartFile]
    /// Everything that is no template, no subchart and not read as something else.
    package let files: [ChartFile]
    package let defaults: ValuesFile
    package let schema: ChartFile?
    /// `Chart.lock`, or `requirements.lock` of an old chart.
    package let lock: ChartFile?
    /// `requirements.yaml` of an old chart.
    package let requirements: ChartFile?
    /// In the order of their names in `charts/`.
    package let subcharts: [Chart]
    /// Whether it stands in for a dependency that the `charts/` of its parent lacks: its files are
    /// those of another chart.
    package let isStandIn: Bool

    init(_ sorting: ChartSorting, chartFile: ChartFile, subcharts: [Chart]) {
        metadata = sorting.metadata ?? ChartMetadata()
        self.chartFile = chartFile
        templates = sorting.templates
        files = sorting.files
        defaults = sorting.values ?? ValuesFile.none
        schema = sorting.schema
        lock = sorting.lock
        requirements = sorting.requirements
        self.subcharts = subcharts
        isStandIn = false
    }

    private init(_ other: Chart, subcharts: [Chart], isStandIn: Bool) {
        metadata = other.metadata
        chartFile = other.chartFile
        templates = other.templates
        files = other.files
        defaults = other.defaults
        schema = other.schema
        lock = other.lock
        requirements = other.requirements
        self.subcharts = subcharts
        self.isStandIn = isStandIn
    }

    /// The chart with other charts in the places of dependencies that its `charts/` lacks.
    package func completed(by charts: [Chart]) -> Chart {
        let standIns = charts.sorted { $0.name < $1.name }
            .map { Chart($0, subcharts: $0.subcharts, isStandIn: true) }
        return Chart(self, subcharts: subcharts + standIns, isStandIn: isStandIn)
    }

    package var name: String { metadata.name }

    /// The custom resource definitions in `crds/`, which Helm installs as they are.
    package var customResources: [ChartFile] {
        files.filter { file in
            guard file.name.hasPrefix("crds/") else { return false }
            return [".yaml", ".yml", ".json"].contains(file.name.fileExtension.lowercased())
        }
    }

    /// The file in which dependencies are declared.
    package var dependencyFile: ChartFile { requirements ?? chartFile }
}
