package import Findings
import Notations
import SourceText

/// The report for programs: one JSON object of `findings`, `problems` and `summary`.
///
/// Lines and columns count from 1, columns in code points; offsets count bytes from 0, and an end
/// is where the next byte stands. An edit of a fix is `{"path", "start", "end", "replacement"}`:
/// the bytes from `start` to `end` of the file as it was analysed become `replacement`. `verified`
/// is null when the fix was not tried.
package struct JSONReportWriter: ReportWriter {
    package init() {}

    package func write(_ report: Report, sources: SourceLookup, into output: inout ByteOutput) {
        let index = ReportIndex(report)
        var shelf = SourceShelf(sources)
        var json = JSONWriter(linesToDepth: 3)
        json.beginObject()
        json.member("version", 1)
        json.member("tool", "plimsoll \(report.toolVersion)")
        json.beginArray("findings")
        for finding in report.findings {
            write(finding, index.sentence(of: finding), &shelf, into: &json)
            output.take(from: &json)
        }
        json.endArray()
        json.beginArray("problems")
        for problem in report.problems {
            write(problem, in: shelf.file(problem.path), into: &json)
            output.take(from: &json)
        }
        json.endArray()
        write(TextSummary(report), report.coverage, &shelf, into: &json)
        json.endObject()
        json.endLine()
        output.write(json.takeBytes())
        output.flush()
    }

    private func write(
        _ finding: Finding, _ sentence: String, _ shelf: inout SourceShelf,
        into json: inout JSONWriter
    ) {
        json.beginObject()
        json.member("rule", finding.rule)
        json.member("severity", finding.severity.rawValue)
        json.member("message", sentence)
        json.member(finding.place, in: shelf.file(finding.place.path))
        json.member("logicalPlace", finding.logicalPlace)
        json.member("objects", finding.objects)
        json.member("scenarios", finding.scenarios)
        json.beginArray("related")
        for related in finding.related {
            json.beginObject()
            json.member("message", related.message)
            json.member(related.place, in: shelf.file(related.place.path))
            json.endObject()
        }
        json.endArray()
        json.member("fingerprint", finding.fingerprint)
        json.member("suppressed", finding.isSuppressed)
        if let suppression = finding.suppression { write(suppression, &shelf, into: &json) }
        write(finding.fix, of: finding, into: &json)
        json.endObject()
    }

    private func write(
        _ suppression: Suppression, _ shelf: inout SourceShelf, into json: inout JSONWriter
    ) {
        json.beginObject("suppression")
        json.name("reason")
        if let reason = suppression.reason { json.value(reason) } else { json.null() }
        json.member(suppression.place, in: shelf.file(suppression.place.path))
        json.endObject()
    }

    private func write(_ fix: Fix?, of finding: Finding, into json: inout JSONWriter) {
        json.name("fix")
        guard let fix else {
            json.null()
            return
        }
        json.beginObject()
        json.member("safety", fix.applicability.rawValue)
        json.member("title", fix.title)
        json.name("verified")
        if let isVerified = finding.isFixVerified { json.value(isVerified) } else { json.null() }
        json.beginArray("edits")
        for edit in fix.edits {
            json.beginObject()
            json.member("path", fix.path ?? finding.place.path)
            json.member("start", edit.range.start)
            json.member("end", edit.range.end)
            json.member("replacement", edit.replacement)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    private func write(_ located: LocatedProblem, in file: SourceFile, into json: inout JSONWriter)
    {
        let problem = located.problem
        json.beginObject()
        json.member("id", problem.id)
        json.member("message", problem.message)
        json.member("blinding", problem.isBlinding)
        json.member(Place(path: located.path, range: problem.range), in: file)
        json.name("help")
        if let help = problem.help { json.value(help) } else { json.null() }
        json.endObject()
    }

    private func write(
        _ summary: TextSummary, _ coverage: Coverage, _ shelf: inout SourceShelf,
        into json: inout JSONWriter
    ) {
        json.beginObject("summary")
        json.member("findings", summary.total)
        json.member("analysed", coverage.analysed)
        json.member("skipped", coverage.skipped)
        json.member("failed", coverage.failed)
        json.beginObject("inputs")
        for kind in coverage.kinds {
            json.beginObject(kind.name)
            json.member("analysed", kind.analysed)
            json.member("skipped", kind.skipped)
            json.member("failed", kind.failed)
            json.endObject()
        }
        json.endObject()
        json.beginObject("resources")
        for (kind, count) in coverage.resources { json.member(kind, count) }
        json.endObject()
        json.beginArray("charts")
        for chart in coverage.charts { write(chart, &shelf, into: &json) }
        json.endArray()
        json.endObject()
    }

    private func write(
        _ chart: ChartCoverage, _ shelf: inout SourceShelf, into json: inout JSONWriter
    ) {
        json.beginObject()
        json.member("name", chart.name)
        json.member("path", chart.path)
        json.member("scenarios", chart.scenarios)
        json.member("branches", chart.branches)
        json.member("rendered", chart.rendered)
        json.beginArray("unrendered")
        for branch in chart.unrendered {
            json.beginObject()
            json.member("text", branch.text)
            json.member(branch.place, in: shelf.file(branch.place.path))
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}

extension JSONWriter {
    /// The members `path`, `start` and `end` of a place.
    fileprivate mutating func member(_ place: Place, in file: SourceFile) {
        member("path", place.path)
        let span = file.span(of: place.range)
        member("start", span.start, offset: place.range.start)
        member("end", span.end, offset: place.range.end)
    }

    private mutating func member(_ name: String, _ position: LineTable.Position, offset: Int) {
        beginObject(name)
        member("line", position.line)
        member("column", position.column)
        member("offset", offset)
        endObject()
    }
}

extension ByteOutput {
    /// Takes over what was written, once that is enough to be worth it.
    mutating func take(from json: inout JSONWriter) {
        if json.bytes.count >= 1 << 14 { write(json.takeBytes()) }
    }
}
