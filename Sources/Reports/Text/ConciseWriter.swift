package import Findings
import SourceText

/// One line a finding: `path:line:column: severity[rule] message`.
package struct ConciseWriter: ReportWriter {
    /// Whether ANSI colour codes are written.
    package var hasColour: Bool

    package init(hasColour: Bool = false) {
        self.hasColour = hasColour
    }

    package func write(_ report: Report, sources: SourceLookup, into output: inout ByteOutput) {
        let index = ReportIndex(report)
        let style = TextStyle(hasColour: hasColour)
        var shelf = SourceShelf(sources)
        for finding in report.findings where !finding.isSuppressed {
            let kind = style.paint(
                "\(finding.severity.rawValue)[\(finding.rule.visible)]", finding.severity.ink)
            let fix = finding.hasUsableFix ? " [fixable]" : ""
            let place = shelf.file(finding.place.path).shownPlace(of: finding.place.range)
            output.write("\(place): \(kind) \(index.sentence(of: finding).visible)\(fix)\n")
        }
        for located in report.problems {
            let kind = style.paint("problem[\(located.problem.id.visible)]", .problem)
            let place = shelf.file(located.path).shownPlace(of: located.problem.range)
            let blind = located.problem.isBlinding ? " (not analysed)" : ""
            output.write("\(place): \(kind) \(located.problem.message.visible)\(blind)\n")
        }
        output.write(TextSummary(report).text(style: style))
        output.flush()
    }
}

extension SourceFile {
    /// `path:line:column` of a range's start, with nothing in it a terminal would obey.
    func shownPlace(of range: SourceRange) -> String {
        let position = position(at: range.start)
        return "\(path.visible):\(position.line):\(position.column)"
    }
}
