import Foundation

/// Data of other projects beside this one: `../shared`, not part of the repository.
enum Shared {
    static let packageRoot = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let root = packageRoot.appending(path: "../shared").standardized
    static let suite = root.appending(path: "corpora/suites/dockerfile-buildkit")
    static let golden = root.appending(
        path: "corpora/suites/dockerfile-golden/buildkit-parse.jsonl")
    static let isThere = FileManager.default.fileExists(atPath: suite.path)
    static let hint = "skipped: ../shared is not beside the package"

    static func bytes(_ url: URL) throws -> [UInt8] { Array(try Data(contentsOf: url)) }
    static func text(_ url: URL) throws -> String {
        String(decoding: try bytes(url), as: UTF8.self)
    }

    /// The objects of a file with one JSON object a line.
    static func objects(_ url: URL) throws -> [[String: Any]] {
        try text(url).split(separator: "\n").map { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        }
    }

    static func folders(_ url: URL) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
            .filter(\.hasDirectoryPath).sorted { $0.path < $1.path }
    }
}
