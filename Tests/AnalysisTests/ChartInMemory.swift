import HelmCharts
import SourceText

/// A chart `web` whose files are texts, and environments whose values are.
enum ChartInMemory {
    static func chart(_ files: [String: String]) throws(ChartError) -> Chart {
        let workspace = MemoryWorkspace(files.mapValues { Array($0.utf8) })
        return try ChartLoader().load(from: workspace, root: "web")
    }

    /// The defaults alone, and an environment for each text, called by its number.
    static func scenarios(_ values: [String]) throws(ChartError) -> [ChartScenario] {
        var all = [ChartScenario(name: "values.yaml")]
        for (number, values) in values.enumerated() {
            let file = ChartFile(name: "\(number)", path: "\(number)", bytes: Array(values.utf8))
            let input = ValuesInput(files: [try ValuesFile(file)])
            all.append(ChartScenario(name: "\(number)", input: input))
        }
        return all
    }
}
