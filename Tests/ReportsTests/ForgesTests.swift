import Findings
import Foundation
import Reports
import SourceText
import Testing

@Suite struct ForgesTests {
    @Test func `workflow commands are escaped`() {
        var sample = Sample()
        sample.add("a,b:c%.yaml", "x «y»\n", arguments: ["50%\r\n::set-output name=a::b"])
        let expected =
            "::warning file=a%2Cb%3Ac%25.yaml,line=1,endLine=1,col=3,endColumn=4,title=latest-tag::"
            + "`50%25%0D%0A::set-output name=a::b` can change under you\n"
        #expect(sample.written(by: GitHubWriter()) == expected)
    }

    @Test func `annotations of several lines have no columns, and errors come first`() {
        var sample = Sample()
        sample.add("a", "«x\ny»\n")
        sample.add("b", "«x»\n", rule: "root-user")
        let lines = sample.written(by: GitHubWriter()).split(separator: "\n")
        #expect(lines[0].hasPrefix("::error file=b,"))
        #expect(lines[1].hasPrefix("::warning file=a,line=1,endLine=2,title="))
    }

    @Test func `a notice says what GitHub hides`() {
        for (count, isTold) in [(10, false), (11, true)] {
            var sample = Sample()
            for index in 0..<count { sample.add("f\(index)", "«x»\n") }
            let text = sample.written(by: GitHubWriter())
            #expect(text.contains("::notice title=plimsoll::") == isTold)
        }
    }

    @Test func `GitLab gets unique fingerprints`() throws {
        var sample = Sample()
        sample.add("./a", "«x»\n")
        sample.add("./a", "«x»\n")
        sample.add("b", "«x»\n")
        for index in sample.report.findings.indices { sample.report.findings[index].occurrence = 1 }
        let text = sample.written(by: GitLabWriter())
        let issues = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
        #expect(Set(issues.compactMap { $0["fingerprint"] as? String }).count == 3)
        let location = issues[0]["location"] as? [String: Any]
        #expect(location?["path"] as? String == "a")
        #expect(issues[0]["severity"] as? String == "major")
    }

    @Test func `Markdown of the input stays text`() {
        let cases: [(argument: String, expected: String)] = [
            ("a|b", "`a\\|b` can change"),
            ("x` <img src=x> @team [a](b) `y", "&lt;img src=x> @\u{200B}team \\[a\\](b)"),
        ]
        for (argument, expected) in cases {
            var sample = Sample()
            sample.add("f", "«x»\n", arguments: [argument])
            #expect(sample.written(by: MarkdownWriter()).contains(expected))
        }
    }

    @Test func `a comment keeps the most severe findings`() {
        var sample = Sample()
        for index in 0..<2_000 { sample.add("f\(index)", "«x»\n") }
        sample.add("z", "«x»\n", rule: "root-user")
        let text = sample.written(by: MarkdownWriter())
        #expect(text.utf8.count < 65_536)
        #expect(text.contains("**error** `root-user`"))
        let shown = text.split(separator: "\n").count { $0.hasPrefix("- line ") }
        #expect(text.contains("…and \(2_001 - shown) more findings, less severe"))
    }
}
