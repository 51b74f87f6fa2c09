import Dockerfiles
import Rules
import ShellCommands
import SourceText

/// One address that something is fetched from, for rules.
struct DownloadFacts: Sendable {
    /// What fetches: a command, or an `ADD`.
    enum Fetcher: Sendable {
        case command(CommandFacts)
        case add(SourceFacts)
    }

    let fetcher: Fetcher
    let url: String
    let range: SourceRange

    private static let programs: Set<String> = ["curl", "wget", "git", "aria2c", "fetch"]

    /// All addresses in the file that something is fetched from.
    static func all(of model: DockerfileModel) -> [DownloadFacts] {
        let byCommands = model.commands.filter { programs.contains($0.use.program) }.flatMap {
            command in
            command.use.operands.compactMap { word -> DownloadFacts? in
                let text = word.unquoted.string
                guard text.contains("://") else { return nil }
                return DownloadFacts(
                    fetcher: .command(command), url: text, range: command.fileRange(word.range))
            }
        }
        let byInstructions = model.subjectsOfSources.compactMap { source -> DownloadFacts? in
            guard source.copy.owner.keyword == "ADD", source.word.text.contains("://") else {
                return nil
            }
            return DownloadFacts(
                fetcher: .add(source), url: source.word.text, range: source.word.range)
        }
        return byCommands + byInstructions
    }

    static let subject: SubjectModel<DownloadFacts> = .init(
        "download", "One address that a command or an `ADD` fetches from.",
        range: { $0.range },
        logicalPlace: { $0.logicalPlace },
        fields: [
            .text("url", "The address as written, without quotes.", at: { $0.range }) { $0.url },
            .text("scheme", "What stands before `://`, in lower case.", at: { $0.schemeRange }) {
                $0.scheme
            },
            .text("host", "The host, without user and port; with variables as written.") {
                $0.host
            },
            .flag("hasCredentials", "Whether a user and password stand in it.") {
                $0.hasCredentials
            },
            .text("tool", "The program that fetches: `curl`, `wget`, `git` …, or `ADD`.") {
                $0.tool
            },
            .flag(
                "hasChecksum",
                "Whether `ADD --checksum` or a later checksum command of the script checks it."
            ) {
                $0.hasChecksum
            },
            .flag(
                "isLocal",
                "Whether the host is the machine itself, or a name without a dot: `http://db/`."
            ) { LocalHost.isLocal(address: $0.url) },
            .flag("isGit", "Whether it is a repository that `ADD` clones.") { $0.isGit },
            .subject("command", "The command that fetches, if one does.", of: "command") { facts in
                guard case .command(let command) = facts.fetcher else { return nil }
                return CommandFacts.subject.value(command)
            },
            .subject("copy", "The `ADD` that fetches, if one does.", of: "copy") { facts in
                guard case .add(let source) = facts.fetcher else { return nil }
                return CopyFacts.subject.value(source.copy)
            },
        ])

    private var logicalPlace: [String] {
        switch fetcher {
        case .command(let command): command.logicalPlace + [host]
        case .add(let source): source.copy.owner.logicalPlace + [host]
        }
    }

    private var tool: String {
        switch fetcher {
        case .command(let command): command.use.program
        case .add: "ADD"
        }
    }

    private var scheme: String {
        url.split(separator: ":", maxSplits: 1).first.map { $0.lowercased() } ?? ""
    }

    /// The scheme in the file, when nothing but quotes stands around the address.
    private var schemeRange: SourceRange? {
        let length = scheme.utf8.count
        let quotes = range.length - url.utf8.count
        guard quotes == 0 || quotes == 2 else { return nil }
        let start = range.start + quotes / 2
        return SourceRange(start, start + length)
    }

    /// What stands between `://` and the next slash.
    private var authority: Substring {
        guard let start = url.range(ofText: "://") else { return "" }
        return url[start...].prefix { $0 != "/" && $0 != "?" }
    }

    private var host: String {
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        return String(host.prefix { $0 != ":" })
    }

    private var hasCredentials: Bool {
        let parts = authority.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return false }
        let user = parts[0].split(separator: ":", omittingEmptySubsequences: false)
        return user.count > 1 && !(user.last ?? "").isEmpty
    }

    private var isGit: Bool {
        let path = url.split(separator: "#", maxSplits: 1).first ?? ""
        return path.hasSuffix(".git") || scheme == "git" || scheme == "ssh"
    }

    private static let checkers: Set<String> = [
        "sha256sum", "sha512sum", "sha1sum", "md5sum", "shasum", "gpg", "gpgv", "cosign",
        "minisign", "openssl",
    ]

    private var hasChecksum: Bool {
        switch fetcher {
        case .add(let source): source.copy.instruction.flag("checksum") != nil
        case .command(let command):
            command.following.contains { Self.checkers.contains($0.use.program) }
        }
    }
}

extension String {
    /// The index behind the first place of `text`.
    fileprivate func range(ofText text: String) -> String.Index? {
        let wanted = Array(text.utf8)
        let bytes = Array(utf8)
        guard bytes.count >= wanted.count else { return nil }
        for start in 0...(bytes.count - wanted.count)
        where bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
            return utf8.index(utf8.startIndex, offsetBy: start + wanted.count)
        }
        return nil
    }
}
