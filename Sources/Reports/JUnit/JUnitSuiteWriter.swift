import Findings
import SourceText

/// A file and what is wrong in it.
struct JUnitSuite {
    var path: String
    var className: String
    /// Its place among the suites, from 0.
    var number: Int
    var findings: [Finding] = []
    var problems: [Problem] = []

    var isClean: Bool { findings.isEmpty && problems.isEmpty }
    /// A clean suite has one test, which passes.
    var testCount: Int { max(1, findings.count + problems.count) }
}

/// Writes one suite.
struct JUnitSuiteWriter {
    let suite: JUnitSuite
    let dialect: JUnitWriter.Dialect
    let index: ReportIndex?
    let file: SourceFile

    /// `output` is what the suite says beside its tests.
    func write(into page: XMLPage, output: String = "") {
        page.begin("testsuite")
        writeAttributes(into: page)
        if dialect == .ant {
            page.begin("properties")
            page.end()
        }
        writeCases(into: page)
        if dialect == .ant || !output.isEmpty {
            page.begin("system-out")
            if !output.isEmpty { page.text(output) }
            page.end()
        }
        if dialect == .ant {
            page.begin("system-err")
            page.end()
        }
        page.end()
    }

    private func writeAttributes(into page: XMLPage) {
        page.attribute("name", name(suite.path))
        if dialect == .ant {
            page.attribute("package", name(suite.className))
            page.attribute("id", suite.number)
            page.attribute("timestamp", "1970-01-01T00:00:00")
            page.attribute("hostname", "localhost")
            page.attribute("time", "0")
        } else {
            page.attribute("file", suite.path)
        }
        page.attribute("tests", suite.testCount)
        page.attribute("failures", suite.findings.count)
        page.attribute("errors", suite.problems.count)
    }

    private func writeCases(into page: XMLPage) {
        var names = UniqueNames()
        for problem in suite.problems { write(problem, &names, into: page) }
        for finding in suite.findings { write(finding, &names, into: page) }
        guard suite.isClean else { return }
        begin(case: "analysed", into: page)
        page.end()
    }

    private func begin(case name: String, into page: XMLPage) {
        page.begin("testcase")
        page.attribute("name", self.name(name))
        page.attribute("classname", self.name(suite.className))
        switch dialect {
        case .jenkins: break
        case .gitlab: page.attribute("file", suite.path)
        case .ant: page.attribute("time", "0")
        }
    }

    private func write(_ finding: Finding, _ names: inout UniqueNames, into page: XMLPage) {
        let line = file.position(at: finding.place.range.start).line
        let place =
            finding.logicalPlace.isEmpty ? "" : finding.logicalPlace.joined(separator: " › ") + ", "
        let sentence = index?.sentence(of: finding) ?? finding.rule
        begin(
            case: names.unique("\(finding.rule): \(place.clipped(to: 200))line \(line)"), into: page
        )
        page.begin("failure")
        page.attribute("message", sentence)
        page.attribute("type", finding.rule)
        page.text(text(of: finding, sentence))
        page.end()
        page.end()
    }

    private func write(_ problem: Problem, _ names: inout UniqueNames, into page: XMLPage) {
        let line = file.position(at: problem.range.start).line
        begin(case: names.unique("\(problem.id): not analysed, line \(line)"), into: page)
        page.begin("error")
        page.attribute("message", problem.message)
        page.attribute("type", problem.id)
        let help = problem.help.map { "\nHelp: \($0)" } ?? ""
        page.text("\(location(problem.range)): not analysed\n\n\(problem.message)\(help)\n")
        page.end()
        page.end()
    }

    private func text(of finding: Finding, _ sentence: String) -> String {
        var text = "\(location(finding.place.range)): \(finding.severity.rawValue)\n\n\(sentence)\n"
        if !finding.objects.isEmpty { text += "In: \(finding.objects.joined(separator: ", "))\n" }
        if !finding.scenarios.isEmpty {
            text += "Holds for: \(finding.scenarios.joined(separator: ", "))\n"
        }
        let reason = index?.reason(of: finding.rule) ?? ""
        if !reason.isEmpty { text += "\nWhy: \(reason)\n" }
        if let fix = finding.fix { text += "\nFix: \(fix.title)\n" }
        return text
    }

    private func location(_ range: SourceRange) -> String { file.shownPlace(of: range) }

    /// A name without white space that XML Schema's tokens would lose, and never empty.
    private func name(_ text: String) -> String {
        let words = text.visible.split(separator: " ").joined(separator: " ")
        return words.isEmpty ? "_" : words
    }
}
