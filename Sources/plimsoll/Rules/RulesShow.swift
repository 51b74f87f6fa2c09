import ArgumentParser
import Findings
import Rules
import SourceText

/// Explains one rule.
struct RulesShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Explain one rule: why it matters, examples and fix.")

    @Argument(help: "The rule's name, such as latest-tag, or another tool's id, such as DL3007.")
    var name: String

    @OptionGroup var rules: RuleOptions

    func run() throws {
        let entries = try rules.book().sortedEntries()
        let matches = entries.filter { entry in
            entry.text.id == name || entry.tail.peers.contains { $0.ids.contains(name) }
        }
        guard !matches.isEmpty else {
            let near = Spelling.nearest(to: name, in: entries.map(\.text.id))
            let hint = near.map { "; did you mean `\($0)`?" } ?? "; `plimsoll rules` lists them"
            throw ValidationError("there is no rule `\(name)`\(hint)")
        }
        StandardStreams.write(matches.map(RulePage.text).joined(separator: "\n"))
    }
}

/// The page of a rule: the same order every time.
enum RulePage {
    static func text(of entry: RuleBook.Entry) -> String {
        let head = entry.head
        let tail = entry.tail
        var page = "\(entry.text.folder)/\(entry.text.id) · \(head.severity.rawValue)"
        page += head.isOpinion ? " · opinion, off unless selected\n" : "\n"
        page += head.summary + "\n\n" + indented(tail.why) + "\n"
        if let bad = tail.bad.first {
            page += "Bad\n" + indented(bad.listing) + "\n"
            if let fixed = bad.fixedListing { page += "Fixed\n" + indented(fixed) + "\n" }
        }
        if let good = tail.good.first {
            page += "Good\n" + indented(good.listing) + "\n"
        }
        page += "Rule\n  for     \(head.subject.text)\n  require "
        page += head.require.text.split(separator: "\n").joined(separator: "\n          ") + "\n"
        if let fix = head.fix {
            page += "  fix     \(fix.title.text) (\(fix.applicability.rawValue))\n"
        }
        for (name, value) in entry.head.parameterTexts { page += "  parameter \(name): \(value)\n" }
        page += facts(tail)
        return page
    }

    private static func facts(_ tail: RuleTail) -> String {
        var rows = ""
        if !tail.peers.isEmpty {
            let peers = tail.peers.map { "\($0.tool) \($0.ids.joined(separator: " "))" }
            rows += "\nElsewhere\n  " + peers.joined(separator: "\n  ") + "\n"
        }
        if !tail.standards.isEmpty {
            rows += "\nStandards\n  " + tail.standards.joined(separator: ", ") + "\n"
        }
        if !tail.references.isEmpty {
            rows += "\nMore\n  " + tail.references.joined(separator: "\n  ") + "\n"
        }
        return rows
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(
            text.hasSuffix("\n") ? 1 : 0
        )
        .map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
    }
}
