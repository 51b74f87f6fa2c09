package import SourceText

/// An option as it was given: `-y`, `--target-release=stable`, `-o Debug::x=1`, the `q` of `-yqq`.
package struct ToolOption: Sendable, Hashable {
    /// Its name without dashes, the long one when the tool is known: `yes` for `-y`.
    package var name: String
    /// As written, with its dashes and without its value: `-y`, `--yes`; `-q` for a part of `-yq`.
    package var spelling: String
    /// Its value without quotes, expansions as written; nil when it has none.
    package var value: String?
    /// The option and its value, in the script.
    package var range: SourceRange
    /// The value, in the script; nil when it has none.
    package var valueRange: SourceRange?
    /// Whether the value holds an expansion, so that it is known only at run time.
    package var isVariable: Bool
    /// Whether it shares a word with other letters: `-y` of `-yq`. Then `range` is its letter.
    package var isClustered: Bool
}

/// A variable set for a command: `A=b` before it, or behind `env`.
package struct EnvironmentSetting: Sendable, Hashable {
    /// The variable.
    package var name: String
    /// The value without quotes, expansions as written.
    package var value: String
    /// All of `A=b`, in the script.
    package var range: SourceRange
}
