package import SourceText

/// A user that a command makes: `useradd`, `adduser`.
package struct NewUser: Sendable {
    package var name: ShellWord?
    /// The numeric id as written, if told.
    package var uid: String?
    package var uidRange: SourceRange?
    /// Whether lastlog and faillog stay as they are: `useradd -l`.
    package var skipsLoginLog: Bool
    /// Whether it is an account of the system, for which no id of a person is taken.
    package var isSystem: Bool

    /// The id as a number, when it is one.
    package var number: Int? { uid.flatMap { Int($0) } }
}

extension ToolUse {
    /// The user it makes.
    package var newUser: NewUser? {
        guard program == "useradd" || program == "adduser" else { return nil }
        let uid = options(named: "uid").last
        return NewUser(
            name: program == "useradd" ? operands.last : operands.first,
            uid: uid?.value, uidRange: uid?.valueRange, skipsLoginLog: has("no-log-init"),
            isSystem: has("system") || program == "adduser" && has("S"))
    }

    /// Whether it goes through `sudo`, or is `sudo`.
    package var usesSudo: Bool { program == "sudo" || wrapper("sudo") != nil }
}
