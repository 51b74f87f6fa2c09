package import SourceText

/// A `chmod`: the rights it gives, and to what.
package struct PermissionChange: Sendable {
    /// The mode as given: `777`, `u+x,o-w`, `+x`.
    package var mode: String
    package var modeRange: SourceRange
    package var isRecursive: Bool
    package var paths: [ShellWord]

    /// The mode as a number, when it is written in octal.
    package var octal: Int? {
        let digits = mode.utf8
        guard !digits.isEmpty, digits.count <= 5, digits.allSatisfy({ (0x30...0x37).contains($0) })
        else { return nil }
        return digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
    }

    /// Whether everybody may write afterwards: `777`, `o+w`, `a+rwx`, `+w` under no umask is not
    /// counted.
    package var letsOthersWrite: Bool {
        if let octal { return octal & 0o002 != 0 }
        return clauses.contains { who, operation, rights in
            operation != UInt8(ascii: "-") && rights.contains(UInt8(ascii: "w"))
                && (who.contains(UInt8(ascii: "o")) || who.contains(UInt8(ascii: "a")))
        }
    }

    /// Whether it sets the user or group id bit: `4755`, `u+s`.
    package var setsID: Bool {
        if let octal { return octal & 0o6000 != 0 }
        return clauses.contains { _, operation, rights in
            operation != UInt8(ascii: "-") && rights.contains(UInt8(ascii: "s"))
        }
    }

    /// `u+x,go-w` in parts.
    private var clauses: [(who: [UInt8], operation: UInt8, rights: [UInt8])] {
        mode.utf8.split(separator: UInt8(ascii: ",")).compactMap { clause in
            guard let sign = clause.firstIndex(where: { "+-=".utf8.contains($0) }) else {
                return nil
            }
            return (
                Array(clause[..<sign]), clause[sign], Array(clause[clause.index(after: sign)...])
            )
        }
    }
}

/// A change of directory: `cd`, `pushd`.
package struct DirectoryChange: Sendable {
    package var path: ShellWord
    /// Whether it says the same from everywhere: `/a`, `~`, a variable such as `$HOME`.
    package var isAbsolute: Bool
    /// Whether the directory is known only at run time.
    package var isVariable: Bool
}

/// A `git clone`.
package struct GitClone: Sendable {
    package var address: ShellWord
    package var depth: String?
    /// The branch or tag it asks for.
    package var branch: String?
    package var directory: ShellWord?
}

/// An archive taken apart: `tar -x`, `unzip`.
package struct Unpacking: Sendable {
    /// The archive; nil when it comes from a pipe.
    package var archive: String?
    package var archiveRange: SourceRange?
    /// The directory it goes to, if told.
    package var directory: String?
}

extension ToolUse {
    /// What a `chmod` changes.
    package var permissionChange: PermissionChange? {
        guard program == "chmod", let mode = operands.first else { return nil }
        return PermissionChange(
            mode: mode.unquoted.string, modeRange: mode.range, isRecursive: has("recursive"),
            paths: Array(operands.dropFirst()))
    }

    /// Where a `cd` or `pushd` goes; nil without a directory.
    package var directoryChange: DirectoryChange? {
        guard program == "cd" || program == "pushd", let path = operands.first else { return nil }
        let first = path.unquoted.bytes.first
        return DirectoryChange(
            path: path,
            isAbsolute: first.map { "/~$`".utf8.contains($0) } ?? false,
            isVariable: path.hasExpansions)
    }

    /// What a `git clone` fetches.
    package var gitClone: GitClone? {
        guard program == "git", subcommand == "clone", let address = operands.first else {
            return nil
        }
        return GitClone(
            address: address, depth: value(of: "depth"), branch: value(of: "branch"),
            directory: operands.dropFirst().first)
    }

    /// What a `tar -x` or `unzip` takes apart.
    package var unpacking: Unpacking? {
        switch program {
        case "tar", "bsdtar":
            guard has("extract") else { return nil }
            let file = options(named: "file").last
            let isPipe = file?.value == "-"
            return Unpacking(
                archive: isPipe ? nil : file?.value,
                archiveRange: isPipe ? nil : file?.valueRange, directory: value(of: "directory"))
        case "unzip":
            guard let archive = operands.first else { return nil }
            return Unpacking(
                archive: archive.unquoted.string, archiveRange: archive.range,
                directory: value(of: "d"))
        default: return nil
        }
    }

    /// What a `rm` or `rmdir` removes.
    package var removedPaths: [ShellWord] {
        program == "rm" || program == "rmdir" ? operands : []
    }
}
