package import GoTemplates

/// A text that a chart renders, with the values it sees.
package struct ChartTemplate: Sendable {
    /// Where it stands from the root chart on, such as `chart/templates/service.yaml`.
    package var name: Bytes
    package var bytes: Bytes
    /// The folder of the chart's templates, which templates see as `.Template.BasePath`.
    package var basePath: Bytes
    /// What the template sees as `.`, shared by all templates of one chart.
    package var data: MapValue
    /// What decided that the chart is there: the conditions and tags of its dependencies.
    package var condition = Origin.none

    package init(name: Bytes, bytes: Bytes, basePath: Bytes, data: MapValue) {
        self.name = name
        self.bytes = bytes
        self.basePath = basePath
        self.data = data
    }

    /// Whether it is only there to be included.
    package var isPartial: Bool {
        name.split(separator: UInt8(ascii: "/")).last?.first == UInt8(ascii: "_")
    }
}

/// What one render of a chart gave.
package struct ChartRendering {
    /// A template and what it wrote, a string.
    package struct File {
        package var name: Bytes
        package var text: Value
    }

    package private(set) var files: [File] = []
    /// Templates that failed, in the order of execution; Helm stops at the first.
    package private(set) var failures: [(template: Bytes, failure: TemplateFailure)] = []
    /// Knows the frames and origins that runs refer to.
    package let evaluator: Evaluator

    /// Renders all templates that are no partials, in the given order: it matters, since templates
    /// may change values.
    package init(
        _ templates: [ChartTemplate], of set: TemplateSet, origins: OriginTable,
        stopsAtFailure: Bool, limits: EvaluationLimits = EvaluationLimits(),
        entered: EnteredLists? = nil
    ) {
        evaluator = Evaluator(
            templates: set, origins: origins, limits: limits, entered: entered)
        for template in templates where !template.isPartial {
            template.data["Template"] = .map(Self.facts(of: template))
            guard let linked = set[template.name] else { continue }
            do {
                evaluator.reset(condition: template.condition)
                let text = try evaluator.execute(linked, .map(template.data))
                let builder = TextBuilder(origins, evaluator.site)
                files.append(File(name: template.name, text: NoValue.removed(from: text, builder)))
            } catch {
                failures.append((template.name, error))
                if stopsAtFailure { return }
            }
        }
    }

    private static func facts(of template: ChartTemplate) -> MapValue {
        MapValue(
            [
                MapValue.Entry(key: Bytes("BasePath".utf8), value: .string(template.basePath)),
                MapValue.Entry(key: Bytes("Name".utf8), value: .string(template.name)),
            ], kind: .values)
    }
}
