import SourceText

/// What the parser builds: flat arrays of small nodes that refer to each other by index.
///
/// -1 stands for "none". People use the views (`ShellCommand`, `ShellWord`, …) instead.
struct ShellTree: Sendable {
    var commands: [CommandNode] = []
    var words: [WordNode] = []
    var expansions: [ExpansionNode] = []
    var assignments: [AssignmentNode] = []
    var redirections: [RedirectionNode] = []
    var heredocs: [HeredocNode] = []
    var pipelines: [PipelineNode] = []
    var constructs: [ConstructNode] = []
    var defects: [Noticed] = []
}

struct CommandNode: Sendable {
    var kind: ShellCommand.Kind
    var range: SourceRange
    var words: Range<Int> = 0..<0
    var assignments: Range<Int> = 0..<0
    var redirections: Range<Int> = 0..<0
    var pipeline: Int
    var position: Int
    var construct: Int
}

struct WordNode: Sendable {
    var range: SourceRange
    var traits: WordTraits
    var expansions: Range<Int> = 0..<0
}

/// What stands in a word, noticed while it was read.
struct WordTraits: OptionSet, Sendable, Hashable {
    var rawValue: UInt16

    /// Bytes outside quotes.
    static let bare = WordTraits(rawValue: 1)
    static let singleQuoted = WordTraits(rawValue: 2)
    static let doubleQuoted = WordTraits(rawValue: 4)
    /// `$'…'`.
    static let dollarQuoted = WordTraits(rawValue: 8)
    /// A backslash outside single quotes.
    static let escaped = WordTraits(rawValue: 16)
    static let expansion = WordTraits(rawValue: 32)
    /// An unquoted `*`, `?` or `[`.
    static let pattern = WordTraits(rawValue: 64)
    /// No byte means anything but itself: a word of an exec form, the body of `<<'EOF'`.
    static let verbatim = WordTraits(rawValue: 128)
    /// The body of `<<EOF`: quotes mean nothing, expansions and some escapes do.
    static let heredoc = WordTraits(rawValue: 256)

    /// What makes a word's text differ from its bytes.
    static let quoting: WordTraits = [.singleQuoted, .doubleQuoted, .dollarQuoted, .escaped]
}

struct ExpansionNode: Sendable {
    var kind: ShellExpansion.Kind
    var range: SourceRange
    var name: SourceRange
    var isQuoted: Bool
    var hasOperator: Bool
}

struct AssignmentNode: Sendable {
    var range: SourceRange
    var name: SourceRange
    var isAppending: Bool
    var value: Int
    var elements: Range<Int>
    var isArray: Bool
}

struct RedirectionNode: Sendable {
    var range: SourceRange
    var symbol: ShellRedirection.Symbol
    /// The number before the symbol, or -1.
    var descriptor: Int
    var target: Int
    var heredoc: Int
}

struct HeredocNode: Sendable {
    var delimiter: [UInt8]
    var stripsTabs: Bool
    var isQuoted: Bool
    var body: Int = -1
    var command: Int
    var construct: Int
    var range: SourceRange
}

struct PipelineNode: Sendable {
    var range: SourceRange
    var construct: Int
    var isNegated = false
    var first: PipelineMember?
    var rest: [(joint: ShellJoint, member: PipelineMember)] = []
    var previous = -1
    var next = -1
    var before: ShellJoint?
    var after: ShellJoint?
}

enum PipelineMember: Sendable {
    case command(Int)
    case construct(Int)
}

struct ConstructNode: Sendable {
    var kind: ShellConstruct.Kind
    var range: SourceRange
    var parent: Int
    var depth: Int
    /// The pipeline it is a member of, or -1.
    var pipeline: Int = -1
    var position: Int = 0
    var redirections: Range<Int> = 0..<0
    /// The words of `for x in …`, the subject of `case`.
    var words: Range<Int> = 0..<0
    /// The variable of a `for`.
    var variable = SourceRange(at: 0)
    /// The command in one of whose words it stands, or -1.
    var command: Int = -1
}

/// A defect the parser noticed; the sentence is made in `ShellDefect`.
struct Noticed: Sendable {
    var defect: ShellDefect
    var range: SourceRange
}
