import HelmCharts
import Notations
import Testing

/// Templates whose outcome was recorded from Helm 4.2.3, beside those of the shared suites: the
/// types of values, times, versions, API versions, slices that are nil or sorted in place.
struct RecordedTests {
    @Test(arguments: [false, true])
    func `what was recorded of Helm comes out`(tracksOrigins: Bool) {
        let cases = SuiteFiles.fixture("probes.jsonl")
        #expect(!cases.isEmpty)
        var count = SuiteCount("recorded")
        for one in cases {
            let template = one["template"]?.text ?? ""
            let wanted =
                one["output"]?.text.map { TestChart.Outcome.output($0) }
                ?? .failure(one["error"]?.text ?? "")
            let got = TestChart(template).outcome(tracksOrigins: tracksOrigins)
            count.add(template, "\(got)", "\(wanted)")
        }
        count.report()
    }
}
