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
            CheckCommand.self, RulesCommand.self, LookCommand.self, EvalCommand.self,
        ],
        defaultSubcommand: CheckCommand.self)
}

@main
enum Main {
    static func main() {
        // A reader that goes away ends our writing, not the program with a signal.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try quickCheck() ?? Plimsoll.parseAsRoot()
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

    /// The usual call, `plimsoll PATH…`, read without looking at the other commands, which halves
    /// the time of reading arguments; nil when it is something else or is wrong.
    private static func quickCheck() -> (any ParsableCommand)? {
        let first = CommandLine.arguments.dropFirst().first ?? "."
        let names = Plimsoll.configuration.subcommands.compactMap { $0.configuration.commandName }
        guard !names.contains(first), first != "help" else { return nil }
        do { return try CheckCommand.parse(nil) } catch { return nil }
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
