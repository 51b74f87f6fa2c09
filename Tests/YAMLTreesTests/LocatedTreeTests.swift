import SourceText
import Testing

@testable import YAMLTrees

@Suite struct LocatedTrees {
    private func sketch(_ value: YAMLValue) -> String {
        let text = value.tree.bytes.text(value.range)
        return switch value.kind {
        case .scalar, .alias: "<\(text)>"
        case .sequence: "[" + value.items.map(sketch).joined(separator: " ") + "]"
        case .mapping:
            "{"
                + value.entries.map { sketch($0.key) + "=" + sketch($0.value) }
                .joined(separator: " ") + "}"
        }
    }

    private static let cases: [(yaml: String, sketch: String)] = [
        ("a: 1\nb: [x, 'y']\n", "{<a>=<1> <b>=[<x> <'y'>]}"),
        ("- é: ü\n- ö\n", "[{<é>=<ü>} <ö>]"),
        ("\u{FEFF}k: é\nl: v\n", "{<k>=<é> <l>=<v>}"),
        ("k: |\n  one\n  two\n\nl: v\r\n", "{<k>=<|\n  one\n  two> <l>=<v>}"),
        ("a: &x {b: 1}\nc: *x\n", "{<a>={<b>=<1>} <c>={<b>=<1>}}"),
    ]

    @Test(arguments: cases)
    func `every node knows its bytes`(yaml: String, sketch expected: String) throws {
        let tree = YAMLTree(parsing: Array(yaml.utf8))
        #expect(tree.problems.isEmpty)
        #expect(sketch(try #require(tree.firstDocument)) == expected)
    }

    @Test func `a block collection ends with its last descendant`() throws {
        let tree = YAMLTree(parsing: Array("a:\n  b: c\n\n# note\nd: e\n".utf8))
        let inner = try #require(tree.firstDocument?["a"])
        #expect(tree.bytes.text(inner.range) == "b: c")
    }

    @Test func `values are read by key`() {
        let tree = YAMLTree(parsing: Array("fix:\n  title: \"Write \\\"COPY\\\"\"\nempty:\n".utf8))
        #expect(tree.firstDocument?["fix"]?["title"]?.string == "Write \"COPY\"")
        #expect(tree.firstDocument?["empty"]?.isNull == true)
        #expect(tree.firstDocument?["missing"] == nil)
    }

    @Test func `what is not YAML is a problem with a place`() {
        let tree = YAMLTree(parsing: Array("a: b\nc: [1,\n".utf8))
        #expect(tree.problems.map(\.id) == ["yaml-syntax"])
    }

    @Test func `nesting is read up to its limit and refused above it`() {
        func nested(_ depth: Int) -> YAMLTree {
            let open = String(repeating: "[", count: depth)
            let close = String(repeating: "]", count: depth)
            return YAMLTree(parsing: Array((open + close).utf8))
        }
        #expect(nested(TreeBuilder.maximumDepth).problems.isEmpty)
        #expect(nested(TreeBuilder.maximumDepth + 1).problems.map(\.id) == ["yaml-too-deep"])
    }

    @Test func `any cut of a document leaves ranges inside the file`() {
        let text = Array(
            "é: &a [1, {b: 'c'}]\nd: |\n  x\n? e\n: *a\n--- !t\n\"f\\n\": >-\n g\n".utf8)
        for end in 0...text.count {
            let tree = YAMLTree(parsing: Array(text[..<end]))
            #expect(tree.nodes.allSatisfy { $0.range.end <= end })
            #expect(tree.problems.allSatisfy { $0.range.end <= end })
        }
    }
}
