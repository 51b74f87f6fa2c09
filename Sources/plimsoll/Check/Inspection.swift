import Analysis
import Findings
import Kubernetes
import SourceText

/// Reads, links and judges all inputs: files side by side, then manifests put together to worlds,
/// then files side by side again.
struct Inspection {
    let analyzer: Analyzer
    let files: InputFiles
    let jobs: Int

    /// What became of the inputs, and which of them are judged and fixed together.
    struct Outcome: Sendable {
        var results: [FileResult]
        var units: [InputUnit]
    }

    func outcome(of inputs: [Input]) -> Outcome {
        let charts = Self.charts(among: inputs)
        let tool = analyzer.tool(threads: min(jobs, inputs.count))
        let readings = Workers.map(inputs.count, threads: jobs, with: tool) {
            InputReading(inputs[$1], in: files, by: $0, charts: charts)
        }
        let patches = Self.patches(named: readings)
        var manifests: [(path: String, number: Int, manifest: Manifest)] = []
        var units: [InputUnit] = []
        for (number, reading) in readings.enumerated() {
            guard case .manifest(let manifest) = reading.content else {
                units.append(InputUnit(members: [number], world: nil))
                continue
            }
            let path = inputs[number].path
            if patches.contains(path) { continue }
            manifests.append((path, number, manifest))
        }
        let plan = WorldPlan(manifests.map { ($0.path, $0.manifest) })
        let worlds = plan.worlds.map { files in
            InputUnit(
                members: files.map { manifests[$0].number },
                world: World(
                    files.map { manifests[$0].manifest }, kubernetes: analyzer.kubernetes))
        }
        return Outcome(results: judged(readings, worlds, inputs), units: units + worlds)
    }

    /// The results of all inputs, those of manifests from their worlds.
    private func judged(
        _ readings: [InputReading], _ worlds: [InputUnit], _ inputs: [Input]
    ) -> [FileResult] {
        var jobs: [Int: (unit: Int, file: Int)] = [:]
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
            guard let place = places[number], let world = worlds[place.unit].world else {
                return result
            }
            let start = Stopwatch.now
            result.analysis = analyzer.judge(world, file: place.file, path: result.analysis.path)
            result.timings.append(("rules", Stopwatch.now - start))
            return result
        }
    }

    /// The folders that hold a chart, each with a slash at its end.
    private static func charts(among inputs: [Input]) -> Set<String> {
        Set(
            inputs.lazy.map(\.path).filter { $0 == "Chart.yaml" || $0.hasSuffix("/Chart.yaml") }
                .map { String($0.dropLast("Chart.yaml".count)) })
    }

    /// The paths of the files that kustomizations use as patches.
    private static func patches(named readings: [InputReading]) -> Set<String> {
        var paths: Set<String> = []
        for reading in readings {
            guard case .kustomization(let kustomization) = reading.content else { continue }
            let folder = reading.path.lastIndex(of: "/").map { reading.path[...$0] } ?? ""
            for file in kustomization.patchFiles { paths.insert(joined(folder, file)) }
        }
        return paths
    }

    /// A path below a folder, with `.` and `..` taken out.
    private static func joined(_ folder: Substring, _ file: String) -> String {
        var parts: [Substring] = []
        let path = folder + file
        for part in path.split(separator: "/", omittingEmptySubsequences: false) {
            if part == "..", let last = parts.last, last != "..", !last.isEmpty {
                parts.removeLast()
            } else if part != "." || parts.isEmpty && !folder.isEmpty {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }
}

/// What reading one input came to.
struct InputReading: Sendable {
    enum Content: Sendable {
        case manifest(Manifest)
        case kustomization(Kustomization)
        case finished(FileAnalysis)
    }

    let path: String
    var content: Content
    /// Nanoseconds by phase.
    var timings: [(phase: String, nanoseconds: UInt64)] = []

    init(_ input: Input, in files: InputFiles, by analyzer: Analyzer, charts: Set<String>) {
        path = input.path
        let name = files.name(of: input.path)
        let start = Stopwatch.now
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
            case .manifest:
                let reading = ManifestReading(
                    path: name, bytes: bytes, isNamed: input.isNamed, charts: charts)
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
