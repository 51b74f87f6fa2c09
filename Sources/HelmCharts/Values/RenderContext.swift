package import GoTemplates

/// The facts of a release that templates see as `.Release`.
package struct ReleaseFacts: Sendable {
    package var name = "release-name"
    package var namespace = "default"
    package var revision = 1
    package var isInstall = true
    package var isUpgrade = false

    package init() {}

    static let root = Bytes(".Release".utf8)

    /// The map of them, with paths that begin with `.Release`.
    func map(_ origins: OriginTable) -> MapValue {
        let facts: KeyValuePairs<String, Value> = [
            "IsInstall": .bool(isInstall), "IsUpgrade": .bool(isUpgrade), "Name": .string(name),
            "Namespace": .string(namespace), "Revision": .int(revision),
            "Service": .string("Helm"),
        ]
        return MapValue(
            facts.map { name, value in
                let key = Bytes(name.utf8)
                guard origins.isTracking else { return MapValue.Entry(key: key, value: value) }
                let path = origins.path(origins.path(OriginTable.root, Self.root), key)
                return MapValue.Entry(key: key, value: value.with(origins.data(path)))
            })
    }
}

/// What Helm's engine makes of a chart before it renders: the templates of all charts and what each
/// of them sees.
package struct RenderContext {
    /// The templates in the order in which Helm parses and renders them.
    package let templates: [ChartTemplate]
    /// What the root chart's templates see as `.`.
    package let data: MapValue
    /// The file of each template, by the template's name.
    package let files: [Bytes: ChartFile]

    package init(
        _ composed: ComposedValues, release: ReleaseFacts = ReleaseFacts(),
        capabilities: Capabilities = Capabilities(), origins: OriginTable
    ) {
        var builder = Builder(
            origins: origins, release: .map(release.map(origins)),
            capabilities: Value(.object(CapabilitiesValue(capabilities))))
        data = builder.add(
            composed.scope, values: composed.fresh(origins), within: nil, condition: .none)
        files = builder.files
        templates = builder.templates.values.sorted { Self.precedes($0.name, $1.name) }
    }

    /// Deep folders first, and in folders of one depth the last name first.
    private static func precedes(_ left: Bytes, _ right: Bytes) -> Bool {
        func depth(_ name: Bytes) -> Int { name.count { $0 == UInt8(ascii: "/") } }
        let (one, other) = (depth(left), depth(right))
        return one == other ? right.lexicographicallyPrecedes(left) : one > other
    }

    private struct Builder {
        let origins: OriginTable
        let release: Value
        let capabilities: Value
        var templates: [Bytes: ChartTemplate] = [:]
        var files: [Bytes: ChartFile] = [:]

        /// Adds a chart and the charts below it; gives what its templates see.
        mutating func add(
            _ scope: ChartScope, values: MapValue, within parent: String?, condition: Origin
        ) -> MapValue {
            let place = parent.map { "\($0)/charts/\(scope.name)" } ?? scope.name
            let key = Bytes(place.utf8)
            var subcharts: [MapValue.Entry] = []
            for subchart in scope.subcharts {
                // As Helm looks: a full stop in a name leads further down.
                let steps = DependencyProcessing.steps(subchart.name)
                let inner = DependencyProcessing.table(steps[...], in: values)
                let data = add(
                    subchart, values: inner ?? MapValue(kind: .values), within: place,
                    condition: origins.decided(condition, by: origins.data(subchart.switches)))
                subcharts.append(MapValue.Entry(key: subchart.key, value: .map(data)))
            }
            let facts = ChartFacts.map(of: scope, place: key, isRoot: parent == nil, origins)
            let files = FilesValue(scope.chart.files, place: key)
            let data = MapValue(
                [
                    entry("Capabilities", capabilities), entry("Chart", .map(facts)),
                    entry("Files", Value(.object(files))), entry("Release", release),
                    entry("Subcharts", .map(MapValue(unordered: subcharts))),
                    entry("Values", Value(.map(values), origin: valuesOrigin(parent, scope))),
                ], kind: .values)
            addTemplates(of: scope, at: key, data, condition)
            return data
        }

        private func entry(_ name: String, _ value: Value) -> MapValue.Entry {
            MapValue.Entry(key: Bytes(name.utf8), value: value)
        }

        /// What `.Values` is: the path of the chart's table.
        private func valuesOrigin(_ parent: String?, _ scope: ChartScope) -> Origin {
            guard origins.isTracking else { return .none }
            guard let parent else { return origins.data(OriginTable.root) }
            // Every other step is `charts`, and the first is the root chart.
            var steps = parent.split(separator: "/").enumerated().filter { $0.offset % 2 == 0 }
                .dropFirst().map { Bytes($0.element.utf8) }
            steps.append(scope.key)
            return origins.data(steps.reduce(OriginTable.root) { origins.path($0, $1) })
        }

        private mutating func addTemplates(
            of scope: ChartScope, at place: Bytes, _ data: MapValue, _ condition: Origin
        ) {
            let basePath = place + Bytes("/templates".utf8)
            for file in scope.chart.templates {
                if scope.chart.metadata.isLibrary && !file.name.lastStep.hasPrefix("_") { continue }
                let name = place + [UInt8(ascii: "/")] + Bytes(file.name.utf8)
                templates[name] = ChartTemplate(
                    name: name, bytes: file.bytes, basePath: basePath, data: data)
                templates[name]?.condition = condition
                files[name] = file
            }
        }
    }
}
