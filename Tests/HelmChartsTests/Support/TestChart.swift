import GoTemplates
import HelmCharts
import SourceText

/// A chart of few files, rendered as Helm renders it.
struct TestChart {
    /// What a render gave.
    enum Outcome: Equatable, CustomStringConvertible {
        case output(String)
        /// What Helm says when it cannot render the chart.
        case failure(String)

        var description: String {
            switch self {
            case .output(let text): text
            case .failure(let message): "error: " + message
            }
        }
    }

    private let files: [String: [UInt8]]
    private let name: String
    var limits = EvaluationLimits()

    /// A chart with more files than `Chart.yaml`.
    init(_ files: [String: [UInt8]], name: String = "oc") {
        self.name = name
        self.files = files.merging([
            "Chart.yaml": Array(
                "apiVersion: v2\nname: \(name)\nversion: 0.1.0\nappVersion: \"9.9\"\n".utf8)
        ]) { given, _ in given }
    }

    /// A chart of one template, `templates/t.yaml`.
    init(_ template: String, values: String = "", name: String = "oc") {
        self.init(
            ["templates/t.yaml": Array(template.utf8), "values.yaml": Array(values.utf8)],
            name: name)
    }

    /// The whole render; only for what does not nest deeply.
    func rendered(
        _ input: ValuesInput = ValuesInput(), tracksOrigins: Bool = false,
        stopsAtFailure: Bool = true
    ) throws(ChartError) -> RenderedScenario {
        let chart = try ChartLoader().load(from: MemoryWorkspace(files))
        return try ChartSession(chart, tracksOrigins: tracksOrigins).render(
            ChartScenario(name: "test", input: input), stopsAtFailure: stopsAtFailure,
            limits: limits)
    }

    /// What `templates/t.yaml` gives.
    func outcome(tracksOrigins: Bool = false) -> Outcome {
        DeepStack.run {
            do throws(ChartError) {
                let rendered = try rendered(tracksOrigins: tracksOrigins)
                if let error = rendered.error { return .failure(error) }
                let wanted = Bytes("\(name)/templates/t.yaml".utf8)
                let file = rendered.rendering.files.first { $0.name == wanted }
                return .output(file?.text.text ?? "")
            } catch {
                return .failure(error.message)
            }
        }
    }

    /// The failures of a render, and whether each is a limit rather than a mistake; an error of the
    /// chart itself counts as one.
    func failures(tracksOrigins: Bool = false) -> [(message: String, isLimit: Bool)] {
        DeepStack.run {
            do throws(ChartError) {
                let rendered = try rendered(tracksOrigins: tracksOrigins, stopsAtFailure: false)
                return rendered.syntaxErrors.map { ($0.error.message, false) }
                    + rendered.rendering.failures.map { ($0.failure.message, $0.failure.isLimit) }
            } catch {
                return [(error.message, error.kind == .limit)]
            }
        }
    }
}
