import Foundation
import Testing

/// What plimsoll says about the projects of the fixtures, held to `reports/` (rewritten by `make
/// reports`).
@Suite struct GoldenReports {
    /// Each golden file with its project and format, as `scripts/reports` names them.
    private static let files: [(file: String, project: String, format: String)] = {
        let names = (try? House.files(below: "reports")) ?? []
        return names.compactMap { path in
            let name = path.split(separator: "/").last.map(String.init) ?? ""
            let stem = name.split(separator: ".").first.map(String.init) ?? ""
            guard let dash = stem.lastIndex(of: "-") else { return nil }
            return (path, String(stem[..<dash]), String(stem[stem.index(after: dash)...]))
        }
    }()

    @Test func `every project has a report in every format`() throws {
        let projects = Set(
            try House.files(below: "fixtures/projects").map { $0.split(separator: "/")[2] })
        #expect(!projects.isEmpty)
        #expect(Self.files.count == projects.count * 8)
    }

    @Test(arguments: files)
    func `the report is the golden one`(file: String, project: String, format: String) throws {
        let line = try CommandLine()
        defer { line.remove() }
        let outcome = try line.run(
            [
                "fixtures/projects/\(project)", "--format", format, "--fail-on", "never",
                "--allow-incomplete",
            ],
            in: House.root)
        #expect(
            outcome.output == (try House.text(file)),
            "run make reports and read the diff of \(file)")
    }
}
