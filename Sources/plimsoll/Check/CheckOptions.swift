import ArgumentParser
import Findings
import Kubernetes
import Notations
import Reports

/// What a run of `plimsoll check` is asked to do, whoever asks: the command line, read and
/// resolved.
struct CheckOptions: Sendable {
    var paths = ["."]
    var format = ReportFormat.text
    /// Reports that go to files.
    var outputs: [ReportOutput] = []
    /// The least severity that makes the run fail; a warning when nobody says.
    var failOn: FailureLevel?
    var rules = RuleSettings()
    /// The least trust a fix needs to be applied; nil when none is to be.
    var fixLevel: Applicability?
    /// Whether fixes are only shown, as a diff.
    var isDryRun = false
    /// Whether reports say of every fix if it holds.
    var verifiesFixes = false
    /// The stage of a Dockerfile that is built; the last when nil.
    var target: String?
    /// The version of Kubernetes that manifests are meant for; the newest known when nobody says.
    var kubernetes: KubernetesVersion?
    /// A YAML file with kinds of workloads.
    var workloadKindsPath: String?
    /// Goes over the values of charts in each of their environments.
    var values = GivenValues()
    /// More environments for charts.
    var environments: [NamedEnvironment] = []
    /// Whether what is neither Dockerfile nor manifest is passed over even when it is named.
    var skipsOther = false
    var standardInputName: String?
    /// What standard input is taken for and called, unless it holds manifests.
    static let usualName = "Dockerfile"
    var respectsIgnoreFiles = true
    var allowsIncomplete = false
    /// Files with more bytes are refused.
    var byteLimit = 32 << 20
    var jobs = Workers.available
    var showsTimings = false
    var isVerbose = false
    /// Whether the text report lists what no scenario of a chart rendered.
    var showsCoverage = false
    /// The file of the repository's own settings; the usual one, if it is there, when nil.
    var configurationPath: String?
    var readsConfiguration = true

    /// The exit code of the run.
    func run() throws -> ExitCode {
        guard readsConfiguration, let file = try ConfigurationFile.read(configurationPath) else {
            return try check()
        }
        return try adopting(file).check()
    }

    private func check() throws -> ExitCode {
        let kinds = try workloadKindsPath.map { try WorkloadKindFile.kinds(in: $0) } ?? []
        let environments = try ChartEnvironments(over: values, named: environments)
        let rules = try rules.book()
        // The program ends with the run: to free every rule before would be time for nothing.
        _ = Unmanaged.passRetained(rules)
        return CheckRun(
            options: self, rules: rules, workloadKinds: kinds, environments: environments
        ).run()
    }
}
