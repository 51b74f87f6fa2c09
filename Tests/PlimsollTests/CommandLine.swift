import Foundation

/// The built binary, run as a user runs it, in a folder of its own.
struct CommandLine {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "plimsoll-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// The binary that was built together with the tests.
    static let binary: URL = {
        let tests = Bundle.allBundles.map(\.bundleURL).first { $0.path().hasSuffix(".xctest") }
        let folder =
            tests?.deletingLastPathComponent()
            ?? URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
        return folder.appending(path: "plimsoll")
    }()

    struct Outcome {
        var code: Int32
        var output: String
        var errors: String
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> URL {
        try write(name, Data(text.utf8))
    }

    @discardableResult
    func write(_ name: String, _ data: Data) throws -> URL {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
        return file
    }

    func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    func run(_ arguments: [String], input: String? = nil, in place: URL? = nil) throws -> Outcome {
        let process = Process()
        process.executableURL = Self.binary
        process.arguments = arguments
        process.currentDirectoryURL = place ?? folder
        // Files take any amount of output without anybody reading along.
        let output = folder.appending(path: ".stdout")
        let errors = folder.appending(path: ".stderr")
        _ = FileManager.default.createFile(atPath: output.path(), contents: nil)
        _ = FileManager.default.createFile(atPath: errors.path(), contents: nil)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        if let input {
            let file = folder.appending(path: ".stdin")
            try Data(input.utf8).write(to: file)
            process.standardInput = try FileHandle(forReadingFrom: file)
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        try process.run()
        process.waitUntilExit()
        return Outcome(
            code: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}
