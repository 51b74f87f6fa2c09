import Findings
import GoTemplates
import HelmCharts
import SourceText

extension ChartCoverage {
    /// Counts the branches of a chart that was rendered in some scenarios: those of templates that
    /// people edit here and that make manifests.
    ///
    /// Nil when it has none, as a library does, whose helpers only other charts call.
    init?(of chart: Chart, path: String, scenarios: Int, _ session: ChartSession) {
        guard !chart.metadata.isLibrary else { return nil }
        self.init(
            name: chart.name, path: path, scenarios: scenarios, branches: 0, rendered: 0,
            unrendered: [])
        for own in chart.own() where !own.isElsewhere {
            for file in own.chart.templates where Self.counts(file, of: own.chart) {
                add(session.branches(of: file), of: file)
            }
        }
        guard branches > 0 else { return nil }
        unrendered.sort { ($0.place.path, $0.place.range) < ($1.place.path, $1.place.range) }
    }

    private static func counts(_ file: ChartFile, of chart: Chart) -> Bool {
        // Nothing judges notes, and Helm renders no template of a library.
        !file.isPacked && !file.name.hasSuffix("NOTES.txt")
            && (!chart.metadata.isLibrary || file.isPartial)
    }

    private mutating func add(_ found: [RenderedBranch], of file: ChartFile) {
        branches += found.count
        rendered += found.count(where: \.isRendered)
        var toldUpTo = 0
        for item in found where !item.isRendered && item.branch.range.lowerBound >= toldUpTo {
            toldUpTo = item.branch.range.upperBound
            let header = item.branch.header
            let range = file.place(SourceRange(header.lowerBound, header.upperBound))
            unrendered.append(
                Branch(
                    place: Place(path: file.path, range: range),
                    text: Self.text(of: item.branch, in: file)))
        }
    }

    private static func text(of branch: TemplateBranch, in file: ChartFile) -> String {
        guard !branch.header.isEmpty else { return "the whole template" }
        let header = line(file.bytes[branch.header])
        return branch.alternativeTo.map { "\(header) of \(line(file.bytes[$0]))" } ?? header
    }

    /// The longest header that is told in full, in code points.
    private static let longestHeader = 80

    /// A text in one line, each white space a single one, and not too long.
    private static func line(_ bytes: ArraySlice<UInt8>) -> String {
        let words = bytes.split { $0 <= 0x20 }.map { String(decoding: $0, as: UTF8.self) }
        let line = words.joined(separator: " ")
        let codePoints = line.unicodeScalars
        guard codePoints.count > longestHeader else { return line }
        return String(Substring(codePoints.prefix(longestHeader - 1))) + "…"
    }
}
