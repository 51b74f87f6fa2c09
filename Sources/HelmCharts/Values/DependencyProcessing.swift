package import GoTemplates

/// Decides which subcharts of a chart are used, under which names, and which of their values the
/// chart takes over: Helm's `ProcessDependencies`.
package struct DependencyProcessing {
    private init() {}

    /// The chart as it is to be rendered with the values given, which are not changed.
    package static func process(
        _ chart: Chart, given: MapValue
    ) throws(ChartError) -> ChartScope {
        let scope = ChartScope(chart)
        do throws(ValuesMismatch) {
            let processing = DependencyProcessing()
            try processing.enable(scope, given: given, path: [])
            try processing.importValues(scope)
        } catch {
            throw ChartError(.mismatch, error.message, at: chart.chartFile.path)
        }
        return scope
    }

    /// The dependencies that `Chart.yaml` declares and `charts/` lacks, of the root chart alone, as
    /// Helm asks before it renders.
    package static func missingDependencies(of chart: Chart) -> ChartError? {
        let missing = missing(of: chart).map(\.name)
        guard !missing.isEmpty else { return nil }
        let names = missing.joined(separator: ", ")
        return ChartError(
            .missingDependencies(missing),
            "found in Chart.yaml, but missing in charts/ directory: \(names)",
            at: chart.dependencyFile.path)
    }

    /// The declarations of what a chart's `charts/` lacks.
    package static func missing(of chart: Chart) -> [ChartDependency] {
        let known = Set(chart.subcharts.map(\.name))
        return chart.metadata.dependencies.filter { !known.contains($0.name) }
    }

    // MARK: Enabling

    private func enable(
        _ scope: ChartScope, given: MapValue, path: [Bytes]
    ) throws(ValuesMismatch) {
        guard !scope.declared.list.isEmpty else { return }
        arrange(scope)
        let values = try Coalescing.coalesced(scope, under: given)
        var enabled = scope.declared.list
        for index in enabled.indices {
            var switches: [[Bytes]] = []
            if let decision = decision(enabled[index], values, path, &switches) {
                enabled[index].isEnabled = decision
            } else {
                switches += enabled[index].tags.map { [Self.tagsKey, Bytes($0.utf8)] }
                enabled[index].isEnabled = isSwitchedOn(enabled[index], by: values["tags"]?.map)
            }
            let key = Bytes(enabled[index].name.utf8)
            if !enabled[index].isEnabled { scope.switchedOff[key, default: []] += switches }
            scope.subchart(key)?.switches = switches
        }
        let disabled = Set(enabled.lazy.filter { !$0.isEnabled }.map(\.name))
        enabled.removeAll { disabled.contains($0.name) }
        scope.subcharts.removeAll { disabled.contains($0.name) }
        for subchart in scope.subcharts {
            try enable(subchart, given: values, path: path + [subchart.key])
        }
        scope.declared.list = enabled
    }

    /// Puts the subcharts in order: first those that are not declared, then those declared, each
    /// under its alias, once for every declaration. From then on the alias is the name.
    private func arrange(_ scope: ChartScope) {
        let present = scope.subcharts
        var arranged = present.filter { subchart in
            !scope.declared.list.contains { fits($0, subchart) }
        }
        for index in scope.declared.list.indices {
            let dependency = scope.declared.list[index]
            if let subchart = present.first(where: { fits(dependency, $0) }) {
                arranged.append(subchart.renamed(dependency.alias))
            }
            scope.declared.list[index].name = dependency.reference
        }
        scope.subcharts = arranged
    }

    /// Whether a chart is one that a dependency asks for.
    private func fits(_ dependency: ChartDependency, _ chart: ChartScope) -> Bool {
        chart.name == dependency.name && dependency.allows(chart.chart.metadata.version)
    }

    /// What tags say: on, unless there is a false one and no true one.
    private func isSwitchedOn(_ dependency: ChartDependency, by tags: MapValue?) -> Bool {
        guard let tags else { return true }
        var hasFalse = false
        for tag in dependency.tags {
            guard case .bool(let flag)? = tags[tag]?.payload else { continue }
            if flag { return true }
            hasFalse = true
        }
        return !hasFalse
    }

    private static let tagsKey = Bytes("tags".utf8)

    /// What the first condition that is a bool says; adds the paths that were asked.
    private func decision(
        _ dependency: ChartDependency, _ values: MapValue, _ path: [Bytes],
        _ switches: inout [[Bytes]]
    ) -> Bool? {
        let conditions = dependency.condition.trimmedOfSpaces.split(separator: ",")
        for condition in conditions {
            let steps = path + Self.steps(String(condition))
            switches.append(steps)
            guard let last = steps.last, let table = Self.table(steps.dropLast(), in: values) else {
                continue
            }
            if case .bool(let flag)? = table[last]?.payload { return flag }
        }
        return nil
    }

    // MARK: Importing

    private func importValues(_ scope: ChartScope) throws(ValuesMismatch) {
        for subchart in scope.subcharts { try importValues(subchart) }
        guard !scope.declared.list.isEmpty else { return }
        let values = try Coalescing.coalesced(scope, under: MapValue(), keepsNulls: true)
        let imported = MapValue()
        for index in scope.declared.list.indices {
            let dependency = scope.declared.list[index]
            scope.declared.list[index].hasImported = true
            for wish in dependency.importValues where !dependency.hasImported {
                let path = [Bytes(dependency.name.utf8)] + Self.steps(wish.child)
                guard let table = Self.table(path[...], in: values) else { continue }
                let target = wish.parent == "." ? [] : Self.steps(wish.parent)
                scope.imports.append(ChartScope.Import(parent: target, child: path))
                let nested = target.reversed().reduce(table) { inner, key in
                    MapValue([MapValue.Entry(key: key, value: .map(inner))])
                }
                Coalescing.coalesceTables(imported, over: nested, keepsNulls: true)
            }
        }
        // What was imported may share tables with the values that it was found in.
        let own = values.deepCopy()
        Coalescing.coalesceTables(own, over: imported, keepsNulls: true)
        scope.defaults = own
    }

    /// The keys of a path with full stops.
    static func steps(_ path: String) -> [Bytes] {
        Bytes(path.utf8).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .map { Bytes($0) }
    }

    /// The table at a path, if all on the way are tables.
    static func table(_ steps: ArraySlice<Bytes>, in values: MapValue) -> MapValue? {
        var table = values
        for step in steps {
            guard let next = table[step]?.map else { return nil }
            table = next
        }
        return table
    }
}

extension String {
    /// Without white space at either end.
    fileprivate var trimmedOfSpaces: Substring {
        let start = drop { $0.isWhitespace }
        return start.dropLast(start.reversed().prefix { $0.isWhitespace }.count)
    }
}
