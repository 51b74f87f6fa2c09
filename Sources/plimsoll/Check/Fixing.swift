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
            let analyse = unit.analysis(since: before, results, by: analyzer)
            let run = FixRun.run(before, atLeast: level, analyse: analyse)
            var now = run.unit
            var failures: [(file: Int, problem: Problem)] = []
            for file in before.files.indices where now.files[file] != before.files[file] {
                let path = now.analyses[file].path
                let member = unit.members[min(file, unit.members.count - 1)]
                if isDryRun {
                    show(path, before.files[file], now.files[file])
                } else if let failure = write(
                    now.files[file], path, root: results[member].folderToStayIn)
                {
                    now.files[file] = before.files[file]
                    failures.append((file, failure))
                    continue
                }
                changed += 1
            }
            if !failures.isEmpty {
                // What stands in one file may be about another.
                now.analyses = analyse(now.files) ?? before.analyses
                for (file, failure) in failures { now.analyses[file].problems.append(failure) }
            }
            if !isDryRun {
                let updated = unit.updated(results, with: now.analyses)
                for (number, result) in zip(unit.members, updated) { results[number] = result }
            }
            if failures.isEmpty { applied += run.applied.count }
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

    /// Writes a file; what hinders that, if anything.
    private func write(_ bytes: [UInt8], _ path: String, root: String?) -> Problem? {
        do {
            try AtomicWrite.replace(with: bytes, file: path, within: root)
            return nil
        } catch {
            return Problem(
                "unwritable", SourceRange(at: 0),
                "the fixes cannot be written: \(error.reason)", isBlinding: true)
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
