import SourceText

/// The language a command line is written in.
package enum ShellDialect: Sendable, Hashable {
    /// `sh`, `dash`, `ash`: what `/bin/sh` may be.
    case posix
    /// `bash`, `zsh`, `ksh`: POSIX with arrays, `[[ ]]`, process substitution and `pipefail`.
    case bash
    case powershell
    /// `cmd.exe`.
    case cmd
    /// A program we know nothing of; its text is not read.
    case unknown

    /// Whether text of this dialect is parsed; other text has no commands, rather than wrong ones.
    package var isUnderstood: Bool { self == .posix || self == .bash }
}

/// The shell a `SHELL` instruction or the start of an exec form chooses, such as
/// `["/bin/bash", "-o", "pipefail", "-c"]`.
package struct ShellChoice: Sendable, Hashable {
    /// The language of the text it runs.
    package var dialect: ShellDialect
    /// The basename of the program in lower case and without `.exe`.
    package var program: String
    /// Long names of the options it sets, in order: `errexit`, `nounset`, `pipefail`, `xtrace`, …
    package var options: [String]
    /// Whether an option (`-c`, `/C`, `-Command`) says that the text to run comes next.
    package var takesText: Bool

    /// Docker's default on Linux: `["/bin/sh", "-c"]`.
    package static let standard = ShellChoice(["/bin/sh", "-c"])

    /// Docker's default on Windows: `["cmd", "/S", "/C"]`.
    package static let windowsStandard = ShellChoice(["cmd", "/S", "/C"])

    /// The shell chosen by the words of a `SHELL` instruction.
    package init(_ words: [String]) {
        program = ShellChoice.programName(words.first ?? "")
        dialect = ShellChoice.dialect(of: program)
        options = []
        takesText = false
        var index = 1
        while index < words.count {
            let word = words[index]
            index += 1
            switch dialect {
            case .posix, .bash:
                guard word.utf8.count > 1, word.utf8.first == UInt8(ascii: "-") else { continue }
                if word.utf8.starts(with: "--".utf8) { continue }
                readCluster(word.utf8.dropFirst(), words, &index)
            case .powershell:
                takesText = takesText || ["-command", "-c"].contains(word.lowercased())
            case .cmd:
                takesText = takesText || ["/c", "/k"].contains(word.lowercased())
            case .unknown:
                takesText = takesText || word == "-c"
            }
        }
    }

    /// Reads `-exo pipefail`; an `o` takes the next word.
    private mutating func readCluster(
        _ letters: Substring.UTF8View, _ words: [String], _ index: inout Int
    ) {
        for letter in letters {
            switch letter {
            case UInt8(ascii: "c"): takesText = true
            case UInt8(ascii: "o"):
                guard index < words.count else { return }
                options.append(words[index])
                index += 1
            default:
                if let name = ShellChoice.optionName(letter) { options.append(name) }
            }
        }
    }

    /// The long name of a letter of `set`, or nil when it has none.
    static func optionName(_ letter: UInt8) -> String? {
        switch letter {
        case UInt8(ascii: "e"): "errexit"
        case UInt8(ascii: "u"): "nounset"
        case UInt8(ascii: "x"): "xtrace"
        case UInt8(ascii: "f"): "noglob"
        case UInt8(ascii: "v"): "verbose"
        case UInt8(ascii: "a"): "allexport"
        case UInt8(ascii: "n"): "noexec"
        case UInt8(ascii: "b"): "notify"
        case UInt8(ascii: "m"): "monitor"
        case UInt8(ascii: "C"): "noclobber"
        case UInt8(ascii: "E"): "errtrace"
        default: nil
        }
    }

    /// The last part of a path, in lower case, without `.exe`.
    private static func programName(_ path: String) -> String {
        let bytes = Array(path.utf8)
        let slash = bytes.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
        var name = bytes[((slash ?? -1) + 1)...].map(\.lowercasedASCII)
        if name.count > 4, name.suffix(4).elementsEqual(".exe".utf8) { name.removeLast(4) }
        return String(decoding: name, as: UTF8.self)
    }

    private static func dialect(of program: String) -> ShellDialect {
        switch program {
        case "sh", "dash", "ash", "busybox": .posix
        case "bash", "rbash", "zsh", "ksh", "ksh93", "mksh": .bash
        case "powershell", "pwsh": .powershell
        case "cmd": .cmd
        default: .unknown
        }
    }
}
