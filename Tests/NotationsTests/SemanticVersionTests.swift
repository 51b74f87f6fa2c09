import Notations
import Testing

@Suite struct SemanticVersionTests {
    private func version(_ text: String) throws -> SemanticVersion {
        try #require(SemanticVersion(text.utf8), "\(text)")
    }

    @Test func `versions stand in the order of semver's example`() throws {
        let texts = [
            "0.0.0", "0.9.10", "1.0.0--", "1.0.0-2", "1.0.0-10", "1.0.0-18446744073709551616",
            "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
            "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.2.0", "1.10.0", "2.0.0-0",
        ]
        // "--" is a word, and numbers come before words.
        let sorted = try texts.map(version).sorted().map(\.description)
        #expect(
            sorted == [
                "0.0.0", "0.9.10", "1.0.0-2", "1.0.0-10", "1.0.0-18446744073709551616", "1.0.0--",
            ] + texts[6...])
    }

    @Test func `what stands after the plus does not count`() throws {
        let one = try version("1.0.0-rc.1+build.007")
        let other = try version("1.0.0-rc.1+-")
        #expect(one == other && !(one < other) && !(other < one))
        #expect(one.hashValue == other.hashValue)
        #expect(one.prerelease == "rc.1" && one.build == "build.007")
        #expect(one.description == "1.0.0-rc.1+build.007")
    }

    @Test func `what is no version is refused`() {
        let texts = [
            "", "1", "1.2", "1.2.3.4", "v1.2.3", "01.2.3", "1.02.3", "1.2.03", "1.2.3-", "1.2.3+",
            "1.2.3-01", "1.2.3-a..b", "1.2.3-é", "1.2.3+a+b", "1.2.3 ", "+1.2.3", "1..3", "a.b.c",
            "18446744073709551616.0.0", "200K", "1.2.3-" + String(repeating: "a", count: 995),
        ]
        for text in texts { #expect(SemanticVersion(text.utf8) == nil, "\(text)") }
        let long = "1.2.3-" + String(repeating: "a", count: 994)
        #expect(SemanticVersion(long.utf8) != nil)
    }

    @Test func `a shortened version is completed when asked for`() {
        let cases: [(String, String?)] = [
            ("v1.29", "1.29.0"), ("1.29", "1.29.0"), ("v1", "1.0.0"), ("01.01.01", "1.1.1"),
            ("00.0.000", "0.0.0"), ("v1.2.3-rc.1+b", "1.2.3-rc.1+b"), ("1.2.00-rc", "1.2.0-rc"),
            ("1.2.3", "1.2.3"), ("1.29-rc", nil), ("1+b", nil), ("vv1.2", nil), ("V1.2", nil),
            ("", nil), ("v", nil), ("1.", nil), (" 1.2", nil), ("1.2.3.4", nil), ("latest", nil),
        ]
        for (text, expected) in cases {
            #expect(SemanticVersion(normalizing: text.utf8)?.description == expected, "\(text)")
        }
    }

    @Test func `the version of a cluster is major and minor`() throws {
        let cases: [(String, String?)] = [
            ("1.29", "1.29"), ("v1.29", "1.29"), ("1.29.3", "1.29"), ("v1.9.0", "1.9"),
            ("v1.29.3-gke.1282000+sha", "1.29"), ("1.29+", "1.29"), ("v1.30.0-rc.1", "1.30"),
            ("1", nil), ("v1", nil), ("1.x", nil), ("", nil), ("1.29.", nil), ("latest", nil),
            ("1.65536", nil), ("1.29++", nil),
        ]
        for (text, expected) in cases {
            #expect(KubernetesVersion(text.utf8)?.description == expected, "\(text)")
        }
        #expect(KubernetesVersion(1, 9) < KubernetesVersion(1, 10))
        #expect(KubernetesVersion(1, 35) < KubernetesVersion(2, 0))
    }
}
