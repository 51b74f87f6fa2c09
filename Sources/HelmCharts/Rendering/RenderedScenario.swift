package import GoTemplates
package import SourceText

/// One render of a chart, and the way back from it.
package struct RenderedScenario {
    package let name: String
    package let rendering: ChartRendering
    /// Texts that are no templates, in the order of parsing.
    package let syntaxErrors: [(template: Bytes, error: TemplateSyntaxError)]
    /// The files of the templates, by the templates' names.
    package let templates: [Bytes: ChartFile]
    package let scope: ChartScope
    /// What the root chart saw as `.Values` before any template changed it.
    package let values: MapValue
    let source: ValuesSource

    init(
        name: String, rendering: ChartRendering,
        syntaxErrors: [(template: Bytes, error: TemplateSyntaxError)],
        templates: [Bytes: ChartFile], scope: ChartScope, values: MapValue,
        source: ValuesSource
    ) {
        self.name = name
        self.rendering = rendering
        self.syntaxErrors = syntaxErrors
        self.templates = templates
        self.scope = scope
        self.values = values
        self.source = source
    }

    /// What Helm says when it cannot render the chart; nil when it can.
    package var error: String? {
        if let first = syntaxErrors.first {
            return RenderWording.message(of: first.error, in: first.template)
        }
        return rendering.failures.first.map { RenderWording.message(of: $0.failure) }
    }

    /// A value in a file.
    package struct ValuePlace: Sendable {
        package var file: ChartFile
        /// The value, or its key when it goes over several lines.
        package var range: SourceRange
        /// The key, if it has one.
        package var headline: SourceRange
        /// Whether it stands in a file that people edit: not in a chart that was packed or belongs
        /// to somebody else.
        package var isEditable: Bool
    }

    /// Where the value of a path is written, the place that counts first; nil when it is not set in
    /// a file: what an option such as `--set` gives hides the files below it.
    package func values(at path: OriginPath) -> ValuePlace? {
        for place in source.places(of: path, rendering.evaluator.origins) {
            guard let file = place.file else {
                if place.isPart { continue }
                return nil
            }
            let isShort = !file.holdsLineEnd(in: place.value)
            let headline = place.key ?? place.value
            return ValuePlace(
                file: file, range: isShort && !place.value.isEmpty ? place.value : headline,
                headline: headline, isEditable: isEditable(file, place.chart))
        }
        return nil
    }

    /// All places where a value is written, the one that counts first.
    package func places(of steps: [ValuesSource.Step]) -> [ValuesSource.Place] {
        source.places(of: steps)
    }

    /// Whether a file is the user's own: what is given by name is, and so are the chart's own files
    /// and those of subcharts that nobody fetched.
    func isEditable(_ file: ChartFile, _ chart: [Bytes]?) -> Bool {
        guard !file.isPacked else { return false }
        guard let chart, !chart.isEmpty else { return true }
        return !isVendored(chart)
    }

    /// Whether a subchart was fetched from somewhere: its parent declares it with a repository.
    private func isVendored(_ path: [Bytes]) -> Bool {
        var scope = scope
        for step in path {
            let name = String(decoding: step, as: UTF8.self)
            if let declared = scope.dependencies.first(where: { $0.name == name }),
                !declared.repository.isEmpty, !declared.repository.hasPrefix("file://")
            {
                return true
            }
            guard let next = scope.subchart(step) else { return false }
            scope = next
        }
        return false
    }

    /// Whether the template is the user's own.
    package func isEditable(template: Bytes) -> Bool {
        guard let file = templates[template], !file.isPacked else { return false }
        return !isVendored(chart(of: template))
    }

    /// Where the user's own chart asks for the vendored chart that a template belongs to: the first
    /// line of the dependency; nil when the template is the user's own.
    package func dependency(of template: Bytes) -> (file: ChartFile, range: SourceRange)? {
        var scope = scope
        for step in chart(of: template) {
            let name = String(decoding: step, as: UTF8.self)
            let declared = scope.dependencies.first { $0.name == name }
            if let declared, !declared.repository.isEmpty,
                !declared.repository.hasPrefix("file://")
            {
                let file = scope.chart.dependencyFile
                let range = declared.range.clamped(to: SourceRange(0, file.bytes.count))
                let line = file.bytes[range].firstIndex(of: 0x0A) ?? range.end
                return (file, file.place(SourceRange(range.start, line)))
            }
            guard let next = scope.subchart(step) else { return nil }
            scope = next
        }
        return nil
    }

    /// The keys of the values that lead to the chart of a template.
    private func chart(of template: Bytes) -> [Bytes] {
        let steps = template.split(separator: UInt8(ascii: "/"))
        var path: [Bytes] = []
        var index = 1
        while index + 1 < steps.count, steps[index].elementsEqual("charts".utf8) {
            path.append(Bytes(steps[index + 1]))
            index += 2
        }
        return path
    }

    /// A path as people write it, such as `image.tags[0]`.
    package func name(of path: OriginPath) -> String {
        var name = ""
        for step in rendering.evaluator.origins.steps(of: path) {
            let text = String(decoding: step.name, as: UTF8.self)
            if step.isIndex {
                name += "[\(text)]"
            } else {
                name += name.isEmpty ? text : ".\(text)"
            }
        }
        return name
    }
}

extension ChartFile {
    /// Whether a range of the file goes over more than one line.
    fileprivate func holdsLineEnd(in range: SourceRange) -> Bool {
        let inner = range.shifted(by: -skipped)
        return bytes[inner.clamped(to: SourceRange(0, bytes.count))].contains(0x0A)
    }
}
