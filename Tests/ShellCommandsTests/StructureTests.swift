import ShellCommands
import SourceText
import Testing

@Suite struct StructureTests {
    @Test func `operators lead from command to command`() {
        let commands = script("a && b | c; d").commands
        #expect(commands.map { $0.operatorBefore?.symbol } == [nil, .and, .pipe, .semicolon])
        #expect(commands.map { $0.operatorAfter?.symbol } == [.and, .pipe, .semicolon, nil])
        #expect(commands[1].operatorBefore?.range == SourceRange(2, 4))
        #expect(commands[1].isPipedOnward && commands[2].readsPipe && !commands[2].isPipedOnward)
        #expect(commands[0].pipeline.next?.commands.map(\.name) == ["b", "c"])
        #expect(commands[3].pipeline.previous?.count == 2)
        #expect(commands[0].following.map(\.name) == ["b", "c", "d"])
    }

    @Test func `joined by && alone`() {
        let commands = script("a && b && c; d && (e && f) && g").commands
        #expect(commands[0].isJoinedByAnd(to: commands[2]))
        #expect(!commands[0].isJoinedByAnd(to: commands[3]))
        #expect(!commands[3].isJoinedByAnd(to: commands[4]))
        #expect(commands[3].isJoinedByAnd(to: commands[6]))
        #expect(!commands[1].isJoinedByAnd(to: commands[0]))
    }

    @Test func `a command knows what is around it`() {
        let commands = script("if ! a; then b & fi; c || d; x $(e); sh -c f; (g)").commands
        let byName = Dictionary(uniqueKeysWithValues: commands.map { ($0.name!, $0) })
        #expect(byName["a"]!.isCondition && byName["a"]!.isNegated)
        #expect(byName["b"]!.isConditional && byName["b"]!.isBackground)
        #expect(!byName["c"]!.isConditional && byName["d"]!.isConditional)
        #expect(byName["e"]!.isNested && byName["f"]!.isNested && !byName["g"]!.isNested)
        #expect(byName["e"]!.construct?.command?.name == "x")
        #expect(byName["b"]!.depth == 2 && byName["c"]!.depth == 0)
    }

    @Test func `words tell how they are quoted and what they expand`() {
        let words = script(#"a 'b' "c" d"e" "$f"$g ${h:-i} \j $'k' "l"'m' *.n"#).commands[0].words
        #expect(
            words.map(\.quoting) == [
                .none, .single, .double, .mixed, .mixed, .none, .mixed, .mixed, .mixed, .none,
            ])
        #expect(words[4].expansions.map(\.name) == ["f", "g"])
        #expect(words[4].expansions.map(\.isQuoted) == [true, false])
        #expect(words[5].expansions.map(\.hasOperator) == [true])
        #expect(words[4].literal == nil && words[1].isLiteral("b") && !words[1].isLiteral("'b'"))
        #expect(words[9].isPattern)
    }

    @Test func `a loop knows its words, a function its name is a construct`() {
        let script = script("for x in a $b; do c; done; case $y in z) d;; esac")
        #expect(script.constructs[0].variable == "x")
        #expect(script.constructs[0].words.map(\.raw) == ["a", "$b"])
        #expect(script.constructs.first { $0.kind == .caseStatement }?.words.map(\.raw) == ["$y"])
    }

    @Test func `a program is named without its directory`() {
        let names: [Listed] = [
            Listed("/usr/bin/curl x", "curl"), Listed("./configure", "configure"),
            Listed("'apt-get' x", "apt-get"), Listed("A=b", "-"), Listed("$x y", "-"),
            Listed(">f", "-"), Listed("/", "/"), Listed("((x))", "-"), Listed("[[ a ]]", "[["),
        ]
        for name in names {
            #expect(script(name.text).commands[0].name ?? "-" == name.listing)
        }
    }

    @Test func `ranges lie in the file, through joined lines and quotes`() {
        let file = Array("RUN a && \\\n  sh -c \"b \\\"c d\\\"\" x".utf8)
        var text = StitchedText()
        text.append(SourceRange(4, 9), of: file)
        text.append(SourceRange(11, file.count), of: file)
        let script = ShellScript(text, dialect: .posix)
        let commands = script.commands
        #expect(commands.map(\.name) == ["a", "sh", "b"])
        #expect(file.text(script.sourceRange(of: commands[1].range)).hasPrefix("sh -c"))
        #expect(file.text(script.sourceRange(of: commands[2].words[1].range)) == #""c d\""#)
        #expect(commands[2].words[1].literal == "c d")
        #expect(file.text(script.sourceRange(of: commands[2].words[0].range)) == "b")
    }

    @Test func `words of an exec form mean themselves`() {
        let file = Array(#"["sh", "-c", "a 'b c'", "$x", ""]"#.utf8)
        let ranges = [(2, 4), (8, 10), (14, 21), (25, 27), (31, 31)]
        let script = ShellScript(
            words: ranges.map { StitchedText(SourceRange($0.0, $0.1), of: file) })
        #expect(script.listing == "sh -c 'a 'b c'' $x ''\n  a 'b c' @script")
        #expect(script.sourceRange(of: script.commands[1].words[1].range) == SourceRange(16, 21))
        #expect(script.sourceRange(of: script.commands[0].words[3].range) == SourceRange(25, 27))
        #expect(script.commands[0].toolUse?.program == "sh")
        #expect(ShellScript(words: []).commands.isEmpty)
    }

    private static let choices: [Listed] = [
        Listed("/bin/sh -c", "posix sh - text"),
        Listed("/bin/bash -o pipefail -c", "bash bash pipefail text"),
        Listed("/bin/bash -euxo pipefail -c", "bash bash errexit,nounset,xtrace,pipefail text"),
        Listed("bash --login -c", "bash bash - text"),
        Listed("powershell -NoLogo -Command $x;", "powershell powershell - text"),
        Listed(#"C:\Windows\PowerShell.EXE -command"#, "powershell powershell - text"),
        Listed("pwsh", "powershell pwsh - -"),
        Listed("cmd /S /C", "cmd cmd - text"),
        Listed("/busybox/sh -c", "posix sh - text"),
        Listed("/bin/ash -eo pipefail -c", "posix ash errexit,pipefail text"),
        Listed("/usr/bin/fish -c", "unknown fish - text"),
        Listed("", "unknown  - -"),
    ]

    @Test(arguments: choices) func `SHELL chooses a dialect and options`(example: Listed) {
        let choice = ShellChoice(example.text.split(separator: " ").map { String($0) })
        let options = choice.options.isEmpty ? "-" : choice.options.joined(separator: ",")
        #expect(
            "\(choice.dialect) \(choice.program) \(options) \(choice.takesText ? "text" : "-")"
                == example.listing)
    }

    @Test func `other dialects are not read as sh`() {
        for dialect: ShellDialect in [.powershell, .cmd, .unknown] {
            let script = script("Invoke-WebRequest 'x' | iex; if ($a) { b }", dialect)
            #expect(script.commands.isEmpty && script.problems.isEmpty && !script.isUnderstood)
        }
    }
}
