package import Findings
import Notations
import SourceText

/// The report as SARIF 2.1.0, with all that GitHub's code scanning asks for or makes use of.
///
/// No time, absolute path or random id is written, so the same report is the same file (SARIF
/// 2.1.0, appendix F).
package struct SARIFWriter: ReportWriter {
    /// What is written, and how much of it.
    package struct Options: Sendable {
        /// Where people learn about the tool; an absolute URI.
        package var informationURI: String?
        /// Tells the runs of one commit apart: `automationDetails.id` becomes `category/`.
        package var category: String?
        /// Whether findings that comments allow are written too, with their `suppressions`. Forges
        /// differ in what they make of those.
        package var showsSuppressed: Bool
        /// GitHub refuses runs with more results.
        package var resultLimit: Int
        /// About how many bytes the results may take; GitHub takes 10 MB after gzip, which is at
        /// least ten times as much before.
        package var byteLimit: Int

        package init(
            informationURI: String? = nil, category: String? = nil, showsSuppressed: Bool = false,
            resultLimit: Int = 25_000, byteLimit: Int = 90_000_000
        ) {
            self.informationURI = informationURI
            self.category = category
            self.showsSuppressed = showsSuppressed
            self.resultLimit = resultLimit
            self.byteLimit = byteLimit
        }
    }

    /// What is written.
    package var options: Options

    package init(options: Options = Options()) {
        self.options = options
    }

    package func write(_ report: Report, sources: SourceLookup, into output: inout ByteOutput) {
        let shown = report.findings.filter { options.showsSuppressed || !$0.isSuppressed }
        let kept = MostSevere(shown, limit: options.resultLimit, byteLimit: options.byteLimit)
        var shelf = SourceShelf(sources)
        var json = JSONWriter(linesToDepth: 4)
        beginRun(report, into: &json)
        writeInvocation(report.problems, leftOut: kept.leftOut, &shelf, into: &json)
        writeResults(kept.findings, of: report, &shelf, into: &json, &output)
        writeProperties(report.coverage.charts, into: &json)
        json.endObject()
        json.endArray()
        json.endObject()
        json.endLine()
        output.write(json.takeBytes())
        output.flush()
    }

    private static let schema =
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
        + "sarif-schema-2.1.0.json"

    private func beginRun(_ report: Report, into json: inout JSONWriter) {
        json.beginObject()
        json.member("$schema", Self.schema)
        json.member("version", "2.1.0")
        json.beginArray("runs")
        json.beginObject()
        writeTool(report, into: &json)
        if let category = options.category {
            json.beginObject("automationDetails")
            json.member("id", category + "/")
            json.endObject()
        }
        json.member("columnKind", "unicodeCodePoints")
    }

    private func writeTool(_ report: Report, into json: inout JSONWriter) {
        json.beginObject("tool")
        json.beginObject("driver")
        json.member("name", "Plimsoll")
        json.member("semanticVersion", report.toolVersion)
        if let uri = options.informationURI { json.member("informationUri", uri) }
        json.beginArray("rules")
        for card in report.cards { SARIFRule(card).write(into: &json) }
        json.endArray()
        json.endObject()
        json.endObject()
    }

    private func writeResults(
        _ findings: [Finding], of report: Report, _ shelf: inout SourceShelf,
        into json: inout JSONWriter,
        _ output: inout ByteOutput
    ) {
        let index = ReportIndex(report)
        var fingerprints = AlertFingerprints()
        json.beginArray("results")
        for finding in findings {
            let file = shelf.file(finding.place.path)
            let result = SARIFResult(
                finding: finding, file: file, sentence: index.sentence(of: finding),
                ruleIndex: index.index(of: finding.rule),
                lineHash: fingerprints.lineHash(of: finding, in: file),
                showsSuppressions: options.showsSuppressed)
            result.write(&shelf, into: &json)
            output.take(from: &json)
        }
        json.endArray()
    }
}

// MARK: - Charts

extension SARIFWriter {
    /// What was rendered of each chart. Nothing is written when there are none.
    private func writeProperties(_ charts: [ChartCoverage], into json: inout JSONWriter) {
        guard !charts.isEmpty else { return }
        json.beginObject("properties")
        json.beginArray("templateCoverage")
        for chart in charts {
            json.beginObject()
            json.member("chart", chart.name)
            json.member("path", chart.path)
            json.member("scenarios", chart.scenarios)
            json.member("branches", chart.branches)
            json.member("rendered", chart.rendered)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}

// MARK: - Problems

extension SARIFWriter {
    /// The most problems that are told; those that blind come first.
    private static let notificationLimit = 1_000

    /// `executionSuccessful` stays true whatever was not analysed: GitHub refuses the upload
    /// otherwise, and with it all results.
    private func writeInvocation(
        _ problems: [LocatedProblem], leftOut: Int, _ shelf: inout SourceShelf,
        into json: inout JSONWriter
    ) {
        json.beginArray("invocations")
        json.beginObject()
        json.member("executionSuccessful", true)
        json.beginArray("toolExecutionNotifications")
        if leftOut > 0 {
            writeNotice(
                "too-many-results",
                "\(String.count(leftOut, "less severe finding")) left out: "
                    + "forges refuse larger files", into: &json)
        }
        let sorted =
            problems.filter(\.problem.isBlinding) + problems.filter { !$0.problem.isBlinding }
        for located in sorted.prefix(Self.notificationLimit) {
            write(located, in: shelf.file(located.path), into: &json)
        }
        if sorted.count > Self.notificationLimit {
            let more = sorted.count - Self.notificationLimit
            writeNotice(
                "too-many-problems", "\(String.count(more, "more problem")) left out", into: &json)
        }
        json.endArray()
        json.endObject()
        json.endArray()
    }

    private func write(_ located: LocatedProblem, in file: SourceFile, into json: inout JSONWriter)
    {
        let problem = located.problem
        let help = problem.help.map { "; \($0)" } ?? ""
        json.beginObject()
        json.beginObject("descriptor")
        json.member("id", problem.id)
        json.endObject()
        // An error here means that results may be incomplete (SARIF 2.1.0, appendix I).
        json.member("level", problem.isBlinding ? "error" : "note")
        json.sarifMessage(
            "message", (problem.message + help).clipped(to: ReportIndex.sentenceLimit))
        json.beginArray("locations")
        json.beginObject()
        json.sarifPhysicalLocation(problem.range, in: file)
        json.endObject()
        json.endArray()
        json.endObject()
    }

    private func writeNotice(_ id: String, _ text: String, into json: inout JSONWriter) {
        json.beginObject()
        json.beginObject("descriptor")
        json.member("id", id)
        json.endObject()
        json.member("level", "warning")
        json.sarifMessage("message", text)
        json.endObject()
    }
}
