import SourceText

/// Everything the parser can complain of, and the sentences for it.
enum ShellDefect: Sendable, Hashable {
    case unterminatedSingleQuote
    case unterminatedDoubleQuote
    case unterminatedBackquote
    case unterminatedExpansion
    case unterminatedSubstitution
    case unterminatedHeredoc
    case unterminatedArray
    case unclosed(String)
    case unexpected(String)
    case missingCommand
    case tooDeep
    case tooLong

    /// The problem for people, at a place in the file.
    func problem(at range: SourceRange) -> Problem {
        Problem(id, range, message, help: help, isBlinding: isBlinding)
    }

    /// The shell itself says the rest of what is broken; only our own limits hide commands.
    var isBlinding: Bool { self == .tooDeep || self == .tooLong }

    private var id: String {
        switch self {
        case .unterminatedSingleQuote, .unterminatedDoubleQuote: "shell-unterminated-quote"
        case .unterminatedBackquote, .unterminatedSubstitution, .unterminatedExpansion:
            "shell-unterminated-expansion"
        case .unterminatedHeredoc: "shell-unterminated-heredoc"
        case .unterminatedArray, .unclosed: "shell-unclosed"
        case .unexpected: "shell-unexpected-token"
        case .missingCommand: "shell-missing-command"
        case .tooDeep: "shell-too-deep"
        case .tooLong: "shell-too-long"
        }
    }

    private var message: String {
        switch self {
        case .unterminatedSingleQuote: "A `'` of this shell command is never closed"
        case .unterminatedDoubleQuote: "A `\"` of this shell command is never closed"
        case .unterminatedBackquote: "A backquote of this shell command is never closed"
        case .unterminatedExpansion: "A `${` of this shell command is never closed"
        case .unterminatedSubstitution: "A `$(` of this shell command is never closed"
        case .unterminatedHeredoc: "A here-document of this shell command has no end line"
        case .unterminatedArray: "An array of this shell command is never closed"
        case .unclosed(let word): "`\(word)` of this shell command is never closed"
        case .unexpected(let word): "The shell does not expect `\(word)` here"
        case .missingCommand: "The shell expects a command after this operator"
        case .tooDeep:
            "Shell constructs nest deeper than \(ShellLimits.depth); the rest is not analysed"
        case .tooLong:
            "A shell command has more than \(ShellLimits.nodes) words; the rest is not analysed"
        }
    }

    private var help: String? {
        switch self {
        case .tooDeep, .tooLong: "Move the script to a file of its own"
        default: nil
        }
    }
}

/// How much of a script is read.
package enum ShellLimits {
    /// Levels of constructs and expansions inside each other.
    package static let depth = 200
    /// Commands, words and expansions of one script together.
    package static let nodes = 100_000
    /// Scripts inside scripts: `sh -c "sh -c '…'"`.
    package static let scripts = 8
    /// Bytes of a script inside a script.
    package static let innerScript = 1_048_576
    /// Problems reported of one script.
    package static let problems = 100
    /// Bytes of a word that is still read as an option or a package.
    package static let argument = 65_536
}
