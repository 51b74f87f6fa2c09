import Foundation
import Testing

/// `plimsoll render`, as a user runs it.
struct RenderCommandTests {
    private static let chart = House.root.appending(path: "fixtures/projects/ledger").path()

    private func run(_ arguments: [String]) throws -> (output: String, code: Int32) {
        let line = try CommandLine()
        defer { line.remove() }
        let result = try line.run(["render"] + arguments)
        return (result.output, result.code)
    }

    @Test func `a chart is printed as helm template prints it`() throws {
        let result = try run([Self.chart, "--set", "replicaCount=2"])
        #expect(result.code == 0)
        #expect(result.output.hasPrefix("---\n# Source: ledger/templates/service.yaml\n"))
        #expect(result.output.contains("  replicas: 2\n"))
    }

    @Test func `each line tells where it came from`() throws {
        let result = try run([Self.chart, "--origins"])
        #expect(result.code == 0)
        #expect(result.output.contains("# templates/_helpers.tpl:12 ← image.repository, image.tag"))
    }

    @Test func `what cannot be rendered is an error`() throws {
        #expect(try run(["no-such-chart"]).code == 1)
        #expect(try run([Self.chart, "--values", "none.yaml"]).code == 1)
    }
}
