package import GoTemplates

/// A chart in its place among the charts of one release: under the name its parent calls it by,
/// with the subcharts that are switched on and the values it has by itself.
///
/// `DependencyProcessing` makes and changes these objects, after which they are frozen, and so they
/// count as sendable. As in Helm two aliases of one chart share what lies below their subcharts,
/// and what the first one switches off or imports there, the second one finds done.
package final class ChartScope: @unchecked Sendable {
    package let chart: Chart
    /// The chart's name, or the alias under which its parent has it.
    package internal(set) var name: String
    /// The chart's own values, and after processing those of subcharts and those imported, too.
    package internal(set) var defaults: MapValue
    package internal(set) var subcharts: [ChartScope]
    /// Values that came from subcharts by `import-values`: paths in this chart and where from.
    package internal(set) var imports: [Import] = []
    /// The paths of values that decided that this chart is used, from the root chart's values on.
    var switches: [[Bytes]] = []
    /// The same of the subcharts that are switched off, by their keys.
    var switchedOff: [Bytes: [[Bytes]]] = [:]
    /// What `Chart.yaml` declares, shared by copies of this chart.
    let declared: DeclaredDependencies

    /// The dependencies that are declared and switched on.
    package var dependencies: [ChartDependency] { declared.list }

    /// A table that the chart took over from a subchart.
    package struct Import: Sendable {
        /// The path in this chart, without steps for `.`.
        package var parent: [Bytes]
        /// The path from this chart on, the subchart's name first.
        package var child: [Bytes]
    }

    /// Everything as loaded, nothing switched off.
    package init(_ chart: Chart) {
        self.chart = chart
        name = chart.name
        defaults = chart.defaults.values
        subcharts = chart.subcharts.map { ChartScope($0) }
        declared = DeclaredDependencies(chart.metadata.dependencies)
    }

    private init(_ other: ChartScope, declared: DeclaredDependencies, subcharts: [ChartScope]) {
        chart = other.chart
        name = other.name
        defaults = other.defaults
        imports = other.imports
        self.subcharts = subcharts
        self.declared = declared
    }

    /// A chart of its own under another name. Its subcharts are copies that share what they declare
    /// with those they were copied from.
    func renamed(_ name: String) -> ChartScope {
        let subcharts = subcharts.map { subchart in
            ChartScope(subchart, declared: subchart.declared, subcharts: subchart.subcharts)
        }
        let copy = ChartScope(
            self, declared: DeclaredDependencies(declared.list), subcharts: subcharts)
        if !name.isEmpty { copy.name = name }
        return copy
    }

    var key: Bytes { Bytes(name.utf8) }

    /// The subchart that a key of the values belongs to.
    package func subchart(_ key: Bytes) -> ChartScope? { subcharts.first { $0.key == key } }
}

/// What a chart declares of dependencies, while it is being processed.
final class DeclaredDependencies {
    var list: [ChartDependency]

    init(_ list: [ChartDependency]) {
        self.list = list
    }
}
