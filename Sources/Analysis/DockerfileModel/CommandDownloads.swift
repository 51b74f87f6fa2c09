import Rules
import ShellCommands
import SourceText

/// What rules ask about commands that fetch from elsewhere, and whom they trust.
extension CommandFacts {
    static let downloadFields: [SubjectModel<CommandFacts>.Field] = [
        .flag(
            "isLocalRequest", "Whether it asks the machine it runs on: `curl http://localhost/`."
        ) { $0.isLocalRequest },
        .flag(
            "keepsErrorPage",
            "Whether a `curl` keeps or hands on the page of an HTTP error as if it were the file."
        ) { $0.keepsErrorPage },
        .optionalText(
            "otherDownloader", "`curl` for wget and the other way, when the stage uses that more."
        ) { $0.otherDownloader },
        .subject(
            "runner", "The shell or interpreter that runs what it downloads.", of: "command",
            at: { $0.runner.map { $0.fileRange($0.command.range) } }
        ) { $0.runner.map { Self.subject.value($0) } },
        .place(
            "tlsCheckOff", "The words that turn the check of certificates off.",
            text: { $0.model.text($1) }
        ) { $0.tlsCheckOff?.place },
        .place(
            "tlsCheckOffRemoval", "The same with the blank before it, when the rest still works.",
            text: { $0.model.text($1) }
        ) { $0.tlsCheckOff?.removal },
    ]

    private var runner: CommandFacts? {
        guard let runner = use.download?.runner else { return nil }
        return model.commands(ofScript: scriptIndex).first { $0.command.index == runner.index }
    }

    private var isLocalRequest: Bool {
        let addresses = use.download?.addresses ?? []
        return !addresses.isEmpty && addresses.allSatisfy { LocalHost.isLocal(address: $0.text) }
    }

    private var keepsErrorPage: Bool {
        guard use.program == "curl", let download = use.download, !download.failsOnError,
            !use.hasAny(["head", "write-out", "request", "data", "data-binary", "form", "json"]),
            download.outputFile != "/dev/null"
        else { return false }
        return download.outputFile != nil || command.isPipedOnward
            || use.hasAny(["remote-name", "remote-name-all"])
    }

    private var otherDownloader: String? {
        guard let stage = owner.stage, let main = model.mainDownloaders[stage],
            use.program == "curl" || use.program == "wget"
        else { return nil }
        return main == use.program ? nil : main
    }

    /// What turns the check of certificates off, and what to take away to turn it on.
    private var tlsCheckOff: (place: SourceRange, removal: SourceRange?)? {
        if let option = use.options.first(where: isTLSOff) {
            let facts = OptionFacts(command: self, option: option)
            return (fileRange(option.range), facts.removal)
        }
        if let setting = use.environment.first(where: {
            ($0.name == "GIT_SSL_NO_VERIFY" && !["", "0", "false"].contains($0.value))
                || ($0.name == "NODE_TLS_REJECT_UNAUTHORIZED" && $0.value == "0")
                || ($0.name == "PYTHONHTTPSVERIFY" && $0.value == "0")
        }) {
            return (fileRange(setting.range), nil)
        }
        return tlsSettingOff.map { ($0, nil) }
    }

    /// The words of `git config http.sslVerify false` that turn it off.
    private var tlsSettingOff: SourceRange? {
        guard ["git", "npm", "yarn", "pnpm"].contains(use.program),
            use.subcommand?.hasPrefix("config") == true
        else { return nil }
        let words = command.arguments
        guard let place = words.firstIndex(where: { isTLSSetting($0.unquoted.string) }),
            words.indices.contains(place + 1), isOff(words[place + 1].unquoted.string)
        else { return nil }
        return fileRange(SourceRange(words[place].range.start, words[place + 1].range.end))
    }

    private func isTLSOff(_ option: ToolOption) -> Bool {
        var value: String { (option.value ?? "").lowercased() }
        switch (use.program, option.name) {
        case ("curl", "insecure"), ("curl", "proxy-insecure"), ("wget", "no-check-certificate"),
            ("apk", "no-check-certificate"), ("conda", "insecure"), ("mamba", "insecure"):
            return true
        case ("pip", "trusted-host"), ("uv", "allow-insecure-host"): return true
        case ("aria2c", "check-certificate"): return value == "false"
        case ("git", "c"), ("git", "config"): return value.hasPrefix("http.sslverify=false")
        case ("npm", "strict-ssl"), ("yarn", "strict-ssl"), ("pnpm", "strict-ssl"):
            return value == "false"
        case ("yum", "setopt"), ("dnf", "setopt"), ("microdnf", "setopt"):
            return value.hasSuffix("sslverify=false") || value.hasSuffix("sslverify=0")
        case ("apt-get", "option"), ("apt", "option"):
            return value.hasSuffix("::verify-peer=false") || value.hasSuffix("::verify-peer=0")
        default: return false
        }
    }

    private func isTLSSetting(_ word: String) -> Bool {
        [
            "http.sslverify", "strict-ssl", "global.trusted-host", "install.trusted-host",
            "enablestrictssl",
        ]
        .contains(word.lowercased())
    }

    private func isOff(_ word: String) -> Bool {
        ["false", "0", "no", "off"].contains(word.lowercased())
    }
}
