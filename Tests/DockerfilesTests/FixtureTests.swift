import Foundation
import SourceText
import Testing

@testable import Dockerfiles

/// Our own files in `fixtures/dockerfile`, a folder a case.
@Suite struct Fixtures {
    private static let root = Shared.packageRoot.appending(path: "fixtures/dockerfile")

    private func files() throws -> [(name: String, bytes: [UInt8], tree: String)] {
        let folders = try Shared.folders(Self.root)
        #expect(folders.count > 10)
        return try folders.map { folder in
            (
                folder.lastPathComponent, try Shared.bytes(folder.appending(path: "Dockerfile")),
                try Shared.text(folder.appending(path: "tree"))
            )
        }
    }

    @Test func `trees are as written beside the files`() throws {
        for (name, bytes, tree) in try files() {
            let printed = Dockerfile(bytes: bytes).treeListing
            if printed != tree, ProcessInfo.processInfo.environment["WRITE_TREES"] != nil {
                let path = Self.root.appending(path: name).appending(path: "tree")
                try Data(printed.utf8).write(to: path)
            }
            #expect(printed == tree, "\(name)")
        }
    }

    @Test func `tokens are the file, with either line end`() throws {
        for (name, bytes, _) in try files() {
            #expect(covers(Dockerfile(bytes: bytes)), "\(name)")
            let windows = Array(
                String(decoding: bytes, as: UTF8.self)
                    .replacing("\n", with: "\r\n").utf8)
            #expect(covers(Dockerfile(bytes: windows)), "\(name)")
        }
    }

    @Test func `line ends change no instruction`() throws {
        for (name, bytes, _) in try files() where !bytes.contains(0x0D) {
            let text = String(decoding: bytes, as: UTF8.self)
            let windows = Dockerfile(bytes: Array(text.replacing("\n", with: "\r\n").utf8))
            let marked = Dockerfile(bytes: [0xEF, 0xBB, 0xBF] + bytes)
            let plain = Dockerfile(bytes: bytes).buildkitExpression
            #expect(windows.buildkitExpression == plain, "\(name)")
            #expect(marked.buildkitExpression == plain, "\(name)")
        }
    }

    @Test func `a file cut anywhere is read`() throws {
        for (name, bytes, _) in try files() {
            for end in bytes.indices {
                let file = Dockerfile(bytes: Array(bytes[..<end]))
                #expect(covers(file), "\(name) cut at \(end)")
                #expect(isSound(file), "\(name) cut at \(end)")
            }
        }
    }

    @Test func `a file without any one line is read`() throws {
        for (name, bytes, _) in try files() {
            let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            for missing in lines.indices {
                var rest = lines
                rest.remove(at: missing)
                let file = Dockerfile(bytes: Array(rest.joined(separator: [0x0A])))
                #expect(covers(file), "\(name) without line \(missing + 1)")
                #expect(isSound(file), "\(name) without line \(missing + 1)")
            }
        }
    }

    /// Whether all ranges lie within the file and all printers come to an end.
    private func isSound(_ file: Dockerfile) -> Bool {
        let end = file.bytes.count
        let ranges =
            file.problems.map(\.range) + file.comments.map(\.range)
            + file.instructions.flatMap { instruction in
                [instruction.range, instruction.keyword] + instruction.flags.map(\.range)
                    + instruction.arguments.map(\.range) + instruction.heredocs.map(\.content)
            }
        _ = file.treeListing.count + file.buildkitExpression.count + file.buildkitJSON.count
        return ranges.allSatisfy { $0.start >= 0 && $0.end <= end }
    }
}
