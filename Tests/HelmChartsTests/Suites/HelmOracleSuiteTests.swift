import HelmCharts
import Notations
import Testing

/// What Helm prints for templates of one line.
struct HelmOracleSuiteTests {
    @Test(arguments: [false, true])
    func `what Helm prints is printed, and what it refuses is refused in its words`(
        tracksOrigins: Bool
    ) {
        guard let cases = SuiteFiles.cases("helm-oracle/cases.jsonl") else { return }
        var count = SuiteCount(tracksOrigins ? "helm-oracle with origins" : "helm-oracle")
        for one in cases {
            let template = one["template"]?.text ?? ""
            let chart = TestChart(template, values: one["values"]?.text ?? "")
            let wanted =
                one["output"]?.text.map { TestChart.Outcome.output($0) }
                ?? .failure(one["error"]?.text ?? "")
            let got = chart.outcome(tracksOrigins: tracksOrigins)
            count.add(
                "\(one["id"]?.description ?? ""): \(template) \(one["values"]?.text ?? "")",
                "\(got)", "\(wanted)", isRight: isSame("\(got)", "\(wanted)", template))
        }
        count.report()
    }

    /// Go gives the keys of a map in any order.
    private func isSame(_ got: String, _ wanted: String, _ template: String) -> Bool {
        if got.utf8.elementsEqual(wanted.utf8) { return true }
        return template == "{{ .Values.m | keys }}" && got.utf8.sorted() == wanted.utf8.sorted()
    }
}
