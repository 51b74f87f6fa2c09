import SourceText
import Testing

@testable import Dockerfiles

private func read(_ text: String) -> Dockerfile { Dockerfile(bytes: Array(text.utf8)) }

@Suite struct Files {
    @Test(arguments: [
        ("# syntax=a\n# escape=`\n# check=skip=all\n", "syntax=a escape=` check=skip=all"),
        ("#syntax = a b \n", "syntax=a b"), ("  # Syntax=a\n", "syntax=a"),
        ("\u{FEFF}# syntax=a\r\n", "syntax=a"), ("\n# syntax=a\n", ""),
        ("# note\n# syntax=a\n", ""), ("# other=a\n# syntax=a\n", ""), ("# syntax=\n", ""),
        ("# syntax= \n", "syntax= "),
    ])
    func `directives stand at the top`(text: String, expected: String) {
        let directives = read(text + "FROM a").directives
        #expect(directives.map { "\($0.name)=\($0.value)" }.joined(separator: " ") == expected)
    }

    @Test func `comments belong to the instruction below`() {
        let file = read(
            "# one\n#\n# two\n\n  # three\nFROM a\n# four\nRUN x \\\n# five\ny\n# six\n")
        #expect(file.comments.map(\.instruction) == [0, 0, 0, 0, 1, 1, nil])
        #expect(file.comments.map(\.isInside) == [false, false, false, false, false, true, false])
        #expect(file.instructions[0].commentsAbove == 2..<4)
        #expect(file.instructions[1].commentsAbove == 4..<5)
        #expect(file.instructions[1].commentsInside == 5..<6)
    }

    /// A text and the bodies of its instructions.
    @Test(
        arguments: [
            ("RUN a \\\n b", ["a  b"]), ("RUN a \\\r\n b\r\n", ["a  b"]),
            ("RUN a \\  \n b", ["a  b"]),
            ("RUN a \\\\\nRUN b", [#"a \\"#, "b"]), ("RUN a \\\n\\\nb", ["a b"]),
            ("RUN a \\\n# c\n\n b", ["a  b"]), ("RUN a\\", ["a"]), ("\\\nRUN a", ["a"]),
            ("# escape=`\nRUN a `\n b\\\nRUN c", ["a  b\\", "c"]), ("R\\\nUN a", ["a"]),
            ("  RUN a  ", ["a"]), ("\u{2003}RUN a", ["a"]), ("RUN\u{B}a", ["a"]),
        ] as [(String, [String])])
    func `continuations`(text: String, expected: [String]) {
        #expect(read(text).instructions.map(\.body.string) == expected)
    }

    /// A text and its heredocs as name, content.
    @Test(
        arguments: [
            ("RUN <<E\na\nE\n", ["E", "a\n"]),
            ("RUN <<A cat <<B\na\nA\nb\nB", ["A", "a\n", "B", "b\n"]),
            ("RUN <<-E\n\ta\n\tE", ["E", "\ta\n"]), ("RUN <<\"E F\"\na\nE F", ["E F", "a\n"]),
            ("RUN 3<<E\r\na\r\nE\r\n", ["E", "a\r\n"]), ("RUN [\"<<E\"]", []), ("RUN cat <<<E", []),
            ("RUN a << E", []), ("RUN 'a <<E", []), ("RUN '<<E'", []), ("ENV a=<<E", []),
            ("COPY <<E /x\nE", ["E", ""]), ("ONBUILD RUN <<E\na\nE", ["E", "a\n"]),
            ("RUN <<E\na\n E\nE", ["E", "a\n E\n"]), ("RUN <<E \\\n b\nE", ["E", ""]),
        ] as [(String, [String])])
    func `heredocs`(text: String, expected: [String]) {
        let file = read(text)
        let heredocs = file.instructions[0].heredocs
        #expect(heredocs.flatMap { [$0.name, file.text($0.content)] } == expected)
    }

    @Test func `a heredoc expands unless its word is quoted`() {
        let words = ["<<E", "<<'E'", "<<\"E\"", "<<E'F'", "<<-E"]
        let expands = words.map { word in
            let name = word.contains("F") ? "EF" : "E"
            return read("RUN \(word)\n\(name)").instructions[0].heredocs.first?.expands
        }
        #expect(expands == [true, false, false, false, true])
    }

    @Test func `leading tabs go after a dash`() {
        let file = read("RUN <<-E\n\t\ta\n\tb \tc\n\tE")
        #expect(file.content(of: file.instructions[0].heredocs[0]).string == "a\nb \tc\n")
    }

    @Test func `a line may be as long as BuildKit reads`() {
        func file(_ length: Int) -> Dockerfile {
            read("FROM a\nRUN " + String(repeating: "x", count: length - 4) + "\nUSER b")
        }
        #expect(file(65_535).problems.isEmpty)
        #expect(file(65_535).instructions.count == 3)
        #expect(file(65_536).problems.map(\.id) == ["line-too-long"])
        #expect(file(65_536).instructions.count == 1)
        #expect(covers(file(65_536)))
    }
}
