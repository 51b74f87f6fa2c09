import SourceText
import Testing

@testable import YAMLTrees

@Suite struct Comments {
    private static let cases: [(yaml: String, comments: [String])] = [
        ("# one\na: 1 # two\n  # three\nb: x#y\n", ["# one", "# two", "# three"]),
        ("a: 'x # y'\nb: \"# z\n  # w\"\n", []),
        ("a: | # head\n  # body\n\n# after\nb: >-\n  c # d\n  # e\n", ["# head", "# after"]),
        ("a: [1, # in\n  2 # and\n  ] # out\n", ["# in", "# and", "# out"]),
        (
            "a: &x # anchor\n  1\nb: !t # tag\n  'c'\nd: *x # alias\n",
            ["# anchor", "# tag", "# alias"]
        ),
        ("--- # start\na: 1\n... # end\n", ["# start", "# end"]),
        ("a:\n  # empty\nb: # also\n", ["# empty", "# also"]),
        ("a: 1\r\n# crlf\r\nb: 2 # é\r\n", ["# crlf", "# é"]),
        ("a: x\n  y # multi\nb: &q | # head\n  text #\n", ["# multi", "# head"]),
        ("\u{FEFF}# mark\n", ["# mark"]),
        ("", []),
    ]

    @Test(arguments: cases)
    func `comments are found outside scalars`(yaml: String, comments: [String]) {
        let tree = YAMLTree(parsing: Array(yaml.utf8))
        #expect(tree.problems.isEmpty)
        #expect(tree.comments.map { tree.bytes.text($0) } == comments)
    }
}
