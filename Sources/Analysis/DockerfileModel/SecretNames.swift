import SourceText

/// Names that say that what they hold is a secret.
enum SecretNames {
    /// Words that always mean a credential.
    private static let words: Set<String> = [
        "apikey", "credential", "credentials", "password", "passwords", "pword", "passwd", "pwd",
        "secret", "secrets", "token", "passphrase", "pat",
    ]

    /// Words that mean a credential only together with one of the others: `SSH_KEY`.
    private static let keyKinds: Set<String> = [
        "access", "account", "api", "auth", "deploy", "encryption", "license", "private", "priv",
        "secret", "service", "signing", "ssh", "storage",
    ]

    /// Words that take the sting out of all: `PUBLIC_KEY`, `TOKEN_URL`, `KEY_FILE`.
    private static let harmless: Set<String> = [
        "alias", "algorithm", "algo", "arn", "class", "count", "dir", "directory", "enable",
        "enabled", "endpoint", "expiry", "expiration", "file", "fingerprint", "folder", "format",
        "gpg", "header", "host", "id", "ids", "issuer", "length", "limit", "location", "mode",
        "mount", "name", "names", "namespace", "path", "paths", "policy", "prefix", "provider",
        "pub", "public", "region", "required", "server", "size", "store", "timeout", "ttl", "type",
        "uri", "url", "username", "version",
    ]

    /// Names that sound like one and are none: settings of etcd.
    private static let exceptions: Set<String> = ["ETCD_AUTH_TOKEN", "ETCD_INITIAL_CLUSTER_TOKEN"]

    static func isSecret(_ name: String) -> Bool {
        guard !exceptions.contains(name) else { return false }
        let parts = words(of: name)
        guard !parts.contains(where: harmless.contains) else { return false }
        if parts.contains(where: words.contains) { return true }
        guard parts.last == "key" || parts.last == "auth" else { return false }
        return parts.count > 1 && parts.dropLast().contains(where: keyKinds.contains)
    }

    /// The words of `DB_PASSWORD`, `db-password`, `db.password` and `dbPassword`, in lower case.
    private static func words(of name: String) -> [String] {
        var words: [[UInt8]] = [[]]
        var wasLower = false
        for byte in name.utf8.prefix(256) {
            let isSeparator = "_-.".utf8.contains(byte)
            if isSeparator || (wasLower && byte.isASCIIUppercase) { words.append([]) }
            if !isSeparator { words[words.count - 1].append(byte.lowercasedASCII) }
            wasLower = byte.isASCIILetter && !byte.isASCIIUppercase
        }
        return words.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
    }

    private static let switches: Set<String> = [
        "true", "false", "yes", "no", "on", "off", "0", "1", "none", "null",
    ]

    /// Whether a value may be a credential: not a path, a switch, or an empty text.
    ///
    /// Nil, an `ARG` without default, takes the credential from the command line.
    static func mayBeSecret(_ value: String?) -> Bool {
        guard let value else { return true }
        if value.isEmpty || switches.contains(value.lowercased()) { return false }
        return !value.hasPrefix("/")
    }
}

extension SecretNames {
    /// Whether a value only says where the credential is: `$(NAME)`, `{{ … }}`, `vault:…`.
    static func isReference(_ value: String) -> Bool {
        ["$", "{{", "<", "vault:", "ref+", "op://", "arn:"].contains { value.hasPrefix($0) }
    }
}

/// Names of files that hold credentials.
enum SecretFiles {
    private static let names: [String: String] = [
        "id_rsa": "a private key", "id_dsa": "a private key", "id_ecdsa": "a private key",
        "id_ed25519": "a private key", ".ssh": "private keys", ".env": "settings and passwords",
        ".npmrc": "a registry token", ".yarnrc.yml": "a registry token",
        ".pypirc": "a registry password", ".netrc": "passwords", "_netrc": "passwords",
        ".git-credentials": "a password", ".aws": "cloud credentials",
        ".azure": "cloud credentials", ".gcloud": "cloud credentials",
        ".kube": "cluster credentials",
        "kubeconfig": "cluster credentials", ".dockercfg": "a registry password",
        ".pgpass": "a password", ".my.cnf": "a password", ".vault-token": "a token",
        ".htpasswd": "password hashes", "terraform.tfstate": "infrastructure secrets",
        "credentials.json": "credentials",
    ]

    private static let endings: [(String, String)] = [
        (".p12", "a private key"), (".pfx", "a private key"), (".jks", "a key store"),
        (".keystore", "a key store"), (".ppk", "a private key"),
        (".tfstate", "infrastructure secrets"),
        (".kdbx", "passwords"), ("-key.pem", "a private key"), ("privkey.pem", "a private key"),
        ("private.key", "a private key"), ("server.key", "a private key"),
        ("client.key", "a private key"), ("tls.key", "a private key"), ("ssl.key", "a private key"),
    ]

    /// What a file of that path is known to hold; nil when it is nothing secret.
    static func meaning(of path: String) -> String? {
        let parts = path.split(separator: "/")
        guard let last = parts.last.map({ $0.lowercased() }) else { return nil }
        if let meaning = names[last] { return meaning }
        if last == "credentials", parts.count > 1, parts[parts.count - 2] == ".aws" {
            return "cloud credentials"
        }
        if last == "config.json", parts.count > 1, parts[parts.count - 2] == ".docker" {
            return "a registry password"
        }
        guard !last.holds("public"), !last.holds(".pub") else { return nil }
        return endings.first { last.hasSuffix($0.0) }?.1
    }
}
