import Findings
import Rules
import Testing

@testable import Analysis

/// Comments and annotations of a manifest that allow mistakes.
@Suite struct ManifestSuppressionTests {
    private static let rule = """
        summary: No tag
        severity: warning
        for: container
        require: has(container.tag)
        at: container.image
        message: no tag
        why: no tag
        peers:
          kube-linter: [latest-tag]
          kube-score: [container-image-tag]
          polaris: [tagNotSpecified]
          checkov: [CKV_K8S_14]
          trivy: [KSV-0013]
        bad:
          - text: «FROM a»
        good:
          - text: FROM a:1

        """

    /// The outcome of the rule for each container: `+` reported, `-` allowed.
    private func outcome(_ text: String) -> String {
        let book = RuleBook(
            [RuleText(id: "no-tag", folder: "image", path: "r.yaml", head: Array(Self.rule.utf8))],
            schemas: Analyzer.schemas)
        let analysis = Analyzer(rules: book).analyse(
            path: "a.yaml", bytes: Array(text.utf8), kind: .manifest, isNamed: true)
        return analysis.findings.map { $0.suppression == nil ? "+" : "-" }.joined()
    }

    private func pod(
        above: String = "", annotations: String = "", containers: String
    ) -> String {
        """
        \(above)apiVersion: v1
        kind: Pod
        metadata:
          name: p
          annotations: {\(annotations)}
        spec:
          containers:
        \(containers)
        """
    }

    private static let two = "  - name: a\n    image: a\n  - name: b\n    image: b\n"

    @Test(arguments: [
        (
            "  - name: a\n    image: a # plimsoll: allow no-tag -- why\n  - name: b\n    image: b\n",
            "-+"
        ),
        (
            "  # plimsoll: allow no-tag\n  - name: a\n    image: a\n  - name: b\n    image: b\n",
            "-+"
        ),
        (
            "  - name: a\n    # plimsoll: allow no-tag\n    image: a\n  - name: b\n    image: b\n",
            "-+"
        ),
        (
            "  - name: a\n    image: a\n  - name: b\n    # plimsoll: allow other\n    image: b\n",
            "++"
        ),
        ("  - name: a\n    image: 'a # plimsoll: allow no-tag'\n", "+"),
        ("  # plimsoll: allow-file no-tag\n" + two, "--"),
        (
            "  - name: a\n    #trivy:ignore:KSV-0013\n    image: a\n  - name: b\n    image: b\n",
            "-+"
        ),
    ]) func `a comment allows in the line or block it stands at`(
        _ containers: String, _ expected: String
    ) {
        #expect(outcome(pod(containers: containers)) == expected)
    }

    @Test func `a comment above a document allows in all of it`() {
        let text = pod(above: "# plimsoll: allow no-tag\n", containers: Self.two)
        #expect(outcome(text) == "--")
        #expect(outcome(text + "---\n" + pod(containers: Self.two)) == "--++")
    }

    @Test(arguments: [
        ("plimsoll.dev/allow: no-tag", "--"), ("plimsoll.dev/allow: 'other, no-tag -- why'", "--"),
        ("ignore-check.kube-linter.io/latest-tag: why", "--"),
        ("ignore-check.kube-linter.io/other: why", "++"),
        ("kube-linter.io/ignore-all: why", "--"),
        ("kube-score/ignore: 'a, container-image-tag'", "--"),
        ("polaris.fairwinds.com/tagNotSpecified-exempt: 'true'", "--"),
        ("polaris.fairwinds.com/tagNotSpecified-exempt: 'false'", "++"),
        ("polaris.fairwinds.com/exempt: 'true'", "--"),
        ("checkov.io/skip1: CKV_K8S_14=why", "--"), ("bridgecrew.io/skip2: CKV_K8S_99=why", "++"),
    ]) func `an annotation allows in its object`(_ annotation: String, _ expected: String) {
        #expect(outcome(pod(annotations: annotation, containers: Self.two)) == expected)
    }

    @Test func `the annotations of a pod template count, too`() {
        let text = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: d}
            spec:
              template:
                metadata: {annotations: {kube-score/ignore: container-image-tag}}
                spec: {containers: [{name: a, image: a}]}
            """
        #expect(outcome(text) == "-")
    }
}
