import Dockerfiles
import Rules
import SourceText

/// One `--mount` of a `RUN`, for rules.
struct MountFacts: Sendable {
    let owner: InstructionFacts
    let mount: Mount

    static let subject: SubjectModel<MountFacts> = .init(
        "mount", "One `--mount` of a `RUN`.",
        range: { $0.mount.range },
        logicalPlace: { $0.owner.logicalPlace + [$0.mount.type, $0.mount.target?.value ?? ""] },
        fields: [
            .text(
                "type", "`bind`, `cache`, `tmpfs`, `secret` or `ssh`.",
                at: { $0.mount.field("type")?.valueRange }
            ) {
                $0.mount.type
            },
            .optionalText("target", "The path it appears at.", at: { $0.mount.target?.valueRange })
            {
                $0.mount.target?.value
            },
            .optionalText("source", "The path it reads.", at: { $0.mount.source?.valueRange }) {
                $0.mount.source?.value
            },
            .optionalText(
                "from", "The stage or image it reads from.", at: { $0.mount.from?.valueRange }
            ) {
                $0.mount.from?.value
            },
            .optionalText(
                "mode", "The mode of the file it makes.", at: { $0.mount.field("mode")?.valueRange }
            ) {
                $0.mount.field("mode")?.value
            },
            .flag(
                "isOpenToOthers",
                "Whether its mode lets users who are not its owner or group read it."
            ) {
                $0.isOpenToOthers
            },
            .subject("instruction", "The `RUN` it belongs to.", of: "instruction") {
                InstructionFacts.subject.value($0.owner)
            },
        ])

    private var isOpenToOthers: Bool {
        guard let mode = mount.field("mode")?.value, let bits = Int(mode, radix: 8) else {
            return false
        }
        return bits & 0o007 != 0
    }
}
