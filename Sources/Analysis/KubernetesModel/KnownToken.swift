import SourceText

/// Credentials that are told by their form: private keys, and tokens to which vendors gave a
/// prefix so that they can be found.
enum KnownToken: String, Sendable, CaseIterable {
    case privateKey = "a private key"
    case awsKey = "an AWS access key"
    case gitHub = "a GitHub token"
    case gitLab = "a GitLab token"
    case slack = "a Slack token"
    case stripe = "a Stripe key"
    case googleKey = "a Google API key"
    case npm = "an npm token"
    case pypi = "a PyPI token"
    case docker = "a Docker Hub token"
    case vault = "a Vault token"
    case sendGrid = "a SendGrid key"
    case digitalOcean = "a DigitalOcean token"
    case openAI = "an OpenAI key"
    case jwt = "a signed token"

    /// How one begins, and how many bytes of a token follow at least and at most.
    private struct Form: Sendable {
        let token: KnownToken
        let prefix: StaticString
        let least: Int
        let most: Int

        init(_ token: KnownToken, _ prefix: StaticString, _ least: Int, _ most: Int) {
            self.token = token
            self.prefix = prefix
            self.least = least
            self.most = most
        }
    }

    private static let forms = [
        Form(.privateKey, "-----BEGIN PRIVATE KEY-----", 0, 0),
        Form(.privateKey, "-----BEGIN RSA PRIVATE KEY-----", 0, 0),
        Form(.privateKey, "-----BEGIN EC PRIVATE KEY-----", 0, 0),
        Form(.privateKey, "-----BEGIN DSA PRIVATE KEY-----", 0, 0),
        Form(.privateKey, "-----BEGIN OPENSSH PRIVATE KEY-----", 0, 0),
        Form(.privateKey, "-----BEGIN ENCRYPTED PRIVATE KEY-----", 0, 0),
        Form(.awsKey, "AKIA", 16, 16), Form(.awsKey, "ASIA", 16, 16),
        Form(.gitHub, "ghp_", 36, 36), Form(.gitHub, "gho_", 36, 36),
        Form(.gitHub, "ghs_", 36, 36), Form(.gitHub, "ghu_", 36, 36),
        Form(.gitHub, "github_pat_", 82, 82),
        Form(.gitLab, "glpat-", 20, 64), Form(.gitLab, "gldt-", 20, 64),
        Form(.gitLab, "glrt-", 20, 64),
        Form(.slack, "xoxb-", 40, 200), Form(.slack, "xoxp-", 40, 200),
        Form(.slack, "xapp-", 40, 200),
        Form(.stripe, "sk_live_", 24, 128), Form(.stripe, "rk_live_", 24, 128),
        Form(.googleKey, "AIza", 35, 35), Form(.npm, "npm_", 36, 36),
        Form(.pypi, "pypi-AgEIcHlwaS5vcmc", 50, 250), Form(.docker, "dckr_pat_", 27, 36),
        Form(.vault, "hvs.", 24, 200), Form(.vault, "hvb.", 24, 300),
        Form(.sendGrid, "SG.", 66, 66), Form(.digitalOcean, "dop_v1_", 64, 64),
        Form(.digitalOcean, "doo_v1_", 64, 64), Form(.openAI, "sk-proj-", 40, 200),
        Form(.jwt, "eyJhbGciOi", 60, 4_000),
    ]

    /// For each byte which bytes follow it at the beginning of one of them, by their lowest three
    /// bits, a bit each.
    private static let seconds: [UInt8] = {
        var seconds = [UInt8](repeating: 0, count: 256)
        for form in forms {
            form.prefix.withUTF8Buffer { seconds[Int($0[0])] |= 1 << ($0[1] & 7) }
        }
        return seconds
    }()

    /// The first in a text that is no obvious placeholder.
    static func first(in bytes: UnsafeBufferPointer<UInt8>) -> KnownToken? {
        guard bytes.count >= 20 else { return nil }
        return seconds.withUnsafeBufferPointer { seconds in
            for start in 0..<bytes.count - 1 {
                let (first, second) = (bytes[start], bytes[start + 1])
                guard seconds[Int(first)] >> (second & 7) & 1 == 1,
                    start == 0 || !isTokenByte(bytes[start - 1]) || first == UInt8(ascii: "-")
                else { continue }
                let form = forms.first { matches($0, bytes, at: start) }
                if let form { return form.token }
            }
            return nil
        }
    }

    private static func matches(
        _ form: Form, _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> Bool {
        guard form.prefix.withUTF8Buffer({ bytes.holds($0, at: start) }) else { return false }
        guard form.most > 0 else { return true }
        let rest = bytes[(start + form.prefix.utf8CodeUnitCount)...].prefix { isTokenByte($0) }
        return (form.least...form.most).contains(rest.count) && !isPlaceholder(Array(rest))
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// What documentation writes in place of a token: few different bytes, or `EXAMPLE`.
    private static func isPlaceholder(_ rest: [UInt8]) -> Bool {
        Set(rest).count < 6
            || String(decoding: rest, as: UTF8.self).uppercased().contains("EXAMPLE")
    }
}
