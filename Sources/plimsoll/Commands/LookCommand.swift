import Analysis
import ArgumentParser
import Dockerfiles
import SourceText

/// Prints how a file is read, stage by stage of the line.
struct LookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "look", abstract: "Print how files are read.",
        discussion: "From bytes to tokens, tree, shell commands and the subjects that rules judge.")

    enum View: String, ExpressibleByArgument, CaseIterable {
        case tokens, tree, shell, subjects, buildkit
        case buildkitJSON = "buildkit-json"
    }

    @Argument(help: "The Dockerfiles to look at.")
    var paths: [String]

    @Option(name: .customLong("as"), help: "What to print.")
    var view = View.tree

    func run() throws {
        var isUnreadable = false
        for path in paths {
            do {
                let bytes = try FileReading.bytes(ofFile: path, limit: CheckOptions().byteLimit)
                StandardStreams.write(text(of: bytes))
            } catch {
                StandardStreams.writeError("plimsoll: `\(path)` cannot be read: \(error.reason)\n")
                isUnreadable = true
            }
        }
        if isUnreadable { throw ExitCode(3) }
    }

    private func text(of bytes: [UInt8]) -> String {
        let dockerfile = Dockerfile(bytes: bytes)
        return switch view {
        case .tokens: dockerfile.tokenListing
        case .tree: dockerfile.treeListing
        case .shell: SubjectListing.scripts(of: dockerfile)
        case .subjects: SubjectListing.subjects(of: dockerfile)
        case .buildkit: dockerfile.buildkitExpression
        case .buildkitJSON: dockerfile.buildkitJSON + "\n"
        }
    }
}
