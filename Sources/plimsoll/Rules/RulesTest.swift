import Analysis
import ArgumentParser
import Rules

/// Runs the examples of a user's rules.
struct RulesTest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the examples of the rules in a folder.",
        discussion:
            "Each example runs as written, with CRLF, after a comment, allowed, and fixed twice.")

    @Argument(help: "The folder; the program's own rules when left out.")
    var folder: String?

    func run() throws {
        let book = try book()
        book.loadAll()
        guard book.errors.isEmpty else { throw RuleFailure(errors: book.errors) }
        var counts: [ExampleRun.Outcome: Int] = [:]
        var failed = 0
        let entries = try book.sortedEntries()
        let texts = entries.map(\.text)
        for entry in entries {
            for result in ExampleRun(entry, among: texts).results() {
                counts[result.outcome, default: 0] += 1
                guard result.isFailure else { continue }
                failed += 1
                StandardStreams.write(
                    "\(result.outcome.rawValue)  \(entry.text.id), \(result.disguise.rawValue): "
                        + "\(result.explanation)\n")
            }
        }
        let outcomes: [ExampleRun.Outcome] = [.reported, .validated, .missing, .noisy, .misfixed]
        let summary = outcomes.map { "\(counts[$0, default: 0]) \($0.rawValue)" }
        StandardStreams.write(summary.joined(separator: ", ") + "\n")
        if failed > 0 { throw ExitCode(1) }
    }

    private func book() throws -> RuleBook {
        guard let folder else { return RuleBook(RuleLoading.bundled, schemas: Analyzer.schemas) }
        do {
            return RuleBook(try RuleLoading.own(in: folder), schemas: Analyzer.schemas)
        } catch {
            throw ValidationError(error.message)
        }
    }
}
