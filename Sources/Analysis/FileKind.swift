import SourceText

/// The languages Plimsoll reads, by the names a report uses.
package enum FileKind: String, Sendable, CaseIterable {
    case dockerfile
    case manifest
    /// A Helm chart, which its `Chart.yaml` or its archive stands for.
    case chart

    /// The kind a file's name promises, or nil. Every YAML or JSON file may be a manifest.
    ///
    /// `Dockerfile`, `Containerfile`, either with a word before or after it (`api.Dockerfile`,
    /// `Dockerfile.dev`,
    /// `Dockerfile-alpine`), in any letter case. `Dockerfile.dockerignore` is an ignore file.
    package init?(name: String) {
        let bytes = name.utf8.map(\.lowercasedASCII)
        let base = bytes[(bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
        if base.elementsEqual("chart.yaml".utf8) || Self.ends(base, with: ".tgz") {
            self = .chart
            return
        }
        if Self.manifestEndings.contains(where: { Self.ends(base, with: $0) }) {
            self = .manifest
            return
        }
        guard Self.holdsWord("dockerfile", base) || Self.holdsWord("containerfile", base),
            !Self.otherEndings.contains(where: { Self.ends(base, with: $0) })
        else { return nil }
        self = .dockerfile
    }

    private static let manifestEndings: [StaticString] = [".yaml", ".yml", ".json"]

    /// Endings of files that speak about Dockerfiles in another language.
    private static let otherEndings: [StaticString] = [
        ".dockerignore", ".md", ".rst", ".html", ".go", ".py", ".rb", ".js", ".ts", ".java", ".rs",
        ".swift", ".sh", ".toml", ".xml", ".png", ".svg", ".patch",
        ".diff", ".vim", ".lua", ".php", ".cs", ".kt", ".c", ".h", ".cpp", ".zip", ".gz", ".lock",
        ".orig", ".snap",
    ]

    private static func ends(_ name: ArraySlice<UInt8>, with ending: StaticString) -> Bool {
        ending.withUTF8Buffer { name.suffix($0.count).elementsEqual($0) }
    }

    /// Whether `word` begins and ends the name or is set off by `.`, `-` or `_`.
    private static func holdsWord(_ word: StaticString, _ name: ArraySlice<UInt8>) -> Bool {
        word.withUTF8Buffer { word in
            guard name.count >= word.count else { return false }
            for start in name.startIndex...(name.endIndex - word.count)
            where name[start] == word[0] && name[start..<(start + word.count)].elementsEqual(word) {
                let end = start + word.count
                let isBegun = start == name.startIndex || ".-_".utf8.contains(name[start - 1])
                return isBegun && (end == name.endIndex || ".-_".utf8.contains(name[end]))
            }
            return false
        }
    }
}
