import SourceText
import Testing

@testable import YAMLTrees

/// What is wished for, so that cases can be written down.
enum Wish: Sendable {
    case set(YAMLPath, YAMLText)
    case add(YAMLPath, YAMLText)
    case remove(YAMLPath)
    case rename(YAMLPath, String)

    func editing(of value: YAMLValue) -> YAMLEditing {
        switch self {
        case .set(let path, let text): value.set(path, to: text)
        case .add(let path, let text): value.add(path, text)
        case .remove(let path): value.remove(path)
        case .rename(let path, let name): value.rename(path, to: name)
        }
    }
}

@Suite struct Editing {
    private func edited(_ yaml: String, _ wish: Wish) throws -> (text: String, isShared: Bool) {
        let tree = YAMLTree(parsing: Array(yaml.utf8))
        let editing = wish.editing(of: try #require(tree.firstDocument))
        guard case .edits(let edits, let isShared) = editing else {
            return ("refused: \(editing)", false)
        }
        return (String(decoding: edits.applied(to: tree.bytes), as: UTF8.self), isShared)
    }

    private static let setting: [(yaml: String, wish: Wish, result: String)] = [
        ("a: 1 # c\n", .set(["a"], .typed("2")), "a: 2 # c\n"),
        ("a: 'x'\n", .set(["a"], .string("y z")), "a: 'y z'\n"),
        ("a: x\n", .set(["a"], .string("yes")), "a: \"yes\"\n"),
        ("a: x", .set(["a"], .string("3")), "a: \"3\""),
        ("a:\n", .set(["a"], .string("x")), "a: x\n"),
        ("a:", .set(["a"], .string("x")), "a: x"),
        ("a: ~\n", .set(["a"], .snippet("b: 1\nc: 2\n")), "a:\n  b: 1\n  c: 2\n"),
        ("a: |\n  one\n  two\nb: 1\n", .set(["a"], .string("x")), "a: x\nb: 1\n"),
        ("a: one\n  two # c\nb: 1\n", .set(["a"], .string("x")), "a: x # c\nb: 1\n"),
        ("a: # c\n  b: 1\nd: 2\n", .set(["a"], .typed("3")), "a: 3 # c\nd: 2\n"),
        ("a:\n  - b: 1\n", .set(["a", 0, "b"], .typed("2")), "a:\n  - b: 2\n"),
        ("a:\n  b: 1\n", .set(["c", "d"], .typed("2")), "a:\n  b: 1\nc:\n  d: 2\n"),
        (
            "a:\n    b: 1 # e\n# f\nc: 1\n", .set(["a", "x", "z"], .typed("2")),
            "a:\n    b: 1 # e\n    x:\n        z: 2\n# f\nc: 1\n"
        ),
        (
            "a:\n  b: 1\n    # - x\n  # y\n# z\n", .set(["c"], .typed("2")),
            "a:\n  b: 1\n    # - x\n  # y\nc: 2\n# z\n"
        ),
        (
            "a:\r\n  b: 1\r\n    # x", .set(["a", "c"], .typed("2")),
            "a:\r\n  b: 1\r\n    # x\r\n  c: 2"
        ),
        ("a: {b: 1}\n", .set(["a", "c"], .string("x, y")), "a: {b: 1, c: \"x, y\"}\n"),
        ("a: {}\nb: 1\n", .set(["a", "c"], .typed("1")), "a:\n  c: 1\nb: 1\n"),
        ("a: # n\nb: 1\n", .set(["a", "c"], .typed("1")), "a: # n\n  c: 1\nb: 1\n"),
        ("a: 1", .set(["b"], .typed("2")), "a: 1\nb: 2"),
        ("a: 1\r\nb:\r\n", .set(["b", "c"], .typed("2")), "a: 1\r\nb:\r\n  c: 2\r\n"),
        ("a: |+\n  x\n\nb: 1\n", .set(["a"], .string("z")), "a: z\n\nb: 1\n"),
        ("b: 1\na: |+\n  x\n\n", .set(["c"], .typed("2")), "b: 1\na: |+\n  x\n\nc: 2\n"),
        ("- a: 1\n", .set([0, "b"], .typed("2")), "- a: 1\n  b: 2\n"),
        ("a: &x 1\n", .set(["a"], .typed("2")), "a: &x 2\n"),
        ("a: !!str 1\n", .set(["a"], .typed("2")), "a: 2\n"),
        ("a: 1\n...\n", .set(["b"], .typed("2")), "a: 1\nb: 2\n...\n"),
        (
            "{\n  \"a\": 1\n}\n", .set(["b", "c"], .string("x")),
            "{\n  \"a\": 1,\n  \"b\": {\"c\": \"x\"}\n}\n"
        ),
        ("a:\t1\t\n", .set(["a"], .typed("2")), "a:\t2\t\n"),
        ("a: [1]\n", .set(["a"], .snippet("- b: c\n")), "a:\n  - b: c\n"),
    ]

    private static let adding: [(yaml: String, wish: Wish, result: String)] = [
        ("a:\n- 1\nb: 1\n", .add(["a"], .typed("2")), "a:\n- 1\n- 2\nb: 1\n"),
        ("a:\n  - 1 # c\n", .add(["a"], .typed("2")), "a:\n  - 1 # c\n  - 2\n"),
        ("a:\n- 1\n  # - 2\nb: 1\n", .add(["a"], .typed("2")), "a:\n- 1\n  # - 2\n- 2\nb: 1\n"),
        ("a: [1, 2]\n", .add(["a"], .string("x]")), "a: [1, 2, \"x]\"]\n"),
        ("a: []\n", .add(["a"], .typed("1")), "a:\n  - 1\n"),
        ("a:\n- b: 1\n", .add(["c"], .typed("1")), "a:\n- b: 1\nc:\n- 1\n"),
        (
            "a:\n  - b: 1\n", .add(["a"], .snippet("b: 2\nc:\n  d: 3\n")),
            "a:\n  - b: 1\n  - b: 2\n    c:\n      d: 3\n"
        ),
        ("a: [{b: 1}]\n", .add(["a"], .snippet("b: 2\n")), "a: [{b: 1}, {b: 2}]\n"),
        ("- x\n- 'w'", .add([], .string("z")), "- x\n- 'w'\n- 'z'"),
        ("[\n  1,\n  2\n]\n", .add([], .typed("3")), "[\n  1,\n  2,\n  3\n]\n"),
    ]

    private static let removing: [(yaml: String, wish: Wish, result: String)] = [
        ("a: 1\nb: 2 # c\nd: 3\n", .remove(["b"]), "a: 1\nd: 3\n"),
        (
            "a: 1\n# on b\nb:\n  c: 2\n# on d\nd: 3\n", .remove(["b"]),
            "a: 1\n# on b\n# on d\nd: 3\n"
        ),
        ("a: 1\nb: 2", .remove(["b"]), "a: 1"),
        ("a: 1\r\nb: 2\r\n", .remove(["a"]), "b: 2\r\n"),
        ("a:\n  b:\n    c: 1\nd: 2\n", .remove(["a", "b", "c"]), "d: 2\n"),
        ("- a: 1\n  b: 2\n", .remove([0, "a"]), "- b: 2\n"),
        ("- a: 1\n  # on b\n  b: 2\n", .remove([0, "a"]), "- \n  # on b\n  b: 2\n"),
        ("- a: 1\n", .remove([0, "a"]), "- {}\n"),
        ("a: 1\n", .remove(["a"]), "{}\n"),
        ("a:\n- 1\n- 2\n- 3\n", .remove(["a", 1]), "a:\n- 1\n- 3\n"),
        ("a:\n- 1\nb: 2\n", .remove(["a", 0]), "b: 2\n"),
        ("a: {b: 1, c: 2}\n", .remove(["a", "b"]), "a: {c: 2}\n"),
        ("a: {b: 1, c: 2}\n", .remove(["a", "c"]), "a: {b: 1}\n"),
        ("a: [1]\nb: 2\n", .remove(["a", 0]), "b: 2\n"),
        ("- - 1\n  - 2\n", .remove([0, 0]), "- - 2\n"),
        ("a: |\n  x\n\n  y\nb: 1\n", .remove(["a"]), "b: 1\n"),
    ]

    private static let renaming: [(yaml: String, wish: Wish, result: String)] = [
        ("a: 1 # c\n", .rename(["a"], "b"), "b: 1 # c\n"),
        ("'a': {\"b\": 1}\n", .rename(["a", "b"], "on"), "'a': {\"on\": 1}\n"),
        ("a: 1\n", .rename(["a"], "on"), "\"on\": 1\n"),
        ("a: 1\nb: 2\n", .rename(["a"], "b"), "refused: refused(\"the key `b` is there already\")"),
    ]

    @Test(arguments: setting + adding + removing + renaming)
    func `an edit changes what it says`(yaml: String, wish: Wish, result: String) throws {
        let text = try edited(yaml, wish).text
        #expect(text == result)
    }

    private static let sharing: [(yaml: String, wish: Wish, isShared: Bool)] = [
        ("a: &x {b: 1}\nc: *x\n", .set(["a", "b"], .typed("2")), true),
        ("a: &x {b: 1}\nc: *x\n", .set(["c", "b"], .typed("2")), true),
        ("a: &x {b: 1}\nc: *x\n", .set(["c"], .typed("2")), false),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", .set(["c", "b"], .typed("2")), true),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", .set(["c", "d"], .typed("2")), false),
        ("a: &x {b: 1}\nc: 1\n", .remove(["a", "b"]), false),
    ]

    @Test func `what others show, too, is told`() throws {
        for (yaml, wish, isShared) in Self.sharing {
            #expect(try edited(yaml, wish).isShared == isShared, "\(yaml) \(wish)")
        }
    }

    @Test func `what makes no sense is refused with a reason`() throws {
        #expect(try edited("a: 1\n", .set(["a", "b"], .typed("2"))).text.contains("another kind"))
        #expect(try edited("a: [1]\n", .set(["a", 5], .typed("2"))).text.contains("another kind"))
        #expect(try edited("a: 1\n", .remove(["b"])).text.contains("nothing to remove"))
    }
}
