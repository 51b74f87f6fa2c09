import Foundation
import SourceText
import Testing

@testable import Dockerfiles

/// BuildKit's own test data.
@Suite(.enabled(if: Shared.isThere, "skipped: ../shared is not beside the package"))
struct BuildKitSuite {
    @Test func `trees print as BuildKit prints them`() throws {
        let cases = try Shared.folders(Shared.suite.appending(path: "testfiles"))
        #expect(cases.count == 33)
        for folder in cases {
            let file = Dockerfile(bytes: try Shared.bytes(folder.appending(path: "Dockerfile")))
            let expected = try Shared.text(folder.appending(path: "result"))
            #expect(
                trimmed(file.buildkitExpression) == trimmed(expected),
                "\(folder.lastPathComponent)")
        }
    }

    private func trimmed(_ text: String) -> String {
        text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test func `what BuildKit refuses has a blinding problem`() throws {
        let cases = try Shared.folders(Shared.suite.appending(path: "testfiles-negative"))
        #expect(cases.count == 4)
        for folder in cases {
            let file = Dockerfile(bytes: try Shared.bytes(folder.appending(path: "Dockerfile")))
            #expect(refuses(file), "\(folder.lastPathComponent)")
        }
    }

    @Test func `lines are counted as BuildKit counts them`() throws {
        let path = Shared.suite.appending(path: "testfile-line/Dockerfile")
        let file = Dockerfile(bytes: try Shared.bytes(path))
        #expect(file.instructions.map(\.lines) == [5...5, 11...12, 17...31])
        #expect(file.instructions[2].hasEmptyContinuation)
    }

    @Test func `single words expand as in envVarTest`() throws {
        let variables = ["PWD": "/home", "SHELL": "bash", "KOREAN": "한국어", "NULL": ""]
        let rows = try Shared.objects(Shared.suite.appending(path: "envvar.jsonl"))
        #expect(rows.count > 100)
        for row in rows where row["platform"] as? String != "windows" {
            let word = row["word"] as? String ?? ""
            let result = try? ShellLexer().process(word) { variables[$0] }
            #expect(result?.text == row["expected"] as? String, "\(row)")
        }
    }

    @Test func `words split as in wordsTest`() throws {
        var variables: [String: String] = [:]
        for line in try Shared.text(Shared.suite.appending(path: "wordsTest")).split(
            separator: "\n")
        where !line.hasPrefix("#") {
            if line.hasPrefix("ENV ") {
                let pair = line.dropFirst(4).split(separator: "=", maxSplits: 1)
                variables[String(pair[0])] = String(pair[1])
                continue
            }
            let halves = line.components(separatedBy: "|")
            let input = trimmedEnd(halves[0])
            let expected = String(halves[1].drop { $0 == " " })
            let words = (try? ShellLexer().process(input) { variables[$0] })?.words
            #expect((words?.joined(separator: ",") ?? "error") == expected, "\(line)")
        }
    }

    private func trimmedEnd(_ text: String) -> String {
        var text = text
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }

    @Test func `expansion agrees with shell-process`() throws {
        let rows = try Shared.objects(Shared.suite.appending(path: "shell-process.jsonl"))
        #expect(rows.count > 40)
        for row in rows {
            let variables = row["envs"] as? [String: String] ?? [:]
            let result = try? ShellLexer().process(row["input"] as? String ?? "") {
                variables[$0]
            }
            #expect(result?.text == row["expected"] as? String, "\(row)")
            if let result {
                #expect(result.matched.sorted() == row["matches"] as? [String], "\(row)")
                #expect(result.unmatched.sorted() == row["unmatched"] as? [String], "\(row)")
            }
        }
    }

    @Test func `instruction errors are problems`() throws {
        for row in try Shared.objects(Shared.suite.appending(path: "instructions-errors.jsonl")) {
            let text = row["dockerfile"] as? String ?? ""
            let file = Dockerfile(bytes: Array(("FROM a\n" + text).utf8))
            #expect(file.problems.first?.isBlinding == true, "\(text)")
        }
    }

    @Test func `heredocs agree with BuildKit's instruction parser`() throws {
        for row in try Shared.objects(Shared.suite.appending(path: "instructions-heredoc.jsonl")) {
            let text = row["dockerfile"] as? String ?? ""
            let file = Dockerfile(bytes: Array(("FROM a\n" + text).utf8))
            let instruction = file.instructions[1]
            if row["expectedError"] != nil {
                #expect(file.problems.first?.isBlinding == true, "\(text)")
            } else if let expected = row["sourcesAndDest"] as? [String: Any] {
                check(file, instruction, expected)
            } else {
                let files = row["files"] as? [[String: Any]] ?? []
                #expect(instruction.heredocs.map(\.name) == files.map { $0["Name"] as? String })
                #expect(
                    instruction.heredocs.map { file.text($0.content) }
                        == files.map { $0["Data"] as? String })
                #expect(instruction.isJSON != row["shell"] as? Bool)
            }
        }
    }

    private func check(
        _ file: Dockerfile, _ instruction: Instruction, _ expected: [String: Any]
    ) {
        #expect(instruction.destination?.text == expected["DestPath"] as? String)
        let contents = expected["SourceContents"] as? [[String: Any]] ?? []
        #expect(instruction.heredocs.map(\.name) == contents.map { $0["Path"] as? String })
        #expect(instruction.heredocs.map(\.expands) == contents.map { $0["Expand"] as? Bool })
        #expect(
            instruction.heredocs.map { file.content(of: $0).string }
                == contents.map { $0["Data"] as? String })
        let paths = instruction.sources.map(\.text).filter { !$0.hasPrefix("<<") }
        #expect(paths == expected["SourcePaths"] as? [String] ?? [])
    }

    @Test func `real files read as BuildKit reads them`() throws {
        let rows = try Shared.objects(Shared.golden)
        #expect(rows.count > 1_000)
        for row in rows {
            let name = row["file"] as? String ?? ""
            let path = Shared.root.appending(path: "corpora/\(name)")
            let file = Dockerfile(bytes: try Shared.bytes(path))
            let json = try JSONSerialization.jsonObject(with: Data(file.buildkitJSON.utf8))
            let got = json as? [String: Any] ?? [:]
            let isRefused = row["parseError"] != nil || row["instructionError"] != nil
            #expect(refuses(file) == isRefused, "\(name)")
            if isRefused {
                #expect(got["parseError"] != nil || got["instructionError"] != nil, "\(name)")
                continue
            }
            for key in ["escape", "nodes", "stages", "metaArgs"] {
                #expect(same(got[key], row[key]), "\(name): \(key)")
            }
        }
    }

    private func same(_ left: Any?, _ right: Any?) -> Bool {
        (left as? NSObject) == (right as? NSObject)
    }

    @Test func `tokens of real files are the files`() throws {
        for row in try Shared.objects(Shared.golden) {
            let name = row["file"] as? String ?? ""
            let bytes = try Shared.bytes(Shared.root.appending(path: "corpora/\(name)"))
            #expect(covers(Dockerfile(bytes: bytes)), "\(name)")
        }
    }
}

/// Whether the tokens end to end are the file.
func covers(_ file: Dockerfile) -> Bool {
    var offset = 0
    for token in file.tokens() {
        guard token.range.start == offset, !token.range.isEmpty else { return false }
        offset = token.range.end
    }
    return offset == file.bytes.count
}

/// Whether the file has a blinding problem.
func refuses(_ file: Dockerfile) -> Bool { file.problems.contains { $0.isBlinding } }
