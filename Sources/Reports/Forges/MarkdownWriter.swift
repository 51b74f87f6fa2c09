package import Findings
import SourceText

/// The report as Markdown for a comment on a change, or for a job's summary: numbers first, then
/// the findings of each file, the most severe kept when there are too many for one comment.
package struct MarkdownWriter: ReportWriter {
    /// About how many bytes the findings may take: GitHub's comments end at 65,536 characters.
    package var byteLimit: Int

    package init(byteLimit: Int = 50_000) {
        self.byteLimit = byteLimit
    }

    package func write(_ report: Report, sources: SourceLookup, into output: inout ByteOutput) {
        let summary = TextSummary(report)
        var shelf = SourceShelf(sources)
        output.write("### Plimsoll: \(summary.findingsLine)\n\n")
        writeTable(report, into: &output)
        let lines = lines(of: report, &shelf)
        let kept = kept(lines)
        var path: String?
        for line in kept {
            if line.path != path { output.write("\n#### \(line.path.asCode)\n\n") }
            path = line.path
            output.write(line.text)
        }
        if kept.count < summary.total {
            let more = String.count(summary.total - kept.count, "more finding")
            output.write("\n…and \(more), less severe\n")
        }
        writeExplanations(of: kept, report, into: &output)
        writeProblems(report.problems, &shelf, into: &output)
        let fixes = summary.fixesLine.isEmpty ? "" : summary.fixesLine + " · "
        output.write("\n\(fixes)\(TextSummary.coverageLine(report.coverage))\n")
        output.flush()
    }

    // MARK: The table

    private func writeTable(_ report: Report, into output: inout ByteOutput) {
        var counts: [String: Int] = [:]
        for finding in report.findings where !finding.isSuppressed {
            counts[finding.rule, default: 0] += 1
        }
        guard !counts.isEmpty else { return }
        var rows: [(rule: String, severity: Severity, count: Int, summary: String)] = []
        let index = ReportIndex(report)
        for (rule, count) in counts {
            let card = index.card(of: rule)
            rows.append((rule, card?.severity ?? .warning, count, card?.summary ?? ""))
        }
        rows.sort { ($1.severity, $1.count, $0.rule) < ($0.severity, $0.count, $1.rule) }
        output.write("| | rule | | count |\n|---|---|---|---:|\n")
        for row in rows.prefix(30) {
            let severity = row.severity.rawValue
            output.write(
                "| \(severity) | \(row.rule.asCode) | \(row.summary.asMarkdown) | \(row.count) |\n")
        }
        if rows.count > 30 { output.write("| | …and \(rows.count - 30) more rules | | |\n") }
    }

    // MARK: Findings

    private struct Line {
        var path: String
        var rule: String
        var severity: Severity
        var text: String
    }

    private func lines(of report: Report, _ shelf: inout SourceShelf) -> [Line] {
        let index = ReportIndex(report)
        // More than this many never fit.
        let kept = MostSevere(report.findings.filter { !$0.isSuppressed }, limit: byteLimit / 20)
        var lines: [Line] = []
        for finding in kept.findings {
            let line = shelf.file(finding.place.path).position(at: finding.place.range.start).line
            let fix = finding.fix.map { " *Fix: \($0.title.asMarkdown)*" } ?? ""
            let sentence = index.sentence(of: finding).asMarkdown
            let head = "- line \(line), **\(finding.severity.rawValue)** \(finding.rule.asCode)"
            let text = "\(head): \(sentence)\(fix)\n"
            lines.append(
                Line(
                    path: finding.place.path, rule: finding.rule, severity: finding.severity,
                    text: text))
        }
        return lines
    }

    /// The most severe lines for which there is room, in their order.
    private func kept(_ lines: [Line]) -> [Line] {
        var size = 0
        var isKept = [Bool](repeating: false, count: lines.count)
        for severity in Severity.allCases.sorted(by: >) {
            for index in lines.indices where lines[index].severity == severity {
                size += lines[index].text.utf8.count + lines[index].path.utf8.count
                guard size <= byteLimit else { break }
                isKept[index] = true
            }
        }
        return lines.indices.filter { isKept[$0] }.map { lines[$0] }
    }

    /// Why each rule matters, folded away.
    private func writeExplanations(
        of lines: [Line], _ report: Report, into output: inout ByteOutput
    ) {
        let rules = Set(lines.map(\.rule))
        let cards = report.cards.filter { rules.contains($0.id) && !$0.why.isEmpty }.prefix(30)
        guard !cards.isEmpty else { return }
        output.write("\n<details><summary>Why this matters</summary>\n\n")
        for card in cards { output.write("- \(card.id.asCode): \(card.why.firstSentence)\n") }
        output.write("\n</details>\n")
    }

    private func writeProblems(
        _ problems: [LocatedProblem], _ shelf: inout SourceShelf, into output: inout ByteOutput
    ) {
        let blinding = problems.filter(\.problem.isBlinding)
        guard !blinding.isEmpty else { return }
        output.write("\n#### Not analysed\n\n")
        for located in blinding.prefix(20) {
            let line = shelf.file(located.path).position(at: located.problem.range.start).line
            let message = located.problem.message.clipped(to: 300).asMarkdown
            output.write("- \(located.path.asCode) line \(line): \(message)\n")
        }
        if blinding.count > 20 { output.write("- …and \(blinding.count - 20) more\n") }
    }
}

extension String {
    /// As a code span, whatever backticks are in it.
    var asCode: String {
        let text = visible
        return text.utf8.contains(UInt8(ascii: "`")) ? "`` \(text) ``" : "`\(text)`"
    }

    /// Our sentences are Markdown with code spans; what stands outside of those must not become
    /// markup, a mention or a link.
    var asMarkdown: String {
        let parts = visible.split(separator: "`", omittingEmptySubsequences: false)
        var result = ""
        for (index, part) in parts.enumerated() {
            let isCode = index % 2 == 1 && index < parts.count - 1
            if isCode {
                result += "`\(part.replacingPipes)`"
            } else {
                if index % 2 == 1 { result += "\\`" }
                result += String(part).escapedMarkup
            }
        }
        return result
    }

    private var escapedMarkup: String {
        var result = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "<": result += "&lt;"
            case "&": result += "&amp;"
            case "\\", "*", "_", "[", "]", "|", "~", "#", "!": result += "\\" + String(scalar)
            // A zero-width space keeps people from being called.
            case "@": result += "@\u{200B}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension Substring {
    /// A pipe would end the cell of a table even in a code span.
    fileprivate var replacingPipes: String {
        split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
