package import SourceText

/// A package named in a command, such as `curl=7.88.1-10` of `apt-get install curl=7.88.1-10`.
package struct PackageArgument: Sendable {
    /// What is named.
    package enum Kind: Sendable, Hashable {
        /// A name the manager looks up in its repositories.
        case named
        /// A file or directory: `./a.deb`, `.`, `-e src`.
        case file
        /// An archive at an address.
        case url
        /// A version-control repository: `git+https://…`, `user/repo`.
        case repository
        /// A group: `@development-tools`, `-t pattern base`.
        case group
        /// A file that lists packages: `-r requirements.txt`.
        case requirements
        /// Known only at run time: `$PACKAGES`.
        case variable
    }

    /// How much a version says.
    package enum Constraint: Sendable, Hashable {
        /// Any version will do.
        case none
        /// One version: `=1.2`, `==1.2`, `@1.2.3`.
        case exact
        /// Some versions: `>=1`, `^1.2`, `~=1.0`.
        case range
        /// A name that moves: `@latest`, `/stable`, `@main`.
        case tag
    }

    /// Who installs it.
    package var manager: PackageManager
    /// What is named.
    package var kind: Kind
    /// The name without version, architecture and extras; of files and addresses all of it.
    package var name: String
    /// The version or constraint without its separator (`1.2` of `=1.2`, `>=1,<2` of `>=1,<2`),
    /// expansions as written; nil when there is none.
    package var version: String?
    /// How much the version says.
    package var constraint: Constraint
    /// All of it, in the script. A version to add goes to its end.
    package var range: SourceRange
    /// The place of the name in the script.
    package var nameRange: SourceRange
    /// The place of the version in the script.
    package var versionRange: SourceRange?
    /// Whether the version holds an expansion.
    package var hasVariableVersion = false

    /// Whether it is a file or directory.
    package var isFile: Bool { kind == .file }
    /// Whether it is an archive at an address.
    package var isURL: Bool { kind == .url }
    /// Whether it is known only at run time.
    package var isVariable: Bool { kind == .variable }
    /// Whether it is a name to look up in repositories.
    package var isNamed: Bool { kind == .named }

    /// Whether the same command will install the same version tomorrow, as far as it says. Only
    /// named packages are judged; a version from a variable counts.
    package var isPinned: Bool { kind != .named || constraint == .exact }

    /// For tests and `look`: `curl exact 7.88`.
    package var listing: String {
        var parts = [name]
        if kind != .named { parts.append("\(kind)") }
        if constraint != .none { parts.append("\(constraint)") }
        if let version { parts.append(version) }
        return parts.joined(separator: " ")
    }
}

extension ToolUse {
    /// What it does as a use of a package manager; nil for other tools and other subcommands.
    func action(of manager: PackageManager) -> PackageAction? {
        switch manager.name {
        case "pacman": return pacmanAction
        case "npx": return .install
        default: break
        }
        guard let subcommand else {
            // Yarn alone installs what the project lists.
            return manager.name == "yarn" && !has("version") && !has("v") ? .restore : nil
        }
        let action = manager.action(of: subcommand)
        return action == .install && installsProject(manager) ? .restore : action
    }

    /// An install without names, of a manager that then installs what the project lists.
    private func installsProject(_ manager: PackageManager) -> Bool {
        guard operands.isEmpty, !has("requirement"), !has("editable") else { return false }
        switch manager.syntax {
        case .node: return !has("global")
        case .go, .composer: return true
        default: return manager.name == "pipenv"
        }
    }

    private var pacmanAction: PackageAction? {
        if has("remove") { return .remove }
        if has("upgrade") { return .install }
        guard has("sync") else { return nil }
        if has("clean") { return .clean }
        if has("search") || has("info") || has("list") || has("groups") { return nil }
        if !operands.isEmpty { return .install }
        return has("sysupgrade") ? .upgrade : has("refresh") ? .update : nil
    }

    /// The packages it installs, in order; empty when it installs none.
    package var packages: [PackageArgument] {
        guard packageAction == .install, let manager = packageManager else { return [] }
        return PackageReader(use: self, manager: manager).packages
    }
}
