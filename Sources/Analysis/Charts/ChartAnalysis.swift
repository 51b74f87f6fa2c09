import Findings
import GoTemplates
package import HelmCharts
import Kubernetes
import Rules
import SourceText

/// What the analysis of one chart in all its scenarios has to say, file by file.
package struct ChartAnalysis: Sendable {
    /// `Chart.yaml` first, which stands for the chart; then the other files that something was
    /// found in, in the order of their paths.
    package var files: [FileAnalysis]

    /// A chart that could not be loaded.
    package init(path: String, error: ChartError) {
        let range = error.range ?? SourceRange(at: 0)
        let problem = Problem(
            "chart-not-loaded", range, "this chart cannot be loaded: \(error.message)",
            help: "helm would refuse it, too", isBlinding: true)
        let place = error.path.isEmpty ? path : error.path
        files = [FileAnalysis(path: path, kind: .chart, outcome: .failed)]
        if place == path {
            files[0].problems = [problem]
        } else {
            files.append(
                FileAnalysis(
                    path: place, kind: .chart, outcome: .failed, problems: [problem], isPart: true))
        }
    }

    init(files: [FileAnalysis]) {
        self.files = files
    }
}

extension Analyzer {
    /// Renders a chart in each scenario and judges what comes out. `path` is that of `Chart.yaml`;
    /// `notes` tell of charts that stand in for dependencies, or of why there are none.
    package func analyse(
        _ chart: Chart, path: String, scenarios: [ChartScenario],
        notes: DependencyNotes = DependencyNotes()
    ) -> ChartAnalysis {
        analyse(chart, path: path, scenarios: scenarios, notes: notes) { _ in }
    }

    /// The same; `didRender` is shown what each scenario gave.
    func analyse(
        _ chart: Chart, path: String, scenarios: [ChartScenario],
        notes: DependencyNotes = DependencyNotes(),
        didRender: (RenderedScenario) -> Void
    ) -> ChartAnalysis {
        let session = ChartSession(chart, tracksOrigins: true)
        var merge = ChartFindings(chartPath: path, chart: chart)
        if let missing = DependencyProcessing.missingDependencies(of: chart) {
            merge.add(Self.missingDependencies(missing, notes), at: missing.path)
        }
        for problem in notes.problems { merge.add(problem.problem, at: problem.path) }
        judgeSources(of: chart, path: path, into: &merge)
        // A library has nothing to render by itself.
        if !chart.metadata.isLibrary {
            for scenario in scenarios {
                if let rendered = judge(scenario, session, into: &merge) { didRender(rendered) }
            }
        }
        let suppressing = ChartSuppressing(chart, path: path, scenarios: scenarios, rules: rules)
        var analysis = suppressing.applied(to: merge.analysis(scenarios: scenarios.map(\.name)))
        analysis.files[0].coverage = ChartCoverage(
            of: chart, path: path, scenarios: merge.renderedScenarios, session)
        return analysis
    }

    private static func missingDependencies(
        _ error: ChartError, _ notes: DependencyNotes
    ) -> Problem {
        Problem(
            "missing-dependency", SourceRange(at: 0),
            "dependencies are \(error.message); what they would render was not analysed",
            help: notes.help, isBlinding: true)
    }

    private func judge(
        _ scenario: ChartScenario, _ session: ChartSession, into merge: inout ChartFindings
    ) -> RenderedScenario? {
        var capabilities = Capabilities()
        try? capabilities.setKubeVersion("v\(worldSettings.kubernetes).0")
        let rendered: RenderedScenario
        do {
            rendered = try session.render(
                scenario, capabilities: capabilities, stopsAtFailure: false)
        } catch {
            merge.refuse(scenario.name, error)
            return nil
        }
        merge.begin(rendered)
        guard !merge.isKnown(rendered) else { return rendered }
        let files = rendered.rendering.files.compactMap(RenderedText.init)
        let manifests = files.map { Manifest(bytes: $0.text.bytes) }
        var settings = worldSettings
        settings.isRelease = true
        let world = World(manifests, settings: settings)
        let aboutSuppressions = Set(
            (rules.rules(for: SuppressionFacts.subject.name)?.rules ?? []).map(\.id))
        for (number, file) in files.enumerated() {
            var analysis = judge(world, file: number, path: file.name)
            // Comments are judged where they are written.
            analysis.findings.removeAll { aboutSuppressions.contains($0.rule) }
            let way = WayBack(
                scenario: rendered, text: file.text, tree: manifests[number].tree)
            merge.add(analysis, way)
        }
        return rendered
    }
}

/// What a template wrote, when it is something that Helm would install.
struct RenderedText {
    let name: String
    let text: TracedText

    init?(_ file: ChartRendering.File) {
        guard let bytes = file.text.bytes, bytes.contains(where: { $0 > 0x20 }),
            !file.name.suffix(9).elementsEqual("NOTES.txt".utf8)
        else { return nil }
        name = String(decoding: file.name, as: UTF8.self)
        if case .text(let text) = file.text.payload {
            self.text = text
        } else {
            text = TracedText(bytes, [])
        }
    }
}
