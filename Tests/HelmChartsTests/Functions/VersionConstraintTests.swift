import HelmCharts
import Testing

struct VersionConstraintTests {
    @Test(arguments: [
        (">=1.22.0-0 <1.37.0", "v1.36.0-eks-abc", true), ("<1.21-0", "1.27.3-gke.100", false),
        ("^1.2", "1.29.0", true), ("^0.0", "0.1.0", false), ("~1", "1.9.9", true),
        ("1.2 - 1.4", "1.4.9", true), ("1.2 - 1.4", "1.5.0", false), ("!=1.x", "1.2.3", false),
        ("*", "2.0.0-rc.1", false), (">11", "11.1.0", false), ("<=3", "3.9.0", true),
        ("1.2.3 || 2.0.0", "v2", true), ("=>1,=<2", "2.5.0", true), ("~>1.2", "1.3.0", false),
        ("> 1.2.3-alpha", "1.2.3-beta", true), ("1.0.0", "1.0.0+build", true),
    ])
    func allows(_ constraint: String, _ version: String, _ expected: Bool) throws {
        let isAllowed = try VersionConstraint(constraint).allows(try LooseVersion(version))
        #expect(isAllowed == expected)
    }

    @Test(arguments: [
        ("", #"improper constraint: """#), ("bad", #"improper constraint: "bad""#),
        ("1 ||", #"improper constraint: """#), ("1<2", #"improper constraint: "1<2""#),
        (">1.2 - 3", #"improper constraint: ">>= 1.2, <= 3 ""#), ("1|2", "constraint parser error"),
        ("99999999999999999999", "constraint parser error"),
    ])
    func refuses(_ constraint: String, _ message: String) {
        #expect(throws: VersionError(message)) { try VersionConstraint(constraint) }
    }

    @Test func limits() throws {
        let longest = String(repeating: " ", count: 511) + "1"
        #expect(try VersionConstraint(longest).allows(try LooseVersion("1.5")))
        #expect(throws: VersionError("constraint string is too long (max 512 bytes)")) {
            try VersionConstraint(longest + " ")
        }
        let most = Array(repeating: "1", count: 32).joined(separator: "||")
        #expect(try VersionConstraint(most).allows(try LooseVersion("1")))
        #expect(throws: VersionError("too many constraint groups (max 32)")) {
            try VersionConstraint(most + "||1")
        }
        let longestVersion = "1.0.0-" + String(repeating: "a", count: 250)
        #expect(try LooseVersion(longestVersion).prerelease.count == 250)
        #expect(throws: VersionError("version string is too long (max 256 bytes)")) {
            try LooseVersion(longestVersion + "a")
        }
    }

    @Test func order() throws {
        let versions = [
            "0.0.1", "1.0.0-0", "1.0.0-1", "1.0.0-1.a", "1.0.0-alpha", "1.0.0-alpha.1",
            "1.0.0-beta", "1", "1.0.1", "v1.1", "2",
        ]
        for (index, one) in versions.enumerated() {
            for (other, text) in versions.enumerated() {
                let (one, other) = (try LooseVersion(one), (try LooseVersion(text), other))
                #expect(one.order(to: other.0) == (index - other.1).signum())
            }
        }
    }

    @Test(arguments: [
        ("abc", "invalid semantic version"), ("1.2.3.4", "invalid semantic version"),
        ("", "invalid semantic version"), ("1.2.3-01", "version segment starts with 0"),
        (
            "1.99999999999999999999",
            "error parsing version segment: strconv.ParseUint: parsing "
                + #""99999999999999999999": value out of range"#
        ),
    ])
    func refusesVersion(_ version: String, _ message: String) {
        #expect(throws: VersionError(message)) { try LooseVersion(version) }
    }
}
