import SourceText
import Testing

/// Ranges, lines, edits and stitched text.
@Suite struct Texts {
    @Test func `lines and columns are counted as people count them`() {
        let table = LineTable(Array("a\r\nbé🐳c\n\nlast".utf8))
        #expect(table.count == 4)
        let places = [0, 2, 3, 4, 6, 10, 12, 13].map { table.position(at: $0) }
        #expect(places.map(\.line) == [1, 1, 2, 2, 2, 2, 3, 4])
        #expect(places.map(\.column) == [1, 3, 1, 2, 3, 4, 1, 1])
        #expect(table.range(ofLine: 1) == SourceRange(0, 1))
        #expect(table.rangeWithEnd(ofLine: 1) == SourceRange(0, 3))
    }

    @Test func `edits are applied in any order and leave other bytes alone`() {
        let edits = [
            Edit(SourceRange(4, 5), ""), Edit(SourceRange(at: 0), "<"),
            Edit(SourceRange(1, 2), "BB"),
        ]
        #expect(String(decoding: edits.applied(to: Array("abcde".utf8)), as: UTF8.self) == "<aBBcd")
    }

    @Test func `edits conflict when they share bytes or a place`() {
        let edit = Edit(SourceRange(2, 4), "x")
        for other in [SourceRange(3, 5), SourceRange(2, 4), SourceRange(at: 3), SourceRange(at: 2)]
        {
            #expect(edit.conflicts(with: Edit(other, "y")), "\(other)")
        }
        for other in [SourceRange(0, 2), SourceRange(4, 6), SourceRange(at: 4), SourceRange(at: 1)]
        {
            #expect(!edit.conflicts(with: Edit(other, "y")), "\(other)")
        }
    }

    @Test func `stitched text knows where each byte came from`() {
        let source = Array("RUN a \\\n  # why\n  && b\n".utf8)
        var text = StitchedText()
        text.append(SourceRange(4, 6), of: source)
        text.append(SourceRange(18, 22), of: source)
        #expect(text.string == "a && b")
        #expect(text.sourceRange(of: SourceRange(2, 6)) == SourceRange(18, 22))
        #expect(text.sourceRange(of: SourceRange(0, 6)) == SourceRange(4, 22))
        #expect(text.sourceOffset(of: 6) == 22)
    }

    private static let misspellings: [(name: String, nearest: String?)] = [
        ("biuld", "build"), ("buld", "build"), ("BUILD", "build"), ("built", "build"),
        ("test", nil),
        ("", nil), ("bu", nil), ("completely-else", nil),
    ]

    @Test(arguments: misspellings)
    func `the nearest name is the one that was meant`(name: String, nearest: String?) {
        #expect(Spelling.nearest(to: name, in: ["final", "build", "runtime"]) == nearest)
    }
}
