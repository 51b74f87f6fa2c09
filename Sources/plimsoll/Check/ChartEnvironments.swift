import ArgumentParser
import HelmCharts
import SourceText

/// What the command line says of the environments that charts are analysed in. All files of it have
/// been read.
struct ChartEnvironments: Sendable {
    /// Goes over the values of every environment.
    private let common: ValuesInput
    /// More environments, each by its own files.
    private let named: [ChartScenario]

    /// Reads all files, and refuses what no chart could be rendered with.
    init(over values: GivenValues, named: [NamedEnvironment]) throws {
        common = ValuesInput(
            files: try values.files.map(Self.values), settings: values.settings)
        self.named = try named.map { environment in
            ChartScenario(
                name: environment.name,
                input: ValuesInput(files: try environment.files.map(Self.values)))
        }
        do {
            _ = try common.merged()
            for scenario in self.named { _ = try over(scenario).input.merged() }
        } catch {
            throw ValidationError(error.message)
        }
    }

    /// All environments of a chart, some files as they would be. One that was named takes the place
    /// of a found one of its name.
    func scenarios(
        besides found: [ChartScenario], changed: [String: [UInt8]] = [:]
    ) throws(ChartError) -> [ChartScenario] {
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

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "=") else { return nil }
        name = String(argument[..<equals])
        files = GivenValues.paths(String(argument[argument.index(after: equals)...]))
        if name.isEmpty || files.isEmpty { return nil }
    }
}
