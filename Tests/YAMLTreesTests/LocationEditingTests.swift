import SourceText
import Testing

@testable import YAMLTrees

/// Edits that rules ask for, in the YAML that rules write.
@Suite struct LocationEditing {
    private func edited(
        _ text: String, _ path: String, _ edit: (YAMLLocation) -> YAMLChange?
    ) -> String {
        let tree = YAMLTree(parsing: Array(text.utf8))
        guard let root = tree.firstDocument,
            let change = edit(YAMLLocation(root, path.split(separator: ".").map(String.init)))
        else { return "refused" }
        let result = String(decoding: change.edits.applied(to: tree.bytes), as: UTF8.self)
        return change.isShared ? "shared: " + result : result
    }

    private static let sets: [(text: String, path: String, value: String, result: String)] = [
        ("a: 1 # c\n", "a", "2", "a: 2 # c\n"),
        ("a: \"x\"\n", "a", "z", "a: \"z\"\n"),
        ("a: 'x'\n", "a", "true", "a: true\n"),
        ("a:\nb: 1\n", "a", "2", "a: 2\nb: 1\n"),
        ("a: # c\nb: 1\n", "a", "2", "a: 2 # c\nb: 1\n"),
        ("a: ~\n", "a.b", "2", "a:\n  b: 2\n"),
        ("a: {}\n", "a.b.c", "2", "a:\n  b:\n    c: 2\n"),
        ("a: {x: 1}\n", "a.b", "[y]", "a: {x: 1, b: [y]}\n"),
        ("a:\n    b: 1\n", "a.c.d", "2", "a:\n    b: 1\n    c:\n        d: 2\n"),
        ("a: 1", "b", "2", "a: 1\nb: 2"),
        ("a:\n  b:\n  - x\n", "a.c", "- y", "a:\n  b:\n  - x\n  c:\n  - y\n"),
        ("a:\n  b:\n    - x\n", "a.c", "- y", "a:\n  b:\n    - x\n  c:\n    - y\n"),
        ("a:\n  b: 1\n# end\n", "a", "2", "a: 2\n# end\n"),
        ("a: 1\n---\nb: 1\n", "c", "2", "a: 1\nc: 2\n---\nb: 1\n"),
        ("a: |\n  x\nb: 1\n", "a", "2", "a: 2\nb: 1\n"),
        ("a: 1\nb: |+\n  x\n\n", "c", "2", "a: 1\nb: |+\n  x\n\nc: 2\n"),
        ("a: 1\n", "a.b", "2", "refused"),
        ("a: 1\n", "b", "c: 2\nd: 3\n", "a: 1\nb:\n  c: 2\n  d: 3\n"),
        ("{a: 1}\n", "b", "c: 2\nd: [3]\n", "{a: 1, b: {c: 2, d: [3]}}\n"),
        ("a: &x 1\nb: *x\n", "a", "2", "shared: a: &x 2\nb: *x\n"),
        ("a: &x {c: 1}\nb: *x\n", "b.c", "2", "shared: a: &x {c: 2}\nb: *x\n"),
        ("a: &x {c: 1}\nb:\n  <<: *x\n", "b.c", "2", "shared: a: &x {c: 2}\nb:\n  <<: *x\n"),
        ("a: {b.c/d: 1}\n", "e.f", "2", "a: {b.c/d: 1}\ne:\n  f: 2\n"),
    ]

    @Test(arguments: sets.indices)
    func `a value is set, with the parents it needs`(_ index: Int) {
        let (text, path, value, result) = Self.sets[index]
        #expect(edited(text, path) { $0.setting(value) } == result)
    }

    private static let additions: [(text: String, path: String, value: String, result: String)] = [
        ("a:\n- x\n", "a", "y", "a:\n- x\n- y\n"),
        ("a:\n  - x # c\n  # d\nb: 1\n", "a", "y", "a:\n  - x # c\n  - y\n  # d\nb: 1\n"),
        ("a: [x]\n", "a", "y", "a: [x, y]\n"),
        ("a: []\n", "a", "b: 1\nc: 2", "a:\n  - b: 1\n    c: 2\n"),
        ("a:\n- x: 1\n", "a", "x: 2\ny: 3", "a:\n- x: 1\n- x: 2\n  y: 3\n"),
        ("a: 1\n", "b", "y", "a: 1\nb:\n  - y\n"),
        ("a:\n", "a", "y", "a:\n  - y\n"),
        ("a: x\n", "a", "y", "refused"),
    ]

    @Test(arguments: additions.indices)
    func `an item is added to a list, there or not`(_ index: Int) {
        let (text, path, value, result) = Self.additions[index]
        #expect(edited(text, path) { $0.adding(value) } == result)
    }

    private static let removals: [(text: String, path: String, result: String)] = [
        ("a: 1\nb: 2\n", "a", "b: 2\n"),
        ("# x\na: 1\n\n# y\nb: 2\n", "b", "# x\na: 1\n\n# y\n"),
        ("a:\n  b: 1\nc: 2\n", "a.b", "c: 2\n"),
        ("a:\n  b:\n    c: 1\n  d: 2\n", "a.b", "a:\n  d: 2\n"),
        ("a: {b: 1, c: 2}\n", "a.b", "a: {c: 2}\n"),
        ("a: {b: 1, c: 2}\n", "a.c", "a: {b: 1}\n"),
        ("a: {b: 1}\nc: 2\n", "a.b", "c: 2\n"),
        ("a: 1\n", "a", "{}\n"),
        ("a: 1\nb: 2", "b", "a: 1"),
        ("a: |\n  x\n\nb: 1\n", "a", "\nb: 1\n"),
    ]

    @Test(arguments: removals.indices)
    func `a key is removed with its lines`(_ index: Int) {
        let (text, path, result) = Self.removals[index]
        #expect(edited(text, path) { $0.removing() } == result)
    }

    @Test func `the first key of an item leaves the dash`() throws {
        let tree = YAMLTree(parsing: Array("a:\n- b: 1\n  c: 2\n- d: 3\n".utf8))
        let item = try #require(tree.firstDocument?["a"]?.items.first { _ in true })
        let change = try #require(YAMLLocation(item, ["b"]).removing())
        let text = String(decoding: change.edits.applied(to: tree.bytes), as: UTF8.self)
        #expect(text == "a:\n- c: 2\n- d: 3\n")
        let whole = try #require(YAMLLocation(item).removing())
        let rest = String(decoding: whole.edits.applied(to: tree.bytes), as: UTF8.self)
        #expect(rest == "a:\n- d: 3\n")
    }

    @Test func `a key is renamed where it stands`() {
        #expect(edited("a: 1 # c\n", "a") { $0.renaming("b") } == "b: 1 # c\n")
        #expect(edited("a: 1\n", "c") { $0.renaming("b") } == "refused")
    }
}
