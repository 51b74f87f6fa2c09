import ArgumentParser
import HelmCharts
import SourceText

/// What the command line says of the environments that charts are analysed in. All files of it have
/// been read.
struct ChartEnvironments: Sendable {
    /// Goes over the values of every environment.
    private let common: ValuesInput
    /// More environments, each by its own files and for its own charts.
    private let named: [(scenario: ChartScenario, charts: [String])]

    /// Reads all files, and refuses what no chart could be rendered with.
    init(over values: GivenValues, named: [NamedEnvironment]) throws {
        common = ValuesInput(
            files: try values.files.map(Self.values), settings: values.settings)
        self.named = try named.map { environment in
            let files = try environment.files.map(Self.values)
            return (
                ChartScenario(name: environment.name, input: ValuesInput(files: files)),
                environment.charts.map { LinkTarget.resolved($0) ?? $0 }
            )
        }
        do {
            _ = try common.merged()
            for (scenario, _) in self.named { _ = try over(scenario).input.merged() }
        } catch {
            throw ValidationError(error.message)
        }
    }

    /// All environments of the chart at a path, some files as they would be. One that was named
    /// takes the place of a found one of its name.
    func scenarios(
        of path: String, besides found: [ChartScenario], changed: [String: [UInt8]] = [:]
    ) throws(ChartError) -> [ChartScenario] {
        let named = named.filter { isFor($0.charts, path) }.map(\.scenario)
        let names = Set(named.map(\.name))
        var scenarios = (found.filter { !names.contains($0.name) } + named).map(over)
        for number in changed.isEmpty ? 0..<0 : scenarios.indices {
            for (place, file) in scenarios[number].input.files.enumerated() {
                guard let path = file.file?.path, let bytes = changed[path] else { continue }
                scenarios[number].input.files[place] = try ValuesFile(
                    ChartFile(name: path, path: path, bytes: bytes))
            }
        }
        return scenarios
    }

    /// Whether a chart is one of those, or lies below one; all are when none is named.
    private func isFor(_ charts: [String], _ path: String) -> Bool {
        guard !charts.isEmpty, let file = LinkTarget.resolved(path) else { return charts.isEmpty }
        return charts.contains { file == $0 || file.hasPrefix($0 + "/") }
    }

    private func over(_ scenario: ChartScenario) -> ChartScenario {
        var scenario = scenario
        scenario.input.files += common.files
        scenario.input.settings += common.settings
        return scenario
    }

    private static func values(at path: String) throws -> ValuesFile {
        let bytes: [UInt8]
        do { bytes = try FileReading.bytes(ofFile: path, limit: 32 << 20) } catch {
            throw ValidationError("the values `\(path)` cannot be read: \(error.reason)")
        }
        do { return try ValuesFile(ChartFile(name: path, path: path, bytes: bytes)) } catch {
            throw ValidationError("the values `\(path)` cannot be used: \(error.message)")
        }
    }
}

/// An environment by hand: `prod=base.yaml,prod.yaml`.
struct NamedEnvironment: ExpressibleByArgument, Sendable {
    var name: String
    var files: [String]
    /// The charts it is for, by their folders or archives; all when none is named.
    var charts: [String] = []

    init(name: String, files: [String]) {
        self.name = name
        self.files = files
    }

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "=") else { return nil }
        name = String(argument[..<equals])
        files = GivenValues.paths(String(argument[argument.index(after: equals)...]))
        if name.isEmpty || files.isEmpty { return nil }
    }
}
