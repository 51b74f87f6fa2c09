import Findings
import GoTemplates
import HelmCharts
import SourceText

/// Puts the findings of all scenarios of a chart together: what several objects, turns of a loop or
/// scenarios share at one place of the sources is one finding that lists them.
struct ChartFindings {
    private let chartPath: String
    private let chart: Chart

    private struct Key: Hashable {
        let rule: String
        let place: Place
    }

    private var findings: [Key: Finding] = [:]
    private var problems: [LocatedProblem] = []
    private var seenProblems: Set<LocatedProblem> = []
    private var resources: [String: Int] = [:]
    /// The scenario that is being added, and all that rendered the same before.
    private var current = ""
    /// What each render wrote, with its scenario.
    private var renders: [[(name: Bytes, text: Bytes)]] = []
    private var names: [String] = []
    private var sameAs: [String: String] = [:]
    /// Templates that failed, with the scenarios; and those that some scenario rendered.
    private var failures: [Bytes: [(scenario: String, problem: LocatedProblem)]] = [:]
    private var renderedOnce: Set<Bytes> = []
    private var refusals: [(scenario: String, message: String, path: String)] = []
    /// How many scenarios were rendered.
    private(set) var renderedScenarios = 0

    init(chartPath: String, chart: Chart) {
        self.chartPath = chartPath
        self.chart = chart
    }

    mutating func add(_ problem: Problem, at path: String) {
        let located = LocatedProblem(path: path, problem: problem)
        if seenProblems.insert(located).inserted { problems.append(located) }
    }

    /// A scenario that could not be rendered at all.
    mutating func refuse(_ scenario: String, _ error: ChartError) {
        refusals.append((scenario, error.message, error.path))
    }

    // MARK: Scenarios

    mutating func begin(_ rendered: RenderedScenario) {
        current = rendered.name
        renderedScenarios += 1
        for error in rendered.syntaxErrors {
            let range = SourceRange(at: error.error.offset)
            let problem = Problem(
                "template-syntax", range,
                RenderWording.message(of: error.error, in: error.template),
                help: "the template was not rendered", isBlinding: true)
            add(problem, at: path(of: error.template, rendered))
        }
        for (template, failure) in rendered.rendering.failures {
            let problem = problem(failure, template, rendered)
            failures[template, default: []].append((current, problem))
        }
        for file in rendered.rendering.files { renderedOnce.insert(file.name) }
    }

    /// Whether a scenario before gave the very same; its findings then hold in this one, too.
    mutating func isKnown(_ rendered: RenderedScenario) -> Bool {
        let texts = rendered.rendering.files.map { ($0.name, $0.text.bytes ?? []) }
        let known = renders.firstIndex { other in
            other.count == texts.count
                && zip(other, texts).allSatisfy { $0.name == $1.0 && $0.text == $1.1 }
        }
        if let known {
            sameAs[current] = names[known]
            return true
        }
        renders.append(texts.map { (name: $0.0, text: $0.1) })
        names.append(current)
        return false
    }

    private func path(of template: Bytes, _ rendered: RenderedScenario) -> String {
        guard let file = rendered.templates[template], !file.isPacked else { return chartPath }
        return file.path
    }

    private func problem(
        _ failure: TemplateFailure, _ template: Bytes, _ rendered: RenderedScenario
    ) -> LocatedProblem {
        var inner = failure
        while let cause = inner.cause { inner = cause.failure }
        var place = template
        var range = SourceRange(at: 0)
        if let tree = inner.tree, rendered.templates[tree.name] != nil {
            place = tree.name
            range = SourceRange(at: inner.offset)
        }
        let name = String(decoding: template, as: UTF8.self)
        let words = (failure.refusal ?? inner.reason).split { $0.isNewline || $0 == " " }
        let message = String(words.joined(separator: " ").prefix(Self.longestReason))
        let problem = Problem(
            "template-failed", range,
            "the template `\(name)` fails in \(rendered.name): \(message)",
            help: "give values it can be rendered with, in ci/*-values.yaml or by --values",
            isBlinding: true)
        return LocatedProblem(path: path(of: place, rendered), problem: problem)
    }

    // MARK: Findings

    /// Adds what was found in one rendered text.
    mutating func add(_ analysis: FileAnalysis, _ way: WayBack) {
        for (kind, count) in analysis.resources {
            resources[kind] = max(resources[kind] ?? 0, count)
        }
        for problem in analysis.problems {
            let target = way.target(of: problem.range)
            var problem = problem
            problem.range = target?.place.range ?? SourceRange(at: 0)
            problem.message += " in what the template renders"
            add(problem, at: target?.place.path ?? chartPath)
        }
        for finding in analysis.findings { add(finding, way) }
    }

    /// Adds what was found in the sources themselves, in every scenario.
    mutating func add(_ found: [Finding]) {
        for finding in found {
            findings[Key(rule: finding.rule, place: finding.place)] = finding
        }
    }

    /// Charts may say whole pages when they refuse themselves.
    private static let longestReason = 300

    private mutating func add(_ finding: Finding, _ way: WayBack) {
        var finding = finding
        let target = way.target(of: finding)
        let place = target?.place ?? Place(path: chartPath, range: SourceRange(at: 0))
        finding.place = place
        finding.related += target?.related ?? []
        finding.flow = target?.flow ?? []
        finding.logicalPlace =
            ["chart \(chart.name)", target?.name ?? ""]
            + (finding.missing.map { [$0.keys.joined(separator: ".")] } ?? [])
        finding.fix = finding.fix.flatMap {
            FixTranslation(way: way).translated($0, placedIn: place.path)
        }
        if let allowing = finding.suppression?.place.range {
            finding.suppression?.place =
                way.target(of: allowing)?.place
                ?? Place(path: chartPath, range: SourceRange(at: 0))
        }
        finding.missing = nil
        finding.scenarios = [current]
        let key = Key(rule: finding.rule, place: place)
        guard var known = findings[key] else {
            findings[key] = finding
            return
        }
        for object in finding.objects where !known.objects.contains(object) {
            known.objects.append(object)
        }
        if known.scenarios.last != current { known.scenarios.append(current) }
        for related in finding.related
        where known.related.count < 20 && !known.related.contains(related) {
            known.related.append(related)
        }
        if finding.suppression == nil { known.suppression = nil }
        known.fix = known.fix.flatMap { $0.joined(with: finding.fix) } ?? known.fix ?? finding.fix
        findings[key] = known
    }

    // MARK: Result

    /// Everything by files. Scenarios are told when there is more than one.
    func analysis(scenarios: [String]) -> ChartAnalysis {
        var problems = problems
        for (template, failed) in failures {
            for (_, problem) in failed {
                var problem = problem
                // What some scenario rendered was analysed.
                if renderedOnce.contains(template) { problem.problem.isBlinding = false }
                if !problems.contains(problem) { problems.append(problem) }
            }
        }
        for refusal in refusals {
            let problem = Problem(
                "chart-not-rendered", SourceRange(at: 0),
                "the chart cannot be rendered in \(refusal.scenario): \(refusal.message)",
                help: "helm would refuse it, too", isBlinding: renderedScenarios == 0)
            problems.append(LocatedProblem(path: chartPath, problem: problem))
        }
        var byPath: [String: FileAnalysis] = [:]
        byPath[chartPath] = FileAnalysis(
            path: chartPath, kind: .chart, outcome: .analysed, resources: resources)
        func part(_ path: String) -> FileAnalysis {
            byPath[path]
                ?? FileAnalysis(path: path, kind: .chart, outcome: .analysed, isPart: true)
        }
        for var finding in findings.values {
            finding.scenarios = all(finding.scenarios, of: scenarios)
            var file = part(finding.place.path)
            file.findings.append(finding)
            byPath[finding.place.path] = file
        }
        for problem in problems {
            var file = part(problem.path)
            file.problems.append(problem.problem)
            if problem.problem.isBlinding { file.outcome = .failed }
            byPath[problem.path] = file
        }
        var files = byPath.values.sorted { $0.path < $1.path }
        for index in files.indices {
            files[index].findings = Judgement.sorted(files[index].findings)
            files[index].problems.sort { ($0.range, $0.message) < ($1.range, $1.message) }
        }
        if let first = files.firstIndex(where: { $0.path == chartPath }) {
            let chart = files.remove(at: first)
            files.insert(chart, at: 0)
            if files.contains(where: { $0.outcome == .failed }) { files[0].outcome = .failed }
        }
        return ChartAnalysis(files: files)
    }

    /// The scenarios a finding holds in, those that render the same included; none when there is
    /// only one.
    private func all(_ found: [String], of scenarios: [String]) -> [String] {
        guard scenarios.count > 1 else { return [] }
        return scenarios.filter { found.contains($0) || sameAs[$0].map(found.contains) ?? false }
    }
}
