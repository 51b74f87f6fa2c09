import GoTemplates
import HelmCharts
import Notations
import Testing

/// The cases of Helm's own tests of its functions and of `--set`.
struct HelmSuiteTests {
    @Test func `what Helm's own tests of functions ask gives what Helm 4.2.3 gives`() {
        guard let cases = SuiteFiles.cases("helm/funcs.jsonl") else { return }
        var count = SuiteCount("helm/funcs")
        for one in cases {
            let template = one["template"]?.text ?? ""
            let released = one["helm423"]
            let wanted =
                released?["output"]?.text ?? released?["error"]?.text ?? one["expect"]?.text
                ?? one["error"]?.text ?? ""
            let got = SmallTemplate.text(template, data: Value(one["vars"] ?? .null))
            // Where a template that is none stands is told by its host.
            let start = wanted.firstRange(of: "): ").map { String(wanted[$0.upperBound...]) }
            let isError = wanted.hasPrefix("parse error at ")
            count.add(
                template, got, wanted,
                isRight: isError ? got.hasSuffix(start ?? wanted) : got == wanted)
        }
        count.report()
    }

    @Test func `what is set on the command line is read as Helm's own tests ask`() throws {
        guard let cases = SuiteFiles.cases("helm/strvals.jsonl") else { return }
        var count = SuiteCount("helm/strvals")
        for one in cases {
            let text = one["str"]?.text ?? ""
            let kind: SetGrammar.Kind = one["kind"]?.text == "set-string" ? .string : .typed
            let got: String
            do throws(SetError) {
                let map = MapValue()
                try SetGrammar.apply(Bytes(text.utf8), to: map, kind: kind)
                got = ChartFixtures.json(.map(map))
            } catch {
                got = error.message
            }
            let wanted =
                one["error"]?.text ?? ChartFixtures.json(Value(one["expect"] ?? .null))
            count.add(text, got, wanted)
        }
        count.report()
    }
}
