import Dockerfiles
import Rules
import ShellCommands
import SourceText

/// Credentials that a command line holds.
extension CommandFacts {
    static let secretFields: [SubjectModel<CommandFacts>.Field] = [
        .place(
            "credential",
            "A credential given to it, as text or build argument, that stays in the history.",
            text: { $0.model.text($1) }
        ) { $0.credential }
    ]

    /// Options whose value is a credential, by program; the empty text stands for every program.
    private static let secretOptions: [String: Set<String>] = [
        "": [
            "password", "http-password", "proxy-password", "passphrase", "token", "api-key",
            "apikey", "auth-token", "access-token", "secret-key", "client-secret",
            "oauth2-bearer",
        ],
        "sshpass": ["p"],
    ]

    /// Programs whose options of those names mean something else.
    private static let exempt: Set<String> = ["useradd", "usermod", "keytool", "openssl"]

    private var credential: SourceRange? {
        guard !Self.exempt.contains(use.program) else { return nil }
        return optionCredential ?? wordCredential
    }

    private var optionCredential: SourceRange? {
        for option in use.options {
            guard let value = option.value, let range = option.valueRange,
                value.utf8.count <= 4_096
            else { continue }
            var secret: Substring?
            if Self.secretOptions["", default: []].contains(option.name)
                || Self.secretOptions[use.program]?.contains(option.name) == true
            {
                secret = value[...]
            } else if use.program == "curl", option.name == "user" || option.name == "proxy-user" {
                secret = value.split(separator: ":", maxSplits: 1).dropFirst().first
            } else if option.name == "header" {
                secret = Self.secret(ofHeader: value)
            }
            if let secret, leaks(secret) { return fileRange(range) }
        }
        return nil
    }

    private var wordCredential: SourceRange? {
        let bytes = place.script.bytes
        for word in command.words.prefix(256) where word.range.length <= 4_096 {
            // Nothing below is found without one of these, and most words have neither.
            guard bytes[word.range].contains(where: { $0 == 0x40 || $0 == 0x3D }) else { continue }
            let text = word.unquoted.string
            if let secret = Self.password(ofURL: text) ?? Self.npmToken(text), leaks(secret) {
                return fileRange(word.range)
            }
        }
        return nil
    }

    private static func password(ofURL text: String) -> Substring? {
        guard let address = text.split(separator: "://", maxSplits: 1).dropFirst().first else {
            return nil
        }
        let authority = address.prefix { !"/?# '\"".contains($0) }
        guard let at = authority.lastIndex(of: "@") else { return nil }
        let user = authority[..<at]
        guard let colon = user.firstIndex(of: ":") else {
            // `https://$TOKEN@host`: a user without password may be a token.
            return user.hasPrefix("$") ? user : nil
        }
        return user[user.index(after: colon)...]
    }

    private static func secret(ofHeader value: String) -> Substring? {
        let parts = value.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        let name = parts[0].lowercased()
        guard
            ["authorization", "proxy-authorization", "private-token", "x-api-key", "job-token"]
                .contains(name)
        else { return nil }
        return parts[1].split(separator: " ").last
    }

    private static func npmToken(_ text: String) -> Substring? {
        let mark = zip(text.utf8, text.utf8.dropFirst()).contains {
            $0 == UInt8(ascii: ":") && $1 == UInt8(ascii: "_")
        }
        guard mark else { return nil }
        for key in [":_authToken=", ":_password=", ":_auth="] {
            let parts = text.split(separator: key, maxSplits: 1)
            if parts.count == 2 { return parts[1].prefix { !$0.isWhitespace } }
        }
        return nil
    }

    /// Whether a value ends up in the image's history: text as it stands, or what a build argument
    /// or `ENV` holds. What a secret mount or a command gives does not.
    private func leaks(_ value: Substring) -> Bool {
        let placeholders: Set<Character> = ["<", "*", "x", "X", "."]
        guard !value.isEmpty, !value.allSatisfy({ placeholders.contains($0) }),
            value.first != "<", !value.contains("$("), !value.contains("`")
        else { return false }
        guard let dollar = value.firstIndex(of: "$") else { return true }
        let rest = value[value.index(after: dollar)...].drop { $0 == "{" }
        let name = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        let scope = model.file.scope(of: owner.instruction)
        guard let variable = scope.variable(name) else { return false }
        return variable.kind == .argument || variable.value != nil
    }
}
