package import Findings

/// What a run found, in numbers.
package struct TextSummary: Sendable {
    private var errors = 0
    private var warnings = 0
    private var infos = 0
    private var files = 0
    private var safeFixes = 0
    private var unsafeFixes = 0
    private var suppressed = 0
    private let coverage: Coverage

    package init(_ report: Report) {
        coverage = report.coverage
        var lastPath: String?
        for finding in report.findings {
            guard !finding.isSuppressed else {
                suppressed += 1
                continue
            }
            count(finding)
            if finding.place.path != lastPath { files += 1 }
            lastPath = finding.place.path
        }
    }

    private mutating func count(_ finding: Finding) {
        switch finding.severity {
        case .error: errors += 1
        case .warning: warnings += 1
        case .info: infos += 1
        }
        guard finding.hasUsableFix else { return }
        if finding.fix?.applicability == .safe { safeFixes += 1 } else { unsafeFixes += 1 }
    }

    var total: Int { errors + warnings + infos }

    /// `2 errors, 1 warning and 3 infos in 2 files`.
    package var findingsLine: String {
        guard total > 0 else { return "No findings" }
        let parts = [(errors, "error"), (warnings, "warning"), (infos, "info")]
            .filter { $0.0 > 0 }.map { String.count($0.0, $0.1) }
        return "\(String.list(parts)) in \(String.count(files, "file"))"
    }

    /// What could be fixed and what comments allow; empty when there is nothing to say.
    package var fixesLine: String {
        var parts: [String] = []
        if safeFixes > 0 { parts.append("\(safeFixes) fixable with --fix") }
        if unsafeFixes > 0 {
            parts.append(
                "\(unsafeFixes) \(safeFixes > 0 ? "more " : "fixable ")with --unsafe-fixes")
        }
        if suppressed > 0 { parts.append("\(suppressed) allowed by comments") }
        return parts.joined(separator: ", ")
    }

    /// The one line every run ends with: `12 of 14 inputs analysed (1 skipped, 1 failed)`.
    package static func coverageLine(_ coverage: Coverage) -> String {
        let inputs = coverage.total == 1 ? "input" : "inputs"
        var rest: [String] = []
        if coverage.skipped > 0 { rest.append("\(coverage.skipped) skipped") }
        if coverage.failed > 0 { rest.append("\(coverage.failed) failed") }
        if coverage.others > 0 {
            rest.append(String.count(coverage.others, "other file") + " passed over")
        }
        let tail = rest.isEmpty ? "" : " (\(rest.joined(separator: ", ")))"
        return "\(coverage.analysed) of \(coverage.total) \(inputs) analysed\(tail)"
    }

    func text(style: TextStyle) -> String {
        let ink: Ink = errors > 0 ? .error : warnings > 0 ? .warning : infos > 0 ? .info : .added
        let fixes = fixesLine.isEmpty ? "" : fixesLine + "\n"
        return style.paint(findingsLine, ink) + "\n" + fixes + Self.coverageLine(coverage) + "\n"
    }
}
