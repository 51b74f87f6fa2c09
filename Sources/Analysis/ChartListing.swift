import GoTemplates
package import HelmCharts
import Kubernetes
import Rules
import SourceText

/// What is read of charts, stage by stage, as text for people.
package enum ChartListing {
    /// The chart and those within it, with the files of each.
    package static func files(of chart: Chart, depth: Int = 0) -> String {
        let indent = String(repeating: "  ", count: depth)
        var listing = "\(indent)chart \(chart.name) \(chart.metadata.version)\n"
        func add(_ kind: String, _ file: ChartFile?) {
            if let file { listing += "\(indent)  \(kind) \(file.name) \(file.bytes.count)\n" }
        }
        add("metadata", chart.chartFile)
        add("requirements", chart.requirements)
        add("lock", chart.lock)
        add("values", chart.defaults.file)
        add("schema", chart.schema)
        for file in chart.templates { add("template", file) }
        for file in chart.files { add("file", file) }
        for dependency in chart.metadata.dependencies {
            listing += "\(indent)  depends on \(dependency.name) \(dependency.version)\n"
        }
        for subchart in chart.subcharts { listing += files(of: subchart, depth: depth + 1) }
        return listing
    }

    /// Every subject that rules about charts see, file by file. `path` is that of `Chart.yaml`.
    package static func subjects(of chart: Chart, path: String) -> String {
        let model = ChartModel(chart, path: path)
        var listing = ""
        for schema in Analyzer.charts.schemas {
            for group in model.subjects(named: schema.name) {
                listing += SubjectListing.subjects(
                    [schema], lines: LineTable(group.file.bytes), in: group.path
                ) { _ in group.subjects }
            }
        }
        return listing
    }

    /// The resources that a scenario renders, template by template.
    package static func resources(of rendered: RenderedScenario) -> String {
        rendered.rendering.files.compactMap(RenderedText.init).map { file in
            let resources = SubjectListing.resources(of: Manifest(bytes: file.text.bytes))
            return resources.isEmpty
                ? ""
                : "\(file.name)\n"
                    + resources.split(separator: "\n").map { "  \($0)\n" }.joined()
        }.joined()
    }
}
