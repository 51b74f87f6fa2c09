import CEL
import Kubernetes
import ShellCommands
import SourceText
import YAMLTrees

/// What the command of a probe does.
extension ProbeFacts {
    static let commands: [SubjectModel<ProbeFacts>.Field] = [
        .texts("programs", "The programs its command starts, those in `sh -c '…'` included.") {
            $0.script?.commands.compactMap(\.name) ?? []
        }.at("exec", "command"),
        .flag("asksByHTTP", "Whether all its command does is to ask a port of its pod by HTTP.") {
            $0.asksByHTTP
        }.at("exec", "command"),
    ]

    private var script: ShellScript? {
        let words = node["exec"]?["command"]?.strings ?? []
        guard !words.isEmpty else { return nil }
        return ShellScript(
            words: words.map { word in
                let bytes = Array(word.utf8)
                return StitchedText(SourceRange(0, bytes.count), of: bytes)
            })
    }

    private static let wrappers: Set<String> = ["sh", "bash", "ash", "exit", "true", "false"]

    /// Whether the kubelet could ask the same: one curl or wget of the pod's own address, all
    /// of it known, whose answer nobody reads.
    private var asksByHTTP: Bool {
        let commands = script?.commands.filter { !Self.wrappers.contains($0.name ?? "") } ?? []
        guard commands.count == 1, let client = commands.first,
            client.name == "curl" || client.name == "wget",
            !client.isPipedOnward, !client.isNegated
        else { return false }
        let arguments = client.arguments.map(\.literal)
        return arguments.contains { $0.map(Self.isOwnAddress) ?? false }
            && !arguments.contains { $0.map(Self.isBeyondProbes) ?? true }
    }

    private static func isOwnAddress(_ argument: String) -> Bool {
        let scheme = ["https://", "http://"].first { argument.hasPrefix($0) } ?? ""
        let host = argument.dropFirst(scheme.count).prefix { $0 != ":" && $0 != "/" }
        return host == "localhost" || host == "127.0.0.1"
    }

    /// Options for what a probe by HTTP cannot do.
    private static func isBeyondProbes(_ argument: String) -> Bool {
        [
            "-u", "--user", "-E", "--cert", "--unix-socket", "-d", "--data", "-X", "--request",
            "--post-data", "-T", "--cacert",
        ].contains { argument == $0 || argument.hasPrefix($0 + "=") }
    }
}
