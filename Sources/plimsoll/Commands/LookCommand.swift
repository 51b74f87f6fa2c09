import ArgumentParser
import Dockerfiles
import FoundationEssentials

/// Prints how a file is read.
struct LookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "look", abstract: "Print how files are read.")

    enum View: String, ExpressibleByArgument, CaseIterable {
        case tokens, tree, buildkit
        case buildkitJSON = "buildkit-json"
    }

    @Argument(help: "The Dockerfiles to look at.")
    var paths: [String]

    @Option(name: .customLong("as"), help: "What to print.")
    var view = View.tree

    func run() throws {
        for path in paths {
            let bytes = Array(try Data(contentsOf: URL(filePath: path)))
            let dockerfile = Dockerfile(bytes: bytes)
            switch view {
            case .tokens: print(dockerfile.tokenListing, terminator: "")
            case .tree: print(dockerfile.treeListing, terminator: "")
            case .buildkit: print(dockerfile.buildkitExpression, terminator: "")
            case .buildkitJSON: print(dockerfile.buildkitJSON)
            }
        }
    }
}
