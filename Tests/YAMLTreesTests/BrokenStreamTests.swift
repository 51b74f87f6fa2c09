import SourceText
import Testing

@testable import YAMLTrees

@Suite struct BrokenStreams {
    private func read(_ text: String) -> YAMLTree { YAMLTree(parsing: Array(text.utf8)) }

    private func roots(_ tree: YAMLTree) -> [String] {
        tree.documents.map { tree.bytes.text($0.range) }
    }

    private static let broken: [(yaml: String, problem: String, underlined: String)] = [
        ("a: [1", "the list that opens here goes on without `,` or `]`", "["),
        ("a: {b: 1", "the mapping that opens here goes on without `,` or `}`", "{"),
        ("a: \"x", "the quote that opens here is never closed", "\""),
        ("a: b: c", "a `:` stands where no key can be", ":"),
        ("a:\n  - 1\n b: 2", "this does not line up with the keys above it", "b"),
        ("a: @x", "no value can begin with `@`", "@"),
        ("a:\n\tb: 1", "a tab stands where YAML wants spaces", "\t"),
        ("'a' b", "something follows the end of the document", "b"),
        ("a: *x", "no anchor `&x` stands before this alias", "*x"),
        ("a: &x [*x]", "the alias `*x` stands within the value it refers to", "*x"),
        ("a: 1\nb: 2\na: 3", "the key `a` already stands in line 3", "a"),
        ("a: \u{0}", "the control character U+0000 cannot stand in YAML", "\u{0}"),
        ("a: \u{7F}", "the control character U+007F cannot stand in YAML", "\u{7F}"),
        ("a: \"\\q\"", "this escape is none that YAML knows", "\\"),
    ]

    @Test(arguments: broken)
    func `what is broken is told in words`(yaml: String, problem: String, underlined: String) {
        let tree = read("good: 1\n---\n\(yaml)\n---\nlast: 2\n")
        #expect(tree.problems.map { $0.message } == [problem])
        #expect(tree.problems.allSatisfy { $0.help != nil })
        #expect(tree.problems.map { tree.bytes.text($0.range) } == [underlined])
        #expect(roots(tree).first == "good: 1")
        #expect(roots(tree).last == "last: 2")
        let hasTree = ["unknown-anchor", "alias-cycle", "duplicate-key"]
        let isReadable = tree.problems.allSatisfy { hasTree.contains($0.id) }
        #expect(tree.documents.count == (isReadable ? 3 : 2))
    }

    @Test func `bytes that are not UTF-8 cost one document`() {
        for wrong: [UInt8] in [[0xFF], [0xC0, 0x80], [0xE2, 0x28], [0xED, 0xA0, 0x80], [0xF5]] {
            let bytes = Array("é: 1\n---\nb: ".utf8) + wrong + Array("\n---\nc: ü\n".utf8)
            let tree = YAMLTree(parsing: bytes)
            #expect(tree.problems.map(\.id) == ["yaml-encoding"])
            #expect(tree.problems.map(\.range.start) == [13])
            #expect(roots(tree) == ["é: 1", "c: ü"])
        }
    }

    @Test func `UTF-16 is told as such`() {
        let tree = YAMLTree(parsing: [0xFF, 0xFE, 0x61, 0x00])
        #expect(tree.problems.map(\.id) == ["yaml-encoding"])
        #expect(tree.documents.isEmpty)
    }

    @Test func `documents begin where a line says so and nowhere else`() {
        let tree = read("a: |\n  ---\n b\n---\nc: '\n---\nd: 1\n--- e\n")
        #expect(tree.problems.map(\.range.start) == [12, 21])
        #expect(roots(tree) == ["d: 1", "e"])
    }

    @Test func `reading stops after a hundred problems`() {
        func broken(_ count: Int) -> YAMLTree {
            read(String(repeating: "a: [\n---\n", count: count))
        }
        #expect(broken(100).problems.count == 100)
        #expect(broken(101).problems.count == 101)
        #expect(broken(5000).problems.map(\.id).suffix(2) == ["yaml-syntax", "yaml-problems"])
    }

    @Test func `keys repeat in large mappings, too`() {
        let keys = (0..<40).map { "k\($0): \($0)\n" }.joined()
        #expect(read(keys).problems.isEmpty)
        #expect(
            read(keys + "k7: 1\n").problems.map(\.message)
                == ["the key `k7` already stands in line 8"])
        #expect(read("<<: {a: 1}\n<<: {b: 1}\n").problems.isEmpty)
    }
}
