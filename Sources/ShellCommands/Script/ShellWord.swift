package import SourceText

/// One word of a command as written, quotes and expansions included: `"$HOME"/.cache`.
///
/// A view of a `ShellScript`; copying it is cheap.
package struct ShellWord: Sendable {
    /// The script it stands in.
    package let script: ShellScript
    let index: Int

    /// How a word is quoted.
    package enum Quoting: Sendable, Hashable {
        /// No quotes and no backslashes.
        case none
        /// All in one `'…'`.
        case single
        /// All in one `"…"`.
        case double
        /// Anything else: `a"b"`, `\*`, `$'…'`.
        case mixed
    }

    var node: WordNode { script.tree.words[index] }

    /// From its first to its last byte, quotes included.
    package var range: SourceRange { node.range }

    /// The word as written.
    package var raw: String { script.text(range) }

    /// The text the program receives, or nil when it is known only at run time. Patterns, braces
    /// and `~` stay as they are written.
    package var literal: String? {
        if hasExpansions { return nil }
        return isPlain ? raw : unquoted.string
    }

    /// The text without quotes, expansions kept as written: `"$HOME/a b"` is `$HOME/a b`.
    package var unquoted: UnquotedText { UnquotedText(word: node, script.bytes, script.tree) }

    /// Whether the program receives exactly `text`; builds no string.
    package func isLiteral(_ text: StaticString) -> Bool {
        guard !hasExpansions else { return false }
        if isPlain { return script.bytes.matches(range, text) }
        let bytes = unquoted.bytes
        return bytes.matches(SourceRange(0, bytes.count), text)
    }

    /// Whether bytes and text are the same.
    var isPlain: Bool { node.traits.isDisjoint(with: [.quoting, .heredoc]) }

    /// Whether it holds an expansion, so that its text is known only at run time.
    package var hasExpansions: Bool { node.traits.contains(.expansion) }

    /// Whether an unquoted `*`, `?` or `[` makes it a pattern for file names.
    package var isPattern: Bool { node.traits.contains(.pattern) }

    /// The expansions that stand in it, in order; those inside `$(…)` belong to the words there.
    package var expansions: [ShellExpansion] {
        node.expansions.map { ShellExpansion(script: script, index: $0) }
    }

    /// How it is quoted.
    package var quoting: Quoting {
        let quotes = node.traits.intersection([.quoting, .bare])
        let isWhole = script.bytes[range].dropFirst().dropLast().allSatisfy {
            $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"")
        }
        switch quotes {
        case [], .bare: return .none
        case .singleQuoted: return isWhole ? .single : .mixed
        case .doubleQuoted, [.doubleQuoted, .escaped]: return isWhole ? .double : .mixed
        default: return .mixed
        }
    }
}

/// An expansion in a word: `$x`, `${x:-y}`, `$(date)`, `` `date` ``, `$((1 + 2))`, `<(sort a)`.
package struct ShellExpansion: Sendable {
    /// The script it stands in.
    package let script: ShellScript
    let index: Int

    /// What is expanded.
    package enum Kind: Sendable, Hashable {
        /// `$x`, `${x}`.
        case parameter
        /// `$(…)`.
        case command
        /// `` `…` ``.
        case backquoted
        /// `$((…))`.
        case arithmetic
        /// `<(…)`, `>(…)`.
        case process
    }

    var node: ExpansionNode { script.tree.expansions[index] }

    /// What is expanded.
    package var kind: Kind { node.kind }

    /// From the `$` to the last byte.
    package var range: SourceRange { node.range }

    /// The variable of a parameter expansion (`HOME`, `1`, `@`), or nil.
    package var name: String? { node.name.isEmpty ? nil : script.text(node.name) }

    /// The place of the name; empty when there is none.
    package var nameRange: SourceRange { node.name }

    /// Whether it stands in double quotes, so that its value is not split.
    package var isQuoted: Bool { node.isQuoted }

    /// Whether braces hold more than the name: `${x:-y}`, `${#x}`, `${x%.*}`.
    package var hasOperator: Bool { node.hasOperator }
}
