import Notations
import SourceText
import Testing

@testable import Dockerfiles

private func read(_ text: String) -> Dockerfile { Dockerfile(bytes: Array(text.utf8)) }

@Suite struct Stages {
    @Test func `stages know their parents and what they read`() {
        let file = read(
            """
            ARG base=debian
            FROM ${base}:12 AS Build
            RUN make
            FROM build AS test
            FROM alpine AS tools
            FROM scratch
            COPY --from=build a b
            COPY --from=2 a b
            COPY --from=nginx:1 a b
            RUN --mount=from=BUILD,target=/x y
            """)
        #expect(file.stages.map { $0.name?.text } == ["build", "test", "tools", nil])
        #expect(file.stages.map(\.baseName) == ["debian:12", "build", "alpine", "scratch"])
        #expect(file.stages.map(\.parent) == [nil, 0, nil, nil])
        #expect(file.stages.map(\.dependencies) == [[], [0], [], [0, 2]])
        #expect(file.stages[3].reads.map(\.stage) == [0, 2, nil, 0])
        #expect(
            file.stages[3].reads.map { file.text($0.range) } == ["build", "2", "nginx:1", "BUILD"])
        #expect(file.stages.map(\.instructions) == [1..<3, 3..<4, 4..<5, 5..<10])
        #expect(file.unusedStages.map(\.index) == [1])
        #expect(file.stage(named: "TEST")?.index == 1)
        #expect(file.stages(neededBy: file.stage(named: "test")).map(\.index) == [0, 1])
        #expect(file.stages.map { $0.image?.tag } == ["12", nil, nil, nil])
        #expect(file.stages[2].image?.normalized == "docker.io/library/alpine:latest")
        #expect(file.instructions.map(\.stage) == [nil, 0, 0, 1, 2, 3, 3, 3, 3, 3])
    }

    @Test func `a stage of the same name replaces the earlier one`() {
        let file = read("FROM a AS x\nFROM x AS x\nFROM x\nCOPY --from=x a b")
        #expect(file.stages.map(\.parent) == [nil, 0, 1])
        #expect(file.problems.isEmpty)
    }

    @Test func `a base with a capital is an image`() {
        #expect(read("FROM a AS B\nFROM B").stages[1].parent == nil)
    }

    @Test func `a base that needs a build argument is not known`() {
        let stage = read("ARG a\nFROM x:$a").stages[0]
        #expect(stage.baseName == nil)
        #expect(stage.image == nil)
        #expect(stage.base.text == "x:$a")
    }
}

@Suite struct Scopes {
    /// What a word means in the last instruction of a file: text, undefined and unknown names.
    private func expand(_ word: String, after text: String) throws -> String {
        let file = read(text + "\nUSER \(word)")
        let user = try #require(file.instructions.last)
        let expansion = try file.scope(of: user).expand(word)
        let undefined = expansion.undefined.map { " -" + $0 }.joined()
        return expansion.text + undefined + expansion.unknown.map { " ?" + $0 }.joined()
    }

    @Test(arguments: [
        ("ENV a=1", "$a", "1"), ("ENV a=1\nENV a=2", "$a", "2"), ("ARG a=1", "$a", "1"),
        ("ARG a=1\nENV a=2", "$a", "2"), ("ENV a=1\nARG a=2", "$a", "2"),
        ("ENV a=1\nARG a", "$a", "1"), ("ARG a", "$a", " ?a"), ("", "$a", " -a"),
        ("ENV a=1\nENV a=2 b=$a", "$b", "1"), ("ARG a=1 b=$a", "$b", "1"),
        ("ENV a=\"x y\"", "$a", "x y"), ("ENV a x  y", "$a", "x  y"), ("ENV a=$b", "$a", " ?a"),
        ("ARG TARGETARCH", "$TARGETARCH", " ?TARGETARCH"), ("", "$TARGETARCH", " -TARGETARCH"),
        ("", "$PATH", " ?PATH"), ("ENV PATH=/a:$PATH", "$PATH", " ?PATH"),
        ("", "$HTTP_PROXY", " ?HTTP_PROXY"), ("ENV 'a'=1", "$a", "1"),
    ])
    func `the latest definition counts`(text: String, word: String, expected: String) throws {
        #expect(try expand(word, after: "FROM x\n" + text) == expected)
    }

    @Test(arguments: [
        ("ARG a=1\nFROM x", "$a", " -a"), ("ARG a=1\nFROM x\nARG a", "$a", "1"),
        ("ARG a=1\nFROM x\nARG a=2", "$a", "2"), ("ARG a\nFROM x\nARG a", "$a", " ?a"),
        ("ARG a=1\nARG b=${a}2\nFROM x\nARG b", "$b", "12"),
        ("FROM x AS y\nENV a=1\nFROM y", "$a", "1"), ("FROM x AS y\nARG a=1\nFROM y", "$a", "1"),
        ("FROM x AS y\nENV a=1\nARG a=2\nFROM y", "$a", "1"),
        ("FROM x AS y\nENV a=1\nFROM z", "$a", " -a"),
        ("FROM x AS y\nENV a=1\nFROM y AS z\nENV b=2\nFROM z", "$a$b", "12"),
        ("ARG TARGETARCH=arm\nFROM x\nARG TARGETARCH", "$TARGETARCH", "arm"),
    ])
    func `stages inherit, global arguments must be declared`(
        text: String, word: String, expected: String
    ) throws {
        #expect(try expand(word, after: text) == expected)
    }

    @Test func `a variable knows its definition`() throws {
        let file = read("FROM x\nENV a=1 \\\n b=2\nUSER $b")
        let variable = try #require(file.scope(of: file.instructions[2]).variable("b"))
        #expect(variable.kind == .environment)
        #expect(variable.instruction == 1)
        #expect(variable.range.map(file.text) == "b")
    }

    @Test func `values have limits`() throws {
        let half = String(repeating: "x", count: VariableTable.longestValue / 2)
        let text = "FROM a\nENV a=\(half)\nENV b=$a$a\nENV c=${b}y"
        #expect(try expand("$b", after: text) == half + half)
        #expect(try expand("$c", after: text) == " ?c")
    }

    @Test func `ancestors are searched up to a limit`() throws {
        func chain(_ length: Int) -> String {
            "FROM x AS s0\nENV a=1\n"
                + (0..<length).map { "FROM s\($0) AS s\($0 + 1)\n" }.joined()
        }
        let most = VariableTable.mostAncestors
        #expect(try expand("$a", after: chain(most)) == "1")
        #expect(try expand("$a", after: chain(most + 1)) == " -a")
    }
}
