import ArgumentParser

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The command `plimsoll`.
struct Plimsoll: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "plimsoll",
        abstract:
            "Finds what hurts in production in what you ship to a container platform, and fixes it.",
        version: version,
        subcommands: [
            CheckCommand.self, RenderCommand.self, RulesCommand.self, LookCommand.self,
            EvalCommand.self,
        ],
        defaultSubcommand: CheckCommand.self)
}

@main
enum Main {
    static func main() {
        // A reader that goes away ends our writing, not the program with a signal.
        signal(SIGPIPE, SIG_IGN)
        do {
            if let paths = pathsAlone { throw try CheckOptions(paths: paths).run() }
            var (command, paths) = try parsed()
            if var check = command as? CheckCommand, !paths.isEmpty {
                check.paths += paths
                command = check
            }
            try command.run()
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch let failure as RuleFailure {
            StandardStreams.writeError(failure.description + "\n")
            exit(2)
        } catch {
            finish(error)
        }
    }

    /// The command, and paths kept back from the parser, which takes quadratic time over them.
    private static func parsed() throws -> (command: any ParsableCommand, paths: [String]) {
        let words = Array(CommandLine.arguments.dropFirst())
        let paths = words.reversed().prefix { !$0.hasPrefix("-") }.count
        // The first of them may be the value of an option, and the next is then the first path.
        guard paths > mostParsedPaths else { return (try Plimsoll.parseAsRoot(), []) }
        let kept = words.count - paths + mostParsedPaths
        let command = try Plimsoll.parseAsRoot(Array(words[..<kept]))
        guard command is CheckCommand else { return (try Plimsoll.parseAsRoot(), []) }
        return (command, Array(words[kept...]))
    }

    /// How many paths at the end of the line the parser is given.
    private static let mostParsedPaths = 8

    /// The paths of the call a commit hook makes, `plimsoll check PATH…` without any option;
    /// reading that takes no library, which is a third of a hook's time. Nil for any other call.
    private static var pathsAlone: [String]? {
        var words = CommandLine.arguments.dropFirst()
        let names = Plimsoll.configuration.subcommands.compactMap { $0.configuration.commandName }
        if words.first == CheckCommand.configuration.commandName {
            words = words.dropFirst()
        } else if let first = words.first, names.contains(first) || first == "help" {
            return nil
        }
        guard !words.isEmpty, !words.contains(where: { $0.hasPrefix("-") || $0.isEmpty }) else {
            return nil
        }
        return Array(words)
    }

    /// Help and versions go to standard output; a wrong usage is told and ends with 2.
    private static func finish(_ error: any Error) -> Never {
        let text = Plimsoll.fullMessage(for: error) + "\n"
        guard Plimsoll.exitCode(for: error) == .success else {
            StandardStreams.writeError(text)
            exit(2)
        }
        StandardStreams.write(text)
        exit(0)
    }
}
