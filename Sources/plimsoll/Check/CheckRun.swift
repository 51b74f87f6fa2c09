import Analysis
import ArgumentParser
import Findings
import Kubernetes
import Reports
import Rules
import SourceText

/// One run of `plimsoll check`: search, analyse, repair, report.
struct CheckRun {
    let options: CheckOptions
    let rules: RuleBook
    /// The kinds of workloads that the user knows.
    var workloadKinds: [WorkloadKind] = []
    /// What the user says of the environments of charts.
    let environments: ChartEnvironments

    /// The exit code of the run.
    func run() -> ExitCode {
        var timings = Timings()
        let search = timings.measure("search") { self.search() }
        let files = InputFiles(
            limit: options.byteLimit, standardInputName: options.standardInputName)
        let analyzer = Analyzer(
            rules: rules, target: options.target,
            worldSettings: WorldSettings(
                kubernetes: options.kubernetes ?? APILifecycle.newestKubernetes,
                workloadKinds: workloadKinds))
        let inputs = search.sorted
        let inspection = Inspection(
            analyzer: analyzer, files: files, environments: environments, jobs: options.jobs)
        let outcome = timings.measure("analyse") { inspection.outcome(of: inputs) }
        var results = outcome.results
        timings.add(results.map(\.timings))
        let loadErrors = rules.errors
        guard loadErrors.isEmpty else {
            StandardStreams.writeError(RuleFailure(errors: loadErrors).description + "\n")
            return ExitCode(2)
        }
        if let level = options.fixLevel {
            let fixing = Fixing(
                level: level, isDryRun: options.isDryRun, analyzer: analyzer, files: files)
            timings.measure("fix") {
                fixing.fix(&results, outcome.units)
                if !options.isDryRun { results = inspection.refreshed(results) }
            }
        } else if options.verifiesFixes || formats.contains(.sarif) {
            timings.measure("verify") { verify(&results, outcome.units, files, analyzer) }
        }
        let report = report(results, search.refused)
        let isWritten = timings.measure("report") { write(report, files) }
        if options.showsTimings { StandardStreams.writeError(timings.text) }
        return isWritten ? exitCode(report, results) : ExitCode(2)
    }

    /// Tells of every fix whether it holds.
    private func verify(
        _ results: inout [FileResult], _ units: [InputUnit], _ files: InputFiles,
        _ analyzer: Analyzer
    ) {
        let analysed = results
        let tool = analyzer.tool(threads: min(options.jobs, units.count))
        let verified = Workers.map(units.count, threads: options.jobs, with: tool) {
            units[$1].verified(analysed, in: files, by: $0)
        }
        for (unit, updated) in zip(units, verified) {
            for (number, result) in zip(unit.members, updated ?? []) { results[number] = result }
        }
    }

    /// The formats of all reports that were asked for.
    private var formats: [ReportFormat] { [options.format] + options.outputs.map(\.format) }

    private func search() -> InputSearch {
        var search = InputSearch(
            respectsIgnoreFiles: options.respectsIgnoreFiles, skipsOther: options.skipsOther)
        for path in options.paths { search.add(path, standardInputName: options.standardInputName) }
        return search
    }

    // MARK: Report

    private func report(
        _ results: [FileResult], _ refused: [(path: String, reason: String)]
    ) -> Report {
        var coverage = CoverageCount()
        var findings: [Finding] = []
        var problems: [LocatedProblem] = []
        for analysis in SharedFindings.analyses(of: results) {
            if !analysis.isPart { coverage.add(analysis) }
            findings += analysis.findings
            problems += analysis.problems.map {
                LocatedProblem(path: analysis.path, problem: $0)
            }
        }
        // The parts of a chart stand beside what else was analysed.
        if results.contains(where: { !$0.parts.isEmpty }) { findings = Self.byPath(findings) }
        coverage.addRefused(refused.map(\.path))
        problems += refused.map {
            LocatedProblem(path: $0.path, problem: Self.unreadable($0.reason))
        }
        let isNothingFound = results.allSatisfy { $0.analysis.otherKind != nil }
        if isNothingFound, refused.isEmpty, !options.skipsOther {
            problems += options.paths.map(Self.nothingFound)
        }
        return Report(
            findings: findings,
            problems: problems.sorted { ($0.path, $0.problem.range) < ($1.path, $1.problem.range) },
            cards: cards(for: findings), coverage: coverage.result,
            analysedPaths: results.filter { $0.analysis.outcome == .analysed }.map(\.analysis.path),
            toolVersion: Plimsoll.version)
    }

    /// Findings of one file are together, and files in the order of their paths.
    private static func byPath(_ findings: [Finding]) -> [Finding] {
        let order = findings.indices.sorted {
            let (left, right) = (findings[$0].place.path, findings[$1].place.path)
            return left == right ? $0 < $1 : left.utf8.lexicographicallyPrecedes(right.utf8)
        }
        return order.map { findings[$0] }
    }

    /// The cards a report needs: of all rules where it lists them, else of those that found some.
    private func cards(for findings: [Finding]) -> [RuleCard] {
        guard !formats.contains(.sarif) else { return (try? rules.cards()) ?? [] }
        return (try? rules.cards(of: Set(findings.map(\.rule)))) ?? []
    }

    static func unreadable(_ reason: String) -> Problem {
        Problem(
            "unreadable", SourceRange(at: 0), "this cannot be read: \(reason)", isBlinding: true)
    }

    private static func nothingFound(in path: String) -> LocatedProblem {
        LocatedProblem(
            path: path,
            problem: Problem(
                "nothing-found", SourceRange(at: 0),
                "there is no Dockerfile or Kubernetes manifest here",
                help: "give the path of a file, or --no-ignore when .gitignore hides it",
                isBlinding: true))
    }

    /// Writes all reports that were asked for; false when one of them could not be.
    private func write(_ report: Report, _ files: InputFiles) -> Bool {
        var isWritten = true
        let sources = SourceLookup { path in try? files.bytes(of: path) }
        if !options.isDryRun {
            var output = ByteOutput { StandardStreams.write($0) }
            writer(options.format, isForTerminal: true)
                .write(report, sources: sources, into: &output)
            if options.format.isForMachines {
                StandardStreams.writeError(coverageLine(report) + "\n")
            }
        }
        for file in options.outputs {
            let bytes = writer(file.format, isForTerminal: false)
                .bytes(of: report, sources: sources)
            do {
                try AtomicWrite.replace(with: bytes, file: file.path)
            } catch {
                StandardStreams.writeError(
                    "plimsoll: the report `\(file.path)` cannot be written: \(error.reason)\n")
                isWritten = false
            }
        }
        return isWritten
    }

    private func writer(_ format: ReportFormat, isForTerminal: Bool) -> any ReportWriter {
        format.writer(
            text: TextWriter.Options(
                hasColour: isForTerminal && StandardStreams.takesColour,
                width: isForTerminal ? StandardStreams.width : nil,
                verbosity: options.isVerbose ? .verbose : .normal,
                showsCoverage: options.showsCoverage))
    }

    private func coverageLine(_ report: Report) -> String {
        let coverage = report.coverage
        return "plimsoll: \(coverage.analysed) of \(coverage.total) inputs analysed"
    }

    // MARK: Exit code

    private func exitCode(_ report: Report, _ results: [FileResult]) -> ExitCode {
        let isIncomplete = report.problems.contains { $0.problem.isBlinding }
        if isIncomplete, !options.allowsIncomplete { return ExitCode(3) }
        let fails = report.findings.contains {
            $0.suppression == nil && (options.failOn ?? .warning).isReached(by: $0.severity)
        }
        return fails ? ExitCode(1) : ExitCode(0)
    }
}
