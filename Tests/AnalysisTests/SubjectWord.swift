import CEL
import Dockerfiles
import Rules
import Testing

@testable import Analysis

/// One line of a table of words: its parts, with `¶` for a line end in the last but one.
struct WordCase: Sendable, CustomTestStringConvertible {
    var subject: String
    var word: String
    var text: String
    var value: String
    var testDescription: String { "\(subject).\(word) of \(text)" }

    /// Reads `subject.word ¦ text ¦ value`; text without `FROM` gets one.
    init(_ line: String) {
        let parts = line.split(separator: "¦", omittingEmptySubsequences: false).map(Self.trimmed)
        let names = parts[0].split(separator: ".").map(String.init)
        subject = names[0]
        word = names[1]
        text = parts[1].split(separator: "¶").map(Self.trimmed).joined(separator: "\n") + "\n"
        if !text.uppercased().contains("FROM ") { text = "FROM a\n" + text }
        value = parts[2]
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var text = Substring(text)
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    /// The cases of a table, a line each.
    static func table(_ lines: String) -> [WordCase] {
        lines.split(separator: "\n").map { WordCase(String($0)) }
    }

    /// The word of the last subject of its kind; `-` when absent, lists with commas.
    var actualValue: String {
        let model = DockerfileModel(Dockerfile(bytes: Array(text.utf8)))
        guard let last = model.subjects(named: subject).last else { return "no \(subject)" }
        guard let index = last.objectType.index(of: word) else { return "no word \(word)" }
        return Self.text(of: last.field(index))
    }

    private static func text(of value: CELValue?) -> String {
        switch value {
        case .bool(let value): "\(value)"
        case .int(let value): "\(value)"
        case .string(let value): value.split(separator: "\n").joined(separator: "¶")
        case .list(let values): values.map { text(of: $0) }.joined(separator: ",")
        default: "-"
        }
    }
}
