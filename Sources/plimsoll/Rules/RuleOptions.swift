import ArgumentParser
import Rules

/// Which rules a command works with.
struct RuleOptions: ParsableArguments {
    @Option(
        name: .customLong("rules"), help: "Add the rules in a folder to those of the program.")
    var folders: [String] = []

    @Option(
        help: "Judge only by these: rule or folder names, `all`, or `opinions` to add those.")
    var select: [String] = []

    @Option(help: "Leave these out: rule or folder names.")
    var ignore: [String] = []

    @Option(help: "Set parameters of rules from a YAML file (rule, then parameter).")
    var parameters: String?

    var settings: RuleSettings {
        RuleSettings(
            folders: folders, selected: words(select), ignored: words(ignore),
            parametersPath: parameters)
    }

    private func words(_ options: [String]) -> [String] {
        options.flatMap { $0.split(separator: ",").map(String.init) }
    }

    /// The rules, with every mistake in a user's own rules or settings told.
    func book() throws -> RuleBook { try settings.book() }
}
