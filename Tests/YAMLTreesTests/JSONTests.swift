import SourceText
import Testing

@testable import YAMLTrees

@Suite struct JSONFiles {
    @Test func `escapes of JSON are read and places stay true`() throws {
        let text = #"{"\ud83d\ude00é": "\/\ud83d\ude00\ud83dx\\ud83d", "b": [1, "\t"]}"#
        let tree = YAMLTree(parsing: Array(text.utf8))
        #expect(tree.problems.isEmpty)
        let root = try #require(tree.firstDocument)
        #expect(root["😀é"]?.string == "/😀\u{FFFD}x\\ud83d")
        #expect(root["b"].map { tree.bytes.text($0.range) } == #"[1, "\t"]"#)
        #expect(
            root.entries.map { tree.bytes.text($0.key.range) } == [#""\ud83d\ude00é""#, #""b""#])
    }

    @Test func `the same escapes are wrong in YAML`() {
        let tree = YAMLTree(parsing: Array(#"a: "\ud83d\ude00""#.utf8))
        #expect(tree.problems.map(\.message) == ["this escape names no character"])
    }

    @Test func `JSON may be indented with tabs`() {
        let tree = YAMLTree(parsing: Array("{\n\t\"a\": [\n\t\t1,\n\t\t2\n\t]\n}\n".utf8))
        #expect(tree.problems.isEmpty)
        #expect(tree.firstDocument?["a"]?.items.map(\.int) == [1, 2])
    }
}
