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
    func fix(_ results: inout [FileResult]) {
        var applied = 0
        var changed = 0
        for index in results.indices {
            guard let fixed = fixed(results[index]) else { continue }
            if isDryRun {
                StandardStreams.write(
                    UnifiedDiff.text(
                        path: results[index].analysis.path, from: fixed.before,
                        to: fixed.result.bytes))
            } else {
                guard write(fixed.result.bytes, &results[index]) else { continue }
                results[index].analysis = fixed.result.analysis
            }
            applied += fixed.result.applied.count
            changed += 1
            tell(fixed.result, results[index].analysis.path)
        }
        let verb = isDryRun ? "would fix" : "fixed"
        let fixes = Self.count(applied, "finding")
        let places = Self.count(changed, "file")
        StandardStreams.writeError("plimsoll: \(verb) \(fixes) in \(places)\n")
    }

    private func fixed(_ result: FileResult) -> (before: [UInt8], result: FixRun.Result)? {
        let input = result.input
        guard result.analysis.outcome == .analysed,
            result.analysis.findings.contains(where: { FixRun.isApplicable($0, atLeast: level) }),
            let bytes = try? files.bytes(of: input.path)
        else { return nil }
        let name = result.analysis.path
        let run = FixRun.run(bytes, result.analysis, atLeast: level) {
            analyzer.analyse(path: name, bytes: $0, kind: input.kind, isNamed: input.isNamed)
        }
        guard run.bytes != bytes else {
            tell(run, name)
            return nil
        }
        return (bytes, run)
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
    private func tell(_ result: FixRun.Result, _ path: String) {
        for finding in result.refused {
            StandardStreams.writeError(
                "plimsoll: \(path): the fix of `\(finding.rule)` was left out: it did not hold when tried\n"
            )
        }
        for finding in result.overlapping {
            StandardStreams.writeError(
                "plimsoll: \(path): the fix of `\(finding.rule)` was left out: it overlaps another\n"
            )
        }
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
