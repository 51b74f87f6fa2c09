import ArgumentParser
import Findings
import Notations
import Rules

/// Lists the rules.
struct RulesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List all rules.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    @Option(help: "`text` for people, `json` for programs.")
    var format = Format.text

    @OptionGroup var rules: RuleOptions

    func run() throws {
        let book = try rules.book()
        var entries = try book.sortedEntries()
        if !rules.select.isEmpty || !rules.ignore.isEmpty {
            let active = book.activeIDs
            entries.removeAll { !active.contains($0.text.id) }
        }
        switch format {
        case .text: StandardStreams.write(Self.table(entries))
        case .json: StandardStreams.write(JSONValue.array(entries.map(\.json)).description + "\n")
        }
    }

    private static func table(_ entries: [RuleBook.Entry]) -> String {
        let width = entries.map { $0.text.id.utf8.count }.max() ?? 0
        var text = ""
        var folder = ""
        for entry in entries.sorted(by: {
            ($0.text.folder, $0.text.id) < ($1.text.folder, $1.text.id)
        }) {
            if entry.text.folder != folder {
                folder = entry.text.folder
                text += (text.isEmpty ? "" : "\n") + folder + "\n"
            }
            let padding = String(repeating: " ", count: width - entry.text.id.utf8.count)
            let fix = entry.head.fix.map { $0.applicability == .display ? "hint" : "fix" } ?? ""
            let severity = entry.head.severity.rawValue
            text +=
                "  \(entry.text.id)\(padding)  \(padded(severity, 7))  \(padded(fix, 4))  \(entry.head.summary)"
            text += entry.head.isOpinion ? " (opinion: off unless selected)\n" : "\n"
        }
        return text + "\n\(entries.count) rules; `plimsoll rules show NAME` explains one\n"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.utf8.count))
    }
}

extension RuleBook {
    /// All rules; a rule file that cannot be read ends the command.
    func sortedEntries() throws -> [Entry] {
        do { return try entries() } catch { throw RuleFailure(errors: [error]) }
    }
}

extension RuleBook.Entry {
    /// The rule as scripts read it.
    var json: JSONValue {
        func texts(_ list: [String]) -> JSONValue { .array(list.map(JSONValue.string)) }
        return .object([
            JSONMember("id", .string(text.id)),
            JSONMember("folder", .string(text.folder)),
            JSONMember("severity", .string(head.severity.rawValue)),
            JSONMember("subject", .string(head.subject.text)),
            JSONMember("summary", .string(head.summary)),
            JSONMember("opinion", .boolean(head.isOpinion)),
            JSONMember("effort", .string(tail.effort.rawValue)),
            JSONMember("fix", head.fix.map { .string($0.applicability.rawValue) } ?? .null),
            JSONMember("peers", .object(tail.peers.map { JSONMember($0.tool, texts($0.ids)) })),
            JSONMember("concepts", texts(tail.concepts)),
        ])
    }
}
