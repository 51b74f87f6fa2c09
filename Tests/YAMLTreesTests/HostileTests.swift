import SourceText
import Testing

@testable import YAMLTrees

/// Broken and hostile files cost a problem, and neither a crash nor long waiting.
@Suite struct HostileYAML {
    private static let sample = Array(
        "%YAML 1.1\n--- # é\na: &x [1, {b: 'c'}, *x]\nd: |2-\n  x\n? e\n: *x\n<<: {f: \"\\u00e9\"}\n---\n!t\n- >-\n g\n- {}\n"
            .utf8)

    /// Looks at everything a tree offers; false when something lies outside the file.
    private func isWhole(_ tree: YAMLTree) -> Bool {
        let size = tree.bytes.count
        var ends = tree.problems.map(\.range.end) + tree.comments.map(\.end)
        for document in tree.documents {
            for place in document.index..<document.endIndex {
                let value = YAMLValue(tree: tree, index: place)
                ends += [value.range.end, value.contentStart]
                _ = (value["a"], value.scalar, value.count, value.key, value.target, value.tag)
                _ = (value.set([], to: .string("x")), value.remove([]), value.add([], .typed("1")))
                for (key, value) in value.entries { _ = (key.text, value.text) }
            }
        }
        return ends.allSatisfy { $0 <= size }
    }

    @Test func `a file cut at every byte is read`() {
        for end in 0...Self.sample.count {
            #expect(isWhole(YAMLTree(parsing: Array(Self.sample[..<end]))))
        }
    }

    @Test func `changed bytes are read`() {
        var seed: UInt64 = 7
        func random(below limit: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % limit
        }
        let signs = Array("\n\t -:#&*!|>'\"[]{},?%@~<\\\u{0}é".utf8)
        for _ in 0..<500 {
            var bytes = Self.sample
            for _ in 0...random(below: 4) {
                bytes[random(below: bytes.count)] = signs[random(below: signs.count)]
            }
            #expect(isWhole(YAMLTree(parsing: bytes)))
        }
    }

    private static let repeated: [(start: String, part: String, end: String)] = [
        ("", "[", ""), ("", "{a: ", ""), ("", "- ", ""), ("", "? ", ""), ("", "{", ""),
        ("", "&a ", ""), ("", "!t ", ""), ("a: ", "*", ""), ("", "---\n", ""),
        ("", "--- [\n", ""), ("", "\"", ""), ("", "a: |\n", ""), ("", "#", ""), ("", "\t", ""),
        ("", "\u{0}", ""), ("\"", "a", "\""), ("", "\\", ""), ("", "%", ""), ("", "a: 1\n", ""),
        ("[", "a,", "]"), ("{", "a,", "}"), ("", "\u{FEFF}", ""), ("'", "\n", "'"), ("", ": ", ""),
    ]

    @Test(arguments: repeated)
    func `what is repeated a hundred thousand times is read in time`(
        start: String, part: String, end: String
    ) {
        let clock = ContinuousClock()
        let text = start + String(repeating: part, count: 100_000) + end
        let time = clock.measure {
            let tree = YAMLTree(parsing: Array(text.utf8))
            #expect(tree.problems.count <= TreeBuilder.maximumProblems + 1)
            #expect(tree.comments.count <= 1)
        }
        #expect(time < .seconds(20))
    }

    @Test func `a scalar of three megabytes is one text and no copy`() {
        let text = [UInt8](repeating: 0x78, count: 3_000_000)
        let tree = YAMLTree(parsing: Array("a: ".utf8) + text)
        let count = tree.firstDocument?["a"]?.text.count
        let copied = tree.decoded.count
        #expect(count == 3_000_000)
        #expect(copied == 0)
    }

    @Test func `many merges in a chain are walked`() {
        var text = "m0: &m0 {k: 1}\n"
        for place in 1...90 { text += "m\(place): &m\(place) {<<: *m\(place - 1), k\(place): 2}\n" }
        let tree = YAMLTree(parsing: Array(text.utf8))
        #expect(tree.problems.isEmpty)
        #expect(tree.firstDocument?["m90"]?["k"]?.int == 1)
        #expect(tree.firstDocument?["m90"]?.count == 91)
    }
}
