import Foundation

/// Data of other projects beside this one: `../shared`, not part of the repository.
enum Shared {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/corpora").standardized
    static let manifests = root.appending(path: "manifests")
    static let cases = root.appending(path: "suites/yaml-test-suite/cases.jsonl")
    static let isThere = FileManager.default.fileExists(atPath: cases.path)
    static let hint = "skipped: ../shared is not beside the package"

    static func bytes(_ url: URL) throws -> [UInt8] { Array(try Data(contentsOf: url)) }

    /// All YAML and JSON files below a folder, in order.
    static func files(below folder: URL) -> [URL] {
        let names = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        let files = names?.compactMap { $0 as? URL } ?? []
        return files.filter { ["yaml", "yml", "json"].contains($0.pathExtension) }
            .sorted { $0.path < $1.path }
    }

    /// The objects of a file with one JSON object a line.
    static func objects(_ url: URL) throws -> [[String: Any]] {
        try String(decoding: bytes(url), as: UTF8.self).split(separator: "\n").map { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        }
    }
}
