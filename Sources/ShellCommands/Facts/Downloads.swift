package import SourceText

/// What a use of curl or wget fetches.
package struct Download: Sendable {
    /// An address given to it.
    package struct Address: Sendable {
        /// The address without quotes, expansions as written.
        package var text: String
        /// The scheme in lower case; nil when none is written.
        package var scheme: String?
        /// Whether it holds a user or password: `https://user:secret@host`.
        package var hasCredentials: Bool
        /// Whether an expansion stands in it.
        package var isVariable: Bool
        /// Its place in the script.
        package var range: SourceRange
    }

    package var addresses: [Address]
    /// Whether certificates are not checked: `-k`, `--no-check-certificate`.
    package var isInsecure: Bool
    /// Whether an HTTP error makes it fail: `curl -f`; always for wget.
    package var failsOnError: Bool
    /// Whether it goes where a redirect points: `curl -L`; always for wget.
    package var followsRedirects: Bool
    /// The file it is told to write, without quotes; nil when the name comes from the address or
    /// the bytes go to standard output.
    package var outputFile: String?
    /// Whether the bytes go to standard output.
    package var writesStandardOutput: Bool
    /// The command that runs the bytes as a program, if a shell or an interpreter does: by
    /// `| sh`, `bash <(…)`, `sh -c "$(…)"`, `eval "$(…)"`.
    package var runner: ShellCommand?
}

extension ToolUse {
    /// What it fetches; nil unless it is curl, wget or aria2c with an address.
    package var download: Download? {
        guard ["curl", "wget", "aria2c"].contains(program) else { return nil }
        let addresses = self.addresses
        guard !addresses.isEmpty else { return nil }
        let output = value(of: program == "wget" ? "output-document" : "output")
        let isToScreen = output == "-" || output == "/dev/stdout"
        return Download(
            addresses: addresses,
            isInsecure: hasAny(["insecure", "no-check-certificate", "proxy-insecure"])
                || value(of: "check-certificate") == "false",
            failsOnError: program != "curl" || hasAny(["fail", "fail-with-body"]),
            followsRedirects: program != "curl" || hasAny(["location", "location-trusted"]),
            outputFile: isToScreen ? nil : output ?? redirectedFile,
            writesStandardOutput: isToScreen
                || program == "curl" && output == nil
                    && redirectedFile == nil && !hasAny(["remote-name", "remote-name-all"]),
            runner: command.runner)
    }

    /// The file a `>` behind it names.
    private var redirectedFile: String? {
        command.redirections.first { $0.writesFile && ($0.descriptor ?? 1) == 1 }?.target?
            .unquoted.string
    }

    private var addresses: [Download.Address] {
        var result = operands.map { address($0.unquoted.string, $0.range, $0.hasExpansions) }
        for option in options(named: "url") {
            if let value = option.value, let range = option.valueRange {
                result.append(address(value, range, option.isVariable))
            }
        }
        return result
    }

    private func address(
        _ text: String, _ range: SourceRange, _ isVariable: Bool
    ) -> Download.Address {
        let address = WebAddress(text)
        return Download.Address(
            text: text, scheme: address?.scheme, hasCredentials: address?.hasCredentials ?? false,
            isVariable: isVariable, range: range)
    }
}

/// The parts of `scheme://user@host/path` that rules ask for.
struct WebAddress {
    var scheme: String
    var hasCredentials: Bool

    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0,
            bytes[colon...].starts(with: "://".utf8), bytes[0].isASCIILetter,
            bytes[..<colon].allSatisfy({ $0.isWordByte || "+-.".utf8.contains($0) })
        else { return nil }
        scheme = String(decoding: bytes[..<colon].map(\.lowercasedASCII), as: UTF8.self)
        let authority = bytes[(colon + 3)...].prefix { !"/?#".utf8.contains($0) }
        hasCredentials = authority.contains(UInt8(ascii: "@"))
    }
}

extension ToolUse {
    /// Programs that run what they read or are given.
    private static let interpreters: Set<String> = [
        "sh", "bash", "dash", "ash", "zsh", "ksh", "python", "pypy", "perl", "ruby", "node", "php",
        "eval", "source", ".", "pwsh",
    ]

    /// Whether the program runs text as a program: a shell, `eval`, `python`, …
    package var isInterpreter: Bool { Self.interpreters.contains(program) }
}

extension ShellCommand {
    /// The shell or interpreter that runs what this command writes, if there is one.
    package var runner: ShellCommand? {
        for later in pipeline.commands where later.position > position {
            guard let use = later.toolUse else { continue }
            if use.isInterpreter { return use.readsProgramFromInput ? later : nil }
            // What lies between may change the bytes, but mostly passes them on.
        }
        for construct in enclosing where construct.kind.isInsideCommand {
            guard construct.kind != .script, let outer = construct.command,
                let use = outer.toolUse, use.isInterpreter
            else { return nil }
            return use.runsArgument(at: construct.range) ? outer : nil
        }
        return nil
    }
}

extension ToolUse {
    /// Whether an interpreter has no file and no text to run but its input.
    fileprivate var readsProgramFromInput: Bool {
        if has("c") || has("e") || has("eval") || has("r") { return false }
        guard let first = operands.first else { return true }
        return first.isLiteral("-") || first.isLiteral("/dev/stdin") || has("s")
    }

    /// Whether the word in which `range` stands is the program an interpreter runs.
    fileprivate func runsArgument(at range: SourceRange) -> Bool {
        if operands.first?.range.contains(range) == true { return true }
        return program == "eval" || options.contains { $0.range.contains(range) }
            || command.redirections.contains { $0.range.contains(range) }
    }
}
