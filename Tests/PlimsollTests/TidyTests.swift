import Foundation
import Testing

/// What a formatter does not see.
@Suite struct Tidy {
    private static let width = 100

    /// A sentence for people and a row of a table in a test are not broken.
    private func isSentence(_ line: Substring) -> Bool {
        if line.contains(" ¦ ") { return true }
        return String(line).components(separatedBy: "\"").dropFirst().contains { $0.count > 40 }
    }

    @Test func `no line is wider than the page`() throws {
        for file in try House.swiftFiles() {
            let lines = try House.text(file).split(
                separator: "\n", omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated()
            where line.count > Self.width && !isSentence(line) {
                Issue.record("\(file):\(index + 1) has \(line.count) columns")
            }
        }
    }

    @Test func `nothing is left to be done later`() throws {
        let marks = ["TO" + "DO", "FIX" + "ME", "X" + "XX"]
        for file in try House.swiftFiles() {
            let text = try House.text(file)
            for mark in marks {
                let isLeft = text.contains("// \(mark)") || text.contains("/// \(mark)")
                #expect(!isLeft, "\(file) holds \(mark)")
            }
        }
    }

    @Test func `no source file holds two ideas`() throws {
        for file in try House.swiftFiles() where file.hasPrefix("Sources/") {
            let lines = try House.text(file).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count <= 450, "\(file) has \(lines.count) lines")
        }
    }

    @Test func `every fixture case is complete`() throws {
        let cases = try House.files(below: "fixtures/dockerfile")
        let folders = Set(cases.map { $0.split(separator: "/").dropLast().joined(separator: "/") })
        #expect(!folders.isEmpty)
        for folder in folders {
            let names = Set(
                cases.filter { $0.hasPrefix(folder + "/") }.map {
                    String($0.dropFirst(folder.count + 1))
                })
            #expect(names == ["Dockerfile", "tree"], "\(folder) holds \(names.sorted())")
        }
    }
}
