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

    /// How it begins, which bytes follow, and how many of them there are at least.
    private var forms: [(prefix: String, length: ClosedRange<Int>)] {
        switch self {
        case .privateKey:
            ["", "RSA ", "EC ", "DSA ", "OPENSSH ", "ENCRYPTED "].map {
                ("-----BEGIN \($0)PRIVATE KEY-----", 0...0)
            }
        case .awsKey: [("AKIA", 16...16), ("ASIA", 16...16)]
        case .gitHub:
            [
                ("ghp_", 36...36), ("gho_", 36...36), ("ghs_", 36...36), ("ghu_", 36...36),
                ("github_pat_", 82...82),
            ]
        case .gitLab: [("glpat-", 20...64), ("gldt-", 20...64), ("glrt-", 20...64)]
        case .slack: [("xoxb-", 40...200), ("xoxp-", 40...200), ("xapp-", 40...200)]
        case .stripe: [("sk_live_", 24...128), ("rk_live_", 24...128)]
        case .googleKey: [("AIza", 35...35)]
        case .npm: [("npm_", 36...36)]
        case .pypi: [("pypi-AgEIcHlwaS5vcmc", 50...250)]
        case .docker: [("dckr_pat_", 27...36)]
        case .vault: [("hvs.", 24...200), ("hvb.", 24...300)]
        case .sendGrid: [("SG.", 66...66)]
        case .digitalOcean: [("dop_v1_", 64...64), ("doo_v1_", 64...64)]
        case .openAI: [("sk-proj-", 40...200)]
        case .jwt: [("eyJhbGciOi", 60...4_000)]
        }
    }

    private static let table = allCases.flatMap { token in
        token.forms.map { (token: token, prefix: Array($0.prefix.utf8), length: $0.length) }
    }

    /// For each byte whether one of them begins with it.
    private static let isFirst: [Bool] = {
        var isFirst = [Bool](repeating: false, count: 256)
        for row in table { isFirst[Int(row.prefix[0])] = true }
        return isFirst
    }()

    /// The first in a text that is no obvious placeholder.
    static func first(in bytes: UnsafeBufferPointer<UInt8>) -> KnownToken? {
        guard bytes.count >= 20 else { return nil }
        let isFirst = isFirst
        for start in bytes.indices where isFirst[Int(bytes[start])] {
            if start > 0, isTokenByte(bytes[start - 1]), bytes[start] != UInt8(ascii: "-") {
                continue
            }
            if let row = table.first(where: { matches($0.prefix, $0.length, bytes, at: start) }) {
                return row.token
            }
        }
        return nil
    }

    private static func matches(
        _ prefix: [UInt8], _ length: ClosedRange<Int>, _ bytes: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) -> Bool {
        guard bytes[start...].starts(with: prefix) else { return false }
        guard length.upperBound > 0 else { return true }
        let rest = bytes[(start + prefix.count)...].prefix { isTokenByte($0) }
        return length.contains(rest.count) && !isPlaceholder(Array(rest))
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
