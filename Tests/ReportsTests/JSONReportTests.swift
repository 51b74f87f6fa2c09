import Findings
import Foundation
import Reports
import SourceText
import Testing

@Suite struct JSONReportTests {
    @Test func `the report has the members programs rely on`() throws {
        let report = try parsed(Sample.full)
        let findings = try #require(report["findings"] as? [[String: Any]])
        let expected: Set<String> = [
            "rule", "severity", "message", "path", "start", "end", "logicalPlace", "objects",
            "scenarios", "related", "fingerprint", "suppressed", "fix",
        ]
        for finding in findings { #expect(expected.isSubset(of: finding.keys)) }
        #expect(findings.map { $0["suppressed"] as? Bool } == [false, false, true])
        let fix = try #require(findings[0]["fix"] as? [String: Any])
        #expect(Set(fix.keys) == ["safety", "title", "edits", "verified"])
        let problems = try #require(report["problems"] as? [[String: Any]])
        #expect(problems[0]["blinding"] as? Bool == true)
        let summary = try #require(report["summary"] as? [String: Any])
        let inputs = try #require(summary["inputs"] as? [String: [String: Int]])
        #expect(inputs["dockerfile"] == ["analysed": 2, "skipped": 0, "failed": 1])
    }

    @Test func `the report tells what was rendered of each chart`() throws {
        let summary = try #require(try parsed(Sample.full)["summary"] as? [String: Any])
        let charts = try #require(summary["charts"] as? [[String: Any]])
        #expect(charts.map { $0["name"] as? String } == ["web", "db"])
        #expect(charts.map { $0["path"] as? String } == ["charts/Chart.yaml", "db/Chart.yaml"])
        #expect(charts.map { $0["scenarios"] as? Int } == [2, 1])
        #expect(charts.map { $0["branches"] as? Int } == [3, 1])
        #expect(charts.map { $0["rendered"] as? Int } == [2, 1])
        let unrendered = charts.map { $0["unrendered"] as? [[String: Any]] ?? [] }
        #expect(unrendered.map(\.count) == [1, 0])
        let branch = try #require(unrendered[0].first)
        #expect(branch["text"] as? String == "{{ if .Values.x }}")
        #expect(branch["path"] as? String == "charts/t.yaml")
        #expect(numbers(branch["start"]) == [2, 1, 5])
        #expect(numbers(branch["end"]) == [2, 19, 23])
    }

    @Test func `columns count code points and offsets bytes`() throws {
        let cases: [(source: String, start: [Int], end: [Int])] = [
            ("a\né日🚢«x»\n", [2, 4, 11], [2, 5, 12]),
            ("«»", [1, 1, 0], [1, 1, 0]),
            ("a\r\n«b\r\n»", [2, 1, 3], [3, 1, 6]),
            (
                String(repeating: "é", count: 5_000) + "«日»", [1, 5_001, 10_000],
                [1, 5_002, 10_003]
            ),
            (
                String(repeating: "x\n日", count: 2_000) + "«日»", [2_001, 2, 10_000],
                [2_001, 3, 10_003]
            ),
        ]
        for (source, start, end) in cases {
            var sample = Sample()
            sample.add("f", source)
            let findings = try #require(try parsed(sample)["findings"] as? [[String: Any]])
            #expect(numbers(findings[0]["start"]) == start)
            #expect(numbers(findings[0]["end"]) == end)
        }
    }

    @Test func `two reports of the same findings are the same bytes`() {
        for format in ReportFormat.allCases {
            #expect(
                Sample.full.written(by: format.writer()) == Sample.full.written(by: format.writer())
            )
        }
    }

    private func numbers(_ position: Any?) -> [Int] {
        let position = position as? [String: Int] ?? [:]
        return [position["line"] ?? 0, position["column"] ?? 0, position["offset"] ?? -1]
    }

    private func parsed(_ sample: Sample) throws -> [String: Any] {
        let text = sample.written(by: JSONReportWriter())
        return try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
}
