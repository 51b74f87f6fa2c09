import Foundation

/// The files of this package, for tests that look at the house itself.
enum House {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The inputs that lie beside a developer's checkout, or nil: a stranger has none.
    static let shared: URL? = {
        let folder = root.deletingLastPathComponent().appending(path: "shared")
        return FileManager.default.fileExists(atPath: folder.path()) ? folder : nil
    }()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The paths of all files below `folder`, sorted, without build products.
    static func files(below folder: String, suffix: String = "") throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path())
            .filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".build") && !$0.contains("/.build") }
            .map { "\(folder)/\($0)" }
            .filter { path in
                var isFolder: ObjCBool = false
                let full = root.appending(path: path).path()
                return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
                    && !isFolder.boolValue
            }
            .sorted()
    }

    /// The Swift sources and tests.
    static func swiftFiles() throws -> [String] {
        try ["Sources", "Tests", "Plugins"].flatMap { try files(below: $0, suffix: ".swift") }
            .filter { !$0.contains("/rules/") } + ["Package.swift"]
    }
}
