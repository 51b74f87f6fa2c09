package import Findings
import SourceText

/// The report as GitHub workflow commands, which become annotations of the changed files.
///
/// GitHub shows 10 annotations of each level for a step, so the most severe findings come first and
/// a notice says when there are more.
package struct GitHubWriter: ReportWriter {
    private static let shownPerLevel = 10

    package init() {}

    package func write(_ report: Report, sources: SourceLookup, into output: inout ByteOutput) {
        let index = ReportIndex(report)
        var shelf = SourceShelf(sources)
        let shown = report.findings.filter { !$0.isSuppressed }
        for located in report.problems where located.problem.isBlinding {
            output.write(command(located, in: shelf.file(located.path)))
        }
        for severity in Severity.allCases.sorted(by: >) {
            let group = shown.filter { $0.severity == severity }
            if severity == .info { output.write(limitNotice(shown)) }
            for finding in group {
                let file = shelf.file(finding.place.path)
                output.write(command(finding, index.sentence(of: finding), in: file))
            }
        }
        output.flush()
    }

    private func command(_ finding: Finding, _ sentence: String, in file: SourceFile) -> String {
        let level =
            switch finding.severity {
            case .error: "error"
            case .warning: "warning"
            case .info: "notice"
            }
        let fix = finding.fix.map { "\nFix: \($0.title)" } ?? ""
        return command(level, finding.rule, sentence + fix, finding.place.range, in: file)
    }

    private func command(_ located: LocatedProblem, in file: SourceFile) -> String {
        let problem = located.problem
        let help = problem.help.map { "\nHelp: \($0)" } ?? ""
        let message = "Not analysed: \(problem.message)\(help)"
        return command("error", problem.id, message, problem.range, in: file)
    }

    private func command(
        _ level: String, _ title: String, _ message: String, _ range: SourceRange,
        in file: SourceFile
    ) -> String {
        let span = file.span(of: range)
        var properties = "file=\(file.path.withoutDotSlash.escapedAsProperty)"
        properties += ",line=\(span.start.line),endLine=\(span.end.line)"
        // Columns of different lines are refused.
        if span.start.line == span.end.line {
            properties += ",col=\(span.start.column),endColumn=\(span.end.column)"
        }
        return
            "::\(level) \(properties),title=\(title.escapedAsProperty)::\(message.escapedAsData)\n"
    }

    /// Says that GitHub hides some, if it does; as a notice it takes one of their ten places.
    private func limitNotice(_ findings: [Finding]) -> String {
        let hidden = Severity.allCases.reduce(0) { sum, severity in
            let count = findings.count { $0.severity == severity }
            return sum + max(0, count - Self.shownPerLevel)
        }
        guard hidden > 0 else { return "" }
        let text =
            "GitHub shows \(Self.shownPerLevel) annotations of each level: "
            + "\(String.count(hidden, "more finding")) can only be seen in the log"
        return "::notice title=plimsoll::\(text)\n"
    }
}

extension String {
    /// The message of a workflow command, which has one line.
    fileprivate var escapedAsData: String { escaped { $0 == "%" || $0 == "\r" || $0 == "\n" } }

    /// A property of a workflow command.
    fileprivate var escapedAsProperty: String {
        escaped { $0 == "%" || $0 == "\r" || $0 == "\n" || $0 == ":" || $0 == "," }
    }

    private func escaped(_ isSpecial: (Unicode.Scalar) -> Bool) -> String {
        var result = ""
        for scalar in unicodeScalars {
            if isSpecial(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += digits.utf8.count == 1 ? "%0" + digits : "%" + digits
            } else if let substitute = VisibleScalar.substitute(for: scalar.value) {
                result += substitute
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
