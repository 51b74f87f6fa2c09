/// Which rules are switched on: all but opinions, less what is ignored, plus what is selected.
package struct RuleSelection: Sendable {
    /// Words that select more than one rule or folder.
    package static let groups = ["all", "opinions"]

    /// Ids, folders, `all` or `opinions`; empty for the usual rules.
    private let selected: [String]
    private let ignored: Set<String>

    package init(selected: [String] = [], ignored: [String] = []) {
        self.selected = selected
        self.ignored = Set(ignored)
    }

    /// All names it mentions.
    package var names: [String] { selected + ignored.sorted() }

    /// Whether a rule is switched on.
    ///
    /// `--select` narrows to what it names, except that `opinions` alone widens.
    package func contains(id: String, folder: String, isOpinion: Bool) -> Bool {
        if ignored.contains(id) || ignored.contains(folder) { return false }
        if ignored.contains("opinions"), isOpinion { return false }
        if selected.contains("all") || selected.contains(id) { return true }
        if isOpinion { return selected.contains("opinions") }
        let narrowing = selected.filter { $0 != "opinions" }
        return narrowing.isEmpty || narrowing.contains(folder)
    }
}
