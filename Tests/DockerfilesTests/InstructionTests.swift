import SourceText
import Testing

@testable import Dockerfiles

/// The first instruction of a text.
func first(_ text: String) throws -> Instruction {
    try #require(Dockerfile(bytes: Array(text.utf8)).instructions.first)
}

@Suite struct Instructions {
    @Test func `every range lies where its text stands`() throws {
        let text = "COPY --from=build --chown=a:b one \\\n  two /dst/\n"
        let file = Dockerfile(bytes: Array(text.utf8))
        let copy = file.instructions[0]
        #expect(file.text(copy.keyword) == "COPY")
        #expect(copy.flags.map { file.text($0.range) } == ["--from=build", "--chown=a:b"])
        #expect(copy.flags.map { file.text($0.nameRange) } == ["from", "chown"])
        #expect(copy.flags.map { $0.valueRange.map(file.text) } == ["build", "a:b"])
        #expect(copy.arguments.map { file.text($0.range) } == ["one", "two", "/dst/"])
        #expect(copy.sources.map(\.text) == ["one", "two"])
        #expect(copy.destination?.text == "/dst/")
        #expect(copy.lines == 1...2)
        #expect(file.text(copy.range) == String(text.dropLast()))
    }

    @Test func `a word across lines holds the break`() throws {
        let text = "ENV na\\\nme=va\\\nlue"
        let file = Dockerfile(bytes: Array(text.utf8))
        let pair = try #require(file.instructions[0].pairs.first)
        #expect(pair.key.text == "name")
        #expect(file.text(pair.key.range) == "na\\\nme")
        #expect(pair.value?.text == "value")
        #expect(pair.value.map { file.text($0.range) } == "va\\\nlue")
    }

    @Test func `a shell body knows its places`() throws {
        let text = "RUN a && \\\n# note\n\n  b\n"
        let file = Dockerfile(bytes: Array(text.utf8))
        let run = file.instructions[0]
        #expect(run.body.string == "a &&   b")
        #expect(run.body.sourceOffset(of: 7) == 21)
        #expect(file.bytes[21] == UInt8(ascii: "b"))
        #expect(run.hasEmptyContinuation)
        #expect(file.comments[run.commentsInside].map { file.text($0.range) } == ["# note"])
        guard case .shell(let command) = run.command else { throw Unexpected() }
        #expect(command.string == run.body.string)
    }

    private struct Unexpected: Error {}

    /// The instruction and the flags it has, as `name=value`.
    @Test(
        arguments: [
            ("RUN --mount=type=cache x", ["mount=type=cache"]),
            ("RUN --a --b=c x", ["a", "b=c"]),
            (#"RUN --a="b c" --d='e' x"#, ["a=b c", "d=e"]),
            (#"RUN --a=b\ c x"#, ["a=b c"]),
            ("RUN -- --a x", []),
            ("RUN x --a", []),
            ("RUN -a x", []),
            ("RUN --a", ["a"]),
            ("RUN --a=", ["a="]),
            ("RUN --=x", ["=x"]),
            ("RUN --a=\"b", ["a=b"]),
        ] as [(String, [String])])
    func `flags are told from arguments`(text: String, expected: [String]) throws {
        let flags = try first(text).flags
        #expect(flags.map { $0.name + ($0.value.map { "=" + $0 } ?? "") } == expected)
    }

    /// The body and its words when it is JSON; nil when it is not.
    @Test(
        arguments: [
            (#"["a", "b"]"#, ["a", "b"]), ("[]", []), ("[ ]", []), (#"["a" , "b" ]"#, ["a", "b"]),
            (#"["\u0041\n\"\\\/"]"#, ["A\n\"\\/"]), (#"["\ud83d\ude00"]"#, ["😀"]),
            (#"["\ud83d"]"#, ["\u{FFFD}"]), (#"["\ud83dx"]"#, ["\u{FFFD}x"]),
            ("['a']", nil), (#"["a""#, nil), (#"["a",]"#, nil), (#"["a"] x"#, nil), ("[a]", nil),
            (#"["a" "b"]"#, nil), (#"["\q"]"#, nil), (#"["\u00"]"#, nil), ("[\"\t\"]", nil),
            (#"{"a": 1}"#, nil), ("[01]", nil), ("[1.]", nil), ("[tru]", nil), ("[{]", nil),
        ] as [(String, [String]?)])
    func `the JSON form`(body: String, expected: [String]?) throws {
        let run = try first("CMD " + body)
        #expect(run.isJSON == (expected != nil))
        #expect(run.arguments.map(\.text) == expected ?? [])
    }

    @Test(arguments: ["[1]", "[null]", "[[]]", #"["a", {"b": [1e3, -0.5]}]"#, "[true, false]"])
    func `JSON of other things than strings is refused`(body: String) {
        let file = Dockerfile(bytes: Array("FROM a\nCMD \(body)".utf8))
        #expect(file.problems.map(\.id) == ["not-all-strings"])
    }

    @Test func `JSON strings stand between their quotes`() throws {
        let text = #"CMD ["ab", "\u0041"]"#
        let file = Dockerfile(bytes: Array(text.utf8))
        let words = file.instructions[0].arguments
        #expect(words.map { file.text($0.range) } == ["ab", #"\u0041"#])
    }

    @Test func `JSON nests as deep as Go reads it`() {
        func isRefused(_ depth: Int) -> Bool {
            let body =
                String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            return refuses(Dockerfile(bytes: Array("FROM a\nCMD \(body)".utf8)))
        }
        #expect(isRefused(10_000))
        #expect(!isRefused(10_001))
    }

    /// The body of `ENV` and its pairs.
    @Test(
        arguments: [
            ("a=1 b=2", ["a", "1", "b", "2"]), ("a b c", ["a", "b c"]), ("a  b", ["a", "b"]),
            (#"a="1 2" b='3 4'"#, ["a", #""1 2""#, "b", "'3 4'"]), (#"a=1\ 2"#, ["a", #"1\ 2"#]),
            ("a=", ["a", ""]), ("a=b=c", ["a", "b=c"]), ("a b=c", ["a", "b=c"]),
        ] as [(String, [String])])
    func `definitions`(body: String, expected: [String]) throws {
        let pairs = try first("ENV " + body).pairs
        #expect(pairs.flatMap { [$0.key.text, $0.value?.text ?? "-"] } == expected)
        #expect(pairs[0].isLegacy == !(body.split(separator: " ")[0].contains("=")))
    }

    @Test func `an argument may have no value`() throws {
        let pairs = try first("ARG a b=1 c=").pairs
        #expect(pairs.map(\.key.text) == ["a", "b", "c"])
        #expect(pairs.map { $0.value?.text } == [nil, "1", ""])
    }

    @Test func `health checks hold a command`() throws {
        let shell = try first("HEALTHCHECK --interval=5s CMD curl  x")
        #expect(shell.arguments.first?.text == "CMD")
        guard case .shell(let text) = shell.command else { throw Unexpected() }
        #expect(text.string == "curl  x")
        guard case .exec(let words) = try first(#"HEALTHCHECK CMD ["curl"]"#).command else {
            throw Unexpected()
        }
        #expect(words.map(\.text) == ["curl"])
        #expect(try first("HEALTHCHECK NONE").command == nil)
    }

    @Test func `ONBUILD holds an instruction`() throws {
        let onbuild = try first("ONBUILD COPY --from=x a b")
        #expect(onbuild.trigger?.kind == .copy)
        #expect(onbuild.trigger?.flag("from")?.value == "x")
        #expect(onbuild.trigger?.sources.map(\.text) == ["a"])
    }

    @Test func `mounts have fields`() throws {
        let text = "RUN --mount=type=secret,id=npm,target=/a,required x"
        let file = Dockerfile(bytes: Array(text.utf8))
        let mount = try #require(file.instructions[0].mounts.first)
        #expect(mount.type == "secret")
        #expect(mount.fields.map(\.key) == ["type", "id", "target", "required"])
        #expect(mount.fields.map(\.value) == ["secret", "npm", "/a", nil])
        #expect(mount.target?.valueRange.map(file.text) == "/a")
        #expect(mount.fields.map { file.text($0.keyRange) } == mount.fields.map(\.key))
        #expect(try first("RUN --mount=target=/a x").mounts.first?.type == "bind")
        #expect(try first(#"RUN --mount=target=\"/a,b\",rw x"#).mounts[0].fields.count == 2)
    }
}
