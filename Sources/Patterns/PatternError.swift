/// Why a pattern cannot be compiled, and which of its bytes are to blame.
package struct PatternError: Error, Hashable, Sendable {
    /// One line without a full stop, in the words of RE2.
    package let message: String
    /// The UTF-8 bytes of the pattern the message is about, half-open.
    package let range: Range<Int>
}

/// What can be wrong with a pattern.
enum PatternFault: String {
    case invalidRange = "invalid character class range"
    case invalidEscape = "invalid escape sequence"
    case invalidName = "invalid named capture"
    case invalidGroup = "invalid or unsupported Perl syntax"
    case stackedRepetition = "invalid nested repetition operator"
    case invalidCount = "invalid repeat count"
    case missingBracket = "missing closing ]"
    case missingParenthesis = "missing closing )"
    case unexpectedParenthesis = "unexpected )"
    case missingArgument = "missing argument to repetition operator"
    case trailingBackslash = "trailing backslash at end of expression"
    case tooDeep = "expression nests too deeply"
    case tooLarge = "expression too large"

    func error(_ range: Range<Int>) -> PatternError {
        PatternError(message: rawValue, range: range)
    }
}

/// The limits of a pattern. All of them end in `PatternError`, none in a slow or failing search.
enum PatternLimits {
    /// Bytes of the pattern's text.
    static let length = 1 << 16
    /// Height of the syntax tree, as in Go's regexp.
    static let height = 1000
    /// How often the innermost of nested counted repetitions may be copied, as in RE2.
    static let copies = 1000
    /// Instructions after counted repetitions are written out.
    static let instructions = 1 << 16
    /// Instructions times the offsets each thread of a search carries.
    static let memory = 1 << 22
    /// Scalar ranges in all character classes together.
    static let ranges = 1 << 20
}
