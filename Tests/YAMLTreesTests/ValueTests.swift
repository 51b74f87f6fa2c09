import SourceText
import Testing

@testable import YAMLTrees

@Suite struct Values {
    private func document(_ text: String) throws -> YAMLValue {
        try #require(YAMLTree(parsing: Array(text.utf8)).firstDocument)
    }

    @Test func `a value knows where it stands`() throws {
        let root = try document("a: {b: [1, {? [x, y] : z}]}\n")
        let list = try #require(root["a"]?["b"])
        #expect(list.key?.string == "b")
        #expect(list.parent == root["a"])
        #expect(list.items.first?.key == nil)
        #expect(list.items.first?.parent == list)
        let entry = try #require(list.items[1].entries.first)
        #expect(entry.value.key == entry.key)
        #expect(entry.key.key == nil)
        #expect(root.parent == nil)
    }

    @Test func `an alias answers for the last anchor of its name`() throws {
        let root = try document("a: &x [1]\nb: &x {c: 2}\nd: *x\ne: [*x]\n*x : f\n")
        #expect(root["d"]?["c"]?.int == 2)
        #expect(root["e"]?.items.first?["c"]?.int == 2)
        #expect(root.entries.map(\.key.kind) == [.scalar, .scalar, .scalar, .scalar, .mapping])
        let alias = root.ownEntries[2].value
        #expect(alias.kind == .alias)
        #expect(alias.text.elementsEqual("x".utf8))
        #expect(alias.string == nil)
        #expect(alias.items.isEmpty)
        #expect(alias["c"] == root["b"]?["c"])
        #expect(alias.target == root["b"])
        #expect(alias.count == 1)
    }

    @Test func `merged mappings fill what is missing, the earlier first`() throws {
        let root = try document(
            """
            one: &one {a: 1, b: 1, c: 1}
            two: &two {b: 2, d: 2, <<: {e: 9}}
            all: {a: 0, <<: [*two, *one], f: 3}
            text: {"<<": *one}
            """)
        let all = try #require(root["all"])
        let values = ["a", "b", "c", "d", "e", "f", "g"].map { all[$0]?.int }
        #expect(values == [0, 2, 1, 2, 9, 3, nil])
        #expect(all.entries.map { $0.key.string } == ["a", "f", "b", "d", "e", "c"])
        #expect(all.count == 6)
        #expect(root["text"]?["a"] == nil)
        #expect(root["text"]?.count == 1)
    }

    @Test func `collections are counted and walked`() throws {
        let root = try document("a: []\nb: {}\nc: [1, [2, 3], 4]\nd: x\n")
        #expect(root.entries.map { $0.value.count } == [0, 0, 3, 0])
        #expect(root["a"]?.isEmpty == true)
        #expect(root["c"]?.items.map(\.int) == [1, nil, 4])
        #expect(root["c"]?.items[2].int == 4)
        #expect(root["d"]?.items.isEmpty == true)
        #expect(root["d"]?.entries.isEmpty == true)
    }

    @Test func `text that stands in the file is not copied`() throws {
        let root = try document("a: 'plain'\nb: \"\\x41\"\nc: it''s\nd: 'it''s'\ne: x\n  y\n")
        #expect(root.entries.map { $0.value.string } == ["plain", "A", "it''s", "it's", "x y"])
        #expect(String(decoding: root.tree.decoded, as: UTF8.self) == "Ait'sx y")
    }

    @Test func `a node takes 24 bytes`() {
        #expect(MemoryLayout<YAMLNode>.stride <= 24)
    }

    @Test func `an empty value stands after its key`() throws {
        let root = try document("? a\n? b\n:\nc:\n")
        #expect(root.entries.map { $0.value.range.start } == [3, 9, 12])
    }
}
