import Testing

@testable import Analysis

/// Credentials are told by their form. The tokens here are put together so that nobody takes this
/// file for a leak.
@Suite struct KnownTokens {
    private static let letters = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zZcCfF"

    private func first(in text: String) -> KnownToken? {
        Array(text.utf8).withUnsafeBufferPointer { KnownToken.first(in: $0) }
    }

    @Test(arguments: [
        ("ghp_" + letters, KnownToken.gitHub), ("--token=glpat-" + letters.prefix(20), .gitLab),
        ("{\"key\": \"AKIA" + "Q3EGVR5TLMN7WXYZ\"}", .awsKey),
        ("Bearer eyJhbGciOi" + letters + letters, .jwt),
        ("a\n-----BEGIN EC PRIVATE KEY-----\nMHc", .privateKey),
        ("sk_live_" + letters.prefix(24), .stripe),
    ])
    func `a token is found by its form`(text: String, token: KnownToken) {
        #expect(first(in: text) == token)
    }

    @Test(arguments: [
        "", "AKIA", "AKIAIOSFODNN7EXAMPLE", "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "ghp_" + letters + "a", "xghp_" + letters, "-----BEGIN PUBLIC KEY-----\nMIIB",
        "-----BEGIN CERTIFICATE-----\nMIIB", "https://example.com/glpat-documentation",
    ])
    func `what only looks like one is none`(text: String) {
        #expect(first(in: text) == nil)
    }
}
