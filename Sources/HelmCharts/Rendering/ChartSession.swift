package import GoTemplates

/// One environment that a chart is rendered for: values over its defaults.
package struct ChartScenario: Sendable {
    /// What reports call it, such as `values-prod.yaml`.
    package var name: String
    package var input: ValuesInput

    package init(name: String, input: ValuesInput = ValuesInput()) {
        self.name = name
        self.input = input
    }
}

/// All renders of one chart: what is the same in each of them is done once.
package final class ChartSession {
    package let chart: Chart
    package let origins: OriginTable
    private let functions = HelmFunctions.table
    /// By the names of templates.
    private var trees: [Bytes: Result<LinkedTree, TemplateSyntaxError>] = [:]
    private var schemas: [ObjectIdentifier: JSONSchema] = [:]
    /// What was executed in any of the renders.
    let entered = EnteredLists()
    /// The trees of files with their first marks, by paths: a chart with two aliases is one file
    /// under two names.
    var marked: [String: (tree: TemplateTree, firstMark: Int)] = [:]

    package init(_ chart: Chart, tracksOrigins: Bool) {
        self.chart = chart
        origins = OriginTable(isTracking: tracksOrigins)
    }

    /// Renders the chart once.
    ///
    /// `stopsAtFailure` says whether the first template that fails ends it, as in Helm.
    package func render(
        _ scenario: ChartScenario, release: ReleaseFacts = ReleaseFacts(),
        capabilities: Capabilities = Capabilities(), stopsAtFailure: Bool,
        limits: EvaluationLimits = EvaluationLimits()
    ) throws(ChartError) -> RenderedScenario {
        let composed = try ComposedValues(chart, scenario.input)
        try validate(composed)
        let context = RenderContext(
            composed, release: release, capabilities: capabilities, origins: origins)
        var set = TemplateSet(functions: functions)
        var errors: [(template: Bytes, error: TemplateSyntaxError)] = []
        for template in context.templates {
            switch tree(of: template, in: context.files[template.name]) {
            case .success(let tree): set.add(tree)
            case .failure(let error): errors.append((template.name, error))
            }
        }
        let mayRender = errors.isEmpty || !stopsAtFailure
        let rendering = ChartRendering(
            mayRender ? context.templates : [], of: set, origins: origins,
            stopsAtFailure: stopsAtFailure, limits: limits, entered: entered)
        return RenderedScenario(
            name: scenario.name, rendering: rendering, syntaxErrors: errors,
            templates: context.files, scope: composed.scope,
            values: composed.values, source: composed.source)
    }

    private func tree(
        of template: ChartTemplate, in file: ChartFile?
    ) -> Result<LinkedTree, TemplateSyntaxError> {
        if let known = trees[template.name] { return known }
        let result = Result { () throws(TemplateSyntaxError) in
            let tree = try parse(template.bytes, name: template.name)
            return LinkedTree(tree, functions, firstMark: firstMark(of: tree, in: file))
        }
        trees[template.name] = result
        return result
    }

    func parse(_ bytes: Bytes, name: Bytes) throws(TemplateSyntaxError) -> TemplateTree {
        let functions = functions
        return try TemplateTree.parse(name: name, bytes: bytes, knows: { functions.knows($0) })
    }

    private func firstMark(of tree: TemplateTree, in file: ChartFile?) -> Int {
        guard let file else { return -1 }
        if let known = marked[file.path] { return known.firstMark }
        let first = entered.room(for: tree)
        marked[file.path] = (tree, first)
        return first
    }

    // MARK: Schemas

    /// Holds the values of every chart to its `values.schema.json`.
    private func validate(_ composed: ComposedValues) throws(ChartError) {
        var complaints: [String] = []
        try validate(composed.scope, composed.values, &complaints)
        guard !complaints.isEmpty else { return }
        throw ChartError(
            .mismatch,
            "values don't meet the specifications of the schema(s) in the following chart(s):\n"
                + complaints.joined(), at: chart.chartFile.path)
    }

    private func validate(
        _ scope: ChartScope, _ values: MapValue, _ complaints: inout [String]
    ) throws(ChartError) {
        if let file = scope.chart.schema, let schema = try schema(of: scope.chart, file) {
            let violations = schema.violations(of: .map(values))
            if !violations.isEmpty {
                complaints.append(
                    "\(scope.name):\n" + violations.map { $0 + "\n" }.joined())
            }
        }
        for subchart in scope.subcharts {
            if let inner = values[Bytes(subchart.name.utf8)]?.map {
                try validate(subchart, inner, &complaints)
            }
        }
    }

    private static func document(of file: ChartFile) throws(JSONSchemaError) -> Value {
        do {
            let source = TextSource(.null, OriginTable(isTracking: false))
            return try GoJSONReader.value(of: file.bytes, source).0
        } catch {
            throw JSONSchemaError(message: error.message)
        }
    }

    private func schema(
        of chart: Chart, _ file: ChartFile
    ) throws(ChartError) -> JSONSchema? {
        if let known = schemas[ObjectIdentifier(chart)] { return known }
        do {
            let schema = try JSONSchema(Self.document(of: file))
            schemas[ObjectIdentifier(chart)] = schema
            return schema
        } catch {
            throw ChartError(.unreadable, error.message, at: file.path)
        }
    }
}

/// What Helm asks of a chart before it installs it.
package enum InstallChecks {
    package static func check(
        _ chart: Chart, _ capabilities: Capabilities
    ) throws(ChartError) {
        let path = chart.chartFile.path
        if chart.metadata.isLibrary {
            throw ChartError(.invalid, "library charts are not installable", at: path)
        }
        if let missing = DependencyProcessing.missingDependencies(of: chart) {
            var error = missing
            error.message =
                "an error occurred while checking for chart dependencies. You may need to run "
                + "`helm dependency build` to fetch missing dependencies: \(missing.message)"
            throw error
        }
        let wanted = chart.metadata.kubeVersion
        guard !wanted.isEmpty else { return }
        let version = capabilities.kubeVersion.full
        if let constraint = try? VersionConstraint(wanted),
            let version = try? LooseVersion(version), constraint.allows(version)
        {
            return
        }
        throw ChartError(
            .invalid,
            "chart requires kubeVersion: \(wanted) which is incompatible with Kubernetes "
                + version, at: path)
    }
}
