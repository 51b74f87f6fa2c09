import ArgumentParser

/// Begins a rule of one's own.
struct RulesNew: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Write the beginning of a rule: FOLDER/NAME makes FOLDER/NAME.yaml.")

    @Argument(
        help: "Where: a folder and the rule's name, which is the mistake and reads after \"allow\"."
    )
    var name: String

    func run() throws {
        let rule = name.split(separator: "/").last.map(String.init) ?? ""
        let isName =
            !rule.isEmpty
            && rule.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
            }
        guard name.contains("/"), isName else {
            throw ValidationError(
                "`\(name)` is no rule: write FOLDER/NAME with a name of small letters, digits and dashes"
            )
        }
        let path = name + ".yaml"
        guard (try? FileReading.bytes(ofFile: path, limit: 1 << 20)) == nil else {
            throw ValidationError("`\(path)` is there already")
        }
        do {
            try AtomicWrite.makeFolder(above: path)
            try AtomicWrite.replace(with: Array(Self.beginning.utf8), file: path)
        } catch {
            throw ValidationError("`\(path)` cannot be written: \(error.reason)")
        }
        let folder = name.split(separator: "/").dropLast().joined(separator: "/")
        StandardStreams.write("wrote \(path); fill it in, then: plimsoll rules test \(folder)\n")
    }

    /// A whole rule that works, to be changed into another.
    static let beginning = """
        summary: Base image comes from another registry than ours
        severity: warning
        for: image
        require: image.isStage || image.?fullRegistry.orValue('') in parameters.allowed
        at: image.registry
        message: "`{image.reference}` does not come from {parameters.allowed.join(' or ')}"
        parameters:
          allowed: [registry.example.com]
        why: |
          What goes wrong in production, and what to do instead.
        bad:
          - text: |
              FROM «quay.io»/team/base:1
        good:
          - text: |
              FROM registry.example.com/team/base:1

        """
}
