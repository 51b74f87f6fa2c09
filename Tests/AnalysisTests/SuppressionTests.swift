import Findings
import Rules
import SourceText
import Testing

@testable import Analysis

@Suite struct SuppressionTests {
    private static let rule = """
        summary: No tag
        severity: warning
        for: image
        require: has(image.tag)
        message: no tag
        why: no tag
        peers: { hadolint: [DL3006], buildkit: [NoTag], checkov: [CKV_DOCKER_7], trivy: [DS-0001] }
        bad:
          - text: «FROM a»
        good:
          - text: FROM a:1

        """

    /// The outcome of the rule for each `FROM` of a text: `+` reported, `-` allowed.
    private func outcome(_ text: String) -> String {
        let path = "rules/image/no-tag.yaml"
        let book = RuleBook(
            [RuleText(id: "no-tag", folder: "image", path: path, head: Array(Self.rule.utf8))],
            schemas: Analyzer.schemas)
        let analysis = Analyzer(rules: book).analyse(
            path: "Dockerfile", bytes: Array(text.utf8), kind: .dockerfile, isNamed: true)
        return analysis.findings.map { $0.suppression == nil ? "+" : "-" }.joined()
    }

    private static let cases: [(text: String, outcome: String)] = [
        ("FROM a\nFROM b\n", "++"),
        ("# plimsoll: allow no-tag -- why\nFROM a\nFROM b\n", "-+"),
        ("# plimsoll: allow other, no-tag\nFROM a\nFROM b\n", "-+"),
        ("FROM a\n# plimsoll: allow no-tag\nFROM b\n", "+-"),
        ("# plimsoll: allow-file no-tag\n\nFROM a\nFROM b\n", "--"),
        ("# hadolint ignore=DL3006\nFROM a\nFROM b\n", "-+"),
        ("# hadolint ignore=DL3007\nFROM a\n", "+"),
        ("# hadolint global ignore=DL3006\n\nFROM a\nFROM b\n", "--"),
        ("# check=skip=NoTag\nFROM a\nFROM b\n", "--"),
        ("# check=skip=all\nFROM a\nFROM b\n", "--"),
        ("FROM a\nFROM b\n#checkov:skip=CKV_DOCKER_7:base\n", "--"),
        ("#trivy:ignore:DS-0001\nFROM a\nFROM b\n", "-+"),
    ]

    @Test(arguments: cases) func `a comment allows what stands below it, or in the whole file`(
        text: String, outcome: String
    ) {
        #expect(self.outcome(text) == outcome)
    }
}
