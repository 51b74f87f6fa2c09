import Findings
import SourceText
import Testing

/// A finding keeps its name when its file changes around it.
@Suite struct Fingerprints {
    private func finding(
        rule: String = "latest-tag", at start: Int = 5,
        in place: [String] = ["stage build", "debian"],
        occurrence: Int = 1
    ) -> Finding {
        Finding(
            rule: rule, severity: .warning,
            place: Place(path: "Dockerfile", range: SourceRange(start, start + 6)),
            logicalPlace: place, occurrence: occurrence, arguments: ["debian"])
    }

    @Test func `moved lines, other words and another severity change nothing`() {
        var moved = finding(at: 500)
        moved.arguments = ["something else"]
        moved.severity = .error
        moved.place.path = "renamed/Dockerfile"
        #expect(moved.fingerprint == finding().fingerprint)
    }

    @Test func `rule, logical place and occurrence each change it`() {
        let all = [
            finding(), finding(rule: "root-user"), finding(in: ["stage run", "debian"]),
            finding(in: ["stage builddebian"]), finding(occurrence: 2),
        ]
        #expect(Set(all.map(\.fingerprint)).count == all.count)
    }

    @Test func `it is the same on every machine`() {
        #expect(finding().fingerprint == finding().fingerprint)
        #expect(finding().fingerprint.utf8.count == 16)
    }
}
