package import GoTemplates

/// The values that a chart and its subcharts see, put together from what the charts have and what
/// the user gives, and the charts that are switched on by them.
package struct ComposedValues: Sendable {
    /// The root chart with the subcharts that are used.
    package let scope: ChartScope
    package let input: ValuesInput
    /// What the root chart sees as `.Values`. Frozen: each render takes a copy by `fresh`.
    package let values: MapValue

    /// Composes values as `helm template` does: dependencies are processed first, with the values
    /// that the user gives, then all is coalesced.
    package init(_ chart: Chart, _ input: ValuesInput = ValuesInput()) throws(ChartError) {
        self.input = input
        let given = try input.merged()
        scope = try DependencyProcessing.process(chart, given: given)
        do throws(ValuesMismatch) {
            values = try Coalescing.coalesced(scope, under: given)
        } catch {
            throw ChartError(.mismatch, error.message, at: chart.chartFile.path)
        }
    }

    /// The values in maps of their own, for one render. When origins are followed every value knows
    /// its path from the root chart's values; globals have the path below the root's `global`
    /// wherever they are seen.
    package func fresh(_ origins: OriginTable) -> MapValue {
        var copying = ValuesCopying(origins)
        return copying.values(values, of: scope, at: OriginTable.root).copy(kind: .values)
    }

    /// Where values stand in files.
    package var source: ValuesSource { ValuesSource(scope, input) }
}

extension OriginTable {
    /// The values at several paths from the root.
    func data(_ paths: [[Bytes]]) -> Origin {
        guard isTracking else { return .none }
        return paths.reduce(.none) { result, steps in
            // Globals are one thing in all charts.
            let start = steps.firstIndex(of: Coalescing.globalKey) ?? 0
            return union(result, data(steps[start...].reduce(OriginTable.root) { path($0, $1) }))
        }
    }
}

/// Copies composed values and writes down where each comes from.
///
/// Helm shares tables among globals of charts, so that a template that changes one changes what
/// others see. Copies share what the originals share.
private struct ValuesCopying {
    private let origins: OriginTable
    /// The copies of tables below `global`.
    private var globals: [ObjectIdentifier: MapValue] = [:]

    init(_ origins: OriginTable) {
        self.origins = origins
    }

    /// The values of a chart, those of its subcharts among them.
    mutating func values(_ map: MapValue, of scope: ChartScope, at path: OriginPath) -> MapValue {
        var entries = map.entries
        for index in entries.indices {
            let (key, value) = (entries[index].key, entries[index].value)
            if key == Coalescing.globalKey {
                let path = self.path(OriginTable.root, key)
                entries[index].value = copy(value, at: path, isGlobal: true) ?? value
            } else if let subchart = scope.subchart(key), let table = value.map {
                let path = self.path(path, key)
                let inner = values(table, of: subchart, at: path)
                entries[index].value = Value(
                    .map(inner), origin: origin(path, switches: subchart.switches))
            } else if let copy = copy(value, at: self.path(path, key), isGlobal: false) {
                entries[index].value = copy
                guard let switches = scope.switchedOff[key], copy.map != nil else { continue }
                let origin = origin(self.path(path, key), switches: switches)
                entries[index].value.origin = origin
            }
        }
        let copy = MapValue(entries, kind: map.kind)
        guard origins.isTracking else { return copy }
        for (key, switches) in scope.switchedOff where map[key] == nil {
            copy.absences.append((key, origins.data(switches)))
        }
        return copy
    }

    /// What a subchart's table is: whether the chart is used decides what is in it.
    private func origin(_ path: OriginPath, switches: [[Bytes]]) -> Origin {
        origins.decided(origins.data(path), by: origins.data(switches))
    }

    private func path(_ parent: OriginPath, _ key: Bytes) -> OriginPath {
        origins.isTracking ? origins.path(parent, key) : parent
    }

    /// A copy, or nil when the value can stay as it is.
    private mutating func copy(_ value: Value, at path: OriginPath, isGlobal: Bool) -> Value? {
        switch value.payload {
        case .map(let map):
            let copy = self.copy(map, at: path, isGlobal: isGlobal)
            return Value(.map(copy), origin: origins.data(path))
        case .list(let list):
            var items = list.items
            var isChanged = origins.isTracking
            for index in items.indices {
                let path = origins.isTracking ? origins.path(path, at: index) : path
                guard let copy = copy(items[index], at: path, isGlobal: isGlobal) else { continue }
                items[index] = copy
                isChanged = true
            }
            if !isChanged { return nil }
            return Value(.list(ListValue(items, list.kind)), origin: origins.data(path))
        default:
            return origins.isTracking ? value.with(origins.data(path)) : nil
        }
    }

    private mutating func copy(_ map: MapValue, at path: OriginPath, isGlobal: Bool) -> MapValue {
        if isGlobal, let known = globals[ObjectIdentifier(map)] { return known }
        var entries = map.entries
        for index in entries.indices {
            let path = self.path(path, entries[index].key)
            if let copy = copy(entries[index].value, at: path, isGlobal: isGlobal) {
                entries[index].value = copy
            }
        }
        let copy = MapValue(entries, kind: map.kind)
        if isGlobal { globals[ObjectIdentifier(map)] = copy }
        return copy
    }
}
