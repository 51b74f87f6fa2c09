import Foundation
import ShellCommands
import SourceText
import Testing

/// The RUN instructions of real Dockerfiles, kept outside of the project; skipped without them.
@Suite struct CorpusTests {
    private static let file = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(
            path: "../shared/corpora/suites/dockerfile-golden/buildkit-parse.jsonl"
        ).standardizedFileURL

    private static var isThere: Bool { FileManager.default.fileExists(atPath: file.path) }

    /// The texts of all RUN instructions in shell form.
    private static func runs() throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").flatMap { line in
            let parsed = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let nodes = (parsed as? [String: Any])?["nodes"] as? [[String: Any]] ?? []
            return nodes.compactMap { node -> String? in
                guard node["cmd"] as? String == "RUN", let words = node["args"] as? [String],
                    words.count == 1, node["attributes"] == nil, node["json"] == nil
                else { return nil }
                return words[0]
            }
        }
    }

    /// PowerShell is not told apart here, and the body of a `RUN <<EOF` is not in the data.
    private static func isOther(_ text: String) -> Bool {
        let hints = [
            "<<", "powershell", "invoke-", "write-host", "$env:", "-object", "foreach", "remove-",
            "[environment]", "iex ", "get-", "expand-", "set-", "c:\\", "start-", "throw ",
        ]
        return hints.contains { text.lowercased().contains($0) }
    }

    @Test(.enabled(if: isThere, "needs ../shared/corpora"))
    func `real RUN instructions are read without problems`() throws {
        let runs = try Set(Self.runs().filter { !Self.isOther($0) })
        #expect(runs.count > 1_000)
        for run in runs {
            let parsed = script(run)
            #expect(parsed.problems == [], "\(run)")
            for command in parsed.commands {
                #expect(parsed.sourceRange(of: command.range).end <= run.utf8.count)
            }
            for package in parsed.toolUses.flatMap(\.packages) {
                #expect(package.range.contains(package.nameRange))
            }
        }
    }
}
