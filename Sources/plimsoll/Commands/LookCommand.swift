import Analysis
import ArgumentParser
import Dockerfiles
import GoTemplates
import HelmCharts
import Kubernetes
import SourceText
import YAMLTrees

/// Prints how a file is read, stage by stage of the line.
struct LookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "look", abstract: "Print how files are read.",
        discussion: "From bytes to tokens, tree, shell commands and the subjects that rules judge.")

    enum View: String, ExpressibleByArgument, CaseIterable {
        case tokens, tree, shell, values, resources, subjects, buildkit
        case buildkitJSON = "buildkit-json"
    }

    @Argument(help: "The Dockerfiles, manifests, charts and templates of charts to look at.")
    var paths: [String]

    @Option(name: .customLong("as"), help: "What to print.")
    var view = View.tree

    func run() throws {
        var isUnreadable = false
        for path in paths {
            do {
                if let chart = LookedAtChart(path) {
                    StandardStreams.write(try chart.text(view))
                    continue
                }
                let bytes = try FileReading.bytes(ofFile: path, limit: CheckOptions().byteLimit)
                StandardStreams.write(try text(of: bytes, path: path))
            } catch let error as UnreadableFile {
                StandardStreams.writeError("plimsoll: `\(path)` cannot be read: \(error.reason)\n")
                isUnreadable = true
            } catch let error as ChartError {
                StandardStreams.writeError("plimsoll: `\(path)`: \(error.message)\n")
                isUnreadable = true
            }
        }
        if isUnreadable { throw ExitCode(3) }
    }

    private func text(of bytes: [UInt8], path: String) throws -> String {
        if LookedAtChart.isTemplate(path) { return try text(ofTemplate: bytes, path: path) }
        if FileKind(name: path) == .manifest {
            return try text(of: Manifest(bytes: bytes))
        }
        let dockerfile = Dockerfile(bytes: bytes)
        return switch view {
        case .tokens: dockerfile.tokenListing
        case .tree: dockerfile.treeListing
        case .shell: SubjectListing.scripts(of: dockerfile)
        case .resources, .values: throw wrongView("a Dockerfile holds no \(view.rawValue)")
        case .subjects: SubjectListing.subjects(of: dockerfile)
        case .buildkit: dockerfile.buildkitExpression
        case .buildkitJSON: dockerfile.buildkitJSON + "\n"
        }
    }

    private func text(of manifest: Manifest) throws -> String {
        switch view {
        case .tree: return manifest.tree.listing
        case .resources: return SubjectListing.resources(of: manifest)
        case .subjects: return SubjectListing.subjects(of: manifest)
        case .tokens, .shell, .values, .buildkit, .buildkitJSON:
            throw wrongView("a manifest can be looked at as tree, resources or subjects")
        }
    }

    private func text(ofTemplate bytes: [UInt8], path: String) throws -> String {
        switch view {
        case .tokens: return TemplateTree.tokenListing(of: bytes)
        case .tree:
            do throws(TemplateSyntaxError) {
                return try TemplateTree.parse(name: Array(path.utf8), bytes: bytes) { _ in true }
                    .outline
            } catch {
                throw wrongView(RenderWording.message(of: error, in: Array(path.utf8)))
            }
        default: throw wrongView("a template can be looked at as tokens or tree")
        }
    }

    private func wrongView(_ reason: String) -> ValidationError { ValidationError(reason) }
}

/// A chart to be looked at with the values it has by itself.
private struct LookedAtChart {
    private let path: String

    /// Nil when the path is no chart.
    init?(_ path: String) {
        let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
        if LinkTarget.resolved(folder + "/Chart.yaml") != nil {
            self.path = folder
        } else if FileKind(name: path) == .chart {
            self.path = path.hasSuffix("Chart.yaml") ? String(path.dropLast(10)) + "." : path
        } else {
            return nil
        }
    }

    /// Whether a file is a template of a chart, as its name tells.
    static func isTemplate(_ path: String) -> Bool {
        path.hasSuffix(".tpl") || "/\(path)".contains("/templates/")
    }

    func text(_ view: LookCommand.View) throws -> String {
        let chart = try ChartFolder.chart(at: path)
        switch view {
        case .tree: return ChartListing.files(of: chart)
        case .subjects: return ChartListing.subjects(of: chart, path: chart.chartFile.path)
        case .values: return try rendered(chart) { $0.valuesListing }
        case .resources: return try rendered(chart) { ChartListing.resources(of: $0) }
        case .tokens, .shell, .buildkit, .buildkitJSON:
            throw ValidationError(
                "a chart can be looked at as tree, values, resources or subjects")
        }
    }

    private func rendered(
        _ chart: Chart, _ listing: @escaping @Sendable (RenderedScenario) -> String
    ) throws -> String {
        let result = Workers.onDeepStack {
            Result { () throws(ChartError) in
                let session = ChartSession(chart, tracksOrigins: false)
                return listing(
                    try session.render(ChartScenario(name: "values.yaml"), stopsAtFailure: false))
            }
        }
        guard let result else { throw UnreadableFile(reason: "there is no memory to render on") }
        return try result.get()
    }
}
