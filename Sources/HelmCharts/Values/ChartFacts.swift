import GoTemplates
import SourceText
import YAMLTrees

/// What templates see as `.Chart`, with paths that lead back to `Chart.yaml`.
///
/// Such a path begins with `.Chart` and the chart's place, as in `.Chart`, `web/charts/redis`,
/// `AppVersion`. No key of values that anyone uses begins with a full stop.
enum ChartFacts {
    static let root = Bytes(".Chart".utf8)

    /// The map of a chart's metadata.
    static func map(
        of scope: ChartScope, place: Bytes, isRoot: Bool, _ origins: OriginTable
    ) -> MapValue {
        let path = origins.path(origins.path(OriginTable.root, root), place)
        let maker = Maker(origins: origins)
        let metadata = scope.chart.metadata
        var entries: [MapValue.Entry] = []
        func add(_ name: String, _ value: Value) {
            let key = Bytes(name.utf8)
            let located = origins.isTracking ? maker.located(value, origins.path(path, key)) : value
            entries.append(MapValue.Entry(key: key, value: located))
        }
        add("APIVersion", .string(metadata.apiVersion))
        add("Annotations", maker.annotations(metadata))
        add("AppVersion", .string(metadata.appVersion))
        add("Condition", .string(metadata.condition))
        add("Dependencies", .list(scope.dependencies.map(maker.dependency)))
        add("Deprecated", .bool(metadata.isDeprecated))
        add("Description", .string(metadata.description))
        add("Home", .string(metadata.home))
        add("Icon", .string(metadata.icon))
        add("IsRoot", .bool(isRoot))
        add("Keywords", maker.list(metadata.keywords))
        add("KubeVersion", .string(metadata.kubeVersion))
        add("Maintainers", .list(metadata.maintainers.map(maker.maintainer)))
        add("Name", .string(scope.name))
        add("Sources", maker.list(metadata.sources))
        add("Tags", .string(metadata.tags))
        add("Type", .string(metadata.type))
        add("Version", .string(metadata.version))
        return MapValue(entries)
    }

    private struct Maker {
        let origins: OriginTable

        func list(_ texts: [String]) -> Value { .list(texts.map { .string($0) }) }

        func map(_ entries: [(String, Value)], _ kind: MapValue.Kind = .any) -> Value {
            .map(
                MapValue(
                    unordered: entries.map { MapValue.Entry(key: Bytes($0.0.utf8), value: $0.1) },
                    kind: kind))
        }

        func annotations(_ metadata: ChartMetadata) -> Value {
            map((metadata.annotations ?? []).map { ($0.key, .string($0.value)) }, .string)
        }

        func maintainer(_ maintainer: ChartMetadata.Maintainer) -> Value {
            map([
                ("Email", .string(maintainer.email)), ("Name", .string(maintainer.name)),
                ("URL", .string(maintainer.url)),
            ])
        }

        func dependency(_ dependency: ChartDependency) -> Value {
            let imports = dependency.importValues.map { entry in
                map([("child", .string(entry.child)), ("parent", .string(entry.parent))], .string)
            }
            return map([
                ("Alias", .string(dependency.alias)),
                ("Condition", .string(dependency.condition)),
                ("Enabled", .bool(dependency.isEnabled)), ("ImportValues", .list(imports)),
                ("Name", .string(dependency.name)),
                ("Repository", .string(dependency.repository)), ("Tags", list(dependency.tags)),
                ("Version", .string(dependency.version)),
            ])
        }

        /// The value with paths below one. Facts are not deep.
        func located(_ value: Value, _ path: OriginPath) -> Value {
            switch value.payload {
            case .map(let map):
                let entries = map.entries.map { entry in
                    let path = origins.path(path, entry.key)
                    return MapValue.Entry(key: entry.key, value: located(entry.value, path))
                }
                return Value(
                    .map(MapValue(entries, kind: map.kind)), origin: origins.data(path))
            case .list(let list):
                let items = list.items.enumerated().map { index, item in
                    located(item, origins.path(path, at: index))
                }
                return Value(.list(ListValue(items, list.kind)), origin: origins.data(path))
            default: return value.with(origins.data(path))
            }
        }
    }

    // MARK: The way back

    /// Where a fact stands in its `Chart.yaml`.
    static func place(of steps: [ValuesSource.Step], _ scope: ChartScope) -> ValuesSource.Place? {
        guard steps.count > 2, steps[0].name == root else { return nil }
        var chart = scope
        var keys: [Bytes] = []
        let names = String(decoding: steps[1].name, as: UTF8.self).split(separator: "/")
        guard names.first.map(String.init) == scope.name else { return nil }
        // Every other step is `charts`.
        for name in names.dropFirst().enumerated().filter({ $0.offset % 2 == 1 }).map(\.element) {
            guard let next = chart.subchart(Bytes(name.utf8)) else { return nil }
            keys.append(next.key)
            chart = next
        }
        let file = chart.chart.chartFile
        guard let document = YAMLTree(parsing: file.bytes).firstDocument else { return nil }
        var found: (key: YAMLValue?, value: YAMLValue) = (nil, document)
        for step in steps.dropFirst(2) {
            guard let next = found.value.fact(step) else { return nil }
            found = next
        }
        return ValuesSource.Place(
            file: file, key: (found.key?.range).map(file.place),
            value: file.place(found.value.range), chart: keys)
    }
}

extension YAMLValue {
    /// What stands under the name of a Go field, in which capitals do not matter.
    fileprivate func fact(_ step: ValuesSource.Step) -> (key: YAMLValue?, value: YAMLValue)? {
        if step.isIndex { return find([step]) }
        if let exact = find([step]) { return exact }
        let name = String(decoding: step.name, as: UTF8.self).lowercased()
        for (key, value) in entries {
            let text = key.string?.lowercased()
            if text == name || text == "import-values" && name == "importvalues" {
                return (key, value)
            }
        }
        return nil
    }
}
