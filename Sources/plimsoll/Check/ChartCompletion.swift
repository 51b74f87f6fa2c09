import Analysis
import Findings
import HelmCharts
import SourceText

/// Puts charts of the same run in the places of dependencies that a chart declares and does not
/// hold: what a `file://` repository names, else the nearest chart of the name with a version in
/// the range. What these lack in turn is looked for as well.
struct ChartCompletion {
    private let neighbours: ChartNeighbours
    private(set) var notes = DependencyNotes()
    /// How many charts were put in.
    private var count = 0

    /// A chart asks for others that ask for others: with two in each, their number doubles at each
    /// step.
    static let mostStandIns = 256

    private typealias Neighbour = ChartNeighbours.Neighbour

    init(_ neighbours: ChartNeighbours) {
        self.neighbours = neighbours
    }

    /// The chart with what stands in for what it lacks. `path` is that of its `Chart.yaml`.
    mutating func completed(_ chart: Chart, at path: String) -> Chart {
        guard !DependencyProcessing.missing(of: chart).isEmpty,
            let file = LinkTarget.resolved(path), let root = neighbours.index.byFile[file]
        else { return chart }
        return completed(chart, trail: [root])
    }

    /// `trail` leads to the chart, which is the last of it.
    private mutating func completed(_ chart: Chart, trail: [Neighbour]) -> Chart {
        var standIns: [String: Chart] = [:]
        for dependency in DependencyProcessing.missing(of: chart) {
            switch match(for: dependency, trail) {
            case .found(let neighbour):
                if standIns[neighbour.file] != nil { continue }
                standIns[neighbour.file] = standIn(neighbour, for: dependency, of: chart, trail)
            case .circle(let neighbour): tellCircle(to: neighbour, dependency, of: chart, trail)
            case .none(let hint): if trail.count == 1 { notes.hints.append(hint) }
            }
        }
        return standIns.isEmpty ? chart : chart.completed(by: Array(standIns.values))
    }

    private mutating func standIn(
        _ neighbour: Neighbour, for dependency: ChartDependency, of chart: Chart,
        _ trail: [Neighbour]
    ) -> Chart? {
        guard count < Self.mostStandIns, trail.count < ChartLoader.deepestChart else {
            tell(
                "too-many-dependencies",
                "`\(dependency.name)` is one chart too many to put in here",
                help: "fetch it: helm dependency build", dependency, of: chart)
            return nil
        }
        switch neighbours.chart(of: neighbour) {
        case .success(let found):
            count += 1
            return completed(found, trail: trail + [neighbour])
        case .failure:
            if trail.count == 1 { notes.hints.append("`\(neighbour.path)` cannot be loaded") }
            return nil
        }
    }

    // MARK: Looking

    private enum Match {
        case found(Neighbour)
        /// Only a chart that the one that asks is there for.
        case circle(Neighbour)
        /// Nothing; a hint at what would fit.
        case none(String)
    }

    private func match(for dependency: ChartDependency, _ trail: [Neighbour]) -> Match {
        let current = trail[trail.count - 1]
        guard let path = dependency.localPath else { return named(dependency, trail) }
        let folder = path.hasPrefix("/") ? path : current.folder + path
        let file = LinkTarget.resolved(folder + "/Chart.yaml")
        let local = file.flatMap { neighbours.index.byFile[$0] }
        if let local, dependency.name == local.name,
            dependency.version.isEmpty || dependency.allows(local.version)
        {
            return trail.contains { $0.file == local.file } ? .circle(local) : .found(local)
        }
        guard case .none = named(dependency, trail) else { return named(dependency, trail) }
        guard let local else {
            return .none("`\(dependency.repository)` is no chart among what is analysed")
        }
        guard local.name == dependency.name else {
            return .none("the chart in `\(local.path)` is called `\(local.name)`")
        }
        return .none(Self.misfit(of: local, dependency))
    }

    /// A chart of the name that is asked for.
    private func named(_ dependency: ChartDependency, _ trail: [Neighbour]) -> Match {
        let current = trail[trail.count - 1]
        // A chart may wrap one of its own name that lies elsewhere.
        let others = (neighbours.index.byName[dependency.name] ?? [])
            .filter { $0.file != current.file }
            .sorted { ($0.distance(to: current), $0.path) < ($1.distance(to: current), $1.path) }
        let fitting = others.filter { dependency.allows($0.version) }
        let isFree = { (other: Neighbour) in !trail.contains { $0.file == other.file } }
        if let found = fitting.first(where: isFree) { return .found(found) }
        if let first = fitting.first { return .circle(first) }
        if let first = others.first { return .none(Self.misfit(of: first, dependency)) }
        let version = dependency.version.isEmpty ? "" : " with a version in `\(dependency.version)`"
        return .none("or analyse a chart `\(dependency.name)`\(version) along with it")
    }

    private static func misfit(of other: Neighbour, _ dependency: ChartDependency) -> String {
        dependency.version.isEmpty
            ? "`\(other.path)` would do if the dependency had a version"
            : "`\(other.path)` has version \(other.version), which is not in `\(dependency.version)`"
    }

    // MARK: Telling

    private mutating func tellCircle(
        to neighbour: Neighbour, _ dependency: ChartDependency, of chart: Chart,
        _ trail: [Neighbour]
    ) {
        let start = trail.firstIndex { $0.file == neighbour.file } ?? 0
        let names = (trail[start...] + [neighbour]).map(\.name).joined(separator: " → ")
        tell(
            "circular-dependency", "charts depend on each other in a circle: \(names)",
            help: "take one of these dependencies out", dependency, of: chart)
    }

    private mutating func tell(
        _ id: String, _ message: String, help: String, _ dependency: ChartDependency,
        of chart: Chart
    ) {
        let file = chart.dependencyFile
        let entry = dependency.range.clamped(to: SourceRange(0, file.bytes.count))
        let end = file.bytes[entry].firstIndex(of: 0x0A) ?? entry.end
        let problem = LocatedProblem(
            path: file.path,
            problem: Problem(
                id, file.place(SourceRange(entry.start, end)), message, help: help,
                isBlinding: true))
        if !notes.problems.contains(problem) { notes.problems.append(problem) }
    }
}
