import Analysis
import ArgumentParser
import Findings
import Kubernetes
import Notations
import Reports

/// Finds mistakes, and repairs them when asked to.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find mistakes in Dockerfiles, Kubernetes manifests and Helm charts.",
        discussion: """
            Folders are searched for Dockerfiles (Dockerfile, Containerfile, *.Dockerfile, \
            Dockerfile.*), for charts (Chart.yaml), and for YAML and JSON files that hold \
            Kubernetes resources, leaving out what .gitignore names. `-` reads standard input.

            Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage or configuration, \
            3 something asked for could not be analysed.
            """)

    @Argument(help: "Files, folders, or `-` for standard input.")
    var paths = CheckOptions().paths

    @Option(help: "How to print findings: \(ReportFormat.list).")
    var format = CheckOptions().format

    @Option(help: "Also write a report to a file: FORMAT=FILE. Repeatable.")
    var output: [ReportOutput] = []

    @Option(
        help: "The least severity that fails the run: error, warning (by default), info or never.")
    var failOn: FailureLevel?

    @OptionGroup var rules: RuleOptions

    @Flag(help: "Apply fixes that change nothing beyond the mistake.")
    var fix = false

    @Flag(help: "Apply fixes that may change behaviour, too.")
    var unsafeFixes = false

    @Flag(help: "Print what --fix would change as a unified diff, and change nothing.")
    var diff = false

    @Flag(help: "Prove every fix in memory and say in reports whether it held.")
    var verifyFixes = false

    @Option(help: "The stage of a Dockerfile that is built; the last by default.")
    var target: String?

    @Option(
        help: "The version of Kubernetes that manifests are meant for; the newest by default.")
    var kubeVersion: KubernetesVersion?

    @Option(help: "A YAML file with custom kinds that carry pods: kind, group, template.")
    var workloadKinds: String?

    @OptionGroup var values: ValueOptions

    @Option(
        help: ArgumentHelp(
            "One more environment of charts, with its files of values; repeatable.",
            valueName: "name=file,…"))
    var environment: [NamedEnvironment] = []

    @Option(
        help: "The settings of the repository; by default .plimsoll.yaml, if that is here.")
    var config: String?

    @Flag(help: "Do not read .plimsoll.yaml.")
    var noConfig = false

    @Flag(help: "Pass over files that are no Dockerfile or manifest, also when they are named.")
    var skipOther = false

    @Option(
        help: "The name standard input has in reports; by default Dockerfile, or stdin.yaml.")
    var stdinFilename: String?

    @Flag(help: "Search files that .gitignore names, too.")
    var noIgnore = false

    @Flag(help: "Do not fail when something could not be analysed.")
    var allowIncomplete = false

    @Option(help: "Files larger than this many MiB are refused.")
    var maxFileSize = CheckOptions().byteLimit >> 20

    @Option(help: "How many files are analysed at once; by default as many as there are cores.")
    var jobs: Int?

    @Flag(help: "List the branches of charts that no scenario rendered.")
    var coverage = false

    @Flag(help: "Say on standard error where the time went.")
    var timings = false

    @Flag(name: .shortAndLong, help: "Show whole explanations and what was left out.")
    var verbose = false

    func validate() throws {
        guard maxFileSize > 0, maxFileSize <= 2048 else {
            throw ValidationError("--max-file-size is a number of MiB from 1 to 2048")
        }
        guard jobs ?? 1 > 0 else { throw ValidationError("--jobs is 1 or more") }
        let names = environment.map(\.name)
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
            throw ValidationError("--environment names `\(twice)` twice; join its files by commas")
        }
        if paths.contains("-"), fix || unsafeFixes, !diff {
            throw ValidationError("standard input cannot be repaired in place; use --diff")
        }
    }

    func run() throws { throw try options.run() }

    private var options: CheckOptions {
        var options = CheckOptions(paths: paths)
        options.format = format
        options.outputs = output
        options.failOn = failOn
        options.rules = rules.settings
        options.fixLevel = unsafeFixes ? .unsafe : fix || diff ? .safe : nil
        options.isDryRun = diff
        options.verifiesFixes = verifyFixes
        options.target = target
        options.kubernetes = kubeVersion
        options.workloadKindsPath = workloadKinds
        options.values = values.given
        options.environments = environment
        options.skipsOther = skipOther
        options.standardInputName = stdinFilename
        options.respectsIgnoreFiles = !noIgnore
        options.allowsIncomplete = allowIncomplete
        options.byteLimit = maxFileSize << 20
        options.jobs = jobs ?? Workers.available
        options.showsTimings = timings
        options.isVerbose = verbose
        options.showsCoverage = coverage
        options.configurationPath = config
        options.readsConfiguration = !noConfig
        return options
    }
}

/// The least severity that makes a run fail.
enum FailureLevel: String, ExpressibleByArgument, CaseIterable {
    case error
    case warning
    case info
    case never

    func isReached(by severity: Severity) -> Bool {
        switch self {
        case .error: severity >= .error
        case .warning: severity >= .warning
        case .info: true
        case .never: false
        }
    }
}

extension ReportFormat: ExpressibleByArgument {}

extension KubernetesVersion: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument.utf8) }
}

extension ReportFormat {
    static let list = allCases.map(\.rawValue).joined(separator: ", ")
}

/// A report that goes to a file: `sarif=report.sarif`.
struct ReportOutput: ExpressibleByArgument {
    var format: ReportFormat
    var path: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="),
            let format = ReportFormat(rawValue: String(argument[..<equals]))
        else { return nil }
        self.format = format
        path = String(argument[argument.index(after: equals)...])
        guard !path.isEmpty else { return nil }
    }
}
