import Rules
import ShellCommands
import SourceText

/// What rules ask about commands in pipes, whose failures a shell may not see.
extension CommandFacts {
    static let pipeFields: [SubjectModel<CommandFacts>.Field] = [
        .flag(
            "hidesFailure",
            "Whether its failure would go unseen for the `|` behind it; the first of the script."
        ) { $0.isFirstToHideFailure && !$0.hasPipefail },
        .flag("isFirstReader", "Whether it reads a pipe, the first of the script to do so.") {
            facts in
            facts.command.readsPipe && !facts.preceding.contains { $0.command.readsPipe }
        },
        .flag("hidesNothing", "Whether no failure goes unseen for a pipe of its script.") { facts in
            !(facts.preceding + facts.following).contains { $0.isPipedFailure }
        },
        .flag(
            "onlyPrints", "Whether it only prints what it is told: `echo`, `printf`, `cat <<EOF`."
        ) { $0.onlyPrints },
    ]

    /// Whether a failure in a pipe fails the command, where it stands.
    var hasPipefail: Bool {
        let states = place.script.states(ofOption: "pipefail", startingWith: place.shell)
        let index = command.pipeline.index
        return states.indices.contains(index) && states[index]
    }

    private var isFirstToHideFailure: Bool {
        isPipedFailure && !preceding.contains { $0.isPipedFailure }
    }

    /// Whether it stands before a `|` and can fail in a way that matters.
    private var isPipedFailure: Bool {
        command.isPipedOnward && !onlyPrints && !command.isCondition
            && !(command.readsPipe && Self.filters.contains(use.program))
    }

    /// What hardly fails as long as it has an input.
    private static let filters: Set<String> = [
        "cut", "tr", "sed", "awk", "head", "tail", "sort", "uniq", "wc", "tee", "rev", "tac", "cat",
    ]

    private var onlyPrints: Bool {
        switch use.program {
        case "echo", "printf", "yes", "true", ":": true
        case "cat": command.arguments.isEmpty && !command.redirections.isEmpty
        default: false
        }
    }
}
