import SourceText
import Testing

@testable import YAMLTrees

@Suite struct Aliases {
    private func laughs(_ levels: Int, of width: Int) -> YAMLTree {
        var text = "a0: &a0 [x]\n"
        for level in 1...levels {
            let items = Array(repeating: "*a\(level - 1)", count: width).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(items)]\n"
        }
        return YAMLTree(parsing: Array(text.utf8))
    }

    @Test func `a billion laughs are a problem and aliases then lead nowhere`() {
        let tree = laughs(9, of: 10)
        #expect(tree.problems.map(\.id) == ["alias-bomb"])
        #expect(tree.firstDocument?["a1"]?.items.first?.kind == .alias)
        #expect(tree.firstDocument?["a1"]?.items.first?.items.isEmpty == true)
    }

    /// Levels of ten: each level means ten times what the one below does.
    @Test func `what grows less than a hundredfold passes`() {
        #expect(laughs(3, of: 10).problems.isEmpty)
        #expect(laughs(4, of: 10).problems.map(\.id) == ["alias-bomb"])
    }

    /// From 400,000 nodes on, the part that aliases may have shrinks.
    @Test func `large documents may have fewer aliases`() {
        func list(of own: Int, aliases: Int) -> YAMLTree {
            let items = Array(repeating: "1", count: 999).joined(separator: ",")
            var text = String(repeating: "- 1\n", count: own) + "- &a [\(items)]\n"
            text += String(repeating: "- *a\n", count: aliases)
            return YAMLTree(parsing: Array(text.utf8))
        }
        #expect(list(of: 5_000, aliases: 390).problems.isEmpty)
        #expect(list(of: 5_000, aliases: 460).problems.map(\.id) == ["alias-bomb"])
    }

    @Test func `anchors end with their document`() {
        let tree = YAMLTree(parsing: Array("&a 1\n---\n*a\n".utf8))
        #expect(tree.problems.map(\.id) == ["unknown-anchor"])
    }
}
