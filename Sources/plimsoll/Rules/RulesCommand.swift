import ArgumentParser

/// Everything about rules.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List, explain, test and begin rules.",
        subcommands: [
            RulesList.self, RulesShow.self, RulesTest.self, RulesNew.self, RulesSubjects.self,
        ],
        defaultSubcommand: RulesList.self)
}
