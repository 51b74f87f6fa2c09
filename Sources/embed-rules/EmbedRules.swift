import Foundation
import Rules
import YAMLTrees

/// Writes a Swift file that holds rule files as text: `embed-rules OUTPUT FOLDER FILE…`.
///
/// A rule is split by lines, without parsing: what judging needs (the head) comes first, so that
/// start-up touches nothing else; what only reports need (the tail) is kept apart, and so are the
/// examples, which are most of the text.
@main
struct EmbedRules {
    /// The top-level keys that nothing but a report or a listing reads.
    static let tailKeys: Set<String> = [
        "why", "references", "peers", "effort", "concepts", "precision", "security", "standards",
        "since",
    ]

    /// The top-level keys of examples.
    static let exampleKeys: Set<String> = ["bad", "good"]

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else {
            throw Failure(reason: "usage: embed-rules OUTPUT FOLDER FILE…")
        }
        let folder = arguments[2].hasSuffix("/") ? arguments[2] : arguments[2] + "/"
        // In the order in which the program asks for them.
        let rules = try arguments.dropFirst(3).map { try rule(in: $0, below: folder) }
            .sorted { ($0.subject, $0.id) < ($1.subject, $1.id) }
        let text = """
            // Generated from rules/ at build time.

            extension BundledRule {
                /// All rules, sorted by subject and name.
                package static let all: [BundledRule] = [
            \(rules.map(\.text).joined())
                ]
            }

            """
        try text.write(toFile: arguments[1], atomically: true, encoding: .utf8)
    }

    /// The Swift expression of the rule in a file, and what it is sorted by.
    private static func rule(
        in file: String, below folder: String
    ) throws -> (subject: String, id: String, text: String) {
        guard file.hasPrefix(folder) else {
            throw Failure(reason: "\(file) is not below \(folder)")
        }
        let name = file.dropFirst(folder.count).dropLast(".yaml".count)
        guard let slash = name.lastIndex(of: "/") else {
            throw Failure(reason: "\(file) stands in no folder of rules/")
        }
        let text = try String(contentsOfFile: file, encoding: .utf8)
        guard !text.contains("\"\"\"###") else {
            throw Failure(reason: "\(file) holds a text that no Swift literal can")
        }
        let parts = split(text)
        let root = YAMLTree(parsing: Array(text.utf8)).firstDocument
        func field(_ name: String) -> String { root?[name]?.string ?? "" }
        let digest = RuleDigest(
            subject: field("for"), severity: field("severity"), require: field("require"),
            parameters: block("parameters", of: text), isOpinion: field("opinion") == "true")
        let id = String(name[name.index(after: slash)...])
        let rule = """
                    BundledRule(
                        id: "\(id)", folder: "\(name[..<slash])",
                        subject: "\(digest.subject)", severity: "\(field("severity"))",
                        require: \(literal(digest.require + "\n")),
                        guards: \(literal(digest.guards + "\n")),
                        waitsForParameters: \(digest.waitsForParameters),
                        isOpinion: \(digest.isOpinion),
                        parameters: \(literal(digest.parameters)),
                        head: \(literal(parts.head)),
                        tail: \(literal(parts.tail)),
                        examples: \(literal(parts.examples))),

            """
        return (digest.subject, id, rule)
    }

    private static func split(_ text: String) -> (head: String, tail: String, examples: String) {
        var parts = (head: "", tail: "", examples: "")
        var part = \(head: String, tail: String, examples: String).head
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let first = line.first, first.isLetter {
                let key = String(line.prefix { $0 != ":" })
                part =
                    exampleKeys.contains(key)
                    ? \.examples : tailKeys.contains(key) ? \.tail : \.head
            }
            parts[keyPath: part] += line + "\n"
        }
        return parts
    }

    /// The lines of a top-level key.
    private static func block(_ name: String, of text: String) -> String {
        var isInside = false
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { line in
                if line.first?.isLetter ?? false { isInside = line.hasPrefix(name + ":") }
                return isInside
            }
            .map { $0 + "\n" }.joined()
    }

    private static func literal(_ text: String) -> String {
        text.isEmpty ? "\"\"" : "###\"\"\"\n\(text)\"\"\"###"
    }

    struct Failure: Error, CustomStringConvertible {
        var reason: String
        var description: String { reason }
    }
}
