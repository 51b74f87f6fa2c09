import Analysis
import ArgumentParser
import Dockerfiles
import Kubernetes
import SourceText
import YAMLTrees

/// Prints how a file is read, stage by stage of the line.
struct LookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "look", abstract: "Print how files are read.",
        discussion: "From bytes to tokens, tree, shell commands and the subjects that rules judge.")

    enum View: String, ExpressibleByArgument, CaseIterable {
        case tokens, tree, shell, resources, subjects, buildkit
        case buildkitJSON = "buildkit-json"
    }

    @Argument(help: "The Dockerfiles and manifests to look at.")
    var paths: [String]

    @Option(name: .customLong("as"), help: "What to print.")
    var view = View.tree

    func run() throws {
        var isUnreadable = false
        for path in paths {
            do {
                let bytes = try FileReading.bytes(ofFile: path, limit: CheckOptions().byteLimit)
                StandardStreams.write(try text(of: bytes, path: path))
            } catch let error as UnreadableFile {
                StandardStreams.writeError("plimsoll: `\(path)` cannot be read: \(error.reason)\n")
                isUnreadable = true
            }
        }
        if isUnreadable { throw ExitCode(3) }
    }

    private func text(of bytes: [UInt8], path: String) throws -> String {
        if FileKind(name: path) == .manifest {
            return try text(of: Manifest(bytes: bytes))
        }
        let dockerfile = Dockerfile(bytes: bytes)
        return switch view {
        case .tokens: dockerfile.tokenListing
        case .tree: dockerfile.treeListing
        case .shell: SubjectListing.scripts(of: dockerfile)
        case .resources: throw wrongView("a Dockerfile holds no resources")
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
        case .tokens, .shell, .buildkit, .buildkitJSON:
            throw wrongView("a manifest can be looked at as tree, resources or subjects")
        }
    }

    private func wrongView(_ reason: String) -> ValidationError { ValidationError(reason) }
}
