/// Which of go-yaml's two emitters is followed.
enum YAMLStyle {
    /// `toYaml`: version 2, after a way through JSON. Lists stand as far left as their key, and
    /// long lines are folded behind column 80.
    case compact
    /// `toYamlPretty`: version 3. Lists are indented below their key, and no line is folded.
    case pretty

    /// The column behind which a line is folded at the next space.
    var width: Int { self == .compact ? 80 : .max }
}
