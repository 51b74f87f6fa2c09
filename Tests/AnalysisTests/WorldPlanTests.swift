import Kubernetes
import Testing

@testable import Analysis

/// Manifests that would be applied together are judged together.
@Suite struct WorldPlans {
    /// The worlds of files that each hold the named resources, as rows of paths.
    private func worlds(_ files: [(path: String, names: [String])]) -> [String] {
        let manifests = files.map { path, names in
            let text = names.map {
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: \($0)}\n"
            }
            return (path, Manifest(bytes: Array(text.joined(separator: "---\n").utf8)))
        }
        return WorldPlan(manifests).worlds.map { world in
            world.map { files[$0].path }.joined(separator: " ")
        }
    }

    @Test func `a folder and what is below it are one world`() {
        #expect(
            worlds([("a.yaml", ["a"]), ("x/b.yaml", ["b"]), ("x/y/c.yaml", ["c"])])
                == ["a.yaml x/b.yaml x/y/c.yaml"])
    }

    @Test func `copies of a resource keep dev and prod apart`() {
        #expect(
            worlds([
                ("dev/a.yaml", ["a"]), ("dev/b.yaml", ["b"]), ("prod/a.yaml", ["a"]),
                ("prod/b.yaml", ["b"]),
            ]) == ["dev/a.yaml dev/b.yaml", "prod/a.yaml prod/b.yaml"])
    }

    @Test func `only what collides parts, and what stands above it`() {
        #expect(
            worlds([
                ("k8s/base.yaml", ["x"]), ("k8s/dev/a.yaml", ["a"]), ("k8s/prod/a.yaml", ["a"]),
                ("tools/t.yaml", ["t"]),
            ]) == ["k8s/base.yaml", "k8s/dev/a.yaml", "k8s/prod/a.yaml", "tools/t.yaml"])
    }

    @Test func `files of one folder stay together, whatever they name`() {
        #expect(worlds([("a.yaml", ["a"]), ("b.yaml", ["a"])]) == ["a.yaml b.yaml"])
    }

    @Test func `every file has exactly one world`() {
        let files = (0..<40).map { ("d\($0 % 7)/e\($0 % 3)/f\($0).yaml", ["n\($0 % 11)"]) }
        let all = worlds(files).flatMap { $0.split(separator: " ").map(String.init) }
        #expect(all.sorted() == files.map(\.0).sorted())
    }
}
