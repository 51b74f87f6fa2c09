import GoTemplates
import HelmCharts
import Notations
import Testing

/// The cases of Sprig's own tests, as Helm has its functions.
struct SprigSuiteTests {
    @Test func `what Sprig's own tests ask gives what Helm gives`() {
        guard let cases = SuiteFiles.cases("sprig/sprig.jsonl") else { return }
        var count = SuiteCount("sprig")
        for one in cases {
            let template = one["template"]?.text ?? ""
            let vars = one["vars"] ?? .null
            if let output = one["helm"]?["output"]?.text {
                // The time at which it was recorded; here it stands still.
                let isTime = template.contains("date_in_zone")
                let wanted = isTime ? "01 Jan 26 00:00 +0000" : output
                count.add(template, outcome(template, vars, .zero), wanted)
            } else if let error = one["helm"]?["error"]?.text {
                let wanted = reason(error)
                let got = outcome(template, vars, .zero)
                count.add(template, got, wanted, isRight: got.hasSuffix(wanted))
            } else {
                let got = outcome(template, vars, .invalid)
                let wanted = one["expect"]?.text ?? one["error"]?.text ?? ""
                count.add(template, got, wanted, isRight: isSame(got, wanted, template))
            }
        }
        count.report()
    }

    /// The innermost reason of what Helm says.
    private func reason(_ error: String) -> String {
        let line = error.split(separator: "\n").last ?? ""
        let start = line.firstRange(of: "): ")?.upperBound ?? line.startIndex
        return String(line[start...].drop { $0 == " " })
    }

    /// Go gives the keys of a map in any order; newer releases of the library of versions quote
    /// what they refuse.
    private func isSame(_ got: String, _ wanted: String, _ template: String) -> Bool {
        if got == wanted { return true }
        if template.contains("keys") { return got.utf8.sorted() == wanted.utf8.sorted() }
        return template.contains("semver")
            && got.filter { $0 != "\"" } == wanted.filter { $0 != "\"" }
    }

    private func outcome(
        _ template: String, _ vars: JSONValue, _ missing: Evaluator.MissingKey
    ) -> String {
        switch SmallTemplate.render(template, data: Value(vars), missing: missing, name: "test") {
        case .output(let text), .failure(_, message: let text), .unparsed(let text): text
        }
    }
}
