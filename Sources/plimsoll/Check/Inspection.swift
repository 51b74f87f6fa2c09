import Analysis
import Findings
import Kubernetes
import SourceText

/// Reads, links and judges all inputs: files side by side, then manifests put together to worlds,
/// then files side by side again.
struct Inspection {
    let analyzer: Analyzer
    let files: InputFiles
    let environments: ChartEnvironments
    let jobs: Int

    /// What became of the inputs, and which of them are judged and fixed together.
    struct Outcome: Sendable {
        var results: [FileResult]
        var units: [InputUnit]
    }

    func outcome(of inputs: [Input]) -> Outcome {
        let folders = Self.charts(among: inputs)
        let charts = charts(among: inputs)
        let tool = analyzer.tool(threads: min(jobs, inputs.count))
        let readings = Workers.map(inputs.count, threads: jobs, with: tool) {
            InputReading(
                inputs[$1], in: files, by: $0, folders: folders, charts: charts)
        }
        let kustomizations = Self.kustomizations(among: readings)
        var settings = analyzer.worldSettings
        settings.generated = kustomizations.generated
        var manifests: [(path: String, number: Int, manifest: Manifest)] = []
        var units: [InputUnit] = []
        for (number, reading) in readings.enumerated() {
            guard case .manifest(var manifest) = reading.content else {
                let isChart = if case .chart = reading.content { true } else { false }
                units.append(InputUnit(members: [number], kind: isChart ? .chart(charts) : .file))
                continue
            }
            let path = inputs[number].path
            if kustomizations.patches.contains(path) { continue }
            manifest.gainsLabels = kustomizations.labelled.contains(path)
            manifests.append((path, number, manifest))
        }
        let plan = WorldPlan(manifests.map { ($0.path, $0.manifest) })
        let worlds = plan.worlds.map { files in
            InputUnit(
                members: files.map { manifests[$0].number },
                kind: .world(World(files.map { manifests[$0].manifest }, settings: settings)))
        }
        return Outcome(results: judged(readings, worlds, inputs), units: units + worlds)
    }

    /// The results of all inputs, those of manifests from their worlds.
    private func judged(
        _ readings: [InputReading], _ worlds: [InputUnit], _ inputs: [Input]
    ) -> [FileResult] {
        var jobs = [(unit: Int, file: Int)?](repeating: nil, count: readings.count)
        for (unit, world) in worlds.enumerated() {
            for (file, number) in world.members.enumerated() { jobs[number] = (unit, file) }
        }
        let places = jobs
        let tool = analyzer.tool(threads: min(self.jobs, readings.count))
        return Workers.map(readings.count, threads: self.jobs, with: tool) {
            analyzer, number in
            let reading = readings[number]
            var result = FileResult(
                reading, inputs[number], name: files.name(of: inputs[number].path))
            guard let place = places[number], case .world(let world) = worlds[place.unit].kind
            else {
                return result
            }
            let start = Stopwatch.now
            result.analysis = analyzer.judge(world, file: place.file, path: result.analysis.path)
            result.timings.append(("rules", Stopwatch.now - start))
            return result
        }
    }

    /// The results with those charts analysed anew that had findings in files of other charts,
    /// which may have been repaired since.
    func refreshed(_ results: [FileResult]) -> [FileResult] {
        let charts = charts(among: results.map(\.input))
        return results.map { result in
            guard let folder = result.chartFolder,
                result.parts.contains(where: { !ChartFolder.holds(folder, $0.path) }),
                !result.hasUnwritten
            else { return result }
            var result = result
            let chart = charts.analysis(
                of: result.input.path, name: result.analysis.path, by: analyzer)
            result.analysis = chart.files[0]
            result.parts = Array(chart.files.dropFirst())
            return result
        }
    }

    private func charts(among inputs: [Input]) -> ChartInput {
        let paths = inputs.filter { $0.kind == .chart && $0.path.hasSuffix("Chart.yaml") }
            .map(\.path)
        return ChartInput(
            environments: environments,
            neighbours: paths.isEmpty ? .none : ChartNeighbours(paths))
    }

    /// The folders that hold a chart, each with a slash at its end.
    private static func charts(among inputs: [Input]) -> Set<String> {
        Set(
            inputs.lazy.filter { $0.kind == .chart && $0.path.hasSuffix("Chart.yaml") }
                .map { String($0.path.dropLast("Chart.yaml".count)) })
    }

    private static func kustomizations(among readings: [InputReading]) -> Kustomizations {
        Kustomizations(
            readings.compactMap { reading in
                guard case .kustomization(let found) = reading.content else { return nil }
                return (reading.path, found)
            })
    }
}

/// What reading one input came to.
struct InputReading: Sendable {
    enum Content: Sendable {
        case manifest(Manifest)
        case kustomization(Kustomization)
        case chart(ChartAnalysis)
        case finished(FileAnalysis)
    }

    let path: String
    var content: Content
    /// Nanoseconds by phase.
    var timings: [(phase: String, nanoseconds: UInt64)] = []

    init(
        _ input: Input, in files: InputFiles, by analyzer: Analyzer, folders: Set<String>,
        charts: ChartInput
    ) {
        path = input.path
        let name = files.name(of: input.path)
        let start = Stopwatch.now
        if Self.isPart(input, of: folders) {
            content = .finished(
                FileAnalysis(path: name, kind: .chart, outcome: .analysed, isPart: true))
            return
        }
        if input.kind == .chart {
            content = .chart(charts.analysis(of: input.path, name: name, by: analyzer))
            timings = [("charts", Stopwatch.now - start)]
            return
        }
        do {
            let bytes = try files.bytes(of: input.path)
            var clock = PhaseClock(start: Stopwatch.now)
            timings = [("read", clock.start - start)]
            switch input.kind(of: bytes) {
            case .dockerfile:
                content = .finished(
                    analyzer.analyse(
                        path: name, bytes: bytes, kind: .dockerfile, isNamed: input.isNamed,
                        didFinish: { clock.note($0) }))
            case .manifest, .chart:
                let reading = ManifestReading(
                    path: name, bytes: bytes, isNamed: input.isNamed, charts: folders)
                switch reading {
                case .manifest(let manifest): content = .manifest(manifest)
                case .kustomization(let kustomization): content = .kustomization(kustomization)
                case .finished(let analysis): content = .finished(analysis)
                }
                clock.note("parse")
            }
            timings += clock.phases
        } catch {
            content = .finished(
                FileAnalysis(
                    path: name, kind: input.kind, outcome: .failed,
                    problems: [CheckRun.unreadable(error.reason)]))
        }
    }
}

extension InputReading {
    /// Whether a file is analysed as part of a chart: one of its files, or a chart within it.
    private static func isPart(_ input: Input, of charts: Set<String>) -> Bool {
        guard !charts.isEmpty else { return false }
        let file = input.path
        var folder = file[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            if charts.contains(folder + "/"),
                isPart(file.dropFirst(folder.utf8.count + 1), input)
            {
                return true
            }
        }
        return charts.contains("") && isPart(file[...], input)
    }

    private static func isPart(_ inner: Substring, _ input: Input) -> Bool {
        inner != "Chart.yaml" && ChartInput.belongs(String(inner))
    }
}

/// Notes how long each phase took.
private struct PhaseClock {
    let start: UInt64
    private var last: UInt64
    private(set) var phases: [(phase: String, nanoseconds: UInt64)] = []

    init(start: UInt64) {
        self.start = start
        last = start
    }

    mutating func note(_ phase: String) {
        let now = Stopwatch.now
        phases.append((phase, now - last))
        last = now
    }
}
