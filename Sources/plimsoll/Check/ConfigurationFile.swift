import ArgumentParser
import Kubernetes
import Notations
import Rules
import SourceText
import YAMLTrees

/// What a repository says of how it is analysed: the file `.plimsoll.yaml`, or that of `--config`.
///
///     fail-on: error
///     ignore: [cpu-limit]
///     environments:
///       - { name: prod, values: [env/prod.yaml], charts: [deploy/ledger] }
///
/// Paths in it are taken from its folder. What the command line says goes before it; lists are
/// added up.
struct ConfigurationFile {
    /// The name that is looked for in the folder we are in.
    static let usualName = ".plimsoll.yaml"

    private(set) var failOn: FailureLevel?
    private(set) var kubernetes: KubernetesVersion?
    private(set) var workloadKindsPath: String?
    private(set) var environments: [NamedEnvironment] = []
    private(set) var ruleFolders: [String] = []
    private(set) var selected: [String] = []
    private(set) var ignored: [String] = []
    private(set) var parameters: ParameterSettings?

    private static let keys = [
        "environments", "fail-on", "ignore", "kube-version", "parameters", "rules", "select",
        "workload-kinds",
    ]

    /// The configuration in a file; nil when the usual one is not there. Mistakes are told with
    /// their places.
    static func read(_ path: String?) throws -> ConfigurationFile? {
        if path == nil, LinkTarget.resolved(usualName) == nil { return nil }
        let path = path ?? usualName
        do {
            return try ConfigurationFile(
                FileReading.bytes(ofFile: path, limit: 1 << 20), at: path)
        } catch let error as UnreadableFile {
            throw ValidationError("the configuration `\(path)` cannot be read: \(error.reason)")
        } catch var error as RuleError {
            error.name = "bad-configuration"
            throw RuleFailure(errors: [error])
        }
    }

    init(_ bytes: [UInt8], at path: String) throws {
        let tree = YAMLTree(parsing: bytes)
        if let problem = tree.problems.first {
            throw RuleError(path: path, range: problem.range, message: problem.message, text: bytes)
        }
        guard let root = tree.firstDocument, !root.isNull else { return }
        let reader = ConfigurationReader(path: path)
        for (name, value) in try reader.entries(of: root, known: Self.keys) {
            switch name {
            case "fail-on": failOn = try reader.choice(value)
            case "kube-version":
                guard let version = value.string.flatMap({ KubernetesVersion($0.utf8) }) else {
                    throw reader.error(value, "this should be a version such as \"1.31\"")
                }
                kubernetes = version
            case "workload-kinds": workloadKindsPath = try reader.path(value)
            case "rules": ruleFolders = try reader.paths(value)
            case "select": selected = try reader.texts(value)
            case "ignore": ignored = try reader.texts(value)
            case "parameters": parameters = try ParameterSettings(value, path: path)
            default: environments = try environments(value, reader)
            }
        }
    }

    private func environments(
        _ list: YAMLValue, _ reader: ConfigurationReader
    ) throws(RuleError) -> [NamedEnvironment] {
        guard list.kind == .sequence else {
            throw reader.error(list, "this should be a list of environments")
        }
        var environments: [NamedEnvironment] = []
        for item in list.items {
            var environment = NamedEnvironment(name: "", files: [])
            for (name, value) in try reader.entries(of: item, known: ["charts", "name", "values"]) {
                switch name {
                case "name": environment.name = try reader.text(value)
                case "values": environment.files = try reader.paths(value)
                default: environment.charts = try reader.paths(value)
                }
            }
            guard !environment.name.isEmpty, !environment.files.isEmpty else {
                throw reader.error(
                    item, "an environment has a name and values",
                    help: "as in { name: prod, values: [values-prod.yaml] }")
            }
            environments.append(environment)
        }
        return environments
    }
}

extension CheckOptions {
    /// The options with what the configuration adds.
    func adopting(_ file: ConfigurationFile) -> CheckOptions {
        var options = self
        options.failOn = failOn ?? file.failOn
        options.kubernetes = kubernetes ?? file.kubernetes
        options.workloadKindsPath = workloadKindsPath ?? file.workloadKindsPath
        let known = Set(environments.map(\.name))
        options.environments = file.environments.filter { !known.contains($0.name) } + environments
        options.rules.folders = file.ruleFolders + rules.folders
        options.rules.selected = file.selected + rules.selected
        options.rules.ignored = file.ignored + rules.ignored
        options.rules.parameters = file.parameters
        return options
    }
}

/// Reads values of a configuration and refuses what does not fit.
private struct ConfigurationReader {
    let path: String
    /// The folder of the file, with a slash at its end; empty for the one we are in.
    private let folder: String

    init(path: String) {
        self.path = path
        folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    func error(_ value: YAMLValue, _ message: String, help: String? = nil) -> RuleError {
        RuleError(
            path: path, range: value.range, message: message, help: help, text: value.tree.bytes)
    }

    func entries(
        of mapping: YAMLValue, known: [String]
    ) throws(RuleError) -> [(String, YAMLValue)] {
        guard mapping.kind == .mapping else {
            throw error(mapping, "this should be a mapping of: \(known.joined(separator: ", "))")
        }
        var entries: [(String, YAMLValue)] = []
        for (key, value) in mapping.entries {
            let name = key.string ?? ""
            guard known.contains(name) else {
                let near = Spelling.nearest(to: name, in: known)
                throw error(
                    key, "there is no setting `\(name)`",
                    help: near.map { "did you mean `\($0)`?" }
                        ?? "there are: \(known.joined(separator: ", "))")
            }
            entries.append((name, value))
        }
        return entries
    }

    func text(_ value: YAMLValue) throws(RuleError) -> String {
        guard value.kind == .scalar, !value.isNull, let text = value.string, !text.isEmpty else {
            throw error(value, "this should be a text")
        }
        return text
    }

    func texts(_ value: YAMLValue) throws(RuleError) -> [String] {
        guard value.kind == .sequence else { return [try text(value)] }
        var texts: [String] = []
        for item in value.items { texts.append(try text(item)) }
        return texts
    }

    func path(_ value: YAMLValue) throws(RuleError) -> String {
        let path = try text(value)
        return path.hasPrefix("/") ? path : folder + path
    }

    func paths(_ value: YAMLValue) throws(RuleError) -> [String] {
        guard value.kind == .sequence else { return [try path(value)] }
        var paths: [String] = []
        for item in value.items { paths.append(try path(item)) }
        return paths
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ value: YAMLValue
    ) throws(RuleError) -> Choice where Choice.RawValue == String {
        let text = try text(value)
        if let choice = Choice(rawValue: text) { return choice }
        let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw error(value, "`\(text)` is none of: \(all)")
    }
}
