import ArgumentParser
import GoTemplates
import HelmCharts

/// `plimsoll render`: what `helm template` prints.
struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Print what a Helm chart renders, as helm template does.")

    @Argument(help: "A name for the release, if two are given, and the chart: a folder or .tgz.")
    var arguments: [String] = []

    @OptionGroup var values: ValueOptions

    @Option(name: .customLong("release-name"), help: "The name of the release.")
    var releaseName: String?

    @Option(
        name: .customLong("name-template"),
        help: "A template that gives the name of the release.")
    var nameTemplate: String?

    @Option(name: [.customShort("n"), .long], help: "The namespace of the release.")
    var namespace = "default"

    @Option(name: .customLong("kube-version"), help: "The version of Kubernetes to render for.")
    var kubeVersion: String?

    @Option(
        name: [.customShort("a"), .customLong("api-versions")],
        help: "API versions that the cluster has, too; repeatable.")
    var apiVersions: [String] = []

    @Flag(name: .customLong("include-crds"), help: "Print the chart's CRDs, too.")
    var includesCRDs = false

    @Flag(name: .customLong("skip-tests"), help: "Leave out what helm test runs.")
    var skipsTests = false

    @Flag(name: .customLong("is-upgrade"), help: "Render as for an upgrade.")
    var isUpgrade = false

    @Option(
        name: [.customShort("s"), .customLong("show-only")],
        help: "Print these templates only, such as templates/*.yaml; repeatable.")
    var showOnly: [String] = []

    @Flag(help: "Print documents that are no YAML, too.")
    var debug = false

    @Flag(help: "Say where each line came from.")
    var origins = false

    @Option(help: "text, as helm template prints; or files, a JSON object.")
    var format = RenderFormat.text

    func run() throws {
        guard let result = Workers.onDeepStack({ render() }) else {
            throw ValidationError("There is no memory for a thread to render on.")
        }
        guard let failure = result else { return }
        StandardStreams.writeError("Error: \(failure)\n")
        throw ExitCode(1)
    }

    /// Renders and prints; gives what Helm would say when it cannot.
    private func render() -> String? {
        guard arguments.count <= 2 else {
            let others = arguments.dropFirst(2).joined(separator: ", ")
            return "expected at most two arguments, unexpected arguments: \(others)"
        }
        guard let path = arguments.last else {
            return "\"plimsoll render\" requires at least 1 argument\n\n"
                + "Usage:  plimsoll render [NAME] [CHART] [flags]"
        }
        do throws(ChartError) {
            let chart = try ChartFolder.chart(at: path)
            let capabilities = try capabilities()
            if format == .text { try InstallChecks.check(chart, capabilities) }
            let session = ChartSession(chart, tracksOrigins: origins)
            let scenario = ChartScenario(name: path, input: try values.given.input())
            let rendered = try session.render(
                scenario, release: try release(), capabilities: capabilities, stopsAtFailure: true)
            if let error = rendered.error { return error }
            switch format {
            case .text where origins:
                StandardStreams.write(RenderOrigins(rendered).text)
                return nil
            case .text: return RenderText(self, rendered).print()
            case .files:
                StandardStreams.write(RenderedFilesJSON(rendered, hasOrigins: origins).bytes)
                return nil
            }
        } catch {
            return error.message
        }
    }

    private func release() throws(ChartError) -> ReleaseFacts {
        var release = ReleaseFacts()
        release.name = try name()
        release.namespace = namespace
        release.isUpgrade = isUpgrade
        release.isInstall = !isUpgrade
        return release
    }

    private func name() throws(ChartError) -> String {
        guard let nameTemplate else {
            return releaseName ?? (arguments.count == 2 ? arguments[0] : "release-name")
        }
        guard arguments.count < 2 else {
            throw ChartError(.set, "cannot set --name-template and also specify a name", at: "")
        }
        do throws(TemplateFailure) {
            return try ReleaseName.made(by: nameTemplate)
        } catch {
            throw ChartError(.set, error.message, at: "")
        }
    }

    private func capabilities() throws(ChartError) -> Capabilities {
        var capabilities = Capabilities()
        if let kubeVersion {
            do {
                try capabilities.setKubeVersion(kubeVersion)
            } catch {
                throw ChartError(
                    .set, "invalid kube version '\(kubeVersion)': \(error.message)", at: "")
            }
        }
        capabilities.add(
            apiVersions: apiVersions.flatMap { $0.split(separator: ",").map(String.init) })
        return capabilities
    }
}

enum RenderFormat: String, ExpressibleByArgument, CaseIterable {
    case text, files
}
