package import Findings
import SourceText

/// The report for people at a terminal: what is wrong, where, why it matters and what to do.
package struct TextWriter: ReportWriter {
    /// How much is said.
    package enum Verbosity: Sendable {
        /// Only the summary.
        case quiet
        case normal
        /// Also whole explanations, references, and what comments allow.
        case verbose
    }

    /// How the text is laid out.
    package struct Options: Sendable {
        /// Whether ANSI colour codes are written.
        package var hasColour: Bool
        /// How many cells a row may take; nil when there is no terminal to fit.
        package var width: Int?
        /// How much is said.
        package var verbosity: Verbosity
        /// Whether it lists what no scenario of a chart rendered.
        package var showsCoverage: Bool

        package init(
            hasColour: Bool = false, width: Int? = nil, verbosity: Verbosity = .normal,
            showsCoverage: Bool = false
        ) {
            self.hasColour = hasColour
            self.width = width
            self.verbosity = verbosity
            self.showsCoverage = showsCoverage
        }
    }

    /// How the text is laid out.
    package var options: Options

    package init(options: Options = Options()) {
        self.options = options
    }

    package func write(_ report: Report, sources: SourceLookup, into output: inout ByteOutput) {
        var page = TextPage(report, sources, options)
        if options.verbosity != .quiet {
            for finding in report.findings where !finding.isSuppressed || page.isVerbose {
                output.write(page.block(of: finding))
            }
            for problem in report.problems { output.write(page.block(of: problem)) }
        }
        let charts = report.coverage.charts
        if options.showsCoverage {
            for chart in charts { output.write(page.block(of: chart)) }
        } else if page.isVerbose {
            output.write(charts.map { $0.line + "\n" }.joined())
        }
        output.write(TextSummary(report).text(style: TextStyle(hasColour: options.hasColour)))
        output.flush()
    }
}

extension TextWriter {
    /// One problem by itself, in the shape it has in a report.
    package func text(of problem: LocatedProblem, sources: SourceLookup) -> String {
        let report = Report(
            findings: [], problems: [problem], cards: [], coverage: Coverage(kinds: []),
            toolVersion: "")
        var page = TextPage(report, sources, options)
        return page.block(of: problem)
    }
}

/// Makes the blocks of a text report, and remembers which rules it has explained.
struct TextPage {
    private let index: ReportIndex
    private var shelf: SourceShelf
    private let style: TextStyle
    private let width: Int
    let isVerbose: Bool
    private var explained: Set<String> = []
    private let relatedLimit = 10

    init(_ report: Report, _ sources: SourceLookup, _ options: TextWriter.Options) {
        index = ReportIndex(report)
        shelf = SourceShelf(sources)
        style = TextStyle(hasColour: options.hasColour)
        width = max(40, options.width ?? 140)
        isVerbose = options.verbosity == .verbose
    }

    /// Everything said of a finding, with an empty line after it.
    mutating func block(of finding: Finding) -> String {
        let file = shelf.file(finding.place.path)
        let related = finding.related.prefix(relatedLimit).map { ($0, shelf.file($0.place.path)) }
        let edited = finding.fix?.path.map { shelf.file($0) }
        let preview = EditPreview(finding.fix?.edits ?? [], in: edited ?? file)
        var lastLine = max(file.lastLine(of: finding.place.range), preview.lastLine)
        for (other, file) in related {
            lastLine = max(lastLine, file.lastLine(of: other.place.range))
        }
        let frame = CodeFrame(style: style, gutter: String(lastLine).utf8.count, width: width)

        var text = header(
            finding.severity.rawValue, finding.severity.ink, finding.rule,
            index.sentence(of: finding))
        text += quotation(of: finding.place.range, in: file, frame, finding.severity.ink)
        for (other, file) in related { text += quotation(of: other, in: file, frame) }
        let notes = notes(on: finding, frame) + help(of: finding, preview, frame)
        if !notes.isEmpty, file.isReadable { text += frame.bar }
        return text + notes + "\n"
    }

    /// Everything said of a problem, in the shape of a finding.
    mutating func block(of located: LocatedProblem) -> String {
        let problem = located.problem
        let file = shelf.file(located.path)
        let gutter = String(file.lastLine(of: problem.range)).utf8.count
        let frame = CodeFrame(style: style, gutter: gutter, width: width)
        var notes = ""
        if problem.isBlinding {
            notes += frame.note("not analysed", "findings may be missing here", ink: .problem)
        }
        if let help = problem.help { notes += frame.note("help", help) }
        var text = header("problem", .problem, problem.id, problem.message)
        text += quotation(of: problem.range, in: file, frame, .problem)
        if !notes.isEmpty, file.isReadable { text += frame.bar }
        return text + notes + "\n"
    }

    /// What was rendered of a chart, and a line for each branch that was not.
    mutating func block(of chart: ChartCoverage) -> String {
        var text = style.paint(chart.line.visible, .strong) + "\n"
        for branch in chart.unrendered {
            let file = shelf.file(branch.place.path)
            let line = file.lines.line(at: min(branch.place.range.start, file.bytes.count))
            let place = "\(branch.place.path):\(line)".visible
            text += "  \(style.paint(place, .gutter)) \(branch.text.visible)\n"
        }
        return text + "\n"
    }

    private func header(_ kind: String, _ ink: Ink, _ id: String, _ sentence: String) -> String {
        style.paint("\(kind)[\(id.visible)]", ink) + style.paint(": " + sentence.visible, .strong)
            + "\n"
    }

    private func quotation(
        of range: SourceRange, in file: SourceFile, _ frame: CodeFrame, _ ink: Ink
    ) -> String {
        let place = frame.place(file, range.start)
        guard file.isReadable else { return place }
        return place + frame.bar
            + frame.quotation(of: range, in: file, mark: .init(ink: ink), context: true)
    }

    private func quotation(of related: RelatedPlace, in file: SourceFile, _ frame: CodeFrame)
        -> String
    {
        let place = frame.place(file, related.place.range.start, arrow: ":::")
        let mark = CodeFrame.Mark(character: "-", ink: .gutter, label: related.message)
        guard file.isReadable else {
            return frame.bar + place + frame.note("note", related.message)
        }
        return frame.bar + place + frame.bar
            + frame.quotation(of: related.place.range, in: file, mark: mark)
    }

    // MARK: Notes

    private mutating func notes(on finding: Finding, _ frame: CodeFrame) -> String {
        var notes = ""
        if finding.objects.count == 1, finding.objects[0] == finding.logicalPlace.first {
            notes += frame.note("in", finding.logicalPlace.joined(separator: " "))
        } else {
            if isVerbose, !finding.logicalPlace.isEmpty {
                notes += frame.note("at", finding.logicalPlace.joined(separator: " › "))
            }
            if !finding.objects.isEmpty {
                notes += frame.note("in", String.shortList(finding.objects))
            }
        }
        if !finding.scenarios.isEmpty {
            notes += frame.note("holds for", String.shortList(finding.scenarios))
        }
        if let suppression = finding.suppression {
            notes += frame.note("allowed", suppression.reason ?? "by a comment")
        }
        guard let card = index.card(of: finding.rule), explained.insert(card.id).inserted else {
            return notes
        }
        return notes + explanation(card, frame)
    }

    /// Said once for each rule.
    private func explanation(_ card: RuleCard, _ frame: CodeFrame) -> String {
        let reasons = isVerbose ? card.why.paragraphs : [card.why.firstSentence]
        var notes = reasons.first.map { frame.note("why", $0) } ?? ""
        for reason in reasons.dropFirst() { notes += frame.continuation(of: "why", reason) }
        if isVerbose { notes += card.references.map { frame.note("see", $0) }.joined() }
        return notes + frame.note("more", "plimsoll rules show \(card.id)", ink: .quiet)
    }

    private func help(of finding: Finding, _ preview: EditPreview, _ frame: CodeFrame) -> String {
        guard let fix = finding.fix else { return "" }
        let note = frame.note("help", "\(fix.title) (\(hint(finding, fix)))")
        let file = fix.path.map { frame.note("file", $0) } ?? ""
        return note + file + (preview.hunks.isEmpty ? "" : frame.bar + frame.preview(preview))
    }

    private func hint(_ finding: Finding, _ fix: Fix) -> String {
        if finding.isFixVerified == false { return "not applied: it could not be proven" }
        let proven = finding.isFixVerified == true ? ", proven" : ""
        return switch fix.applicability {
        case .safe: "--fix does it\(proven)"
        case .unsafe: "--unsafe-fixes does it\(proven); it may change behaviour"
        case .display: "a suggestion"
        }
    }
}

extension SourceFile {
    /// The number of the last line of a range.
    fileprivate func lastLine(of range: SourceRange) -> Int {
        lines.line(at: min(max(range.end, 0), bytes.count))
    }
}

extension String {
    /// The first few of a list and how many more there are.
    fileprivate static func shortList(_ parts: [String]) -> String {
        guard parts.count > 5 else { return parts.joined(separator: ", ") }
        return parts.prefix(4).joined(separator: ", ") + " and \(parts.count - 4) more"
    }
}
