package import Findings
import Notations
import SourceText

/// The report as GitLab's Code Quality JSON: an array of issues.
package struct GitLabWriter: ReportWriter {
    package init() {}

    package func write(_ report: Report, sources: SourceLookup, into output: inout ByteOutput) {
        let index = ReportIndex(report)
        var shelf = SourceShelf(sources)
        var fingerprints = UniqueNames()
        var json = JSONWriter(linesToDepth: 1)
        json.beginArray()
        for finding in report.findings where !finding.isSuppressed {
            // GitLab takes issues with the same fingerprint for one, and ours names no file.
            let fingerprint = fingerprints.unique("\(finding.fingerprint) \(finding.place.path)")
            let issue = Issue(
                description: index.sentence(of: finding), name: finding.rule,
                fingerprint: fingerprint,
                severity: finding.severity.gitLabSeverity, range: finding.place.range)
            write(issue, in: shelf.file(finding.place.path), into: &json)
            output.take(from: &json)
        }
        for located in report.problems where located.problem.isBlinding {
            let problem = located.problem
            let issue = Issue(
                description: "Not analysed: \(problem.message)", name: problem.id,
                fingerprint: fingerprints.unique("\(problem.id) \(located.path)"),
                severity: "critical",
                range: problem.range)
            write(issue, in: shelf.file(located.path), into: &json)
        }
        json.endArray()
        json.endLine()
        output.write(json.takeBytes())
        output.flush()
    }

    private struct Issue {
        var description: String
        var name: String
        var fingerprint: String
        var severity: String
        var range: SourceRange
    }

    private func write(_ issue: Issue, in file: SourceFile, into json: inout JSONWriter) {
        let span = file.span(of: issue.range)
        json.beginObject()
        json.member("description", issue.description)
        json.member("check_name", issue.name)
        json.member("fingerprint", issue.fingerprint)
        json.member("severity", issue.severity)
        json.beginObject("location")
        json.member("path", file.path.withoutDotSlash)
        json.beginObject("lines")
        json.member("begin", span.start.line)
        json.member("end", span.end.line)
        json.endObject()
        json.endObject()
        json.endObject()
    }
}

extension Severity {
    fileprivate var gitLabSeverity: String {
        switch self {
        case .info: "info"
        case .warning: "major"
        case .error: "critical"
        }
    }
}
