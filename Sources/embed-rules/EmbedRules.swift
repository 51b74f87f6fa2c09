import Foundation
import YAMLTrees

/// Writes a Swift file that holds rule files as text: `embed-rules OUTPUT FOLDER FILE…`.
///
/// A rule is split by lines, without parsing: what judging needs (the head) comes first, so that
/// start-up touches nothing else; what only reports and tests need (the tail) is kept apart.
@main
struct EmbedRules {
    /// The top-level keys that nothing but a report, a test or a listing reads.
    static let tailKeys: Set<String> = [
        "why", "references", "peers", "effort", "concepts", "precision", "security", "standards",
        "since", "bad", "good",
    ]

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else {
            throw Failure(reason: "usage: embed-rules OUTPUT FOLDER FILE…")
        }
        let folder = arguments[2].hasSuffix("/") ? arguments[2] : arguments[2] + "/"
        let rules = try arguments.dropFirst(3).map { try rule(in: $0, below: folder) }
        let text = """
            // Generated from rules/ at build time.

            extension BundledRule {
                /// All rules, sorted by folder and name.
                package static let all: [BundledRule] = [
            \(rules.joined())
                ]
            }

            """
        try text.write(toFile: arguments[1], atomically: true, encoding: .utf8)
    }

    /// The Swift expression of the rule in a file.
    private static func rule(in file: String, below folder: String) throws -> String {
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
        return """
                    BundledRule(
                        id: "\(name[name.index(after: slash)...])", folder: "\(name[..<slash])",
                        subject: "\(field("for"))", severity: "\(field("severity"))",
                        require: \(literal(field("require") + "\n")),
                        isOpinion: \(field("opinion") == "true"),
                        hasParameters: \(root?["parameters"] != nil),
                        head: \(literal(parts.head)),
                        tail: \(literal(parts.tail))),

            """
    }

    private static func split(_ text: String) -> (head: String, tail: String) {
        var head = ""
        var tail = ""
        var isInTail = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let first = line.first, first.isLetter {
                let key = String(line.prefix { $0 != ":" })
                isInTail = tailKeys.contains(key)
            }
            if isInTail { tail += line + "\n" } else { head += line + "\n" }
        }
        return (head, tail)
    }

    private static func literal(_ text: String) -> String {
        "###\"\"\"\n\(text)\"\"\"###"
    }

    struct Failure: Error, CustomStringConvertible {
        var reason: String
        var description: String { reason }
    }
}
