import SourceText

/// The languages Plimsoll reads, by the names a report uses.
package enum FileKind: String, Sendable, CaseIterable {
    case dockerfile

    /// The kind a file's name promises, or nil.
    ///
    /// `Dockerfile`, `Containerfile`, either with a word before or after it (`api.Dockerfile`,
    /// `Dockerfile.dev`,
    /// `Dockerfile-alpine`), in any letter case. `Dockerfile.dockerignore` is an ignore file.
    package init?(name: String) {
        let base = name.split(separator: "/").last.map(String.init) ?? name
        let lower = base.lowercased()
        for word in ["dockerfile", "containerfile"] where lower.contains(word) {
            guard !lower.hasSuffix(".dockerignore"),
                !Self.otherEndings.contains(where: lower.hasSuffix),
                Self.standsAlone(word, in: lower)
            else { return nil }
            self = .dockerfile
            return
        }
        return nil
    }

    /// Endings of files that speak about Dockerfiles in another language.
    private static let otherEndings = [
        ".md", ".rst", ".html", ".go", ".py", ".rb", ".js", ".ts", ".java", ".rs", ".swift", ".sh",
        ".json",
        ".yaml", ".yml", ".toml", ".xml", ".png", ".svg", ".patch", ".diff", ".vim", ".lua", ".php",
        ".cs",
        ".kt", ".c", ".h", ".cpp", ".zip", ".gz", ".lock", ".orig", ".snap",
    ]

    /// Whether `word` begins and ends the name or is set off by `.`, `-` or `_`.
    private static func standsAlone(_ word: String, in name: String) -> Bool {
        let separators: Set<Character> = [".", "-", "_"]
        guard let start = position(of: word, in: name) else { return false }
        let characters = Array(name)
        let end = start + word.count
        let before = start == 0 || separators.contains(characters[start - 1])
        let after = end == characters.count || separators.contains(characters[end])
        return before && after
    }

    private static func position(of word: String, in name: String) -> Int? {
        let name = Array(name)
        let word = Array(word)
        guard name.count >= word.count else { return nil }
        return (0...(name.count - word.count)).first { Array(name[$0..<($0 + word.count)]) == word }
    }
}
