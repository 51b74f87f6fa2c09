import Analysis
import Findings
import Reports
import SourceText

/// Repairs the analysed files, or shows what that would change.
struct Fixing {
    let level: Applicability
    /// Whether to print a diff instead of writing.
    let isDryRun: Bool
    let analyzer: Analyzer
    let files: InputFiles

    /// Repairs what can be; the results tell what is left.
    func fix(_ results: inout [FileResult], _ units: [InputUnit]) {
        var applied = 0
        var changed = 0
        for unit in units {
            guard let before = unit.files(results, in: files), isFixable(before) else { continue }
            let analysed = results
            let run = FixRun.run(before, atLeast: level) {
                unit.analyse($0, analysed, by: analyzer)
            }
            var isWritten = true
            for (file, number) in unit.members.enumerated()
            where run.unit.files[file] != before.files[file] {
                let analysis = run.unit.analyses[file]
                if isDryRun {
                    show(analysis.path, before.files[file], run.unit.files[file])
                } else if write(run.unit.files[file], &results[number]) {
                    results[number].analysis = analysis
                } else {
                    isWritten = false
                    continue
                }
                changed += 1
            }
            if isWritten { applied += run.applied.count }
            tell(run)
        }
        let verb = isDryRun ? "would fix" : "fixed"
        let fixes = Self.count(applied, "finding")
        let places = Self.count(changed, "file")
        StandardStreams.writeError("plimsoll: \(verb) \(fixes) in \(places)\n")
    }

    private func isFixable(_ unit: FixUnit) -> Bool {
        unit.analyses.contains { analysis in
            analysis.outcome == .analysed
                && analysis.findings.contains { FixRun.isApplicable($0, atLeast: level) }
        }
    }

    private func show(_ path: String, _ before: [UInt8], _ after: [UInt8]) {
        StandardStreams.write(UnifiedDiff.text(path: path, from: before, to: after))
    }

    private func write(_ bytes: [UInt8], _ result: inout FileResult) -> Bool {
        do {
            try AtomicWrite.replace(
                with: bytes, file: result.input.path, within: result.input.root)
            return true
        } catch {
            result.analysis.problems.append(
                Problem(
                    "unwritable", SourceRange(at: 0),
                    "the fixes cannot be written: \(error.reason)", isBlinding: true))
            return false
        }
    }

    /// Says which fixes were left out, and why.
    private func tell(_ run: FixRun.Result) {
        for finding in run.refused { tell(finding, "it did not hold when tried") }
        for finding in run.overlapping { tell(finding, "it overlaps another") }
    }

    private func tell(_ finding: Finding, _ reason: String) {
        let path = finding.place.path
        StandardStreams.writeError(
            "plimsoll: \(path): the fix of `\(finding.rule)` was left out: \(reason)\n")
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
