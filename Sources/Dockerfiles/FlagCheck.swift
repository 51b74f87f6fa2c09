import SourceText

/// The flags each instruction takes.
enum FlagTable {
    enum Value {
        case boolean
        case text
        /// A text, and the flag may be repeated.
        case list
    }

    static let healthcheck = ["interval", "timeout", "start-period", "start-interval"]

    /// Nil for instructions of which BuildKit reads no flags and ignores them.
    static func flags(of kind: InstructionKind) -> [String: Value]? {
        switch kind {
        case .add: add
        case .copy: copy
        case .from: ["platform": .text]
        case .run: run
        case .healthcheck: health
        case .arg, .stopsignal, .unknown: nil
        default: [:]
        }
    }

    private static let add: [String: Value] = [
        "chown": .text, "chmod": .text, "link": .boolean, "keep-git-dir": .boolean,
        "checksum": .text, "unpack": .boolean, "exclude": .list,
    ]
    private static let copy: [String: Value] = [
        "chown": .text, "chmod": .text, "link": .boolean, "from": .text, "parents": .boolean,
        "exclude": .list,
    ]
    private static let run: [String: Value] = [
        "mount": .list, "network": .text, "security": .text, "device": .list,
    ]
    private static let health: [String: Value] = [
        "interval": .text, "timeout": .text, "start-period": .text, "start-interval": .text,
        "retries": .text,
    ]
}

extension InstructionCheck {
    mutating func checkFlags(_ instruction: Instruction) {
        guard !instruction.flags.isEmpty, let known = FlagTable.flags(of: instruction.kind),
            !isHealthcheckNone(instruction)
        else { return }
        var seen: Set<String> = []
        for flag in instruction.flags {
            guard let kind = known[flag.name] else {
                report(.unknownFlag(flag, of: instruction.kind, known: known.keys.sorted()))
                continue
            }
            if !seen.insert(flag.name).inserted, kind != .list { report(.repeatedFlag(flag)) }
            checkValue(of: flag, kind)
        }
        for mount in instruction.mounts { checkMount(mount) }
    }

    /// `HEALTHCHECK NONE` does not look at its flags.
    private func isHealthcheckNone(_ instruction: Instruction) -> Bool {
        instruction.kind == .healthcheck
            && instruction.arguments.first?.text.uppercased() == "NONE"
    }

    private mutating func checkValue(of flag: InstructionFlag, _ kind: FlagTable.Value) {
        guard let value = flag.value else {
            if kind != .boolean { report(.flagWithoutValue(flag)) }
            return
        }
        switch (kind, flag.name) {
        case (.boolean, _):
            if value.isEmpty { return report(.flagWithoutValue(flag)) }
            if !["true", "false"].contains(value.lowercased()) {
                report(.badFlagValue(flag, "Use true or false"))
            }
        case (_, "network"):
            if !["default", "none", "host"].contains(value) {
                report(.badFlagValue(flag, "Use default, none or host"))
            }
        case (_, "security"):
            if !["insecure", "sandbox"].contains(value) {
                report(.badFlagValue(flag, "Use insecure or sandbox"))
            }
        default:
            break
        }
    }

    // MARK: Mounts

    private static let mountTypes = ["bind", "cache", "secret", "ssh", "tmpfs"]
    private static let sharingModes = ["locked", "private", "shared"]
    private static let mountKeys = [
        "destination", "dst", "env", "from", "gid", "id", "mode", "readonly", "readwrite",
        "required",
        "ro", "rw", "sharing", "size", "source", "src", "target", "type", "uid",
    ]
    private static let bareMountKeys = ["readonly", "readwrite", "required", "ro", "rw"]

    private mutating func checkMount(_ mount: Mount) {
        for field in mount.fields { checkField(field) }
    }

    private mutating func checkField(_ field: MountField) {
        guard InstructionCheck.mountKeys.contains(field.key) else {
            let near = Spelling.nearest(to: field.key, in: InstructionCheck.mountKeys)
            let message = "A mount has no field `\(field.key)`"
            return report(.badMount(field.range, message, near.map { "Did you mean \($0)?" }))
        }
        guard let value = field.value else {
            if !InstructionCheck.bareMountKeys.contains(field.key) {
                report(.badMount(field.range, "The field `\(field.key)` has no value", nil))
            }
            return
        }
        if value.utf8.contains(UInt8(ascii: "$")) {
            // A dollar at the very end starts no variable.
            if field.key == "from", value.utf8.dropLast().contains(UInt8(ascii: "$")) {
                let help = "Name the image in a FROM of its own and use that stage"
                report(.badMount(field.range, "A mount's `from` cannot hold variables", help))
            }
            return
        }
        checkChoice(field, value)
    }

    private mutating func checkChoice(_ field: MountField, _ value: String) {
        let choices: [String]
        switch field.key {
        case "type": choices = InstructionCheck.mountTypes
        case "sharing": choices = InstructionCheck.sharingModes
        default: return
        }
        guard !choices.contains(value.lowercased()) else { return }
        let help = "Use one of " + choices.joined(separator: ", ")
        report(.badMount(field.range, "`\(value)` is no \(field.key) of a mount", help))
    }
}
